/* What happens where the system gives no thread, no memory or no file descriptor.

   Swift and the libraries below it cannot go on without: Swift and cmark trap, and libdispatch sleeps until it gets what
   it asked for, which may be never. Each such end becomes a sentence and status 2. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif

#include "CSystem.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

#ifndef __has_feature
#define __has_feature(name) 0
#endif
/* Sanitizers take terabytes of addresses, and say themselves what they meet. */
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define IS_SANITIZED 1
#else
#define IS_SANITIZED 0
#endif

static _Atomic bool is_expected = false;

/* Only what a signal handler may do: another thread may hold any lock, the allocator's among them. */
static _Noreturn void end(const char *sentence) {
  size_t length = strlen(sentence);
  while (length > 0) {
    ssize_t written = write(2, sentence, length);
    if (written < 0 && errno != EINTR) break;
    if (written > 0) {
      sentence += written;
      length -= (size_t)written;
    }
  }
  _exit(2);
}

static const char no_memory[] =
    "error: The system gives this program no more memory.\n"
    "help: Allow it more (ulimit -v, or the limits of the job or container), or end other programs.\n";
static const char no_descriptor[] =
    "error: The system gives this program no more file descriptors.\n"
    "help: Allow it 32 at least (ulimit -n).\n";

/* Three for libdispatch, which traps without, and one to say with what else is missing. */
enum { needed_descriptors = 4 };

static bool has_descriptors(int count) {
  int taken[needed_descriptors];
  int got = 0;
  int origin = open("/dev/null", O_RDONLY | O_CLOEXEC);
  while (got < count && origin >= 0) {
    int descriptor = got == 0 ? origin : fcntl(origin, F_DUPFD_CLOEXEC, 0);
    if (descriptor < 0) break;
    taken[got++] = descriptor;
  }
  bool isEnough = got == count || (origin < 0 && errno != EMFILE && errno != ENFILE);
  while (got > 0) close(taken[--got]);
  return isEnough;
}

/* The bytes that lie in memory. */
static size_t resident_size(void) {
#if defined(__linux__)
  char text[64] = {0};
  int file = open("/proc/self/statm", O_RDONLY | O_CLOEXEC);
  ssize_t count = file < 0 ? -1 : read(file, text, sizeof text - 1);
  if (file >= 0) close(file);
  const char *at = count < 0 ? "" : strchr(text, ' ');
  size_t pages = 0;
  for (at = at && *at ? at + 1 : ""; *at >= '0' && *at <= '9'; at++) pages = pages * 10 + (size_t)(*at - '0');
  return pages * (size_t)sysconf(_SC_PAGESIZE);
#else
  struct rusage usage;
  return getrusage(RUSAGE_SELF, &usage) == 0 ? (size_t)usage.ru_maxrss : 0;
#endif
}

/* A list that grows asks for twice of what it has, and no list has more than all there is. */
static bool has_memory(void) {
  size_t size = 2 * resident_size() + (16u << 20);
  void *bytes = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON, -1, 0);
  if (bytes == MAP_FAILED) return false;
  munmap(bytes, size);
  return true;
}

static const int traps[] = {SIGABRT, SIGBUS, SIGILL, SIGSEGV, SIGTRAP};
enum { trap_count = sizeof traps / sizeof traps[0] };
static struct sigaction earlier[trap_count];

/* A trap for want of something ends with a sentence, any other as it would have without us. */
static void answer_trap(int number) {
  if (!has_memory()) end(no_memory);
  if (!has_descriptors(1)) end(no_descriptor);
  for (int place = 0; place < trap_count; place++)
    if (traps[place] == number) sigaction(number, &earlier[place], NULL);
  raise(number);
}

static void open_missing_streams(void) {
  for (int stream = 0; stream <= 2; stream++) {
    if (fcntl(stream, F_GETFD) != -1 || errno != EBADF) continue;
    /* The lowest number that is free, this one. The wrong way round: what is asked of it fails as before. */
    open("/dev/null", stream == 0 ? O_WRONLY : O_RDONLY);
  }
}

void system_expect_scarcity(void) {
  open_missing_streams();
#if !IS_SANITIZED
  atomic_store(&is_expected, true);
  static char stack[1 << 16];
  stack_t alternate = {.ss_sp = stack, .ss_size = sizeof stack};
  sigaltstack(&alternate, NULL);
  for (int place = 0; place < trap_count; place++) {
    struct sigaction action = {0};
    action.sa_handler = answer_trap;
    action.sa_flags = SA_ONSTACK;
    sigaction(traps[place], &action, &earlier[place]);
  }
#endif
  if (!has_descriptors(needed_descriptors)) end(no_descriptor);
}

#if defined(__linux__)

static const char no_proc[] =
    "error: The file system /proc is not mounted, and this program needs it.\n"
    "help: Mount it: mount -t proc proc /proc\n";

/* Swift takes the arguments from /proc and finds none without it, and libdispatch traps when it counts its threads, which
   may be before any line of Swift runs: so before all of them. */
__attribute__((constructor)) static void require_proc(void) {
  if (access("/proc/self/task", F_OK) != 0) end(no_proc);
}

static const char no_thread[] =
    "error: The system gives this program no thread to work with.\n"
    "help: Allow it more processes (ulimit -u) or more memory (ulimit -v), or end other programs.\n";

/* libdispatch calls this, and nothing else in the program does, after it was refused a thread or memory; then it asks
   again. With a limit on processes or addresses it would ask for ever: an idle thread may be what holds the last of them,
   and whoever asks may be the only one at work. So it sleeps for moments, and the run ends after half a second of them. */
unsigned sleep(unsigned seconds) {
  struct timespec now, pause = {.tv_sec = seconds};
  if (atomic_load(&is_expected)) {
    static _Atomic int64_t first = 0, last = 0;
    const int64_t millisecond = 1000000, longest = 500 * millisecond, moment = 10 * millisecond;
    clock_gettime(CLOCK_MONOTONIC, &now);
    int64_t time = (int64_t)now.tv_sec * 1000 * millisecond + now.tv_nsec;
    /* Refused again right after the last time, or for the first time since long. */
    if (time - atomic_exchange(&last, time) > 20 * moment) atomic_store(&first, time);
    if (time - atomic_load(&first) > longest) end(has_memory() ? no_thread : no_memory);
    pause = (struct timespec){.tv_nsec = moment};
  }
  while (nanosleep(&pause, &pause) != 0 && errno == EINTR) {}
  return 0;
}

#endif
