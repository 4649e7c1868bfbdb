#include "CSystem.h"

/* Swift reads the arguments from /proc, and takes them for none where that is not mounted, as in a bare chroot: every
   command would print the help and succeed. The C library hands them to what runs before main. */

static int count = 0;
static char **values = NULL;

__attribute__((constructor)) static void keep_arguments(int argc, char **argv) {
  count = argc;
  values = argv;
}

int system_argument_count(void) { return count; }

const char *system_argument(int place) { return place >= 0 && place < count ? values[place] : NULL; }
