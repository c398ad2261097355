// The same calls as in contract.c, in the cheapest way that Linux offers: the directory is opened first, and the names
// are looked up in it. The attributes are listed without opening the file: their call takes only a whole path. The
// replaced file is held by a descriptor that opens nothing.
#include "serve.h"

static void look(int directory, const char *name, int flags, struct statx *found) {
    check(statx(directory, name, flags, STATX_BASIC_STATS, found) == 0, "statx");
}

static void check_name(int directory, const char *name, const struct statx *created) {
    struct statx named;
    look(directory, name, AT_SYMLINK_NOFOLLOW, &named);
    check(named.stx_ino == created->stx_ino && named.stx_dev_minor == created->stx_dev_minor
              && named.stx_dev_major == created->stx_dev_major,
          "the temporary's name");
}

void replace(const char *directory, const char *target, const char *content, size_t size) {
    char path[4400], names[1024];
    struct statx existing, created, last;
    const char *name = strrchr(target, '/') + 1;
    temporary_name(path, sizeof path, directory);
    const char *temporary = strrchr(path, '/') + 1;
    int entries = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    check(entries >= 0, "open directory");
    look(entries, name, AT_SYMLINK_NOFOLLOW, &existing);
    int file = openat(entries, temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    check(file >= 0, "open");
    check(llistxattr(target, names, sizeof names) >= 0, "llistxattr");
    struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
    check(fcntl(file, F_OFD_SETLK, &lock) == 0, "lock");
    look(file, "", AT_EMPTY_PATH, &created);
    write_all(file, content, size);
    check(fchmod(file, existing.stx_mode & 07777) == 0, "fchmod");
    check(fsync(file) == 0, "fsync");
    int held = openat(entries, name, O_PATH | O_NOFOLLOW | O_CLOEXEC);
    check(held >= 0, "hold target");
    check_name(entries, temporary, &created);
    check(renameat(entries, temporary, entries, name) == 0, "rename");
    check(close(file) == 0, "close");
    check(fsync(entries) == 0, "fsync directory");
    look(entries, name, AT_SYMLINK_NOFOLLOW, &last);
    check(close(held) == 0, "close replaced file");
    check(close(entries) == 0, "close directory");
}
