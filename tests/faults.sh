#!/bin/sh
# Faults, as SQLite tries them: each command is run with its n-th allocation, read, write ... failing,
# for every n until none is left. Each run ends with status 2 and a message, or with the right
# result; and the file that was to be written is the old one or the new one, whole, with nothing left
# beside it (but after SIGKILL).
#   tests/faults.sh [COMMAND...]     FAULTS_STEP=1 tries every allocation, not every 41st
. "${0%/*}/tap.sh"

scratch=$(mktemp -d "$BUILD/faults.XXXXXX") || exit 99
trap 'rm -rf "$scratch"' EXIT
trap 'exit 99' HUP INT TERM
fixtures=$TOP/tests/html
library=$scratch/fail.so
step=${FAULTS_STEP:-41}

case $(nm "$BUILD/lexpatch" 2>/dev/null) in
*__asan_init*)
	echo '1..0 # SKIP AddressSanitizer has an allocator of its own'
	exit 0
	;;
esac
if ! ${CC:-cc} -shared -fPIC -O1 -o "$library" "$TOP/tests/faults/fail.c" -ldl 2>"$scratch/cc"; then
	echo "1..0 # SKIP no library to be loaded first can be made: $(head -n 1 "$scratch/cc")"
	exit 0
fi

mkdir "$scratch/in" "$scratch/out"
cp "$fixtures/base.xml" "$fixtures/draft.txt" "$scratch/in/"
cd "$scratch" || exit 99
lexpatch compile -b in/base.xml in/draft.txt -o in/patch.xml >/dev/null 2>&1
lexpatch apply -b in/base.xml in/patch.xml -o in/after.xml >/dev/null 2>&1
lexpatch redline -b in/base.xml in/patch.xml -t docx -o in/redline.docx >/dev/null 2>&1

# Two versions whose page is written in several pieces, as documents and as plain text; and folders
# with a document that is in one of them only.
generate() { # OPTION-OF-AWK...
	awk "$@" -f "$TOP/tests/bench/generate.awk"
}
generate -v megabytes=0.4 >in/large.xml
generate -v megabytes=0.4 -v edit=heavy >in/edited.xml
generate -v megabytes=0.2 -v form=text >in/plain.txt
generate -v megabytes=0.2 -v form=text -v edit=heavy >in/edited.txt
mkdir in/one in/two
cp in/base.xml in/one/
cp in/after.xml in/two/base.xml
sed 's|!section-[a-z]*|!section-y|g' in/base.xml >in/two/other.xml

page() {
	lexpatch diff --sandbox never in/large.xml in/edited.xml -t html -o out/result
}

run_named() { # NAME: every command writes out/result or standard output
	case $1 in
	apply) lexpatch apply --sandbox never -b in/base.xml in/draft.txt -o out/result ;;
	compile) lexpatch compile --sandbox never -b in/base.xml in/draft.txt -o out/result ;;
	patch) lexpatch apply --sandbox never -b in/base.xml in/patch.xml -o out/result ;;
	html) lexpatch redline --sandbox never -b in/base.xml in/draft.txt -t html -o out/result ;;
	akn) lexpatch redline --sandbox never -b in/base.xml in/draft.txt -t akn -o out/result ;;
	term) lexpatch redline --sandbox never -b in/base.xml in/draft.txt ;;
	diff) lexpatch diff --sandbox never in/base.xml in/after.xml -t markdown -o out/result ;;
	check) lexpatch check --sandbox never -b in/base.xml in/draft.txt ;;
	refs) lexpatch refs --sandbox never -b in/base.xml --coverage -o out/result ;;
	docx) lexpatch redline --sandbox never -b in/base.xml in/draft.txt -t docx -o out/result ;;
	word) lexpatch import --sandbox never --changes final in/redline.docx -o out/result ;;
	patching) lexpatch diff --sandbox never in/base.xml in/after.xml -t patch -o out/result ;;
	rebase) lexpatch rebase --sandbox never -b in/base.xml --onto in/base.xml in/patch.xml -o out/result ;;
	validate) lexpatch validate --sandbox never in/base.xml ;;
	page) page ;;
	plain) lexpatch diff --sandbox never in/plain.txt in/edited.txt -t html -o out/result ;;
	folders) lexpatch diff --sandbox never in/one in/two -t html -o out/result ;;
	import) lexpatch import --sandbox never "$TOP/tests/golden/import/section.txt" -o out/result ;;
	esac
}

renew_out() {
	rm -rf out
	mkdir out
	echo old >out/result
}

