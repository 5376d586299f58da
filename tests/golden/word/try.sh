# Drafts in Word, tried on an imaginary Code of two Sections: `compile` and what becomes of it.
drafts=$TOP/tests/golden/drafts
mkdir -p base
for section in a z; do
	lexpatch import --text-version 3.0 -o base/section-$section.xml "$drafts/section-$section.txt" || exit
done

body() { # FILE
	sed '1,/<body>/d; /<\/body>/,$d; s/^        //' "$1"
}

# The draft on standard input (tests/word/draft.c), as Word would keep it.
try() { # [OPTION...]
	docx draft draft.docx
	lexpatch compile -b base --format text "$@" draft.docx -o patch.xml 2>&1
	echo "compile: $?"
	lexpatch apply -q -b base draft.docx "$@" -o after >/dev/null 2>&1 || return 0
	for section in a z; do
		body base/section-$section.xml >before.txt
		body after/section-$section.xml >after.txt
		diff before.txt after.txt
	done
	lexpatch validate -q patch.xml after/*.xml
}
