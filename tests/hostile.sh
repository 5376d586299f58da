#!/bin/sh
# Hostile input: what a stranger may send. Each ends within ten seconds and 300 MB with a message and
# a status of ours, or is read for what it is; nothing outside is read, nothing is written where it
# was not told. tests/README.md has the table.
. "${0%/*}/tap.sh"

scratch=$(mktemp -d "$BUILD/hostile.XXXXXX") || exit 99
trap 'rm -rf "$scratch"' EXIT
trap 'exit 99' HUP INT TERM
cd "$scratch" || exit 99
cp "$TOP/tests/html/base.xml" "$TOP/tests/html/draft.txt" .
echo 'secret of this machine' >secret.txt
base=$(cat base.xml)

sanitized=
! nm "$BUILD/lexpatch" 2>/dev/null | grep -q __asan_init || sanitized=yes

# What a run must not do; a limit of memory goes with AddressSanitizer's own maps.
verdict() { # STATUS-WANTED(s) COMMAND...
	wanted=$1
	shift
	: >stderr
	(
		[ -n "$sanitized" ] || ulimit -v "${LIMIT:-400000}"
		exec timeout 30 "$@"
	) </dev/null >stdout 2>stderr
	status=$?
	case " $wanted " in
	*" $status "*) ;;
	*) echo "status $status, not $wanted: $(head -c 300 stderr)" ;;
	esac
	[ "$status" = 0 ] || [ -s stderr ] || [ -s stdout ] || echo 'no message'
	! grep -q 'secret of this machine' stdout stderr || echo 'it tells what is in another file'
}

try() { # NAME STATUS-WANTED(s) COMMAND...
	name=$1
	shift
	tap_check "hostile/$name" "$(verdict "$@")"
}

# The base with something put into it: before the root, or in the text of its first paragraph.
with_head() { # TEXT
	printf '%s\n' "$base" | awk -v text="$1" 'NR == 2 { print text } { print }'
}
with_text() { # TEXT
	printf '%s\n' "$base" | awk -v text="$1" '!done && sub(/<p>/, "<p>" text) { done = 1 } { print }'
}
repeat() { # TEXT TIMES
	awk -v text="$1" -v n="$2" 'BEGIN { while (n-- > 0) printf "%s", text }'
}

# ---- XML
with_head '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "\&a;\&a;\&a;\&a;\&a;\&a;\&a;\&a;\&a;\&a;"><!ENTITY c "\&b;\&b;\&b;\&b;\&b;\&b;\&b;\&b;">]>' >bomb.xml
try entity-bomb 2 lexpatch check -b bomb.xml
with_head '<!DOCTYPE x [<!ENTITY e SYSTEM "secret.txt">]>' | sed '0,/<p>/s//<p>\&e;/' >external.xml
try external-entity 2 lexpatch check -b external.xml
with_head '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">' >dtd.xml
try external-dtd 2 lexpatch validate dtd.xml
with_text '\\&undefined;' >undefined.xml
try undefined-entity 2 lexpatch check -b undefined.xml
with_head '<?xml-stylesheet href="secret.txt"?>' >instruction.xml
try processing-instruction 2 lexpatch check -b instruction.xml
{
	printf '%s\n' "$base" | sed '/<body>/q'
	repeat '<paragraph>' 200000
} >deep.xml
try deep-nesting 2 lexpatch check -b deep.xml
with_text "<i class=\"$(repeat x 100000)\">a</i>" >attribute.xml
try long-attribute '0 1' lexpatch check -b attribute.xml
with_text "$(repeat x 120000)" >word.xml
try long-word '0 1' lexpatch check -b word.xml
with_text "$(printf '\377\376bad')" >invalid.xml
try invalid-utf-8 2 lexpatch check -b invalid.xml
printf '%s\n' "$base" | tr 'Z' '\000' >nul.xml
try nul-in-xml 2 lexpatch check -b nul.xml
head -c 2000 base.xml >truncated.xml
try truncated 2 lexpatch apply -b truncated.xml draft.txt -o out.xml
: >empty.xml
try empty 2 lexpatch check -b empty.xml
head -c 100000 /dev/urandom >random.xml
try random-bytes 2 lexpatch apply -b random.xml draft.txt -o out.xml

# ---- drafts
printf 'Delete section Z1.6.\000\n' >nul.txt
try nul-in-draft '1 2' lexpatch compile nul.txt
printf 'Delete section \342\200\256Z1.6\342\200\254.\nIn section Z1.3, replace “\342\200\213a” with “b”.\n' >bidi.txt
try bidi-and-zero-width '0 1' lexpatch compile -b base.xml bidi.txt
printf 'In section Z1.3, replace “\377” with “b”.\n' >invalid.txt
try invalid-utf-8-draft '1 2' lexpatch compile -b base.xml invalid.txt
{
	printf 'In section '
	repeat 'Z1.3(a), ' 20000
	printf 'replace “a” with “b”.\n'
} >places.txt
try twenty-thousand-places 1 lexpatch compile -b base.xml places.txt
for unit in '(((((((((((' 'Z1.1 to Z1.2, ' '“' 'aaaaaaaaaaaaaaaa' 'Section ' 'and or ' '1.1.1.1.' '— '; do
	{
		printf 'Amend section Z1.3 as follows:\n\nZ1.3 '
		repeat "$unit" 20000
		echo .
	} >pattern.txt
	LIMIT=1500000 try "pattern of $unit" '0 1' lexpatch check -b base.xml pattern.txt
done

# ---- files
truncate -s 4G sparse.xml sparse.txt sparse.docx 2>/dev/null
if [ -s sparse.xml ]; then
	try sparse-4-gb-base 2 lexpatch check -b sparse.xml
	try sparse-4-gb-draft 2 lexpatch compile sparse.txt
	try sparse-4-gb-word 2 lexpatch import sparse.docx
fi
rm -f sparse.*
cp base.xml ./-b.xml
cp draft.txt ./--help.txt
try names-like-options 0 lexpatch apply -b -b.xml -o -out.xml -- --help.txt
tap_check 'hostile/names-like-options: the result' "$([ -s ./-out.xml ] || echo 'not written')"
mkdir folder
try folder-as-draft 2 lexpatch compile folder
try folder-as-result 2 lexpatch compile -b base.xml draft.txt -o folder
try nothing-there 2 lexpatch check -b nothing.xml
ln -s loop.xml loop.xml
try link-to-itself 2 lexpatch check -b loop.xml
mkfifo pipe && (cat base.xml >pipe &)
try named-pipe '0 1' lexpatch check -b pipe
tap_check 'hostile/nothing was written beside' "$(find . -name 'out.xml*' -o -name '*.xml.??????')"
tap_end
