# Drafts of the District of Columbia against the sections of us-dc.xml: what is refused and why, or
# the lines of text that are other than before.
after() {
	lexpatch apply -q --profile us-dc -b "$TOP/tests/golden/drafts/us-dc.xml" "$1" -o after.xml 2>&1 >/dev/null |
		grep -E '(error|warning): ' && return
	diff "$TOP/tests/golden/drafts/us-dc.xml" after.xml |
		grep -E '^[<>] *</?(num|heading|content|intro|wrapUp|(section|(sub)?paragraph|subsection) eId)'
}
