/* The archive under a Word document: read under limits, written without a clock. */
#include "word/archive.h"
#include "word/word.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <zip.h>

/* Limits for what comes from strangers; ordinary files stay far below each of them. */
enum {
	PARTS_MOST = 4096,
	PART_MOST = 64 << 20,	    /* bytes of one part, unpacked */
	ALL_MOST = 256 << 20,	    /* bytes of all parts read */
	RATIO_MOST = 200,	    /* unpacked to packed ... */
	RATIO_COUNTS_FROM = 1 << 20 /* ... once so much is unpacked */
};

struct archive {
	const char *file;
	struct diags *diags;
	zip_t *zip;
	size_t unpacked;
	bool refused;
};

void archive_refuse(struct archive *archive, const char *format, ...)
{
	struct buf message = {0};
	char *text = NULL;
	va_list args;
	va_start(args, format);
	if (vasprintf(&text, format, args) < 0)
		abort();
	va_end(args);
	buf_text(&message, text);
	if (!archive->refused)
		diag_add(archive->diags, DIAG_IN033, (struct place){archive->file, 0, 0, 0}, "%s",
			 buf_string(&message));
	archive->refused = true;
	free(text);
	buf_release(&message);
}

bool archive_refused(const struct archive *archive)
{
	return archive->refused;
}

/* ---- opening */

static bool name_is_safe(const char *name)
{
	return *name && *name != '/' && !strchr(name, '\\') && !strstr(name, "..");
}

static int compare_names(const void *a, const void *b)
{
	return strcasecmp(*(const char *const *)a, *(const char *const *)b);
}

/* Two parts of one name are two documents in one file: which is shown depends on the program. */
static void check_names(struct archive *archive)
{
	zip_int64_t count = zip_get_num_entries(archive->zip, 0);
	if (count > PARTS_MOST) {
		archive_refuse(archive, "the archive has %lld parts; the limit is %d",
			       (long long)count, PARTS_MOST);
		return;
	}
	const char **names = mem_alloc((size_t)(count + 1) * sizeof *names);
	size_t known = 0;
	for (zip_int64_t i = 0; i < count && !archive->refused; i++) {
		const char *name = zip_get_name(archive->zip, (zip_uint64_t)i, 0);
		if (!name || !name_is_safe(name))
			archive_refuse(archive, "the archive has a part named “%s”",
				       name ? name : "");
		else
			names[known++] = name;
	}
	qsort(names, known, sizeof *names, compare_names);
	for (size_t i = 1; i < known && !archive->refused; i++)
		if (!strcasecmp(names[i - 1], names[i]))
			archive_refuse(archive, "the archive has two parts named “%s”", names[i]);
	free(names);
}

static zip_t *open_zip(struct archive *archive, struct span bytes)
{
	zip_error_t error;
	zip_error_init(&error);
	zip_source_t *source = zip_source_buffer_create(bytes.at, bytes.length, 0, &error);
	zip_t *zip = source ? zip_open_from_source(source, ZIP_RDONLY, &error) : NULL;
	if (!zip) {
		archive_refuse(archive, "it cannot be opened: %s", zip_error_strerror(&error));
		zip_source_free(source);
	}
	zip_error_fini(&error);
	return zip;
}

struct archive *archive_open(const char *file, struct span bytes, struct diags *diags)
{
	struct archive *archive = mem_alloc(sizeof *archive);
	archive->file = file;
	archive->diags = diags;
	if (span_starts(bytes, "\xD0\xCF\x11\xE0"))
		archive_refuse(archive, "it is an old .doc or an encrypted .docx; "
					"save it as .docx without a password");
	else
		archive->zip = open_zip(archive, bytes);
	if (archive->zip)
		check_names(archive);
	if (!archive->refused)
		return archive;
	archive_free(archive);
	return NULL;
}

void archive_free(struct archive *archive)
{
	if (!archive)
		return;
	if (archive->zip)
		zip_discard(archive->zip);
	free(archive);
}

/* ---- reading */

bool archive_has(const struct archive *archive, const char *part)
{
	return zip_name_locate(archive->zip, part, ZIP_FL_NOCASE) >= 0;
}

/* The size that an archive declares only ever speaks against it. */
static bool declares_well(struct archive *archive, const char *part, const zip_stat_t *stat)
{
	if ((stat->valid & ZIP_STAT_ENCRYPTION_METHOD) && stat->encryption_method)
		archive_refuse(archive, "%s is encrypted; save the file without a password", part);
	else if ((stat->valid & ZIP_STAT_SIZE) && stat->size > PART_MOST)
		archive_refuse(archive, "%s is %llu bytes long; the limit is %d", part,
			       (unsigned long long)stat->size, PART_MOST);
	return !archive->refused;
}

