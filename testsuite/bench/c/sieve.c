#include "bench.h"

/* Elements as wide as Python's ints are here: the memory traffic is part of the work. */
static double bench(int64_t n) {
    int64_t *flags = malloc((n + 1) * sizeof *flags), count = 0;
    for (int64_t i = 0; i <= n; i++) flags[i] = 1;
    for (int64_t i = 2; i <= n; i++) {
        if (flags[i] != 1) continue;
        count++;
        for (int64_t j = i * i; j <= n; j += i) flags[j] = 0;
    }
    free(flags);
    return (double)count;
}
