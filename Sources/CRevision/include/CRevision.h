#ifndef TAPEOUT_CREVISION_H
#define TAPEOUT_CREVISION_H

/* The commit that the program was built from, as hexadecimal digits; empty where the build did not say. */
extern const char *const program_revision;

#endif
