// An order is "DIRECTORY TARGET SIZE TIMES"; the answer is "done".
#ifndef SERVE_H
#define SERVE_H
#include "floor.h"

int main(void) {
    char directory[4096], name[256], target[4400];
    size_t size;
    long times;
    while (scanf("%4095s %255s %zu %ld", directory, name, &size, &times) == 4) {
        char *content = malloc(size);
        memset(content, 'x', size);
        snprintf(target, sizeof target, "%s/%s", directory, name);
        for (long i = 0; i < times; i++) {
            replace(directory, target, content, size);
        }
        free(content);
        puts("done");
        fflush(stdout);
    }
    return 0;
}
#endif
