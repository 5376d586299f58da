/* archive: a ZIP file as a set of named parts, from a stranger's hands and into ours. Private to
 * word; the only code that touches libzip.
 *
 * What an archive says of itself is not believed: bytes are counted as they are unpacked, and no
 * part is ever written to disk under its own name. The first thing wrong is reported (IN033) and
 * ends the reading. */
#ifndef WORD_ARCHIVE_H
#define WORD_ARCHIVE_H

#include "diag/diag.h"

struct archive;

/* The bytes are borrowed. NULL with a finding when it is no sound archive. */
struct archive *archive_open(const char *file, struct span bytes, struct diags *diags);
void archive_free(struct archive *archive);
/* Reports what is wrong with the file, the first time only. */
void archive_refuse(struct archive *archive, const char *format, ...)
#ifdef __GNUC__
	__attribute__((format(printf, 2, 3)))
#endif
	;
bool archive_refused(const struct archive *archive);

bool archive_has(const struct archive *archive, const char *part);
/* Hands the unpacked bytes of a part to `take`, a stretch at a time, until that returns false.
 * False when the part is not there (nothing is reported) or was refused. */
typedef bool archive_taker(void *user, struct span bytes);
bool archive_unpack(struct archive *archive, const char *part, archive_taker *take, void *user);
/* The whole part. */
bool archive_read(struct archive *archive, const char *part, struct buf *out);

#endif
