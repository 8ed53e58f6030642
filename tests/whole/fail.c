/* Loaded before the C library (LD_PRELOAD): lets one call fail that changes a
 * file, and lets the clock jump.
 *
 *   FAIL_AT=n      the n-th such call of the process fails, from 1
 *   FAIL_WITH=e    with this errno; default EIO
 *   FAIL_ON=1      and all after it, as on a full disk
 *   FAIL_SHORT=1   a write puts half of its bytes on the disk before it fails
 *   FAIL_COUNT=f   appends "number of calls\n" to f when the process ends
 *   CLOCK_JUMPS=1  each look at the clock of the day goes some days back or
 *                  forth; what measures time is left alone
 *
 * Counted are calls on plain files only, so that pipes and terminals, and with
 * them worker processes, go free. A process that is ended by _exit or by a
 * signal writes no count.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>
#include <stdio.h>

static long calls;

static long number(const char *name, long otherwise) {
    const char *text = getenv(name);
    return text ? atol(text) : otherwise;
}

/* Counts a call and tells whether it has to fail. */
static int fails(void) {
    static long at = -1, on;
    if (at < 0) {
        on = number("FAIL_ON", 0);
        at = number("FAIL_AT", 0);
    }
    long call = __atomic_add_fetch(&calls, 1, __ATOMIC_SEQ_CST);
    if (at > 0 && (call == at || (on && call > at))) {
        errno = (int)number("FAIL_WITH", EIO);
        return 1;
    }
    return 0;
}

static int plain(int fd) {
    struct stat found;
    int before = errno;
    int is = fstat(fd, &found) == 0 && S_ISREG(found.st_mode);
    errno = before;
    return is;
}

__attribute__((destructor)) static void tell(void) {
    const char *path = getenv("FAIL_COUNT");
    if (!path || calls == 0)
        return;
    char text[32];
    int length = snprintf(text, sizeof text, "%ld\n", calls);
    long fd = syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_APPEND, 0600);
    if (fd >= 0) {
        syscall(SYS_write, fd, text, length);
        syscall(SYS_close, fd);
    }
}

/* The function of the C library that stands behind one of ours. */
#define BEHIND(name) \
    static __typeof__(name) *behind; \
    if (!behind) \
        behind = (__typeof__(name) *)dlsym(RTLD_NEXT, #name)

static size_t half(size_t length) {
    return number("FAIL_SHORT", 0) ? length / 2 : 0;
}

ssize_t write(int fd, const void *bytes, size_t length) {
    BEHIND(write);
    if (plain(fd) && fails()) {
        int error = errno;
        if (half(length))
            behind(fd, bytes, half(length));
        errno = error;
        return -1;
    }
    return behind(fd, bytes, length);
}

#define WRITE_AT(name, offset_type) \
    ssize_t name(int fd, const void *bytes, size_t length, offset_type offset) { \
        BEHIND(name); \
        if (plain(fd) && fails()) { \
            int error = errno; \
            if (half(length)) \
                behind(fd, bytes, half(length), offset); \
            errno = error; \
            return -1; \
        } \
        return behind(fd, bytes, length, offset); \
    }
WRITE_AT(pwrite, off_t)
WRITE_AT(pwrite64, off64_t)

ssize_t writev(int fd, const struct iovec *parts, int number_of_parts) {
    BEHIND(writev);
    if (plain(fd) && fails())
        return -1;
    return behind(fd, parts, number_of_parts);
}

#define ON_FILE(name) \
    int name(int fd) { \
        BEHIND(name); \
        if (plain(fd) && fails()) \
            return -1; \
        return behind(fd); \
    }
ON_FILE(fsync)
ON_FILE(fdatasync)

#define TO_LENGTH(name, offset_type) \
    int name(int fd, offset_type length) { \
        BEHIND(name); \
        if (plain(fd) && fails()) \
            return -1; \
        return behind(fd, length); \
    }
TO_LENGTH(ftruncate, off_t)
TO_LENGTH(ftruncate64, off64_t)

/* Returns an error number and leaves errno alone. */
#define ALLOCATE(name, offset_type) \
    int name(int fd, offset_type from, offset_type length) { \
        BEHIND(name); \
        int before = errno; \
        if (plain(fd) && fails()) { \
            int error = errno; \
            errno = before; \
            return error; \
        } \
        return behind(fd, from, length); \
    }
ALLOCATE(posix_fallocate, off_t)
ALLOCATE(posix_fallocate64, off64_t)

int rename(const char *from, const char *to) {
    BEHIND(rename);
    return fails() ? -1 : behind(from, to);
}

int unlink(const char *path) {
    BEHIND(unlink);
    return fails() ? -1 : behind(path);
}

/* Files that are made: those that are only read are not counted. */
#define UNWRAPPED(...) __VA_ARGS__
#define OPEN(name, parameters, arguments) \
    int name(UNWRAPPED parameters, int flags, ...) { \
        BEHIND(name); \
        mode_t mode = 0; \
        if ((flags & O_CREAT) || (flags & O_TMPFILE) == O_TMPFILE) { \
            va_list rest; \
            va_start(rest, flags); \
            mode = va_arg(rest, mode_t); \
            va_end(rest); \
        } \
        if ((flags & (O_CREAT | O_TRUNC)) && fails()) \
            return -1; \
        return behind(UNWRAPPED arguments, flags, mode); \
    }
OPEN(open, (const char *path), (path))
OPEN(open64, (const char *path), (path))
OPEN(openat, (int folder, const char *path), (folder, path))
OPEN(openat64, (int folder, const char *path), (folder, path))

/* Where the clock stands in days, next: back and forth around the truth. */
static time_t jumped(time_t now) {
    static const int days[] = {0, 400, -400, 1, -30, 3650, -1, 30, -3650};
    static unsigned look;
    if (!number("CLOCK_JUMPS", 0))
        return now;
    unsigned which = __atomic_fetch_add(&look, 1, __ATOMIC_SEQ_CST);
    return now + days[which % (sizeof days / sizeof *days)] * (time_t)86400;
}

int clock_gettime(clockid_t clock, struct timespec *now) {
    BEHIND(clock_gettime);
    int result = behind(clock, now);
    if (result == 0 && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE))
        now->tv_sec = jumped(now->tv_sec);
    return result;
}

int gettimeofday(struct timeval *restrict now, void *restrict zone) {
    BEHIND(gettimeofday);
    int result = behind(now, zone);
    if (result == 0)
        now->tv_sec = jumped(now->tv_sec);
    return result;
}

time_t time(time_t *now) {
    BEHIND(time);
    time_t result = jumped(behind(NULL));
    if (now)
        *now = result;
    return result;
}
