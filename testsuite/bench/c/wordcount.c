#include "bench.h"

#define SLOTS 4096

struct entry {
    const char *word;
    int64_t len, times;
};

/* Some `n` words with blanks between them, the same ones every time. */
static char *text(int64_t n) {
    static const char *syllables[] = {"ka", "no", "ri", "to", "ma", "shi"};
    char *all = malloc(n * 10 + 1), *end = all;
    int64_t seed = 42;
    for (int64_t i = 0; i < n; i++) {
        seed = (seed * 1103515245 + 12345) % 2147483648;
        if (i > 0) *end++ = ' ';
        for (int64_t k = 0; k < 1 + seed / 65536 % 3; k++) {
            const char *syllable = syllables[(seed >> (8 + 3 * k)) % 6];
            size_t len = strlen(syllable);
            memcpy(end, syllable, len);
            end += len;
        }
    }
    *end = 0;
    return all;
}

static struct entry *find(struct entry *table, const char *word, int64_t len) {
    uint64_t hash = 14695981039346656037u;
    for (int64_t i = 0; i < len; i++) hash = (hash ^ (unsigned char)word[i]) * 1099511628211u;
    uint64_t slot = hash % SLOTS;
    while (table[slot].word && (table[slot].len != len || memcmp(table[slot].word, word, len) != 0))
        slot = (slot + 1) % SLOTS;
    if (!table[slot].word) table[slot] = (struct entry){word, len, 0};
    return &table[slot];
}

static double bench(int64_t n) {
    struct entry *table = calloc(SLOTS, sizeof *table);
    char *all = text(n);
    for (const char *at = all; *at;) {
        const char *end = at;
        while (*end && *end != ' ') end++;
        find(table, at, end - at)->times++;
        at = *end ? end + 1 : end;
    }
    int64_t total = 0;
    for (int i = 0; i < SLOTS; i++) total += table[i].len * table[i].times * table[i].times;
    free(all);
    free(table);
    return (double)total;
}
