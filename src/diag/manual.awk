# The manual page of the checks, lexpatch-checks(7), from the one list of them, diag.def.
BEGIN {
	print ".\\\" Made from src/diag/diag.def by src/diag/manual.awk."
	print ".Dd " DATE
	print ".Dt LEXPATCH-CHECKS 7\n.Os\n.Sh NAME\n.Nm lexpatch-checks"
	print ".Nd what lexpatch reports, and how to mend it\n.Sh DESCRIPTION"
	print "Every finding of\n.Xr lexpatch 1\nhas a code, which never changes its meaning."
	print "A check that is off runs only when it is asked for with\n.Fl Fl enable ."
	print "The examples are from an imaginary Section Z."
}
/^\/\* [A-Z].*: .*\*\/$/ {
	if (listing)
		print ".El"
	listing = 1
	sub(/^\/\* /, "")
	sub(/ \*\/$/, "")
	print ".Ss " $0 "\n.Bl -tag -width Ds"
	next
}
/^DIAG\(/ { row = "" }
/^DIAG\(/, /"\)$/ {
	row = row $0 "\n"
	if ($0 ~ /"\)$/)
		item(row)
}
END {
	print ".El\n.Sh SEE ALSO\n.Xr lexpatch 1"
}
function item(row,    head, at, text, part, level) {
	at = index(row, "\"")
	split(substr(row, 6, at - 6), head, ", *")
	text = substr(row, at + 1)
	sub(/"\)\n$/, "", text)
	gsub(/\\"/, "\001", text)
	gsub(/"[ \n]+"/, "", text)
	gsub(/\001/, "\\(dq", text)
	split(text, part, /",[ \n]+"/)
	level = tolower(head[2]) (head[3] == "true" ? "" : ", off")
	print ".It Sy " head[1] " " part[1] " Pq " level
	line(part[2] (head[4] == "SUGGEST" ? " A fix is suggested." : head[4] == "SAFE" ? " The fix is safe." : ""))
	print ".Pp"
	line("Example: " part[3])
}
# A sentence a line; one that begins with a full stop or an apostrophe would be no text.
function line(text) {
	gsub(/\. /, ".\n", text)
	print (text ~ /^[.']/ ? "\\&" : "") text
}
