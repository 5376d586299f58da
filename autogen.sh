#!/bin/sh
# From a bare Debian 12 to a running lexpatch.
#   ./autogen.sh           make configure, nothing else
#   ./autogen.sh demo      set up, build, and show an amendment at work
#   ./autogen.sh check     set up, build, and run the tests
#   ./autogen.sh packages  set up only (packages-dev: also what .ci/run needs)
# What is there is not fetched or made again. The build goes to .build/, or where ./configure was run: then
# there can be no other.
set -eu

# A closed standard input would be taken by the next file that is opened; a locale that is named but
# not installed makes Perl complain at every step; CDPATH makes cd print.
exec </dev/null
LC_ALL=C
export LC_ALL
unset CDPATH
cd "$(dirname "$0")"
[ -f config.status ] && build=. || build=.build

# Package, what shows that it is there, and how to look: a command, a file, or a pkg-config module.
packages='
autoconf		command	autoreconf
automake		command	automake
make			command	make
gcc			command	gcc
libc6-dev		file	/usr/include/stdio.h
pkg-config		command	pkg-config
libxml2-dev		module	libxml-2.0
libpcre2-dev		module	libpcre2-8
libjansson-dev		module	jansson
libzip-dev		module	libzip
libmd-dev		module	libmd
libcriterion-dev	module	criterion'

packages_dev='
clang			command	clang
clang-format		command	clang-format'

say() { printf '%s\n' "autogen.sh: $*"; }

die() {
	say "$*" >&2
	exit 2
}

# ---- packages

present() { # KIND NAME
	case $1 in
	command) command -v "$2" >/dev/null ;;
	file) [ -e "$2" ] ;;
	module) pkg-config --exists "$2" 2>/dev/null ;;
	esac
}

missing() { # ROWS
	printf '%s\n' "$1" | while read -r package kind name; do
		[ -z "$package" ] || present "$kind" "$name" || printf ' %s' "$package"
	done
}

as_root() {
	if [ "$(id -u)" = 0 ]; then
		env DEBIAN_FRONTEND=noninteractive "$@"
	elif command -v sudo >/dev/null; then
		sudo env DEBIAN_FRONTEND=noninteractive "$@"
	else
		die "not root and no sudo; as root, run: $*"
	fi
}

install_packages() { # ROWS
	rows=$1
	wanted=$(missing "$rows")
	[ -n "$wanted" ] || return 0
	command -v apt-get >/dev/null || die "no apt-get here; please install:$wanted"
	say "installing$wanted"
	set -- apt-get -q -y --no-install-recommends -o DPkg::Lock::Timeout=300 install $wanted
	# The package lists of a fresh system are empty, those of an old one name files that are gone.
	if ! "$@" --simulate >/dev/null 2>&1; then
		as_root apt-get -q update
		as_root "$@"
	else
		as_root "$@" || { as_root apt-get -q update && as_root "$@"; }
	fi
	wanted=$(missing "$rows")
	[ -z "$wanted" ] || die "still missing:$wanted"
	rm -f .build/config.status # so that configure looks again
}

# ---- build

bootstrap() {
	if [ -f configure ] && [ -f Makefile.in ] &&
		[ -z "$(find configure.ac Makefile.am -newer configure)" ]; then
		return
	fi
	say "making configure"
	autoreconf --force --install
	touch configure # also when its content came out the same
}

build() {
	install_packages "$packages"
	bootstrap
	if [ $build = .build ] &&
		{ [ ! -f .build/config.status ] || [ -n "$(find configure -newer .build/config.status)" ]; }; then
		say "configuring .build"
		mkdir -p .build
		(cd .build && ../configure --quiet --disable-werror)
	fi
	say "building"
	make -C $build --no-print-directory -j"$(nproc)" "$@"
}

# ---- jobs

# Exit status 1 is the program's way to report findings, which a demonstration may well have.
show() {
	printf '\n$ %s\n' "$*"
	status=0
	PATH=$build:$PATH "$@" || status=$?
	[ "$status" -le 1 ] || die "$1 $2 ended with status $status"
}

demo() {
	build all
	base=corpus/sec-5.12 draft=patches/SECMP0044/draft.txt page=.build/demo/SECMP0044.html
	mkdir -p .build/demo
	rm -f "$page"
	show lexpatch redline -b "$base" "$draft"
	show lexpatch redline -b "$base" -t html -o "$page" "$draft"
	show lexpatch check -b "$base" "$draft"
	if [ -f "$page" ]; then
		printf '\nThe redline as a web page: %s\n' "$PWD/$page"
	else
		printf '\nNo web page was written; the messages above say why.\n'
	fi
}

case ${1-} in
'') bootstrap ;;
packages) install_packages "$packages" ;;
packages-dev) install_packages "$packages$packages_dev" ;;
demo) demo ;;
check) build check VERBOSE=1 ;;
*) die "unknown job '$1' (demo, check, packages, packages-dev; none: make configure)" ;;
esac
