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
	[ "$status" = 0 ] || [ -s stderr ] || [ -s stdout ] || [ -s made.html ] || echo 'no message'
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
nested() { # DEPTH: items in items
	printf '%s\n' "$base" | sed '/<body>/q'
	printf '<clause eId="cl_Z9-1"><num>Z9.1</num>'
	repeat '<paragraph><num>(a)</num><intro><p>a</p></intro>' "$1"
	repeat '</paragraph>' "$1"
	printf '</clause></body></act></akomaNtoso>\n'
}
nested 200 >nested.xml
nested 200 | sed 's|<p>a</p>|<p>b</p>|' >nested-other.xml
nested 20000 >nested-deep.xml
try items-200-deep '0 1' lexpatch check -b nested.xml
for format in html docx akn markdown text; do
	try "items-200-deep as $format" 1 lexpatch diff nested.xml nested-other.xml -t $format
done
try items-20000-deep 2 lexpatch diff nested.xml nested-deep.xml
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

# ---- plain texts that are compared
compare() { # NAME STATUS-WANTED(s): plain.txt with a harmless text, and the other way round
	rm -f made.html
	try "plain text: $1" "$2" lexpatch diff plain.txt harmless.txt -t html -o made.html
	rm -f made.html
	try "plain text: $1, as the new one" "$2" lexpatch diff harmless.txt plain.txt -t html -o made.html
	rm -f made.html
}
lines() { # TIMES EXPRESSION-OF-i
	awk -v n="$1" "BEGIN { for (i = 0; i < n; i++) print $2 }"
}
printf '1 Keys\n1.1 The User shall keep keys.\n(a) one; and\n(b) two.\n' >harmless.txt
: >plain.txt
compare empty 1
printf '1 Keys\000\n' >plain.txt
compare NUL 2
printf '1 Keys \377\n' >plain.txt
compare 'invalid UTF-8' 2
repeat 'a ' 500000 >plain.txt
compare 'one line of a megabyte' 1
repeat a 500000 >plain.txt
compare 'one word of half a megabyte' 1
repeat '(' 20000 >plain.txt
compare 'open brackets' 1
lines 20000 '"(a) a"' >plain.txt
compare '20,000 times one item' 1
lines 20000 'i " A"' >plain.txt
compare '20,000 numbers' 1
lines 20000 '"The User shall keep keys."' >plain.txt
compare '20,000 times one line' 1
printf '1\n&amp; <p>\n]]> <!--\n\r\r\n' >plain.txt
compare 'marks of XML' 1
printf '1 Keys \001\n' >plain.txt
compare 'what XML cannot hold' 2

# ---- a profile whose pattern never ends
sed 's/^not-used-pattern.*/not-used-pattern = (?:(?:a+)+)+b/' "$TOP/src/profile/sec.profile" >endless.profile
with_text "$(repeat a 5000)" >aaaa.xml
try 'endless pattern of a profile' '0 1 2' lexpatch check --profile ./endless.profile -b aaaa.xml

# ---- files
truncate -s 4G sparse.xml sparse.txt sparse.docx 2>/dev/null
if [ -s sparse.xml ]; then
	try sparse-4-gb-base 2 lexpatch check -b sparse.xml
	try sparse-4-gb-draft 2 lexpatch compile sparse.txt
	try sparse-4-gb-diff 2 lexpatch diff sparse.txt draft.txt
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
mkdir one two
cp base.xml one/
ln -s two two/loop.xml
ln -s nothing.xml two/nowhere.xml
try 'folders, one without documents' 2 lexpatch diff one two
cp base.xml two/
sed 's|!section-[a-z]*|!section-y|g' base.xml >two/other.xml
echo old >page.html
try 'folders, a document in one only' 1 lexpatch diff one two -t html -o made.html
try 'folders, a document in one only, the other way' 1 lexpatch diff two one -t html -o made.html
try 'folders, a document in one only, as a patch' 2 lexpatch diff one two -t patch -o page.html
tap_check 'hostile/folders: the page is the old one' "$([ "$(cat page.html)" = old ] || echo 'it is not')"
cp base.xml in-place.xml
try 'the result is the base' 0 lexpatch apply -b in-place.xml draft.txt -o in-place.xml
lexpatch apply -q -b base.xml draft.txt -o apart.xml 2>stderr
tap_check 'hostile/the result is the base: whole' "$(cmp in-place.xml apart.xml 2>&1)"
try nothing-there 2 lexpatch check -b nothing.xml
ln -s loop.xml loop.xml
try link-to-itself 2 lexpatch check -b loop.xml
mkfifo pipe && (cat base.xml >pipe &)
try named-pipe '0 1' lexpatch check -b pipe
tap_check 'hostile/nothing was written beside' "$(find . -name 'out.xml*' -o -name '*.xml.??????')"
tap_end
