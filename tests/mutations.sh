#!/bin/sh
# Instructions that apply, each with a number, a label, a quoted word or a position changed: the result is the right
# other result, worked out by mutations/generate.awk, or a refusal; never a silent wrong one.
#
#   tests/mutations.sh [SEED] [ROUNDS]    every round makes 60 sections for each profile
. "${0%/*}/tap.sh"

seed=${1:-1}
rounds=${2:-14}
sections=60
scratch=$(mktemp -d "$BUILD/mutations.XXXXXX") || exit 99
trap 'rm -rf "$scratch"' EXIT
trap 'exit 99' HUP INT TERM
cd "$scratch" || exit 99

try() { # PROFILE SEED
	awk -v seed="$2" -v profile="$1" -v sections="$sections" -v base=base.xml -v draft=draft.txt \
		-v expected=expected.tsv -f "$TOP/tests/mutations/generate.awk" || return
	rm -f after.xml
	lexpatch apply --partial --profile "$1" --format json -b base.xml draft.txt -o after.xml \
		>report.json 2>errors
	[ $? -le 1 ] && [ -f after.xml ] || { cat errors; return; }
	awk -v expected=expected.tsv -v report=report.json -f "$TOP/tests/mutations/judge.awk" \
		expected.tsv report.json after.xml
}

echo "# seed $seed, $rounds rounds of $sections sections"
for profile in sec uk-act us-dc; do
	: >found
	round=0
	while [ "$round" -lt "$rounds" ]; do
		try "$profile" $((seed * 1000 + round)) | sed "s/^FAULT/FAULT seed $((seed * 1000 + round))/" >>found
		round=$((round + 1))
	done
	awk '/^TALLY/ { n += $2; done += $3; refused += $4; valid += $5 }
		END { printf "# %d instructions: %d done as due, %d refused (%d of them could be done)\n", n, done, refused, valid }' found
	made=$(grep -c '^TALLY' found)
	[ "$made" = "$rounds" ] || echo "only $made of $rounds rounds were judged" >>found
	tap_check "$profile: instructions with one thing changed" "$(grep -v '^TALLY' found | head -40)"
done
tap_end
