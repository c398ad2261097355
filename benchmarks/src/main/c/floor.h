// Shared by all C programs. They read orders from the benchmark on standard input, one a line, and answer when done.
#ifndef FLOOR_H
#define FLOOR_H
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

/** Replaces a file in a directory. */
void replace(const char *directory, const char *target, const char *content, size_t size);

static void check(int succeeded, const char *step) {
    if (!succeeded) {
        perror(step);
        exit(1);
    }
}

static void write_all(int fd, const char *content, size_t size) {
    for (size_t done = 0; done < size;) {
        ssize_t more = pwrite(fd, content + done, size - done, (off_t)done);
        check(more > 0, "write");
        done += (size_t)more;
    }
}

/** Creates an unused name in the directory of the target. */
static void temporary_name(char *name, size_t size, const char *directory) {
    static unsigned long next;
    snprintf(name, size, "%s/.floor-%d-%lu.tmp", directory, getpid(), next++);
}
#endif
