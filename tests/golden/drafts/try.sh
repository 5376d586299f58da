# Drafts tried on an imaginary Code of two Sections, made from the texts beside this file.
drafts=$TOP/tests/golden/drafts
mkdir base
for section in a z; do
	lexpatch import --text-version 3.0 -o base/section-$section.xml "$drafts/section-$section.txt" || exit
done

# What is understood, and what becomes of the body of each Section.
understand() {
	lexpatch compile -b base --format text draft.txt 2>&1
	echo "compile: $?"
}

body() { # FILE
	sed '1,/<body>/d; /<\/body>/,$d; s/^        //' "$1"
}

perform() {
	lexpatch apply -q -b base draft.txt -o after >/dev/null 2>&1
	echo "apply: $?"
	[ -d after ] || return 0
	for section in a z; do
		body base/section-$section.xml >before.txt
		body after/section-$section.xml >after.txt
		diff before.txt after.txt
	done
	lexpatch compile -q -b base -o patch.xml draft.txt 2>/dev/null
	lexpatch validate -q patch.xml after/*.xml
}

# The same draft as text taken from a PDF: the same operations, the same result, each line accounted for.
operations() { # DRAFT
	lexpatch compile -q -b base --format json "$1" 2>/dev/null |
		sed 's/,"file":.*//; s/,"text":"[^"\\]*\(\\.[^"\\]*\)*"//'
}

compare() { # CLEAN-CASE
	operations "$drafts/$1/draft.txt" >clean.txt
	operations draft.txt >pdf.txt
	diff clean.txt pdf.txt && echo "$(grep -c . pdf.txt) operations, the same"
	for draft in "$drafts/$1/draft.txt" draft.txt; do
		rm -rf after
		lexpatch apply -q -b base "$draft" -o after >/dev/null 2>&1
		body after/section-z.xml >>result.txt
		body after/section-a.xml >>result.txt
		mv result.txt "result-$(basename "$(dirname "$draft")").txt"
	done
	cmp result-*.txt && echo "the same result"
	lexpatch compile -v -b base --format text draft.txt 2>&1 | sed -n '/^ *[0-9-]*  \(context\|instruction\|payload\|note\|prose\|not claimed\)  /p'
}

# What is refused and why; nothing is written. With --partial the rest is done.
refuse() {
	lexpatch compile -b base --format text draft.txt 2>&1
	echo "compile: $?"
	lexpatch apply --format json -b base draft.txt -o after 2>/dev/null |
		sed 's/,"patch":.*//'
	[ ! -e after ] || echo "something was written"
	lexpatch apply --partial --format json -b base draft.txt -o partial 2>/dev/null |
		sed -n 's/^{"op":\([0-9]*\),"status":"applied".*/partial: \1 applied/p'
	[ ! -e partial ] || lexpatch validate -q partial/*.xml
}

# What is refused beside what is understood, and what becomes of the body with the latter alone.
try_each() {
	understand
	lexpatch apply -q --partial -b base draft.txt -o after >/dev/null 2>&1
	for section in a z; do
		body base/section-$section.xml >before.txt
		body after/section-$section.xml >after.txt
		diff before.txt after.txt
	done
	lexpatch validate -q after/*.xml
}
