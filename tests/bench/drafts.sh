#!/bin/sh
# Long drafts: what compile and apply take for 500 to 5,000 instructions of eight kinds, on a base of 20 MB and on
# one that grows in step. Linear is: the time an instruction adds stays the same. No test: it passes no judgement.
#
#   make bench-drafts                         these sizes
#   make bench-drafts DRAFTS='5000 10000'     these numbers of instructions; 5000 is to 20 MB of AKN
set -eu

lexpatch=${1:?usage: drafts.sh PROGRAM [INSTRUCTIONS...]}
shift
here=$(cd "${0%/*}" && pwd)
runs=3
for tool in time awk; do
	command -v "$tool" >/dev/null || { echo "bench: $tool is not here"; exit 1; }
done
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
trap 'exit 1' HUP INT TERM
cd "$scratch"

# Least processor seconds of the runs, and the peak memory of one: "SECONDS MiB".
cost() { # COMMAND...
	run=0
	: >times
	while [ "$run" -lt "$runs" ]; do
		"$(command -v time)" -a -o times -f '%U %S %M' "$@" >/dev/null 2>report || { cat report >&2; exit 1; }
		run=$((run + 1))
	done
	awk '{ s = $1 + $2; if (NR == 1 || s < least) least = s; m = $3 } END { printf "%.2f %.0f\n", least, m / 1024 }' times
}

base() { # INSTRUCTIONS-IT-IS-FOR
	awk -v megabytes="$(($1 * 20 / 5000))" -v ops=1 -v patch=/dev/null -f "$here/generate.awk" >base.xml
}

measure() { # INSTRUCTIONS
	awk -v count="$1" -v clauses="$(grep -c '<clause ' base.xml)" -f "$here/drafts.awk" base.xml >draft.txt
	compile=$(cost "$lexpatch" compile -q -b base.xml draft.txt -o patch.xml)
	apply=$(cost "$lexpatch" apply -q -b base.xml patch.xml -o after.xml)
	echo "$1 $(wc -c <base.xml) $compile $apply"
}

# An instruction's share is what it takes more than the size above it, the first row's than an empty draft.
table() {
	awk '{ c = $3; a = $5; n = $1
		printf "%12d %8.1f   %8.2f %6d %10s   %8.2f %6d %10s\n", n, $2 / 1e6, c, $4, share(c, C), a, $6, share(a, A)
		C = c; A = a; N = n }
	function share(now, before) { return NR == 1 ? "" : sprintf("%.0f", (now - before) / (n - N) * 1e6) }'
}

head='%12s %8s   %8s %6s %10s   %8s %6s %10s\n'
for way in 'a base of 20 MB' 'a base that grows in step'; do
	printf '\nLong drafts on %s: least processor time of %s runs\n' "$way" "$runs"
	# shellcheck disable=SC2059
	printf "$head" instructions 'AKN MB' 'compile s' MiB 'us each' 'apply s' MiB 'us each'
	base 5000
	for count in ${*:-500 1000 2500 5000}; do
		[ "$way" = 'a base of 20 MB' ] || base "$count"
		measure "$count"
	done | table
done
