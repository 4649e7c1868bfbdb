#include <cmark.h>
/* libcmark asks for memory without saying for which tree: its thread tells. */
#include <pthread.h>

#if CMARK_VERSION < (30 << 8)
#error "libcmark 0.30 or later is needed (Debian 12 and Ubuntu 22.04 have it): older ones take quadratic time for some texts"
#endif
