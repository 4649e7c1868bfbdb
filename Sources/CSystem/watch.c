#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif

#include "CSystem.h"

#include <errno.h>

#if defined(__linux__)

#include <sys/inotify.h>
#include <unistd.h>

int system_watch_begin(void) { return inotify_init1(IN_NONBLOCK | IN_CLOEXEC); }

int system_watch_add(int watch, const char *path) {
  return inotify_add_watch(
      watch, path,
      IN_ATTRIB | IN_CLOSE_WRITE | IN_CREATE | IN_DELETE | IN_DELETE_SELF | IN_MOVED_FROM | IN_MOVED_TO | IN_MOVE_SELF |
          IN_DONT_FOLLOW | IN_ONLYDIR);
}

int system_watch_read(
    int watch, void *context, void (*visit)(void *context, int folder, int change, const char *name)) {
  _Alignas(struct inotify_event) char bytes[16384];
  ssize_t count = read(watch, bytes, sizeof bytes);
  if (count < 0) return errno == EAGAIN || errno == EINTR ? 0 : -1;
  for (const char *next = bytes; next < bytes + count;) {
    const struct inotify_event *event = (const struct inotify_event *)next;
    next += sizeof *event + event->len;
    if (event->mask & IN_IGNORED) continue;
    int change = event->mask & (IN_CLOSE_WRITE | IN_MOVED_TO | IN_ATTRIB) ? SYSTEM_WATCH_ENDED : SYSTEM_WATCH_BEGUN;
    if (event->mask & (IN_ISDIR | IN_DELETE_SELF | IN_MOVE_SELF | IN_Q_OVERFLOW)) change |= SYSTEM_WATCH_FOLDERS;
    visit(context, event->wd, change, event->len > 0 ? event->name : "");
  }
  return count > 0;
}

#else

int system_watch_begin(void) {
  errno = ENOSYS;
  return -1;
}

int system_watch_add(int watch, const char *path) {
  errno = ENOSYS;
  return -1;
}

int system_watch_read(
    int watch, void *context, void (*visit)(void *context, int folder, int change, const char *name)) {
  errno = ENOSYS;
  return -1;
}

#endif
