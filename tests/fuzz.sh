#!/bin/sh
# Fuzzing with libFuzzer (clang): builds the program for it in BUILD/fuzz and runs each target.
#   tests/fuzz.sh [SECONDS-IN-ALL [TARGET...]]      60 seconds and all targets
# What it finds stays in BUILD/fuzz/TARGET.found; the inputs that reach new code in BUILD/fuzz/TARGET.
. "${0%/*}/tap.sh"

seconds=${1:-60}
[ $# -eq 0 ] || shift
[ $# -gt 0 ] || set -- akn draft patch import words cite docx story calc merge
clang=${CLANG:-clang}
flags='-O1 -g -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=all'
place=$BUILD/fuzz
mkdir -p "$place"
FUZZ_BASE=$TOP/tests/html/base.xml
export FUZZ_BASE

if ! echo 'int LLVMFuzzerTestOneInput(const char *d, unsigned long n) { return d && n ? 0 : 0; }' |
	$clang -fsanitize=fuzzer -x c - -o "$place/probe" 2>/dev/null; then
	echo '1..0 # SKIP no clang with libFuzzer'
	exit 0
fi
[ -f "$place/Makefile" ] || (cd "$place" && "$TOP/configure" --quiet --disable-werror CC="$clang" \
	CFLAGS="$flags -fsanitize=fuzzer-no-link" CPPFLAGS=-D_FORTIFY_SOURCE=0) || exit 99
make -C "$place" --no-print-directory -s -j"$(nproc)" liblexpatch.a >"$place/log" 2>&1 || {
	cat "$place/log"
	exit 99
}
libraries=$(sed -n 's/^DEPS_LIBS = //p; s/^LIBS = //p' "$place/Makefile" | tr '\n' ' ')
includes=$(sed -n 's/^DEPS_CFLAGS = //p' "$place/Makefile")

# Our own tracked changes, and the shared Word files if they are here: as archives, or as their parts.
word_seeds() { # TARGET
	[ "$1" = docx ] || cp "$TOP/tests/fuzz/story.seed" "$place/story/seed-own"
	lexpatch redline -q -b "$FUZZ_BASE" "$TOP/tests/html/draft.txt" -t docx -o "$place/redline.docx"
	{
		echo "$place/redline.docx"
		[ ! -d "$SHARED/data" ] || find "$SHARED/data" -name '*.docx' -size -30k
	} | while read -r file; do
		name=seed-$(echo "$file" | md5sum | cut -c 1-12)
		if [ "$1" = docx ]; then
			cp "$file" "$place/docx/$name"
		elif command -v unzip >/dev/null; then
			unzip -Z1 "$file" | grep '[.xmlres]$' | while read -r part; do
				printf '==== %s\n' "$part"
				unzip -p "$file" "$(echo "$part" | sed 's/[][]/\\&/g')"
				echo
			done >"$place/story/$name"
		fi
	done
}

seed() { # TARGET: small inputs of our own, into its corpus
	mkdir -p "$place/$1"
	case $1 in
	docx | story)
		word_seeds "$1"
		return
		;;
	akn | patch | calc) find "$TOP/tests/golden" "$TOP/tests/html" "$TOP/patches" -name '*.xml' -size -40k ;;
	*) find "$TOP/tests/golden" "$TOP/tests/html" "$TOP/patches" -name '*.txt' -size -40k ;;
	esac | while read -r file; do
		cp "$file" "$place/$1/seed-$(echo "$file" | md5sum | cut -c 1-12)"
	done
}

compile() { # SOURCE OBJECT [OPTION...]
	source=$TOP/tests/fuzz/$1 object=$place/$2
	shift 2
	# shellcheck disable=SC2086
	$clang -std=c11 -D_GNU_SOURCE -D_FORTIFY_SOURCE=0 $flags -fsanitize=fuzzer-no-link "$@" \
		-I"$TOP/src" -I"$place/src" $includes -c "$source" -o "$object" || exit 99
}

for source in fuzz calc word tree; do
	compile $source.c $source.o
done
share=$((seconds / $#))
for target; do
	tree= dictionary=draft
	case $target in
	akn | patch | calc) tree=$place/tree.o dictionary=akn ;;
	story) tree=$place/tree.o dictionary=word ;;
	docx) dictionary=word ;;
	esac
	compile target.c target.o -DFUZZ_TARGET="fuzz_$target"
	# shellcheck disable=SC2086
	$clang $flags -fsanitize=fuzzer "$place/target.o" "$place/fuzz.o" "$place/calc.o" "$place/word.o" $tree \
		"$place/liblexpatch.a" $libraries -o "$place/fuzz-$target" || exit 99
	seed "$target"
	mkdir -p "$place/$target.found"
	if "$place/fuzz-$target" -max_total_time="$share" -timeout=10 -rss_limit_mb=2048 -max_len=20000 \
		-dict="$TOP/tests/fuzz/$dictionary.dict" -artifact_prefix="$place/$target.found/" \
		-verbosity=1 -print_final_stats=1 "$place/$target" >"$place/$target.log" 2>&1; then
		runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$place/$target.log")
		tap_ok "fuzz/$target ($runs runs in $share s)"
	else
		tap_not_ok "fuzz/$target" "$(grep -aE 'ERROR|Error|error in|SUMMARY|runtime error|#[0-9]+ .* in |artifact_prefix' "$place/$target.log" | head -n 25)"
	fi
done
tap_end
