# The manual page of one command, lexpatch-NAME(1), from the rows of commands.def and options.def:
#   awk -v NAME=apply -v DATE='November 24, 2026' -f manual.awk commands.def options.def
function text(row, n,    part) { # the n-th string of a row
	split(row, part, "\"")
	return part[2 * n]
}
function quoted(words) { # nothing in it is a macro or an escape
	gsub(/\\/, "\\e", words)
	gsub(/-/, "\\-", words)
	return words
}
/^COMMAND\(/ && text($0, 1) == NAME {
	split($0, field, "'")
	letter = field[2]
	arguments = text($0, 2)
	help = text($0, 3)
}
/^OPTION\(/ {
	split($0, field, ",")
	short = field[2] ~ /'/ ? substr(field[2], index(field[2], "'") + 1, 1) : ""
	bare = field[4] ~ /NULL/
	takers = text($0, bare ? 3 : 4)
	if (takers != "*" && !index(takers, letter))
		next
	options = options ".It"
	if (short != "")
		options = options " Fl " short (bare ? "" : " Ar " text($0, 2)) " ,"
	options = options " Fl Fl " text($0, 1) (bare ? "" : " Ar " text($0, 2)) "\n" quoted(text($0, bare ? 2 : 3)) ".\n"
	if (text($0, 1) == "base" && letter != "f")
		needs_base = index("armbwlnf", letter)
}
END {
	print ".\\\" Made from src/cli/commands.def and src/cli/options.def by src/packaging/manual.awk."
	print ".Dd " DATE "\n.Dt LEXPATCH-" toupper(NAME) " 1\n.Os\n.Sh NAME\n.Nm lexpatch-" NAME "\n.Nd " quoted(help)
	print ".Sh SYNOPSIS\n.Nm lexpatch\n.Cm " NAME "\n.Op Ar options"
	if (needs_base)
		print ".Fl b Ar base"
	print ".Ar " tolower(arguments)
	print ".Sh DESCRIPTION\nThe options of this command, and what they do:\n.Bl -tag -width Ds\n" options ".El"
	print ".Pp\nWhat the command does with them is told in\n.Xr lexpatch 1 ."
	print ".Sh EXIT STATUS\n0: done, nothing to say; 1: something was said (findings, differences, a refusal);\n2: the work could not be done."
	print ".Sh SEE ALSO\n.Xr lexpatch 1 ,\n.Xr lexpatch-patch 5 ,\n.Xr lexpatch-profile 5 ,\n.Xr lexpatch-checks 7"
}
