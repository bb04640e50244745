/* What every program here shares: run `bench` on argv[1], print its seconds and its result. */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static double bench(int64_t n);

int main(int argc, char **argv) {
    int64_t n = argc > 1 ? atoll(argv[1]) : 1;
    double start = now();
    double result = bench(n);
    printf("%.9f %.17g\n", now() - start, result);
    return 0;
}
