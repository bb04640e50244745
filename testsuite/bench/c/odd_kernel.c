#include "bench.h"

/* Python's ints do not overflow: the one sum that does not fit is made in 128 bits. */
static double bench(int64_t n) {
    int64_t s = 1, at = n / 10;
    for (int64_t i = 0; i < n; i++) {
        __int128 k = i == at ? (__int128)i + INT64_MAX : i;
        s = (int64_t)(((__int128)s * 31 + k) % 1000003);
    }
    return (double)s;
}
