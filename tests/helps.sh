#!/bin/sh
# The wording that a help offers is understood: in the outputs of the golden cases, whatever stands in
# quotation marks behind "help:" and begins as an instruction does is compiled under the profile of
# its case, and so is each row of [help] in the profiles.
. "${0%/*}/tap.sh"

scratch=$(mktemp -d "$BUILD/helps.XXXXXX") || exit 99
trap 'rm -rf "$scratch"' EXIT
trap 'exit 99' HUP INT TERM

# PROFILE <tab> WORDING for each, outermost marks only; what is left open stands for some words.
offered() { # PROFILE
	awk -v profile="$1" '
		/columns are headed|did you mean/ { next } # words of the base, no wording
		{
			sub(/^.*(help: |[a-z] = )/, "")
			gsub(/ is “[^”]*”/, "")
			depth = 0
			words = ""
			gsub(/“/, "\001")
			gsub(/”/, "\002")
			for (i = 1; i <= length($0); i++) {
				c = substr($0, i, 1)
				if (c == "\002" && !--depth) {
					if (words ~ /^[A-Z][a-z]+ .*[a-z(]/)
						print profile "\t" words
					words = ""
				}
				if (depth)
					words = words (c == "\001" ? "“" : c == "\002" ? "”" : c)
				if (c == "\001")
					depth++
			}
		}' | sed 's/\.\.\. and/Z9.9 and/; s/as {words}/as Z9.8/; s/{words}/Bells/g; s/\.\.\./delete “bell”/; s/with delete /with /'
}

for cmd in "$TOP"/tests/golden/*/*/cmd; do
	profile=$(grep -oE 'uk-act|us-dc' "$cmd" | sort -u | head -n 1)
	[ ! -f "${cmd%cmd}stdout" ] || grep -h 'help: ' "${cmd%cmd}stdout" | offered "${profile:-sec}"
done >"$scratch/all"
for profile in sec:Z1.2 uk-act:'section 5(2)' us-dc:'3-105.01(b)'; do
	sed -n '/^\[help\]/,/^$/p' "$TOP/src/profile/${profile%%:*}.profile" | grep ' = ' |
		sed "s/{place}/${profile#*:}/g" | offered "${profile%%:*}"
done >>"$scratch/all"

sort -u "$scratch/all" >"$scratch/once"
tab=$(printf '\t')
while IFS="$tab" read -r profile words; do
	case $words in
	"Section 8 (D.C."* | Sections\ [A-Z0-9]* | Section\ [A-Z][0-9]* | "Drafting note:") continue ;; # a place or a remark
	esac
	printf '%s\n' "$words" >"$scratch/draft.txt"
	if lexpatch compile --profile "$profile" "$scratch/draft.txt" 2>&1 >/dev/null |
		grep -q 'AMD021\|IN024'; then
		tap_not_ok "$profile: $words" 'it is not understood'
	else
		tap_ok "$profile: $words"
	fi
done <"$scratch/once"
[ "$tap_count" -gt 0 ] || tap_not_ok 'the helps offer wording' 'none was found'
tap_end
