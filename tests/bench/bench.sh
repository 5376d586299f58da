#!/bin/sh
# Speed, as ratios to `xmllint --noout` on the same file in the same run, beside the peers that are
# installed; and then that nothing grows faster than its input.
#   make bench                           40 MB, and the shapes
#   make bench BENCH='0.4 4 40 400'      these sizes: the growth from one to the next
#   make bench BENCH=shapes              only the shapes
. "${0%/*}/frame.sh"
bench_need xmllint libxml2-utils
peers=$(dirname "$lexpatch")/bench-peers/node_modules # npm install --prefix .build/bench-peers diff@5

# A peer takes minutes on what the others do in a second: it is asked up to a size of its own.
up_to() { # MEGABYTES COMMAND
	awk -v a="$megabytes" -v b="$1" 'BEGIN { exit !(a <= b) }' && bench_has "$2"
}

edit_rounds() { # EDIT: a comparison, from both files to the redline as a web page
	bench_time "diff-$1" "$lexpatch" diff -q base.xml "$1.xml" -t html -o out.html
	bench_time "diff-$1-text" "$lexpatch" diff -q base.txt "$1.txt" -t html -o out.html
	bench_time "git-$1-xml" git diff --no-index --word-diff base.xml "$1.xml"
	bench_time "git-$1-text" git diff --no-index --word-diff base.txt "$1.txt"
	! up_to 4 wdiff || bench_time "wdiff-$1" wdiff base.txt "$1.txt"
	! up_to 0.4 dwdiff || bench_time "dwdiff-$1" dwdiff base.txt "$1.txt"
	! up_to 0.4 lowdown-diff || bench_time "lowdown-$1" lowdown-diff -tterm base.txt "$1.txt"
	! up_to 4 php || bench_time "wikidiff2-$1" php -r 'if (!function_exists("wikidiff2_do_diff")) exit(3);
		echo wikidiff2_do_diff(file_get_contents($argv[1]), file_get_contents($argv[2]), 2);' base.txt "$1.txt"
	! up_to 0.4 node || ! bench_has "$peers/diff/package.json" || bench_time "npm-diff-$1" node -e 'const d = require(process.argv[1] + "/diff"), f = require("fs");
		d.diffWords(f.readFileSync(process.argv[2], "utf8"), f.readFileSync(process.argv[3], "utf8"))' "$peers" base.txt "$1.txt"
}

size_round() {
	bench_time xmllint xmllint --noout base.xml
	bench_time apply "$lexpatch" apply -q -b base.xml patch.xml -o out.xml
	# What changed with context; and the page of the whole text, folded.
	bench_time redline-html "$lexpatch" redline -q -b base.xml patch.xml -t html --context 1 -o out.html
	bench_time redline-html-whole "$lexpatch" redline -q -b base.xml patch.xml -t html -o out.html
	bench_time redline-text "$lexpatch" redline -q -b base.xml patch.xml -t text -o out.txt
	bench_time redline-docx "$lexpatch" redline -q -b base.xml patch.xml -t docx --context 1 -o out.docx
	bench_time check "$lexpatch" check -q -b base.xml
	bench_time refs "$lexpatch" refs -q -b base.xml -o out.txt
	! up_to 40 grep || bench_time grep-refs grep -cP 'Sections? [A-Z][0-9]+(\.[0-9]+)?' base.xml
	! up_to 40 xsltproc || bench_time xsltproc xsltproc identity.xsl base.xml
	for edit in light heavy moved renumbered; do
		edit_rounds "$edit"
	done
}

start_round() {
	for _ in 1 2 3 4 5 6 7 8 9 10; do
		bench_time true /bin/true
		bench_time version "$lexpatch" --version
	done
}

sizes() { # MEGABYTES
	megabytes=$1
	for edit in '' light heavy moved renumbered; do
		bench_corpus "${edit:-base}.xml" megabytes="$1" edit="$edit" ops=40 draft=draft.txt
		bench_corpus "${edit:-base}.txt" megabytes="$1" edit="$edit" form=text
	done
	"$lexpatch" compile -q -b base.xml draft.txt -o patch.xml >/dev/null
	bench_table "$1 MB of AKN, 40 operations" xmllint size_round
}

# ---- the shapes that make programs quadratic, at two sizes: the growth is to be that of the file

shape_round() {
	bench_time "xmllint-$shape" xmllint --noout base.xml
	bench_time "apply-$shape" "$lexpatch" apply -q -b base.xml patch.xml -o out.xml
	bench_time "redline-$shape" "$lexpatch" redline -q -b base.xml patch.xml -t html -o out.html
	bench_time "check-$shape" "$lexpatch" check -q -b base.xml patch.xml
	bench_time "refs-$shape" "$lexpatch" refs -q -b base.xml -o out.txt
	bench_time "diff-$shape" "$lexpatch" diff -q base.xml light.xml -t html -o out.html
}

shapes() { # SHAPE MEGABYTES OPERATIONS: and a quarter of them
	shape=$1
	for part in 4 1; do
		size=$(awk -v m="$2" -v p="$part" 'BEGIN { print m / p }')
		bench_corpus base.xml megabytes="$size" shape="$shape" ops=$((($3 + part - 1) / part)) draft=draft.txt
		bench_corpus light.xml megabytes="$size" shape="$shape" edit=light
		"$lexpatch" compile -q -b base.xml draft.txt -o patch.xml >/dev/null || :
		bench_table "$shape, $size MB, $((($3 + part - 1) / part)) operations" "xmllint-$shape" shape_round
	done
}

# Two branches that each have so many modifications in their metadata, merged.
branch() { # NAME
	awk -v name="$1" -v count="$modifications" '
		/<\/references>/ { for (i = 0; i < count; i++)
			printf "<passiveRef eId=\"ref_%d\" href=\"/akn/bill/%s-%d\" showAs=\"%s %d\"/>\n", i, name, i, name, i }
		{ print }' base.xml
}

merge_round() {
	bench_time xmllint-merged xmllint --noout ours.xml
	bench_time merge-metadata "$lexpatch" git merge -q base.xml ours.xml theirs.xml -o out.xml
}

merges() { # MODIFICATIONS: a quarter of them, and all
	for part in 4 1; do
		modifications=$(($1 / part))
		bench_corpus base.xml megabytes=0.1
		branch ours >ours.xml
		branch theirs >theirs.xml
		bench_table "$modifications modifications on each of two branches" xmllint-merged merge_round
	done
}

cat >identity.xsl <<'END'
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
<xsl:template match="@*|node()"><xsl:copy><xsl:apply-templates select="@*|node()"/></xsl:copy></xsl:template>
</xsl:stylesheet>
END

[ $# -gt 0 ] || set -- 40 shapes
bench_table 'Start-up' true start_round
for size; do
	case $size in
	shapes)
		shapes list 40 3
		shapes paragraph 10 1
		shapes cited 40 3
		shapes deep 10 4
		shapes clauses 40 50000
		merges 16000
		;;
	*) sizes "$size" ;;
	esac
done
bench_end
