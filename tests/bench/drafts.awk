# Reads a Section G as generate.awk writes it and writes a draft of `count` instructions spread evenly over its
# `clauses` clauses: words replaced, inserted and deleted, provisions restated, inserted, repealed, moved and
# renumbered, in turn. The same arguments give the same bytes.
function inner(line) {
	gsub(/<[^>]*>/, "", line)
	sub(/^ */, "", line)
	return line
}
function say(text) {
	print text "\n"
}
function words(text, from, n,   w, i, out) {
	split(text, w, " ")
	for (i = from; i < from + n; i++)
		out = out (i > from ? " " : "") w[i]
	return out
}
function instruct() {
	n++
	if (n % 8 == 1)
		say("In section " num ", in the opening words, replace “" words(intro, 1, 8) "” with “Each User shall”.")
	else if (n % 8 == 2)
		say("In section " num "(a), delete “" words(item["a"], 3, 5) "”.")
	else if (n % 8 == 3)
		say("Delete section " num " and replace it with “Not Used.”")
	else if (n % 8 == 4)
		say("Insert new section " num "A after section " num " as follows:\n\n" num "A The User shall tell:\n\n" \
			"(a) the Panel; and\n\n(b) any other Party.")
	else if (n % 8 == 5)
		say("Amend section " num " as follows:\n\n" num " " intro "\n\n(a) " item["a"] "\n\n(b) " item["b"] \
			"\n\n(c) nothing; and\n\n(d) " item["d"])
	else if (n % 8 == 6)
		say("In section " num "(b), insert “at once” after “" words(item["b"], 1, 7) "”.")
	else if (n % 8 == 7)
		say("Insert new paragraph (ca) after section " num "(c) as follows:\n\n(ca) any other matter; and")
	else
		say("Renumber section " num "(d) as section " num "(e).")
}
BEGIN {
	say("SECMP0999 – A Long Draft")
	say("This section sets out the changes proposed. They have been drafted against the Smart Energy Code (SEC) version 9.1.")
	say("Section G ‘Security’")
}
/<clause /{ in_clause = 1; num = "" }
in_clause && /<num>/ { label = inner($0); if (num == "") num = label; gsub(/[()]/, "", label) }
in_clause && /<intro>/ { intro = inner($0) }
in_clause && /<content>/ { item[label] = inner($0) }
/<\/clause>/ {
	in_clause = 0
	if (int(++clause * count / clauses) > n)
		instruct()
}
