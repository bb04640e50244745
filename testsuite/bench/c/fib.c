#include "bench.h"

/* Not inlined into itself: the question is what a call costs. */
__attribute__((noinline)) static int64_t fib(int64_t n) {
    return n < 2 ? n : fib(n - 1) + fib(n - 2);
}

static double bench(int64_t n) { return (double)fib(n); }
