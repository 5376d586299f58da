/* Memory, text and files. */
#include "base/base.h"

#include <criterion/criterion.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

Test(base, lines_end_with_a_line_feed_with_or_without_a_carriage_return)
{
	struct span rest = SPAN("one\r\ntwo\n\nfour"), line;
	static const char *const expected[] = {"one", "two", "", "four"};
	for (size_t i = 0; i < 4; i++) {
		cr_assert(span_line(&rest, &line));
		cr_expect(span_is(line, expected[i]), "line %zu: %.*s", i, SPAN_ARGS(line));
	}
	cr_expect_not(span_line(&rest, &line));
}

Test(base, a_span_finds_from_where_it_is_told)
{
	cr_expect_eq(span_find(SPAN("abcabc"), SPAN("bc"), 0), 1);
	cr_expect_eq(span_find(SPAN("abcabc"), SPAN("bc"), 2), 4);
	cr_expect_eq(span_find(SPAN("abcabc"), SPAN("bc"), 5), SIZE_MAX);
	cr_expect_eq(span_find(SPAN("abcabc"), SPAN("bc"), 99), SIZE_MAX);
	cr_expect(span_is(span_trim(SPAN(" \t a b\r\n")), "a b"));
}

Test(base, characters_that_xml_cannot_hold_are_replaced)
{
	struct buf out = {0};
	escape_text(&out, SPAN("a<b>&\"c\x01\tü"));
	cr_expect_str_eq(buf_string(&out), "a&lt;b&gt;&amp;\"c\xEF\xBF\xBD\tü");
	buf_cut(&out, 0);
	escape_attribute(&out, SPAN("a\"<&'"));
	cr_expect(span_find(buf_as_span(&out), SPAN("\""), 0) == SIZE_MAX);
	cr_expect(span_find(buf_as_span(&out), SPAN("<"), 0) == SIZE_MAX);
	buf_release(&out);
}

Test(base, malformed_utf8_is_seen_and_stepped_over)
{
	cr_expect(utf8_valid(SPAN("“naïve” – 𝄞")));
	cr_expect_not(utf8_valid(SPAN("\xC0\xAF")));
	cr_expect_not(utf8_valid(SPAN("\xED\xA0\x80")));
	cr_expect_not(utf8_valid(SPAN("a\xE2\x82")));
	cr_expect_eq(utf8_printed_end(SPAN("One two three, \xEF\xBF\xBE longer"), 0), 15);
	cr_expect_eq(utf8_printed_end(SPAN("One\ntwo three, longer"), 0), 3);
	cr_expect_eq(utf8_printed_end(SPAN("One\ntwo three, longer"), 4), 21);
	cr_expect_eq(utf8_count(SPAN("“ü”")), 3);
	const char *at = "\xE2\x28", *end = at + 2;
	cr_expect_eq(utf8_next(&at, end), 0xFFFD);
	cr_expect_eq(end - at, 1);
}

Test(base, an_arena_gives_aligned_zeroed_room_of_any_size)
{
	struct arena arena = {0};
	for (size_t size = 1; size < 300000; size = size * 3 + 1) {
		char *room = arena_alloc(&arena, size);
		cr_expect_eq((uintptr_t)room % _Alignof(max_align_t), 0);
		for (size_t i = 0; i < size; i++)
			cr_assert_eq(room[i], 0);
		memset(room, 0xff, size);
	}
	cr_expect_str_eq(arena_printf(&arena, "%s.%d", "G5", 25), "G5.25");
	arena_release(&arena);
}

Test(base, a_file_is_written_whole_and_read_back)
{
	char folder[] = "/tmp/lexpatch-unit-XXXXXX", path[64];
	cr_assert(mkdtemp(folder));
	snprintf(path, sizeof path, "%s/a.xml", folder);
	struct buf back = {0};
	cr_expect_eq(file_write(path, SPAN("first")), 0);
	cr_expect_eq(file_write(path, SPAN("second\n")), 0);
	cr_expect_eq(file_read(path, &back), 0);
	cr_expect_str_eq(buf_string(&back), "second\n");
	cr_expect(file_is_folder(folder));
	unlink(path);
	cr_expect_eq(file_read(path, &back), -1);
	cr_expect_eq(errno, ENOENT);
	rmdir(folder);
	buf_release(&back);
}

