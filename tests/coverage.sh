#!/bin/sh
# Line and branch coverage of the tests, by gcov (it comes with gcc): builds BUILD/coverage, runs its
# tests, and prints what of src/ they reach; files below 90 % of lines, and functions that nothing
# calls, are named.
#   tests/coverage.sh [PROGRAM-OF-THE-TESTS...]     all but the slowest, or only these
. "${0%/*}/tap.sh"

command -v gcov >/dev/null || { echo '1..0 # SKIP gcov is not here'; exit 0; }
place=$BUILD/coverage
mkdir -p "$place"
[ -f "$place/Makefile" ] || (cd "$place" && "$TOP/configure" --quiet --disable-werror CC="${CC:-gcc}" \
	CFLAGS='-O0 -g --coverage' CPPFLAGS='-D_FORTIFY_SOURCE=0 -DSANDBOX_LEFT_OUT') || exit 99
[ $# -gt 0 ] || set -- tests/golden.sh tests/readme.sh tests/unit.sh tests/html.sh tests/laws/laws
find "$place" -name '*.gcda' -delete
make -C "$place" --no-print-directory -s -j"$(nproc)" check TESTS="$*" >"$place/log" 2>&1 ||
	grep -a '^not ok\|^FAIL\|^ERROR' "$place/log" | head -n 20

# gcov's own summary of each object, one line a file: lines, branches taken.
cd "$place" || exit 99
find src -name '*.gcda' ! -path '*fuzz*' | while read -r data; do
	gcov -b -f -n "$data" 2>/dev/null
done | awk -v top="$TOP/" '
	/^Function / { function_name = substr($2, 2, length($2) - 2); file = ""; next }
	/^File / { file = substr($0, 7, length($0) - 7); sub(/^\.\.\/\.\.\//, "", file); sub(top, "", file); function_name = ""; next }
	/^Lines executed:/ {
		split($0, part, /[:% ]+/)
		if (function_name != "" && part[3] == 0)
			never[++nevers] = function_name
		if (file ~ /^src\/.*\.c$/ && part[5] > total[file]) {
			total[file] = part[5]
			reached[file] = part[5] * part[3] / 100
		}
	}
	/^Taken at least once:/ {
		split($0, part, /[:% ]+/)
		if (file ~ /^src\/.*\.c$/) {
			branches[file] = part[7]
			taken[file] = part[7] * part[5] / 100
		}
	}
	END {
		for (file in total) {
			lines += total[file]; hit += reached[file]
			all += branches[file]; some += taken[file]
			if (reached[file] < total[file] * 0.9)
				printf "  %-32s %5.1f %% of %d lines\n", file, 100 * reached[file] / total[file], total[file] | "sort"
		}
		close("sort")
		printf "functions that no test calls: %s", nevers ? "" : "none"
		for (i = 1; i <= nevers; i++)
			printf "%s ", never[i]
		printf "\ncoverage: %.1f %% of %d lines, %.1f %% of %d branches\n", lines ? 100 * hit / lines : 0, lines, all ? 100 * some / all : 0, all
	}'
