#!/bin/sh
# The Debian package: lintian finds nothing in it, and a build in another folder gives the same bytes.
#   tests/package.sh       slow: it builds the program twice. Skipped unless debhelper is here.
. "${0%/*}/tap.sh"

for tool in dpkg-buildpackage dh lintian; do
	command -v "$tool" >/dev/null && continue
	echo "1..0 # SKIP $tool is not here"
	exit 0
done
scratch=$(mktemp -d "$BUILD/package.XXXXXX") || exit 99
trap 'chmod -R u+w "$scratch"; rm -rf "$scratch"' EXIT
trap 'exit 99' HUP INT TERM

make -C "$BUILD" --no-print-directory -s dist distdir=lexpatch-package >"$scratch/log" 2>&1 || {
	cat "$scratch/log"
	exit 99
}
archive=$BUILD/lexpatch-package.tar.gz

build_in() { # FOLDER
	mkdir -p "$1"
	tar -xzf "$archive" -C "$1" --strip-components 1
	cp -R "$1/src/packaging/debian" "$1/debian"
	(cd "$1" && dpkg-buildpackage -us -uc -b) >"$scratch/log" 2>&1 || tail -n 30 "$scratch/log"
}

tap_check 'the package is built' "$(build_in "$scratch/one/tree")"
tap_check 'lintian finds nothing' "$(lintian --allow-root --fail-on error,warning "$scratch"/one/*.changes 2>&1 | grep -E '^[EW]:')"
tap_check 'it is built in another folder' "$(build_in "$scratch/another/place/tree-of-it")"
differing=
for package in "$scratch"/one/*.deb; do
	cmp "$package" "$scratch/another/place/${package##*/}" >>"$scratch/cmp" 2>&1 || differing="$differing ${package##*/}"
done
[ -e "$package" ] || differing='there is none'
tap_check 'both are the same bytes' "$differing"
rm -f "$archive"
tap_end
