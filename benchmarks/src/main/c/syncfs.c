// The lower bound for many files: create and write all files, force the whole file system once, rename all files, force
// the file system again. An order is "DIRECTORY PREFIX SIZE FILES"; the answer is "done".
#include "floor.h"

static void name_of(char *path, size_t size, const char *directory, const char *prefix, long number) {
    snprintf(path, size, "%s/%s%ld", directory, prefix, number);
}

static void replace_all(const char *directory, const char *prefix, const char *content, size_t size, long files) {
    char temporary[4400], target[4400];
    for (long i = 0; i < files; i++) {
        name_of(temporary, sizeof temporary, directory, ".floor-", i);
        int file = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
        check(file >= 0, "open");
        write_all(file, content, size);
        check(fchmod(file, 0644) == 0, "fchmod");
        check(close(file) == 0, "close");
    }
    int entries = open(directory, O_RDONLY | O_CLOEXEC);
    check(entries >= 0, "open directory");
    check(syncfs(entries) == 0, "syncfs");
    for (long i = 0; i < files; i++) {
        name_of(temporary, sizeof temporary, directory, ".floor-", i);
        name_of(target, sizeof target, directory, prefix, i);
        check(rename(temporary, target) == 0, "rename");
    }
    check(syncfs(entries) == 0, "syncfs");
    check(close(entries) == 0, "close directory");
}

int main(void) {
    char directory[4096], prefix[256];
    size_t size;
    long files;
    while (scanf("%4095s %255s %zu %ld", directory, prefix, &size, &files) == 4) {
        char *content = malloc(size);
        memset(content, 'x', size);
        replace_all(directory, prefix, content, size, files);
        free(content);
        puts("done");
        fflush(stdout);
    }
    return 0;
}
