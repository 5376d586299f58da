#!/bin/sh
# The sandbox: once the command line is read, nothing else can be read or written; and the program has
# no way to the network at all.
. "${0%/*}/tap.sh"

scratch=$(mktemp -d "$BUILD/sandbox.XXXXXX") || exit 99
trap 'rm -rf "$scratch"' EXIT
trap 'exit 99' HUP INT TERM
fixtures=$TOP/tests/html

tap_check 'no function of the network is called' \
	"$(nm -D --undefined-only "$BUILD/lexpatch" 2>/dev/null | grep -wE 'socket|connect|getaddrinfo|bind|sendto')"

mkdir "$scratch/in" "$scratch/out" "$scratch/other"
echo secret >"$scratch/other/file"
cp "$fixtures/base.xml" "$fixtures/draft.txt" "$scratch/in/"
if ! lexpatch validate --sandbox always "$scratch/in/base.xml" >/dev/null 2>"$scratch/why"; then
	tap_skip 'sandbox' "$(head -n 1 "$scratch/why")"
	tap_end
fi
if ! ${CC:-cc} -shared -fPIC -o "$scratch/peek.so" "$TOP/tests/faults/peek.c" 2>/dev/null ||
	nm "$BUILD/lexpatch" 2>/dev/null | grep -q __asan_init; then
	tap_skip 'sandbox' 'no library can be loaded first'
	tap_end
fi

looked() { # WHEN OUTPUT PEEK POKE
	LEXPATCH_PEEK=$3 LEXPATCH_POKE=$4 LD_PRELOAD=$scratch/peek.so lexpatch apply -q --sandbox "$1" \
		-b "$scratch/in/base.xml" "$scratch/in/draft.txt" -o "$2" 2>&1 | grep '^peek'
}
expect() { # NAME WANTED GOT
	findings=
	[ "$2" = "$3" ] || findings="wanted: $2, got: $3"
	tap_check "$1" "$findings"
}
expect 'the library sees what there is' 'peek: yes, poke: yes' \
	"$(looked never "$scratch/out/a.xml" "$scratch/other/file" "$scratch/other/new1")"
expect 'a file that was not named' 'peek: no, poke: no' \
	"$(looked auto "$scratch/out/b.xml" "$scratch/other/file" "$scratch/other/new2")"
expect 'a file that was named can be read, and not written' 'peek: yes, poke: no' \
	"$(looked always "$scratch/out/c.xml" "$scratch/in/base.xml" "$scratch/in/new")"
expect 'the result was written' yes "$([ -s "$scratch/out/c.xml" ] && echo yes)"
expect 'standard output as well' 'peek: no, poke: no' \
	"$(cd "$scratch/other" && looked always - file new3)"
tap_end
