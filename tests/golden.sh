#!/bin/sh
# Golden tests: a command and exactly what it gives. Each processor runs its share of them.
#
# tests/golden/AREA/CASE/ holds
#   cmd      the shell line, run in a copy of the folder; it knows $TOP, $SHARED and `lexpatch`
#   stdout   what it prints (where it prints the path of TOP or SHARED, `$TOP` or `$SHARED` stands)
#   stderr   likewise, checked if the file is there
#   status   the exit status, 0 if the file is not there
#   expect/  files that it must write, byte for byte
#   needs    tools and paths, one a line, without which the case is skipped
#
#   tests/golden.sh                      all cases
#   tests/golden.sh apply diff/move      these areas or cases
#   GOLDEN_UPDATE=1 tests/golden.sh ...  takes what comes out as what is expected; read the change
#   GOLDEN_UNDER=COMMAND tests/golden.sh ...
#                                        runs the program by that command; it is to keep its output
. "${0%/*}/tap.sh"

update=${GOLDEN_UPDATE:-}
golden=$TOP/tests/golden
scratch=$(mktemp -d "$BUILD/golden.XXXXXX") || exit 99
trap 'rm -rf "$scratch"' EXIT
trap 'exit 99' HUP INT TERM

limit=120
if [ -n "${GOLDEN_UNDER:-}" ]; then
	limit=1200
	mkdir "$scratch/under"
	printf '#!/bin/sh\nexec %s "%s" "$@"\n' "$GOLDEN_UNDER" "$BUILD/lexpatch" >"$scratch/under/lexpatch"
	chmod +x "$scratch/under/lexpatch"
	PATH=$scratch/under:$PATH
fi

# The first thing that the case in the current folder needs and that is not there.
lacking() {
	[ -f needs ] || return 1
	while read -r need || [ -n "$need" ]; do
		case $need in
		'') ;;
		*/*) eval "[ -e \"$need\" ]" || { echo "$need"; return 0; } ;;
		*) command -v "$need" >/dev/null || { echo "$need"; return 0; } ;;
		esac
	done <needs
	return 1
}

# Paths of this machine out of FILE.
anonymous() { # FILE
	if grep -qF -e "$TOP" -e "$SHARED" "$1"; then
		sed "s|$SHARED|\$SHARED|g; s|$TOP|\$TOP|g" "$1" >"$1.new" && mv "$1.new" "$1"
	fi
}

# Leaves stdout, stderr and status in $scratch/got, and what the command wrote in $scratch/copy.
run() { # CASE-FOLDER
	rm -rf "$scratch/copy" "$scratch/got"
	cp -R "$1" "$scratch/copy" && chmod -R u+w "$scratch/copy" && mkdir "$scratch/got"
	status=0
	(cd "$scratch/copy" && exec timeout "$limit" sh ./cmd </dev/null \
		>"$scratch/got/stdout" 2>"$scratch/got/stderr") || status=$?
	echo "$status" >"$scratch/got/status"
	anonymous "$scratch/got/stdout"
	anonymous "$scratch/got/stderr"
}

differences() { # EXPECTED GOT
	if [ ! -f "$2" ]; then
		echo "$(basename "$2") was not written"
	elif ! cmp -s "$1" "$2"; then
		diff -u "$1" "$2" | sed "1s|.*|--- expected ${1#"$golden"/}|; 2s|.*|+++ got|"
	fi
}

compare() { # CASE-FOLDER
	if [ -f "$1/stdout" ]; then
		differences "$1/stdout" "$scratch/got/stdout"
	else
		echo "no file stdout says what to expect"
	fi
	[ ! -f "$1/stderr" ] || differences "$1/stderr" "$scratch/got/stderr"
	expected=0
	[ ! -f "$1/status" ] || read -r expected <"$1/status"
	if [ "$status" != "$expected" ]; then
		echo "status $status, expected $expected; standard error:"
		cat "$scratch/got/stderr"
	fi
	[ -d "$1/expect" ] || return 0
	(cd "$1/expect" && find . -type f) | sed 's|^\./||' | sort | while read -r file; do
		differences "$1/expect/$file" "$scratch/copy/$file"
	done
}

# Rewrites the files that are there. A new case also gets stdout, and what else it gave to say.
renew() { # CASE-FOLDER
	if [ -f "$1/stderr" ] || { [ ! -f "$1/stdout" ] && [ -s "$scratch/got/stderr" ]; }; then
		cp "$scratch/got/stderr" "$1/stderr"
	fi
	cp "$scratch/got/stdout" "$1/stdout"
	if [ "$status" = 0 ]; then
		rm -f "$1/status"
	else
		cp "$scratch/got/status" "$1/status"
	fi
	[ -d "$1/expect" ] || return 0
	(cd "$1/expect" && find . -type f) | while read -r file; do
		[ ! -f "$scratch/copy/$file" ] || cp "$scratch/copy/$file" "$1/expect/$file"
	done
}

cases() { # AREA-OR-CASE...
	(cd "$golden" 2>/dev/null && find "$@" -type f -name cmd) | sed 's|/cmd$||; s|^\./||' | sort
}

test_case() { # CASE
	folder=$golden/$1
	if lack=$(cd "$folder" && lacking); then
		tap_skip "$1" "$lack is not here"
		return
	fi
	run "$folder"
	[ -z "$update" ] || renew "$folder"
	tap_check "$1" "$(compare "$folder")"
}

# Every jobs-th case, by a process of its own.
share() { # NUMBER
	all=$scratch/cases
	scratch=$scratch/$1
	mkdir "$scratch"
	awk -v number="$1" -v jobs="$jobs" 'NR % jobs == number' "$all" >"$scratch/cases"
	while read -r case; do
		test_case "$case"
	done <"$scratch/cases"
}

[ $# -gt 0 ] || set -- .
cases "$@" >"$scratch/cases"
[ -s "$scratch/cases" ] || tap_not_ok 'there are golden tests' "none found under $* in $golden"
jobs=$(nproc) number=0
while [ "$number" -lt "$jobs" ]; do
	share "$number" >"$scratch/$number.tap" &
	number=$((number + 1))
done
wait
awk '/^(not )?ok [0-9]+ - / { sub(/ok [0-9]+/, "ok " ++count) } { print }' "$scratch"/*.tap
echo "1..$(($(wc -l <"$scratch/cases") + tap_count))"
! grep -q '^not ok' "$scratch"/*.tap && [ "$tap_failed" = 0 ]
