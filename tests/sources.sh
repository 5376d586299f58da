#!/bin/sh
# Makefile.am lists every source file, and every listed file is there. (A header that is not listed
# is noticed only by whoever unpacks the release.) The top level holds what it is to hold.
. "${0%/*}/tap.sh"

cd "$TOP" || exit 99

present() { # FOLDER NAME-PATTERN
	find "$1" -type f -name "$2" 2>/dev/null
}

listed() { # FOLDER ENDING
	tr -s '[:space:]' '\n' <Makefile.am | grep -xE "$1/.*\.$2"
}

compare() { # FOLDER ENDING
	findings=$({
		present "$1" "*.$2" | sed 's/^/present /'
		listed "$1" "$2" | sed 's/^/listed /'
	} | awk '
		{ count[$1, $2]++; name[$2] }
		END {
			for (n in name) {
				if (!count["listed", n]) print n " is not listed"
				if (!count["present", n]) print n " is listed but not there"
				if (count["listed", n] > 1) print n " is listed twice"
			}
		}' | sort)
	tap_check "$1: every .$2 file is listed once" "$findings"
}

for ending in c h def profile rng css js; do
	compare src "$ending"
done
compare tests c
compare tests h

# Of a checkout: an archive holds what was generated, too.
if [ -e .git ]; then
	tap_check 'the top level holds nothing else' "$(git ls-files | cut -d/ -f1 | sort -u |
		grep -vxE '\..*|src|corpus|patches|tests|autogen\.sh|configure\.ac|Makefile\.am|README\.md|LICENSE')"
fi

tap_end
