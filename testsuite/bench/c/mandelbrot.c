#include "bench.h"

static int stays(double cx, double cy, int64_t limit) {
    double x = 0.0, y = 0.0;
    for (int64_t k = 0; k < limit; k++) {
        double x2 = x * x, y2 = y * y;
        if (x2 + y2 > 4.0) return 0;
        y = 2.0 * x * y + cy;
        x = x2 - y2 + cx;
    }
    return 1;
}

static double bench(int64_t n) {
    int64_t inside = 0;
    for (int64_t j = 0; j < n; j++) {
        double cy = 2.0 * j / n - 1.0;
        for (int64_t i = 0; i < n; i++) inside += stays(3.0 * i / n - 2.0, cy, 100);
    }
    return (double)inside;
}
