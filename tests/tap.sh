# What the test scripts share: where things are, and the Test Anything Protocol.
# A script of this folder reads it with `. "${0%/*}/tap.sh"`. make says where source and build are;
# by hand the build is in .build.
#
# TOP is the source tree, SHARED the data that are not part of it (they may be absent); the program
# is found as `lexpatch`. Sanitizers end a program with a status that it never has of its own.
set -u

TOP=$(cd "${top_srcdir:-${0%/*}/..}" && pwd) || exit 99
BUILD=$(cd "${top_builddir:-$TOP/.build}" && pwd) || exit 99
SHARED=${SHARED:-$TOP/../shared}
[ ! -d "$SHARED" ] || SHARED=$(cd "$SHARED" && pwd)
PATH=$BUILD:$BUILD/tests/word:$PATH
LC_ALL=C
ASAN_OPTIONS=${ASAN_OPTIONS:+$ASAN_OPTIONS:}exitcode=99
UBSAN_OPTIONS=${UBSAN_OPTIONS:+$UBSAN_OPTIONS:}exitcode=99:print_stacktrace=1
export TOP SHARED PATH LC_ALL ASAN_OPTIONS UBSAN_OPTIONS
unset LANG LANGUAGE COLUMNS NO_COLOR CDPATH

tap_count=0
tap_failed=0

tap_ok() { # NAME
	tap_count=$((tap_count + 1))
	printf 'ok %d - %s\n' "$tap_count" "$1"
}

tap_not_ok() { # NAME REASON
	tap_count=$((tap_count + 1))
	tap_failed=$((tap_failed + 1))
	printf 'not ok %d - %s\n' "$tap_count" "$1"
	printf '%s\n' "$2" | sed 's/^/# /'
}

tap_check() { # NAME FINDINGS: passes when nothing was found
	if [ -z "$2" ]; then
		tap_ok "$1"
	else
		tap_not_ok "$1" "$2"
	fi
}

tap_skip() { # NAME REASON
	tap_count=$((tap_count + 1))
	printf 'ok %d - %s # SKIP %s\n' "$tap_count" "$1" "$2"
}

tap_end() {
	printf '1..%d\n' "$tap_count"
	[ "$tap_failed" = 0 ]
	exit
}
