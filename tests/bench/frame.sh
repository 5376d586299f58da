# What the speed measurements share. A script of this folder reads it with `. "${0%/*}/frame.sh"`
# and is called as `SCRIPT PROGRAM [ARGUMENT...]`; it says
#   round() { bench_time NAME COMMAND...; ... }       what is run, in turn
#   bench_table TITLE REFERENCE round                 runs it BENCH_RUNS times and prints the medians
# as many times as it has sizes. A row whose name stood in the table before shows its growth. No test:
# it passes no judgement. A command that ends with a status above 1 is named as failed.
set -eu

BENCH=$(cd "${0%/*}" && pwd)
lexpatch=${1:?usage: ${0##*/} PROGRAM [ARGUMENT...]}
shift
BENCH_RUNS=${BENCH_RUNS:-5}
LC_ALL=C
export LC_ALL
scratch=$(mktemp -d "${TMPDIR:-/tmp}/bench.XXXXXX")
trap 'rm -rf "$scratch"' EXIT
trap 'exit 1' HUP INT TERM
cd "$scratch"
mkdir bin times before
${CC:-cc} -O1 -o bin/measure "$BENCH/measure.c"
: >absent

# Whether a peer is here; those that are not are named at the end.
bench_has() { # COMMAND-OR-FILE
	! command -v "$1" >/dev/null && [ ! -e "$1" ] || return 0
	grep -qxF "$1" absent || echo "$1" >>absent
	return 1
}

bench_need() { # COMMAND DEBIAN-PACKAGE
	command -v "$1" >/dev/null || { echo "${0##*/}: $1 is not here (Debian: $2)"; exit 1; }
}

# One run. It reads nothing and shows nothing; what it writes should go to a file out.*.
bench_time() { # NAME COMMAND...
	bench_name=$1
	shift
	rm -rf out.*
	bin/measure "times/$bench_name" "$@" </dev/null >/dev/null 2>&1
	grep -qxF "$bench_name" names || echo "$bench_name" >>names
}

# The median of a column: 1 wall seconds, 2 processor seconds, 3 KiB.
bench_median() { # FILE COLUMN
	awk -v c="$2" '{ print $c }' "$1" | sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'
}

# Medians of wall and processor time and memory, and as ratios to those of REFERENCE, or of the row
# that stands beside the name in the file `references`.
bench_row() { # NAME REFERENCE
	reference=$2
	[ ! -f references ] || reference=$(awk -v n="$1" -v r="$2" '$1 == n { r = $2 } END { print r }' references)
	for c in 1 2 3; do
		echo "$(bench_median "times/$1" $c) $(bench_median "times/$reference" $c)"
	done | awk -v name="$1" -v growth="$(bench_growth "$1")" -v failed="$(awk '$4 > 1 { print "failed: " $4; exit }' "times/$1")" '
		{ v[NR] = $1; r[NR] = $1 / $2 }
		END { printf "%-24s %9.3f %9.3f %9.1f   %7.2f %7.2f %7.2f %8s %s\n", name, v[1], v[2], v[3] / 1024, r[1], r[2], r[3], growth, failed }'
}

bench_growth() { # NAME
	if [ -f "before/$1" ]; then
		awk -v a="$(bench_median "before/$1" 2)" -v b="$(bench_median "times/$1" 2)" 'BEGIN { printf "x%.1f", b / a }'
	fi
}

bench_table() { # TITLE REFERENCE FUNCTION
	rm -f times/* names
	: >names
	run=0
	while [ "$run" -lt "$BENCH_RUNS" ]; do
		"$3"
		run=$((run + 1))
	done
	printf '\n%s; medians of %s runs in turn, ratios to %s; growth of processor time\n' "$1" "$BENCH_RUNS" "$2"
	printf '%-24s %9s %9s %9s   %7s %7s %7s %8s\n' '' 'wall s' 'cpu s' MiB wall cpu memory growth
	while read -r name; do
		bench_row "$name" "$2"
	done <names
	rm -f before/*
	cp times/* before/
}

bench_end() {
	[ ! -s absent ] || printf '\nnot installed here, and left out: %s\n' "$(tr '\n' ' ' <absent)"
}

# A generated Section G; its arguments are variables of generate.awk: megabytes=40 edit=light ...
bench_corpus() { # OUTPUT VARIABLE=VALUE...
	bench_output=$1
	shift
	set -- "$@" -f
	bench_arguments=
	for word; do
		[ "$word" = -f ] || bench_arguments="$bench_arguments -v $word"
	done
	# shellcheck disable=SC2086
	awk $bench_arguments -f "$BENCH/generate.awk" >"$bench_output"
}
