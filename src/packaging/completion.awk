# Completion for bash (SHELL=bash) or zsh (SHELL=zsh), from the rows of commands.def and options.def:
#   awk -v SHELL=bash -f completion.awk commands.def options.def
function text(row, n,    part) { # the n-th string of a row
	split(row, part, "\"")
	return part[2 * n]
}
/^COMMAND\(/ {
	names[++commands] = text($0, 1)
	split($0, field, "'")
	letters[commands] = field[2]
	helps[commands] = text($0, 3)
}
/^OPTION\(/ {
	split($0, field, ",")
	split($0, part, "\"")
	option[++options] = part[2]
	argument[options] = field[4] ~ /NULL/ ? "" : part[4]
	takers[options] = part[argument[options] == "" ? 6 : 8]
	option_help[options] = part[argument[options] == "" ? 4 : 6]
}
function takes(o, c) { return takers[o] == "*" || index(takers[o], letters[c]) }
function words(c,    o, list) {
	for (o = 1; o <= options; o++)
		if (takes(o, c))
			list = list " --" option[o]
	return substr(list, 2)
}
function all(   c, list) {
	for (c = 1; c <= commands; c++)
		list = list " " names[c]
	return substr(list, 2)
}
function bash(   c) {
	print "# Completion of lexpatch for bash. Made from the tables of its commands and options."
	print "_lexpatch() {"
	print "\tlocal current=${COMP_WORDS[COMP_CWORD]} words="
	print "\tif [ \"$COMP_CWORD\" = 1 ]; then"
	print "\t\tCOMPREPLY=($(compgen -W '" all() " --help --version' -- \"$current\"))\n\t\treturn\n\tfi"
	print "\tcase $current in\n\t-*) ;;\n\t*) COMPREPLY=($(compgen -f -- \"$current\")); return ;;\n\tesac"
	print "\tcase ${COMP_WORDS[1]} in"
	for (c = 1; c <= commands; c++)
		print "\t" names[c] ") words='" words(c) "' ;;"
	print "\tesac\n\tCOMPREPLY=($(compgen -W \"$words\" -- \"$current\"))\n}"
	print "complete -o filenames -F _lexpatch lexpatch"
}
function quoted(s) { gsub(/'/, "'\\''", s); gsub(/[][]/, "\\\\&", s); gsub(/:/, "\\:", s); return s }
function zsh(   c, o) {
	print "#compdef lexpatch"
	print "# Completion of lexpatch for zsh. Made from the tables of its commands and options."
	print "if (( CURRENT == 2 )); then\n\tlocal -a commands=("
	for (c = 1; c <= commands; c++)
		print "\t\t'" names[c] ":" quoted(helps[c]) "'"
	print "\t)\n\t_describe command commands\n\treturn\nfi"
	print "local -a options\ncase $words[2] in"
	for (c = 1; c <= commands; c++) {
		print names[c] ") options=("
		for (o = 1; o <= options; o++)
			if (takes(o, c))
				print "\t'--" option[o] "[" quoted(option_help[o]) "]" \
					(argument[o] == "" ? "" : ":" quoted(argument[o]) ":_files") "'"
		print "\t) ;;"
	}
	print "esac\nshift words\n(( CURRENT-- ))\n_arguments -s $options '*:file:_files'"
}
END {
	if (SHELL == "zsh")
		zsh()
	else
		bash()
}