# One run with a fault: 1 when there was nothing left to fail. What is wrong goes to `wrong`.
try_fault() { # NAME KIND N
	rm -f fired
	renew_out
	LEXPATCH_FAIL=$2:$3 LEXPATCH_FIRED=$scratch/fired LD_PRELOAD=$library run_named "$1" \
		>stdout 2>stderr
	status=$?
	[ -e fired ] || return 1
	files=$(ls -A out)
	case $status in
	2) [ -s stderr ] || [ -s stdout ] || echo "$2 $3: no message" >>wrong ;;
	137) [ "$2" = kill ] || echo "$2 $3: killed" >>wrong ;;
	143) [ "$2" = term ] || echo "$2 $3: ended by a signal" >>wrong ;;
	"$expected")
		cmp -s stdout want.stdout || echo "$2 $3: status $status and another output" >>wrong
		cmp -s out/result want.result || echo "$2 $3: status $status and another result" >>wrong
		;;
	*) echo "$2 $3: status $status: $(head -n 1 stderr)" >>wrong ;;
	esac
	if ! cmp -s out/result want.result && [ "$(cat out/result)" != old ]; then
		echo "$2 $3: neither the old file nor the new one" >>wrong
	fi
	[ "$2" = kill ] || [ "$files" = result ] || echo "$2 $3: left behind: $files" >>wrong
	return 0
}

try_kind() { # NAME KIND STEP
	: >wrong
	n=1
	while try_fault "$1" "$2" "$n"; do
		n=$((n + $3))
	done
	tap_check "faults/$1/$2 ($(((n - 1) / $3)) places)" "$(head -n 20 wrong)"
}

[ $# -gt 0 ] || set -- apply compile patch html akn docx word term diff patching rebase check refs validate \
	page plain folders
for name; do
	renew_out
	run_named "$name" >want.stdout 2>want.stderr
	expected=$?
	cp out/result want.result
	for kind in open read write close rename fsync chmod kill term; do
		try_kind "$name" "$kind" 1
	done
	try_kind "$name" alloc "$step"
done

# Ended by a signal at any moment of its work: the old file or the new one; and but after SIGKILL
# nothing beside it.
is_whole() { # WHAT-HAPPENED
	cmp -s out/result want.result || [ "$(cat out/result)" = old ] || echo "$1: neither the old file nor the new one"
	[ "${1#KILL}" != "$1" ] || [ "$(ls -A out)" = result ] || echo "$1: left behind: $(ls -A out)"
}
renew_out
page >stdout 2>stderr
cp out/result want.result
for signal in KILL TERM INT HUP QUIT; do
	findings=
	for after in 005 01 015 02 025 03 035 04 05 06 08 1; do
		renew_out
		timeout -s $signal 0.$after lexpatch diff --sandbox never in/large.xml in/edited.xml -t html \
			-o out/result >stdout 2>stderr
		findings=$findings$(is_whole "$signal after 0.$after s")
	done
	tap_check "faults/ended at any moment/$signal" "$findings"
done
renew_out
(ulimit -f 400 && page) >stdout 2>stderr
status=$?
findings=$(is_whole 'limit of the size of a file')
[ "$status" != 0 ] && [ "$status" != 1 ] || findings="$findings status $status"
tap_check 'faults/limit of the size of a file' "$findings"

# A folder that cannot be written to; for root only one of the system's is that.
closed=$scratch/closed
mkdir "$closed"
chmod 555 "$closed"
[ "$(id -u)" != 0 ] || closed=/sys
lexpatch apply -b in/base.xml in/patch.xml -o "$closed/result.xml" >stdout 2>stderr
status=$?
findings=
[ "$status" = 2 ] && [ -s stderr ] && [ ! -e "$closed/result.xml" ] || findings="status $status: $(head -n 1 stderr)"
tap_check 'faults/closed folder' "$findings"

full() { # NAME ARGUMENT...: a full disk
	name=$1
	shift
	"$@" >/dev/full 2>stderr
	status=$?
	findings=
	[ "$status" = 2 ] && [ -s stderr ] || findings="status $status: $(head -n 1 stderr)"
	tap_check "faults/full/$name" "$findings"
}
if [ -c /dev/full ]; then
	full stdout lexpatch redline -b in/base.xml in/draft.txt
	full file lexpatch redline -b in/base.xml in/draft.txt -t html -o /dev/full
else
	tap_skip faults/full 'there is no /dev/full'
fi
tap_end
