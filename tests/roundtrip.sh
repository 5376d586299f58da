#!/bin/sh
# Round trips on sections of the D.C. Code as they stood before and after real laws: what diff -t patch
# says is applied, taken back, and rendered with marks of which all are accepted or rejected; each must
# give the version byte for byte.
#   ROUNDTRIP_STEP=1 tests/roundtrip.sh      every case; without it every 8th
. "${0%/*}/tap.sh"

data=$SHARED/data/us-dc/pairs-dev.jsonl.gz
scratch=$(mktemp -d "$BUILD/roundtrip.XXXXXX") || exit 99
trap 'rm -rf "$scratch"' EXIT
trap 'exit 99' HUP INT TERM
if [ ! -e "$data" ] || ! command -v python3 >/dev/null; then
	tap_skip 'round trips on the D.C. Code' 'needs ../shared and python3'
	tap_end
fi
if ! PYTHONDONTWRITEBYTECODE=1 python3 "$TOP/tests/roundtrip.py" "$SHARED/score" "$data" \
	"${ROUNDTRIP_STEP:-8}" "$scratch" 2>"$scratch/why"; then
	tap_not_ok 'the cases are written' "$(tail -n 3 "$scratch/why")"
	tap_end
fi

cases=0
: >"$scratch/findings"
fault() { # CASE WHAT
	echo "${1##*/}: $2" >>"$scratch/findings"
}
same() { # CASE WHAT FILE FILE
	cmp -s "$3" "$4" || fault "$1" "$2"
}
quiet() { # ARGUMENT...: status 2 is what must not be
	"$@" >/dev/null 2>&1
	[ $? -le 1 ]
}
for case in "$scratch"/case-*; do
	cases=$((cases + 1))
	a=$case/before.xml b=$case/after.xml
	quiet lexpatch diff -q "$a" "$b" -t patch -o "$case/patch.xml" || fault "$case" 'no patch'
	if [ ! -e "$case/patch.xml" ]; then
		same "$case" 'no patch of two versions that differ' "$a" "$b"
		continue
	fi
	quiet lexpatch apply -q -b "$a" "$case/patch.xml" -o "$case/applied.xml"
	same "$case" 'the patch does not give the new version' "$case/applied.xml" "$b"
	quiet lexpatch invert -q -b "$a" "$case/patch.xml" -o "$case/inverse.xml"
	quiet lexpatch apply -q -b "$case/applied.xml" "$case/inverse.xml" -o "$case/back.xml"
	same "$case" 'the inverse does not give the old version' "$case/back.xml" "$a"
done
tap_check "difference, application and inverse of $cases pairs" "$(head -n 40 "$scratch/findings")"
tap_end
