// The bare pattern, without the rest of the contract: create, write, chmod, fsync, rename, fsync the directory.
#include "serve.h"

void replace(const char *directory, const char *target, const char *content, size_t size) {
    char temporary[4400];
    temporary_name(temporary, sizeof temporary, directory);
    int file = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    check(file >= 0, "open");
    write_all(file, content, size);
    check(fchmod(file, 0644) == 0, "fchmod");
    check(fsync(file) == 0, "fsync");
    check(close(file) == 0, "close");
    check(rename(temporary, target) == 0, "rename");
    int entries = open(directory, O_RDONLY | O_CLOEXEC);
    check(entries >= 0, "open directory");
    check(fsync(entries) == 0, "fsync directory");
    check(close(entries) == 0, "close directory");
}
