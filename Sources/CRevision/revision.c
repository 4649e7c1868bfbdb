#include "CRevision.h"

#ifndef TAPEOUT_COMMIT
#define TAPEOUT_COMMIT ""
#endif

const char *const program_revision = TAPEOUT_COMMIT;