/* A file of so many bytes, and its path. */
static void write_large(char folder[], char path[64], size_t length)
{
	struct buf bytes = {0};
	for (size_t i = 0; i < length; i++)
		buf_char(&bytes, (char)('a' + i / 4096 % 26));
	cr_assert(mkdtemp(folder));
	snprintf(path, 64, "%s/a.xml", folder);
	cr_assert_eq(file_write(path, buf_as_span(&bytes)), 0);
	buf_release(&bytes);
}

static void remove_large(const char *folder, const char *path)
{
	unlink(path);
	rmdir(folder);
}

static bool is_as_written(const struct buf *buf, size_t length)
{
	for (size_t i = 0; i < length; i++)
		if (buf->at[i] != (char)('a' + i / 4096 % 26))
			return false;
	return buf->length == length;
}

Test(base, a_large_file_that_is_looked_through_stays_what_it_is)
{
	size_t sizes[] = {100, 4 << 20, (4 << 20) + 1}; /* small; whole pages; and one byte more */
	for (size_t i = 0; i < 3; i++) {
		char folder[] = "/tmp/lexpatch-unit-XXXXXX", path[64];
		struct buf buf = {0};
		write_large(folder, path, sizes[i]);
		cr_assert_eq(file_map(path, &buf), 0);
		cr_expect_eq(buf.mapped, i > 0);
		cr_expect(is_as_written(&buf, sizes[i]));
		cr_expect_eq(buf_string(&buf)[sizes[i]], '\0');
		struct sweep sweep = {.buf = &buf};
		for (size_t at = 0; at < sizes[i]; at += 1000)
			sweep_to(&sweep, at);
		for (size_t at = sizes[i]; at >= 1000; at -= 1000)
			sweep_to(&sweep, at);
		cr_expect(is_as_written(&buf, sizes[i]));
		buf_repeat(&buf, 'x', 8192);
		cr_expect_not(buf.mapped);
		buf_cut(&buf, sizes[i]);
		cr_expect(is_as_written(&buf, sizes[i]));
		buf_release(&buf);
		remove_large(folder, path);
	}
}

static void look_at_cut(const char *path, size_t length)
{
	struct buf buf = {0};
	signal(SIGBUS, SIG_DFL);
	close(STDERR_FILENO);
	if (file_map(path, &buf) || truncate(path, 10))
		_exit(3);
	_exit(buf.at[length - 1] ? 4 : 5);
}

Test(base, a_file_that_is_cut_while_it_is_looked_at_ends_the_process)
{
	char folder[] = "/tmp/lexpatch-unit-XXXXXX", path[64];
	int status;
	write_large(folder, path, 4 << 20);
	pid_t child = fork();
	if (!child)
		look_at_cut(path, 4 << 20);
	cr_assert_eq(waitpid(child, &status, 0), child);
	cr_assert(WIFEXITED(status));
	cr_expect_eq(WEXITSTATUS(status), 2);
	remove_large(folder, path);
}

Test(base, nothing_is_written_of_a_file_that_was_written_to_meanwhile)
{
	char folder[] = "/tmp/lexpatch-unit-XXXXXX", path[64], other[64];
	struct buf buf = {0};
	write_large(folder, path, 4 << 20);
	snprintf(other, sizeof other, "%s/b.xml", folder);
	cr_assert_eq(file_map(path, &buf), 0);
	cr_expect_eq(file_maps_hold(), 0);
	cr_expect_eq(file_write(other, SPAN("one")), 0);
	FILE *file = fopen(path, "r+");
	cr_assert(file);
	fputs("changed", file);
	fclose(file);
	struct timespec when[2] = {{.tv_sec = 1}, {.tv_sec = 1}};
	cr_assert_eq(utimensat(AT_FDCWD, path, when, 0), 0);
	cr_expect_eq(file_write(other, SPAN("two")), -1);
	cr_expect_eq(errno, ESTALE);
	buf_release(&buf);
	cr_expect_eq(file_write(other, SPAN("three")), 0);
	unlink(other);
	remove_large(folder, path);
}

Test(base, the_digest_is_sha_256)
{
	char hex[SHA256_HEX];
	sha256_hex(SPAN("abc"), hex);
	cr_expect_str_eq(hex, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}
