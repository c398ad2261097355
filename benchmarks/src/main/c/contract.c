// The calls that the contract requires: the look-ups, the lock that shows a sweep that the writer is alive, the checks
// that the temporary's name still leads to the file that was created, the extended attributes of the replaced file,
// holding that file open until its replacement is durable, and the last look-up of the target.
#include "serve.h"

static void look(const char *path, struct statx *found) {
    check(statx(AT_FDCWD, path, AT_SYMLINK_NOFOLLOW, STATX_BASIC_STATS, found) == 0, "statx");
}

static void look_at_descriptor(int file, struct statx *found) {
    check(statx(file, "", AT_EMPTY_PATH, STATX_BASIC_STATS, found) == 0, "statx descriptor");
}

static void check_name(const char *path, const struct statx *created) {
    struct statx named;
    look(path, &named);
    check(named.stx_ino == created->stx_ino && named.stx_dev_minor == created->stx_dev_minor
              && named.stx_dev_major == created->stx_dev_major,
          "the temporary's name");
}

static void list_attributes(const char *path) {
    char names[1024];
    int file = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    check(file >= 0, "open target");
    check(flistxattr(file, names, sizeof names) >= 0, "flistxattr");
    check(close(file) == 0, "close target");
}

void replace(const char *directory, const char *target, const char *content, size_t size) {
    char temporary[4400];
    struct statx existing, created, last;
    temporary_name(temporary, sizeof temporary, directory);
    look(target, &existing);
    int file = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    check(file >= 0, "open");
    list_attributes(target);
    struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
    check(fcntl(file, F_SETLK, &lock) == 0, "lock");
    look_at_descriptor(file, &created);
    check_name(temporary, &created);
    write_all(file, content, size);
    check(fchmod(file, existing.stx_mode & 07777) == 0, "fchmod");
    check(fsync(file) == 0, "fsync");
    int entries = open(directory, O_RDONLY | O_CLOEXEC);
    check(entries >= 0, "open directory");
    look(target, &existing);
    int held = open(target, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    check(held >= 0, "hold target");
    check_name(temporary, &created);
    check(rename(temporary, target) == 0, "rename");
    check(close(file) == 0, "close");
    check(fsync(entries) == 0, "fsync directory");
    look(target, &last);
    check(close(held) == 0, "close replaced file");
    check(close(entries) == 0, "close directory");
}
