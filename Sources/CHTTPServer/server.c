#include "CHTTPServer.h"

#include <dlfcn.h>
#include <microhttpd.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

/* The functions of the library that are used, each as a pointer of its own type. */
#define FUNCTIONS(each)                                                                                                \
  each(MHD_start_daemon) each(MHD_stop_daemon) each(MHD_get_connection_info) each(MHD_get_connection_values_n)         \
      each(MHD_create_response_from_buffer) each(MHD_create_response_from_callback) each(MHD_add_response_header)      \
          each(MHD_queue_response) each(MHD_destroy_response) each(MHD_suspend_connection) each(MHD_resume_connection)

static struct {
#define MEMBER(name) __typeof__(&name) name;
  FUNCTIONS(MEMBER)
#undef MEMBER
} library;

static int is_loaded;

static void load(void) {
#if defined(__APPLE__)
  static const char *const names[] = {
      "libmicrohttpd.12.dylib", "/opt/homebrew/lib/libmicrohttpd.12.dylib", "/usr/local/lib/libmicrohttpd.12.dylib"};
#else
  static const char *const names[] = {"libmicrohttpd.so.12"};
#endif
  void *handle = NULL;
  for (size_t i = 0; handle == NULL && i < sizeof names / sizeof *names; i++) handle = dlopen(names[i], RTLD_NOW);
  if (handle == NULL) return;
#define FIND(name)                                                                                                     \
  library.name = (__typeof__(&name))dlsym(handle, #name);                                                              \
  if (library.name == NULL) return;
  FUNCTIONS(FIND)
#undef FIND
  is_loaded = 1;
}

int http_load(void) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, load);
  return is_loaded;
}

/* One request: its target as it came, and whether the library has asked for an answer before. */
struct request {
  int is_known;
  char target[];
};

static int socket_of(struct MHD_Connection *connection) {
  const union MHD_ConnectionInfo *info =
      library.MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
  return info == NULL ? -1 : info->connect_fd;
}

static void notify_connection(
    void *context, struct MHD_Connection *connection, void **socket_context, enum MHD_ConnectionNotificationCode code) {
  const http_handler *handler = context;
  handler->connected(handler->context, socket_of(connection), code == MHD_CONNECTION_NOTIFY_STARTED);
}

static void *begin_request(void *context, const char *target, struct MHD_Connection *connection) {
  size_t count = strlen(target) + 1;
  struct request *request = malloc(sizeof *request + count);
  if (request == NULL) return NULL;
  request->is_known = 0;
  memcpy(request->target, target, count);
  return request;
}

static enum MHD_Result answer_request(
    void *context, struct MHD_Connection *connection, const char *url, const char *method, const char *version,
    const char *upload, size_t *upload_count, void **request_context) {
  const http_handler *handler = context;
  struct request *request = *request_context;
  if (request == NULL) return MHD_NO;
  /* The first call comes before a body would: nothing here takes one. */
  if (!request->is_known) {
    request->is_known = 1;
    return MHD_YES;
  }
  if (*upload_count != 0) return MHD_NO;
  return handler->requested(
             handler->context, (http_connection *)connection, socket_of(connection), method, request->target, version)
      ? MHD_YES
      : MHD_NO;
}

static void complete_request(
    void *context, struct MHD_Connection *connection, void **request_context, enum MHD_RequestTerminationCode code) {
  const http_handler *handler = context;
  free(*request_context);
  *request_context = NULL;
  handler->completed(handler->context, socket_of(connection));
}

static size_t keep_escapes(void *context, struct MHD_Connection *connection, char *text) { return strlen(text); }

struct http_server {
  struct MHD_Daemon *daemon;
  http_handler handler;
};

