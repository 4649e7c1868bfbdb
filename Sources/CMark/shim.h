#include <cmark.h>
/* libcmark asks for memory without saying for which tree: its thread tells. */
#include <pthread.h>
