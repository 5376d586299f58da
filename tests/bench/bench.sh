#!/bin/sh
# Speed, as ratios to `xmllint --noout` on the same file in the same run: the commands in turn,
# several times, medians of wall time, processor time and peak memory. No test: it passes no judgement.
#
#   make bench                      a Section G of 40 MB, 40 operations, 5 runs
#   make bench BENCH='4 40 400'     these sizes, in MB: the growth from one to the next
set -eu

lexpatch=${1:?usage: bench.sh PROGRAM [MEGABYTES...]}
shift
here=$(cd "${0%/*}" && pwd)
runs=5
for tool in xmllint time awk; do
	command -v "$tool" >/dev/null || { echo "bench: $tool is not here (Debian: libxml2-utils, time)"; exit 1; }
done
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
trap 'exit 1' HUP INT TERM
cd "$scratch"

measure() { # NAME COMMAND...
	name=$1
	shift
	rm -f out.xml out.html
	"$(command -v time)" -a -o "$name.times" -f '%e %U %S %M' "$@" >/dev/null 2>&1 || :
}

# Medians of wall seconds, processor seconds and KB, and the first two as ratios to xmllint's.
median() { # NAME COLUMN
	grep -v '^Command' "$1.times" | awk -v c="$2" '{ print c == 2 ? $2 + $3 : c == 3 ? $4 : $1 }' | sort -n |
		awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'
}

show() { # NAME
	awk -v name="$1" -v w="$(median "$1" 1)" -v c="$(median "$1" 2)" -v m="$(median "$1" 3)" \
		-v W="$(median xmllint 1)" -v C="$(median xmllint 2)" -v M="$(median xmllint 3)" \
		'BEGIN { printf "%-10s %8.2f %8.2f %8.1f   %6.2f %6.2f %6.2f\n", name, w, c, m / 1024, w / W, c / C, m / M }'
}

for megabytes in ${*:-40}; do
	rm -f ./*.times
	awk -v megabytes="$megabytes" -v ops=40 -v patch=patch.xml -f "$here/generate.awk" >base.xml
	run=0
	while [ "$run" -lt "$runs" ]; do
		measure xmllint xmllint --noout base.xml
		measure apply "$lexpatch" apply -q -b base.xml patch.xml -o out.xml
		measure check "$lexpatch" check -q -b base.xml
		measure redline "$lexpatch" redline -q -b base.xml patch.xml -t text -o out.txt
		run=$((run + 1))
	done
	printf '\n%s MB of AKN, 40 operations, medians of %s runs\n' "$megabytes" "$runs"
	printf '%-10s %8s %8s %8s   %6s %6s %6s (to xmllint)\n' '' 'wall s' 'cpu s' MiB wall cpu memory
	for name in xmllint apply check redline; do
		show "$name"
	done
done
