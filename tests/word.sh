#!/bin/sh
# Word documents: what means harm is refused at once; Word's own numbers come out as they should; and
# where LibreOffice is installed, it accepts and rejects what we write to the right text, prints it,
# and what it saves is read as what we wrote.
. "${0%/*}/tap.sh"
. "$TOP/tests/golden/akn.sh"

scratch=$(mktemp -d "$BUILD/word.XXXXXX") || exit 99
trap 'rm -rf "$scratch"' EXIT
trap 'exit 99' HUP INT TERM
cd "$scratch" || exit 99

# ---- archives that mean harm: a message that is ours, under a second of processor time, 100 MB

instrumented=$(grep -c 'fsanitize' "$BUILD/Makefile")
limits() {
	[ "$instrumented" -gt 0 ] || { ulimit -t 1 && ulimit -v 102400; }
}

for kind in bomb climbing damaged doctype encrypted external-entity large long-text malformed \
	many-parts nested nested-tables not-word old-word paragraph-in-paragraph small truncated twice; do
	findings=
	docx hostile "$kind" hostile.docx || findings='was not made'
	for command in import compile 'diff hostile.docx'; do
		said=$( (limits && exec lexpatch $command hostile.docx) 2>&1 >out)
		status=$?
		[ "$status" = 2 ] || findings="$findings$command: status $status: $said
"
		case $said in
		*'[IN033]'*) ;;
		*) findings="$findings$command: $said
" ;;
		esac
		[ ! -s out ] || findings="$findings$command wrote something
"
	done
	tap_check "refused: $kind" "$findings"
done

# ---- numbers that Word makes

ids() {
	grep -o 'eId="cl_[^"]*"\|<ref href="[^"]*">[^<]*' "$1"
}

docx numbered 600 numbered.docx
docx numbers 600 >numbers.txt
lexpatch import -q -o numbered.xml numbered.docx
ids numbered.xml >got.txt
tap_check '600 clauses with automatic numbers: every number, level and reference' \
	"$(diff numbers.txt got.txt | head -n 20; lexpatch validate numbered.xml)"

# ---- the same bytes

B=$TOP/corpus/sec-5.12 D=$TOP/patches/SECMP0044/draft.txt
for style in tracked static clean; do
	lexpatch redline -q -t docx --style $style -b "$B" "$D" -o once.docx
	TZ=Pacific/Auckland lexpatch redline -q -t docx --style $style -b "$B" "$D" -o twice.docx
	tap_check "the same bytes: $style" "$(cmp once.docx twice.docx 2>&1)"
done

# ---- LibreOffice

make_pair() { # NAME OLD NEW
	printf '%s\n' "$2" | akn "$1-old.xml" 1
	printf '%s\n' "$3" | akn "$1-new.xml" 2
}

clause() { # NUMBER CONTENT
	printf '<clause eId="cl_G1-%s"><num>G1.%s</num>%s</clause>\n' "$1" "$1" "$2"
}

words() {
	printf '<content><p>%s</p></content>' "$1"
}

