/* Where Linux and Darwin differ, and what their Swift modules leave out: each as one function with one meaning. */
#ifndef CSYSTEM_H
#define CSYSTEM_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <time.h>

/* Settings of jemalloc, which it reads when the program starts; ignored where it is not linked. */
extern const char *malloc_conf;

/* read, write and close, under names that no Swift method hides. */
ssize_t system_read(int descriptor, void *bytes, size_t count);
ssize_t system_write(int descriptor, const void *bytes, size_t count);
int system_close(int descriptor);

/* Moves a file to where nothing is. Fails with ENOTSUP, EINVAL or ENOSYS where the file system cannot tell. */
int system_move(int old_folder, const char *old_path, int new_folder, const char *new_path);
/* Lets two names change places in one step. */
int system_exchange(int old_folder, const char *old_path, int new_folder, const char *new_path);
/* Waits until everything that was written to the disk of an open folder lies on it. */
int system_flush(int folder);

struct timespec system_access_time(const struct stat *status);
struct timespec system_modification_time(const struct stat *status);

/* From here on, where the system gives no thread, no memory or no file descriptor, the process ends with status 2 and a
   sentence instead of a trap or of waiting for ever. Standard streams that are closed are taken, so that no file that is
   opened later becomes one. For the start of a program, before it has a second thread. */
void system_expect_scarcity(void);

/* Calls the handler for a signal from here on. */
int system_handle_signal(int number, void (*handler)(int));

/* Two connected sockets that no program started meanwhile inherits, and that can be written without a SIGPIPE. */
int system_socket_pair(int ends[2]);
ssize_t system_send(int socket, const void *bytes, size_t count);

/* Starts a program as the first of a process group of its own, with these descriptors as its standard input, output
   and errors, and with SIGPIPE as it was before we ignored it. Returns an error number. */
int system_spawn(
    pid_t *process, const char *program, char *const arguments[], char *const environment[], int input, int output,
    int errors);

/* Tells of changes in folders. Fails with ENOSYS where the system cannot. */
int system_watch_begin(void);
/* Begins to watch one folder, itself no link; what lies below its folders is not watched. Returns the folder's number, the
   same for the same folder. */
int system_watch_add(int watch, const char *path);
/* Visits what has changed: 1 where there may be more, 0 where there is nothing, -1 where it failed. */
int system_watch_read(
    int watch, void *context, void (*visit)(void *context, int folder, int change, const char *name));
/* A file is whole: it was written and closed, or moved to where it is. */
#define SYSTEM_WATCH_ENDED 1
/* More will probably follow: a file was made, deleted or moved away. */
#define SYSTEM_WATCH_BEGUN 2
/* Folders have come or gone, or changes were lost. */
#define SYSTEM_WATCH_FOLDERS 4

#endif
