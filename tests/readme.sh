#!/bin/sh
# The examples of the README (or of the Markdown file given) do what they show.
#
# In blocks fenced as ```console, a line that starts with `$ ` is a command (one that ends in a
# backslash goes on in the next line), and the lines after it are its output, standard error
# included. A line that is only … stands for any number of lines. The commands run one after the
# other in a scratch copy of the top folder, so an example may use what an earlier one wrote; `$?`
# is the status of the command before.
. "${0%/*}/tap.sh"

readme=$(cd "$TOP" && realpath "${1:-README.md}")
scratch=$(mktemp -d "$BUILD/readme.XXXXXX") || exit 99
trap 'rm -rf "$scratch"' EXIT
trap 'exit 99' HUP INT TERM

mkdir "$scratch/top" "$scratch/examples"
for folder in corpus patches; do
	[ ! -d "$TOP/$folder" ] || cp -R "$TOP/$folder" "$scratch/top/$folder"
done
chmod -R u+w "$scratch/top"
ln -s "$TOP/src" "$TOP/tests" "$readme" "$scratch/top/"

# Example N becomes N.cmd, N.want and N.line.
awk -v out="$scratch/examples/" '
	/^[ \t]*```/ {
		inside = !inside && $1 == "```console"
		continued = 0
		file = ""
		next
	}
	!inside { next }
	continued || /^\$ / {
		if (!continued) {
			file = out sprintf("%04d", ++n)
			printf "" >(file ".want")
			print NR >(file ".line")
			close(file ".line")
		}
		text = $0
		sub(continued ? "^> " : "^[$] ", "", text)
		print text >(file ".cmd")
		continued = text ~ /\\$/
		next
	}
	file { print >(file ".want") }
' "$readme"

# Does the text of file `got` fit the pattern of lines in file `want`? As for * in a file name: on a
# misfit, the last … takes one line more.
fits() { # WANT GOT
	awk '
		FILENAME == ARGV[1] { want[++w] = $0; next }
		{ got[++g] = $0 }
		END {
			i = j = 1
			while (j <= g) {
				if (i <= w && want[i] == "…") { star = i++; mark = j; continue }
				if (i <= w && want[i] == got[j]) { i++; j++; continue }
				if (!star) exit 1
				i = star + 1
				j = ++mark
			}
			while (i <= w && want[i] == "…") i++
			exit i <= w
		}' "$1" "$2"
}

cd "$scratch/top" || exit 99
status=0
for cmd in "$scratch"/examples/*.cmd; do
	[ -f "$cmd" ] || break
	example=${cmd%.cmd}
	read -r line <"$example.line"
	name="line $line: $(head -n 1 "$cmd" | tr -d '#\\')"
	timeout 120 sh -c '(exit "$1"); . "$2"' sh "$status" "$cmd" </dev/null >"$example.got" 2>&1
	status=$?
	if fits "$example.want" "$example.got"; then
		tap_ok "$name"
	else
		tap_not_ok "$name" "$(diff -u "$example.want" "$example.got" |
			sed '1s/.*/--- what the README shows/; 2s/.*/+++ what comes out/')"
	fi
done

[ "$tap_count" -gt 0 ] || tap_not_ok 'the README has examples' "no command in a console block of $readme"
tap_end