static bool within_limits(struct archive *archive, const char *part, size_t length,
			  const zip_stat_t *stat)
{
	if (length > PART_MOST)
		archive_refuse(archive, "%s is longer than %d bytes", part, PART_MOST);
	else if (length > RATIO_COUNTS_FROM && length / RATIO_MOST > stat->comp_size)
		archive_refuse(archive, "%s unpacks to more than %d times its size", part,
			       RATIO_MOST);
	else if (archive->unpacked > ALL_MOST)
		archive_refuse(archive, "the parts are longer than %d bytes", ALL_MOST);
	return !archive->refused;
}

static bool unpack(struct archive *archive, const char *part, zip_file_t *file,
		   const zip_stat_t *stat, archive_taker *take, void *user)
{
	char chunk[1 << 15];
	size_t length = 0;
	for (;;) {
		zip_int64_t got = zip_fread(file, chunk, sizeof chunk);
		if (got < 0)
			archive_refuse(archive, "%s is damaged: %s", part, zip_file_strerror(file));
		if (got <= 0)
			return got == 0;
		length += (size_t)got;
		archive->unpacked += (size_t)got;
		if (!within_limits(archive, part, length, stat) ||
		    !take(user, (struct span){chunk, (size_t)got}))
			return false;
	}
}

bool archive_unpack(struct archive *archive, const char *part, archive_taker *take, void *user)
{
	zip_stat_t stat;
	zip_int64_t index = zip_name_locate(archive->zip, part, ZIP_FL_NOCASE);
	if (archive->refused || index < 0)
		return false;
	if (zip_stat_index(archive->zip, (zip_uint64_t)index, 0, &stat) < 0) {
		archive_refuse(archive, "%s cannot be found", part);
		return false;
	}
	if (!declares_well(archive, part, &stat))
		return false;
	zip_file_t *file = zip_fopen_index(archive->zip, (zip_uint64_t)index, 0);
	if (!file) {
		archive_refuse(archive, "%s cannot be unpacked: %s", part,
			       zip_strerror(archive->zip));
		return false;
	}
	bool done = unpack(archive, part, file, &stat, take, user);
	zip_fclose(file);
	return done && !archive->refused;
}

static bool take_bytes(void *user, struct span bytes)
{
	buf_span(user, bytes);
	return true;
}

bool archive_read(struct archive *archive, const char *part, struct buf *out)
{
	bool whole = archive_unpack(archive, part, take_bytes, out);
	if (!whole)
		buf_release(out);
	return whole;
}

/* ---- writing */

/* 1 January 1980, the first day that a ZIP knows. */
enum { FIRST_DATE = 1 << 5 | 1 };

static bool add_part(zip_t *zip, const struct word_part *part)
{
	zip_source_t *source = zip_source_buffer(zip, part->bytes.at, part->bytes.length, 0);
	zip_int64_t index = source ? zip_file_add(zip, part->name, source, ZIP_FL_ENC_UTF_8) : -1;
	if (source && index < 0)
		zip_source_free(source);
	return index >= 0 &&
	       !zip_set_file_compression(zip, (zip_uint64_t)index, ZIP_CM_DEFLATE, 9) &&
	       !zip_file_set_dostime(zip, (zip_uint64_t)index, 0, FIRST_DATE, 0) &&
	       !zip_file_set_external_attributes(zip, (zip_uint64_t)index, 0, ZIP_OPSYS_DOS, 0);
}

static bool read_source(zip_source_t *source, struct buf *out)
{
	char chunk[1 << 15];
	zip_int64_t got = -1;
	if (zip_source_open(source) < 0)
		return false;
	while ((got = zip_source_read(source, chunk, sizeof chunk)) > 0)
		buf_add(out, chunk, (size_t)got);
	zip_source_close(source);
	return got == 0;
}

bool word_pack(const struct word_part *parts, size_t count, struct buf *out)
{
	zip_error_t error;
	zip_error_init(&error);
	size_t start = out->length;
	zip_source_t *source = zip_source_buffer_create(NULL, 0, 0, &error);
	zip_t *zip = source ? zip_open_from_source(source, ZIP_TRUNCATE, &error) : NULL;
	bool good = zip != NULL;
	if (zip)
		zip_source_keep(source);
	for (size_t i = 0; good && i < count; i++)
		good = add_part(zip, &parts[i]);
	if (zip && (!good || zip_close(zip) < 0)) {
		zip_discard(zip);
		good = false;
	}
	good = good && read_source(source, out);
	zip_source_free(source);
	zip_error_fini(&error);
	if (!good)
		buf_cut(out, start);
	return good;
}
