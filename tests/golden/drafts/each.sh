# Each line of FILE as a draft of its own against BASE (“|” ends a line of that draft): what is
# refused and why, or the lines of text that are other than before.
each() { # PROFILE BASE FILE
	while IFS= read -r draft; do
		printf '%s\n' "$draft" | tr '|' '\n' >draft.txt
		echo "# $draft"
		if lexpatch apply -q --profile "$1" -b "$2" draft.txt -o after.xml >findings 2>&1; then
			diff "$2" after.xml | grep -E '^[<>] *<(num|heading|crossHeading|content|intro|wrapUp|p)[ >]'
		else
			grep -E '^draft.txt:[0-9:]* error|^  help' findings
		fi
	done <"$3"
}