http_server *http_start(int listening_socket, http_handler handler, http_limits limits) {
  http_server *server = malloc(sizeof *server);
  if (server == NULL) return NULL;
  server->handler = handler;
  server->daemon = library.MHD_start_daemon(
      MHD_USE_AUTO_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME, 0, NULL, NULL, answer_request, &server->handler,
      MHD_OPTION_LISTEN_SOCKET, (MHD_socket)listening_socket,
      MHD_OPTION_NOTIFY_CONNECTION, notify_connection, &server->handler,
      MHD_OPTION_NOTIFY_COMPLETED, complete_request, &server->handler,
      MHD_OPTION_URI_LOG_CALLBACK, begin_request, NULL,
      MHD_OPTION_UNESCAPE_CALLBACK, keep_escapes, NULL,
      MHD_OPTION_STRICT_FOR_CLIENT, 1,
      MHD_OPTION_CONNECTION_LIMIT, limits.connections,
      MHD_OPTION_CONNECTION_MEMORY_LIMIT, limits.memory,
      MHD_OPTION_CONNECTION_TIMEOUT, limits.timeout,
      MHD_OPTION_THREAD_POOL_SIZE, limits.threads,
      MHD_OPTION_END);
  if (server->daemon == NULL) {
    free(server);
    return NULL;
  }
  return server;
}

void http_stop(http_server *server) {
  library.MHD_stop_daemon(server->daemon);
  free(server);
}

struct visitor {
  void *context;
  void (*visit)(void *, const char *, size_t, const char *, size_t);
};

static enum MHD_Result visit_header(
    void *context, enum MHD_ValueKind kind, const char *name, size_t name_count, const char *value,
    size_t value_count) {
  const struct visitor *visitor = context;
  visitor->visit(visitor->context, name, name_count, value == NULL ? "" : value, value_count);
  return MHD_YES;
}

void http_visit_headers(
    http_connection *connection, void *context,
    void (*visit)(void *context, const char *name, size_t name_count, const char *value, size_t value_count)) {
  struct visitor visitor = {context, visit};
  library.MHD_get_connection_values_n((struct MHD_Connection *)connection, MHD_HEADER_KIND, visit_header, &visitor);
}

static int send_response(
    http_connection *connection, unsigned status, const char *const *headers, struct MHD_Response *response) {
  if (response == NULL) return 0;
  for (; headers[0] != NULL; headers += 2) library.MHD_add_response_header(response, headers[0], headers[1]);
  int result = library.MHD_queue_response((struct MHD_Connection *)connection, status, response) == MHD_YES;
  library.MHD_destroy_response(response);
  return result;
}

int http_respond(
    http_connection *connection, unsigned status, const char *const *headers, const void *bytes, size_t count) {
  return send_response(
      connection, status, headers,
      library.MHD_create_response_from_buffer(count, (void *)bytes, MHD_RESPMEM_MUST_COPY));
}

struct stream {
  void *context;
  ssize_t (*read)(void *, char *, size_t);
  void (*release)(void *);
};

static ssize_t read_stream(void *context, uint64_t position, char *bytes, size_t count) {
  const struct stream *stream = context;
  ssize_t result = stream->read(stream->context, bytes, count);
  return result < 0 ? MHD_CONTENT_READER_END_OF_STREAM : result;
}

static void release_stream(void *context) {
  struct stream *stream = context;
  stream->release(stream->context);
  free(stream);
}

int http_stream(
    http_connection *connection, const char *const *headers, void *context,
    ssize_t (*read)(void *stream, char *bytes, size_t count), void (*release)(void *stream)) {
  struct stream *stream = malloc(sizeof *stream);
  if (stream == NULL) {
    release(context);
    return 0;
  }
  *stream = (struct stream){context, read, release};
  struct MHD_Response *response =
      library.MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, 4096, read_stream, stream, release_stream);
  if (response == NULL) release_stream(stream);
  return send_response(connection, 200, headers, response);
}

void http_suspend(http_connection *connection) {
  library.MHD_suspend_connection((struct MHD_Connection *)connection);
}

void http_resume(http_connection *connection) { library.MHD_resume_connection((struct MHD_Connection *)connection); }
