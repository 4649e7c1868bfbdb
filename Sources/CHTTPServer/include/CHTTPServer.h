/* A server of HTTP/1.1 on a socket that already listens: GNU libmicrohttpd, found when a server starts.

   The library is loaded by name and not linked: it brings TLS and ten other libraries along, which would cost every
   other command a millisecond and a half at its start, and would have to be installed for all of them. */
#ifndef CHTTPSERVER_H
#define CHTTPSERVER_H

#include <stddef.h>
#include <sys/types.h>

typedef struct http_server http_server;
typedef struct http_connection http_connection;

typedef struct {
  /* Handed to each of the functions below, which the threads of the server call. */
  void *context;
  /* A client has connected, or has gone; between the two calls the socket is open. */
  void (*connected)(void *context, int socket, int is_open);
  /* The head of a request has arrived. The answer is given by a call of http_respond or http_stream before it returns;
     0 closes the connection instead. The target is as it came, with nothing decoded. */
  int (*requested)(
      void *context, http_connection *connection, int socket, const char *method, const char *target,
      const char *version);
  /* The answer has been sent, or could not be. */
  void (*completed)(void *context, int socket);
} http_handler;

typedef struct {
  /* Sockets open at once; more wait until one is closed. */
  unsigned connections;
  /* Bytes that a connection may use, for the head of a request and for what is being sent. */
  size_t memory;
  /* Seconds without a byte after which a connection is closed. */
  unsigned timeout;
  unsigned threads;
} http_limits;

/* Loads the library. Returns 0 where it is not installed. */
int http_load(void);

/* Starts the threads of a server; NULL where that fails. The server closes the socket when it is stopped. */
http_server *http_start(int listening_socket, http_handler handler, http_limits limits);
/* Ends the threads and all connections. No stream may be suspended. */
void http_stop(http_server *server);

/* Visits the headers of a request as they came. */
void http_visit_headers(
    http_connection *connection, void *context,
    void (*visit)(void *context, const char *name, size_t name_count, const char *value, size_t value_count));

/* Answers with bytes, which are copied. `headers` holds names and values in turn, and ends with NULL. An answer to HEAD
   is sent without the bytes. */
int http_respond(
    http_connection *connection, unsigned status, const char *const *headers, const void *bytes, size_t count);

/* Answers with what `read` gives, piece by piece: it returns how many bytes it has written, 0 after it has suspended
   the connection, or -1 at the end. `release` is called last. */
int http_stream(
    http_connection *connection, const char *const *headers, void *stream,
    ssize_t (*read)(void *stream, char *bytes, size_t count), void (*release)(void *stream));
/* Stops asking a stream for bytes until it is resumed. */
void http_suspend(http_connection *connection);
void http_resume(http_connection *connection);

#endif
