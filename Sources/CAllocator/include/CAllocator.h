#ifndef CALLOCATOR_H
#define CALLOCATOR_H

/* Read by jemalloc when the program starts; ignored where it is not linked. */
extern const char *malloc_conf;

#endif