items() { # LEAD ITEM...
	printf '<intro><p>%s</p></intro>' "$1"
	shift
	for letter in a b c d e; do
		[ $# -gt 0 ] || return 0
		printf '<paragraph eId="x__para_%s"><num>(%s)</num>%s</paragraph>' $letter $letter "$(words "$1")"
		shift
	done
}

table() { # ROW..., cells parted by |
	printf '<content><table>'
	for row; do
		printf '<tr><td><p>%s</p></td></tr>' "$row" | sed 's,|,</p></td><td><p>,g'
	done
	printf '</table></content>'
}

note() {
	printf '<authorialNote marker="1" placement="bottom"><p>%s</p></authorialNote>' "$1"
}

pairs() {
	one=$(clause 1 "$(words 'The first.')") three=$(clause 3 "$(words 'The third.')")
	make_pair words "$one$(clause 2 "$(words 'Each User shall keep a register of 5 years.')")" \
		"$one$(clause 2 "$(words 'Each Party shall keep a list of 7 years, in writing.')")"
	make_pair first "$three" "$one$three"
	make_pair last "$one$three" "$one"
	make_pair only "$one" "$(clause 2 "$(words 'Another.')")"
	make_pair items "$(clause 1 "$(items 'Each User shall:' 'keep it;' 'show it; and' 'burn it.')")$three" \
		"$(clause 1 "$(items 'Each User shall:' 'keep it;' 'lose it;' 'show it; and' 'burn it.')")$three"
	make_pair list "$one$(clause 2 "$(words 'It shall keep it.')")" \
		"$one$(clause 2 "$(items 'It shall:' 'keep it;' 'hide it.')")"
	make_pair split "$one$(clause 2 "$(words 'Keep it. Hide it.')")" \
		"$one$(clause 2 "$(words 'Keep it.')")$(clause 3 "$(words 'Hide it.')")"
	make_pair cell "$one$(clause 2 "$(table 'a|b' 'c|d')")" "$one$(clause 2 "$(table 'a|b' 'c|e f')")"
	make_pair rows "$one$(clause 2 "$(table 'a|b' 'c|d' 'e|f')")" "$one$(clause 2 "$(table 'a|b' 'e|f' 'g|h')")"
	make_pair table "$one$(clause 2 "$(table 'a|b' 'c|d')")$three" "$one$(clause 2 "$(words 'Not Used.')")$three"
	make_pair untable "$one$(clause 2 "$(words 'Words.')")$three" "$one$(clause 2 "$(table 'a|b')")$three"
	make_pair note "$(clause 1 "$(words "The first$(note 'A note.') of all.")")" \
		"$(clause 1 "$(words "The first$(note 'Another note.') of most.")")"
	make_pair move "$one$(clause 2 "$(words 'A clause of several words, which goes somewhere else.')")$three" \
		"$one$three$(clause 4 "$(words 'A clause of several words, which goes somewhere else.')")"
}

# The words of an AKN file, of notes only the mark, without white space; then of what LibreOffice made of ours.
words_of() { # FILE
	sed '1,/<body>/d; /<\/body>/,$d' "$1" | tr -d '\n' |
		sed 's/<authorialNote marker="\([^"]*\)".*<\/authorialNote>/\1/; s/<[^>]*>//g; s/&lt;/</g; s/&gt;/>/g; s/&amp;/\&/g' | tr -d ' \n'
}

words_saved() { # FILE HEAD-LINES
	sed "1s/^$(printf '\357\273\277')//" "$1" | tail -n "+$(($2 + 1))" | sed 's/\[text not supplied\]//' | tr -d ' \t\r\n'
}

office() { # FOLDER: FILE.docx -> FILE.accepted, FILE.rejected, FILE.pdf, FILE.again.docx
	soffice "-env:UserInstallation=file://$scratch/profile" --headless --terminate_after_init
	mkdir -p profile/user/basic/Standard
	cp "$TOP/tests/word/Module1.xba" profile/user/basic/Standard/
	timeout 900 soffice "-env:UserInstallation=file://$scratch/profile" --headless --norestore \
		"macro:///Standard.Module1.Go(\"$scratch/$1/\")"
}

if ! command -v soffice >/dev/null; then
	for name in 'accepts and rejects' 'prints' 'saves'; do
		tap_skip "LibreOffice $name" 'LibreOffice is not installed'
	done
	tap_end
	exit
fi

mkdir tracked
pairs
for old in *-old.xml; do
	name=${old%-old.xml}
	lexpatch diff -t docx "$old" "$name-new.xml" -o "tracked/$name.docx" 2>&1
	lexpatch diff -t docx --moves "$old" "$name-new.xml" -o "tracked/$name.moves.docx" 2>&1
done
for patch in SECMP0044 example; do
	lexpatch redline -q -t docx -b "$B" "$TOP/patches/$patch/draft.txt" -o "tracked/$patch.docx"
	lexpatch apply -q -b "$B" "$TOP/patches/$patch/draft.txt" -o after 2>/dev/null >&2
	cp "$B/section-g.xml" "$patch-old.xml" && mv after/section-g.xml "$patch-new.xml" && rm -r after
done
lexpatch import -q numbered.docx -o numbered-old.xml
cp numbered.docx tracked/numbered.docx
office tracked >office.log 2>&1

for file in tracked/*.docx; do
	name=${file#tracked/} name=${name%.docx} findings=
	case $name in
	*.again) continue ;;
	numbered) continue ;;
	SECMP0044 | example) head=$(docx part "$file" word/document.xml | grep -c 'LpTitle"\|LpSubtitle"') ;;
	*) head=0 ;;
	esac
	for side in rejected:old accepted:new; do
		base=${name%.moves}-${side#*:}.xml saved=tracked/$name.${side%:*}
		words_of "$base" >want.txt
		[ -f "$saved" ] && words_saved "$saved" "$head" >have.txt || echo 'nothing' >have.txt
		cmp -s want.txt have.txt || findings="$findings${side%:*}: $(cat have.txt)
expected: $(cat want.txt)
"
	done
	tap_check "LibreOffice accepts and rejects: $name" "$findings"
done

missing=
for file in tracked/*.docx; do
	case $file in
	*.again.docx) continue ;;
	esac
	[ "$(head -c 5 "${file%.docx}.pdf" 2>/dev/null)" = '%PDF-' ] || missing="$missing $file"
done
tap_check 'LibreOffice prints each' "$missing"

lexpatch import -q -o again.xml tracked/numbered.again.docx
ids again.xml >got.txt
tap_check 'LibreOffice saves 600 clauses: every number, level and reference' \
	"$(diff numbers.txt got.txt | head -n 20)"
tap_end
