# Drafts of the United Kingdom without a base: the operations, what is refused, and the new text.
operations() {
	lexpatch compile -q --profile uk-act --format json draft.txt 2>/dev/null |
		sed 's/,"text":"[^"\\]*\(\\.[^"\\]*\)*"//; s/,"file":[^,]*//; s/,"base":[^,}]*//; s/"citation":"[^"]*",//'
}

text() {
	lexpatch compile -q --profile uk-act draft.txt 2>/dev/null |
		sed -n '/<quotedStructure/,/<\/quotedStructure>/p'
}
