#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif

#include "CSystem.h"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>

ssize_t system_read(int descriptor, void *bytes, size_t count) { return read(descriptor, bytes, count); }

ssize_t system_write(int descriptor, const void *bytes, size_t count) { return write(descriptor, bytes, count); }

int system_close(int descriptor) { return close(descriptor); }

int system_handle_signal(int number, void (*handler)(int)) {
  struct sigaction action = {0};
  action.sa_handler = handler;
  return sigaction(number, &action, NULL);
}

int system_spawn(
    pid_t *process, const char *program, char *const arguments[], char *const environment[], int input, int output,
    int errors) {
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  int error = posix_spawn_file_actions_init(&actions);
  if (error != 0) return error;
  error = posix_spawnattr_init(&attributes);
  if (error != 0) {
    posix_spawn_file_actions_destroy(&actions);
    return error;
  }
  posix_spawn_file_actions_adddup2(&actions, input, 0);
  posix_spawn_file_actions_adddup2(&actions, output, 1);
  posix_spawn_file_actions_adddup2(&actions, errors, 2);
  /* A program that inherits an ignored SIGPIPE would not notice that nobody listens any more. */
  sigset_t defaults, unblocked;
  sigemptyset(&defaults);
  sigaddset(&defaults, SIGPIPE);
  sigemptyset(&unblocked);
  posix_spawnattr_setsigdefault(&attributes, &defaults);
  posix_spawnattr_setsigmask(&attributes, &unblocked);
  posix_spawnattr_setpgroup(&attributes, 0);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP);
  error = posix_spawn(process, program, &actions, &attributes, arguments, environment);
  posix_spawn_file_actions_destroy(&actions);
  posix_spawnattr_destroy(&attributes);
  return error;
}

#if defined(__APPLE__)

int system_move(int old_folder, const char *old_path, int new_folder, const char *new_path) {
  return renameatx_np(old_folder, old_path, new_folder, new_path, RENAME_EXCL);
}

int system_exchange(int old_folder, const char *old_path, int new_folder, const char *new_path) {
  return renameatx_np(old_folder, old_path, new_folder, new_path, RENAME_SWAP);
}

int system_flush(int folder) {
  sync();
  return 0;
}

struct timespec system_access_time(const struct stat *status) { return status->st_atimespec; }

struct timespec system_modification_time(const struct stat *status) { return status->st_mtimespec; }

int system_socket_pair(int ends[2]) {
  int on = 1;
  if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends) != 0) return -1;
  setsockopt(ends[0], SOL_SOCKET, SO_NOSIGPIPE, &on, sizeof on);
  fcntl(ends[0], F_SETFD, FD_CLOEXEC);
  fcntl(ends[1], F_SETFD, FD_CLOEXEC);
  return 0;
}

ssize_t system_send(int socket, const void *bytes, size_t count) { return send(socket, bytes, count, 0); }

#else

int system_move(int old_folder, const char *old_path, int new_folder, const char *new_path) {
  return renameat2(old_folder, old_path, new_folder, new_path, RENAME_NOREPLACE);
}

int system_exchange(int old_folder, const char *old_path, int new_folder, const char *new_path) {
  return renameat2(old_folder, old_path, new_folder, new_path, RENAME_EXCHANGE);
}

int system_flush(int folder) { return syncfs(folder); }

struct timespec system_access_time(const struct stat *status) { return status->st_atim; }

struct timespec system_modification_time(const struct stat *status) { return status->st_mtim; }

int system_socket_pair(int ends[2]) { return socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends); }

ssize_t system_send(int socket, const void *bytes, size_t count) { return send(socket, bytes, count, MSG_NOSIGNAL); }

#endif
