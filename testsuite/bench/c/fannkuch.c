#include "bench.h"

static double bench(int64_t n) {
    int64_t perm[16], perm1[16], count[16];
    int64_t checksum = 0, most = 0, permutations = 0, r = n;
    if (n > 16) abort();
    for (int64_t i = 0; i < n; i++) perm1[i] = i;
    for (;;) {
        for (; r != 1; r--) count[r - 1] = r;
        memcpy(perm, perm1, n * sizeof *perm);
        int64_t flips = 0;
        for (int64_t k = perm[0]; k != 0; k = perm[0]) {
            for (int64_t i = 0, j = k; i < j; i++, j--) {
                int64_t t = perm[i];
                perm[i] = perm[j];
                perm[j] = t;
            }
            flips++;
        }
        if (flips > most) most = flips;
        checksum += permutations % 2 == 0 ? flips : -flips;
        for (;; r++) {
            if (r == n) return (double)(checksum * 1000 + most);
            int64_t first = perm1[0];
            for (int64_t i = 0; i < r; i++) perm1[i] = perm1[i + 1];
            perm1[r] = first;
            if (--count[r] > 0) break;
        }
        permutations++;
    }
}
