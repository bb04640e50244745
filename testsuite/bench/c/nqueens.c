#include "bench.h"

struct board {
    int64_t n;
    unsigned char *columns, *rising, *falling;
};

static int64_t place(struct board *b, int64_t row) {
    if (row == b->n) return 1;
    int64_t ways = 0;
    for (int64_t c = 0; c < b->n; c++) {
        int64_t up = row + c, down = row - c + b->n;
        if (b->columns[c] || b->rising[up] || b->falling[down]) continue;
        b->columns[c] = b->rising[up] = b->falling[down] = 1;
        ways += place(b, row + 1);
        b->columns[c] = b->rising[up] = b->falling[down] = 0;
    }
    return ways;
}

static double bench(int64_t n) {
    struct board b = {n, calloc(n, 1), calloc(2 * n, 1), calloc(2 * n, 1)};
    double ways = (double)place(&b, 0);
    free(b.columns);
    free(b.rising);
    free(b.falling);
    return ways;
}
