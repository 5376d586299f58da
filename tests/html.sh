#!/bin/sh
# The HTML page: readable by XML tools, every id once, every link within the page, nothing from
# outside; and in a browser, where there is one, the views show what they say.
. "${0%/*}/tap.sh"

scratch=$(mktemp -d "$BUILD/html.XXXXXX") || exit 99
trap 'rm -rf "$scratch"' EXIT
trap 'exit 99' HUP INT TERM
fixtures=$TOP/tests/html

make_page() { # OUTPUT
	lexpatch redline -b "$fixtures/base.xml" "$fixtures/draft.txt" -t html -o "$1" 2>"$scratch/messages"
}

make_page "$scratch/page.html"
[ -s "$scratch/page.html" ] || {
	tap_not_ok 'a page is made' "$(cat "$scratch/messages")"
	tap_end
}
make_page "$scratch/again.html"
tap_check 'the same input gives the same page' \
	"$(cmp "$scratch/page.html" "$scratch/again.html" 2>&1)"

# ---- what holds of every page, with the tools that are everywhere

repeated_ids() { # PAGE
	grep -o ' id="[^"]*"' "$1" | sort | uniq -d
}

dangling_links() { # PAGE
	{
		grep -o ' id="[^"]*"' "$1" | sed 's/.*="\(.*\)"/id \1/'
		grep -o ' \(href="#\|for="\|aria-labelledby="\)[^"]*"' "$1" | sed 's/^[^"]*"#\{0,1\}\(.*\)"/to \1/'
	} | awk '$1 == "id" { here[$2] = 1 } $1 == "to" { wanted[$2] = 1 }
		END { for (w in wanted) if (!(w in here)) print "nothing has the id " w }' | sort
}

outside() { # PAGE
	grep -nE '(src|href|action|poster|data)="[^#"]|url\(|@import|@font-face|<(link|img|iframe|object|embed)' "$1"
}

unescaped() { # PAGE
	grep -n 'alert("1")</script>' "$1"
}

check_page() { # NAME PAGE
	tap_check "$1: every id is there once" "$(repeated_ids "$2")"
	tap_check "$1: every link leads to a place on the page" "$(dangling_links "$2")"
	tap_check "$1: nothing is fetched" "$(outside "$2")"
	tap_check "$1: text stays text" "$(unescaped "$2")"
	if command -v xmllint >/dev/null; then
		tap_check "$1: XML tools can read it" "$(xmllint --noout "$2" 2>&1)"
	else
		tap_skip "$1: XML tools can read it" 'xmllint is not here'
	fi
}

check_page 'small page' "$scratch/page.html"
draft=$TOP/patches/SECMP0044/draft.txt
if [ -f "$draft" ]; then
	lexpatch redline -b "$TOP/corpus/sec-5.12" "$draft" -t html -o "$scratch/secmp0044.html" \
		2>"$scratch/messages"
	if [ -s "$scratch/secmp0044.html" ]; then
		check_page SECMP0044 "$scratch/secmp0044.html"
	else
		tap_not_ok 'SECMP0044: a page is made' "$(cat "$scratch/messages")"
	fi
fi

lexpatch diff "$fixtures/old.xml" "$fixtures/new.xml" -t html -o "$scratch/diff.html" 2>"$scratch/messages"
check_page 'comparison with table, move and renumbering' "$scratch/diff.html"

# ---- what a page holds: all of it folded, what was asked for, or all of it

lexpatch redline -q -b "$fixtures/base.xml" "$fixtures/draft.txt" -t html --context 0 \
	-o "$scratch/part.html" 2>"$scratch/messages"
lexpatch diff -q "$fixtures/old.xml" "$fixtures/new.xml" -t html --context 1 -o "$scratch/part-diff.html"
lexpatch diff -q "$fixtures/old.xml" "$fixtures/new.xml" -t html --context all -o "$scratch/all.html"
check_page 'part of the small page' "$scratch/part.html"
check_page 'part of the comparison' "$scratch/part-diff.html"
check_page 'all of the comparison' "$scratch/all.html"

holds() { # NAME PAGE YES|NO STRING
	found=NO
	! sed '/<script>/,$d' "$2" | grep -q "$4" || found=YES
	tap_check "$1" "$([ "$found" = "$3" ] || echo "$4: wanted $3, got $found")"
}
holds 'a folded page holds what is far from a change' "$scratch/page.html" YES 'publish a summary'
holds 'and can be unfolded' "$scratch/page.html" YES 'id="fold"'
for side in old new; do
	sed 's|<body>|<preface><p>Made by the Panel.</p></preface><body>|' "$fixtures/$side.xml" >"$scratch/$side.xml"
done
lexpatch diff -q "$scratch/old.xml" "$scratch/new.xml" -t html -o "$scratch/preface.html"
holds 'it holds a preface, too' "$scratch/preface.html" YES 'Made by the Panel'
holds 'with a context it does not' "$scratch/part.html" NO 'publish a summary'
holds 'but names it' "$scratch/part.html" YES '<p class="gap">Z1.4 to Z1.5 (2 provisions): unchanged, not on this page</p>'
holds 'it says that it is not all' "$scratch/part.html" YES '<p class="extent">Not the whole text'
holds 'there is nothing to unfold' "$scratch/part.html" NO 'id="fold"'
holds 'with all of the context nothing is folded' "$scratch/all.html" NO '<details class="gap"\|id="fold"\|class="extent"'

for id in Z1.2A Z1.2A-b Z1.3-b-ii change-1 entry-1; do
	tap_check "there is an anchor $id" \
		"$(grep -q " id=\"$id\"" "$scratch/page.html" || echo "no id $id")"
done

# What a browser allows is what the page itself brings: the hash of its style and of its script.
policy=$(sed -n 's/.*Content-Security-Policy" content="\([^"]*\)".*/\1/p' "$scratch/page.html")
case $policy in
"default-src 'none'; style-src 'sha256-"*"'; script-src 'sha256-"*"'; base-uri 'none'; form-action 'none'") tap_ok 'the policy allows nothing else' ;;
*) tap_not_ok 'the policy allows nothing else' "$policy" ;;
esac
tap_check 'no handler and no style stands in an attribute' \
	"$(sed '/<script>/,$d' "$scratch/page.html" | grep -nE ' (on[a-z]+|style)="')"

# ---- in a browser

browser=
for name in chromium chromium-browser google-chrome; do
	command -v "$name" >/dev/null && browser=$name && break
done
if [ -z "$browser" ]; then
	tap_skip 'the page in a browser' 'chromium is not here'
	tap_end
fi

# The hash of a file as a policy writes it.
hash_of() { # FILE
	hex=$(sha256sum "$1")
	printf "$(printf '%s' "$hex" | cut -c 1-64 | sed 's/../0x& /g' | xargs printf '\\%03o')" | base64
}

# Prints the page with what stands before the end of the body, allowing a script of ours by its hash.
page_with() { # PAGE SCRIPT-FILE MARKUP
	sed -e "s|script-src |&'sha256-$(hash_of "$2")' |" -e '/^<\/body>/,$d' "$1"
	printf '%s\n<script>' "$3"
	cat "$2"
	printf '</script>\n</body>\n</html>\n'
}

# The page after it has run, opened at a fragment.
open_page() { # PAGE FRAGMENT
	timeout 120 "$browser" --headless --no-sandbox --disable-gpu --user-data-dir="$scratch/profile" \
		--window-size=1280,900 --enable-logging=stderr --v=0 --dump-dom "file://$1$2" \
		>"$scratch/dom" 2>"$scratch/log"
}

result() { # NAME
	tr '\n' ' ' <"$scratch/dom" | sed -n "s/.*<pre id=\"probe-$1\">\([^<]*\)<\/pre>.*/\1/p" |
		sed 's/&lt;/</g; s/&gt;/>/g; s/&quot;/"/g; s/&amp;/\&/g'
}

packed() { # NAME
	result "$1" | tr -d '[:space:]'
}

# The words of the body of an AKN file.
words_of() { # FILE
	sed '1,/<body>/d; /<\/body>/,$d' "$1" | sed 's/<[^>]*>//g' |
		sed 's/&lt;/</g; s/&gt;/>/g; s/&quot;/"/g; s/&amp;/\&/g' | tr -d '[:space:]'
}

same_words() { # WANTED GOT
	[ "$1" = "$2" ] || printf 'wanted %s\ngot    %s\n' "$1" "$2"
}

cat "$fixtures/views.js" "$fixtures/probe.js" >"$scratch/probe.js"
page_with "$scratch/page.html" "$scratch/probe.js" '' >"$scratch/probe.html"
if ! open_page "$scratch/probe.html" '' || ! grep -q '<pre id="probe-' "$scratch/dom"; then
	if [ -s "$scratch/dom" ]; then
		tap_not_ok 'the page in a browser' "$(grep CONSOLE "$scratch/log")"
	else
		tap_skip 'the page in a browser' 'chromium does not start here'
	fi
	tap_end
fi
tap_check 'the console stays empty' "$(grep CONSOLE "$scratch/log")"
tap_check 'nothing is asked of any server' "$(result requests)"
lexpatch apply -b "$fixtures/base.xml" "$fixtures/draft.txt" -o "$scratch/after.xml" \
	>/dev/null 2>"$scratch/messages"

check_views() { # NAME OLD NEW
	old=$(words_of "$2")
	new=$(words_of "$3")
	tap_check "$1: the final view is the text as amended" "$(same_words "$new" "$(packed final)")"
	tap_check "$1: the original view is the text as it was" "$(same_words "$old" "$(packed original)")"
	tap_check "$1: the left column is the text as it was" "$(same_words "$old" "$(packed left)")"
	tap_check "$1: the right column is the text as amended" "$(same_words "$new" "$(packed right)")"
}
check_views 'small page' "$fixtures/base.xml" "$scratch/after.xml"

reported() { # NAME RESULT
	grep -q "<pre id=\"probe-$2\">" "$scratch/dom" || {
		tap_not_ok "$1" 'not reported'
		return
	}
	tap_check "$1" "$(result "$2")"
}

reported 'without a choice the changes are marked' opened
reported 'unchanged text unfolds' unfold
reported 'side by side every line has its own' columns
reported 'and none is left of them in another view' columns-end
reported 'findings can be hidden' findings
reported 'every key does what the help says' keys
reported 'search finds words of both texts, whatever the marks' search
reported 'and ends' search-end
reported 'the filter tells kinds and operations apart' filter
reported 'and ends' filter-end
reported 'links carry the view; citations are copied' links
reported 'a line offers its citation and its link' tools

page_with "$scratch/diff.html" "$fixtures/views.js" '' >"$scratch/probe.html"
open_page "$scratch/probe.html" ''
check_views 'comparison' "$fixtures/old.xml" "$fixtures/new.xml"
tap_check 'comparison: the console stays empty' "$(grep CONSOLE "$scratch/log")"

page_with "$scratch/all.html" "$fixtures/views.js" '' >"$scratch/probe.html"
open_page "$scratch/probe.html" ''
check_views 'all of the comparison' "$fixtures/old.xml" "$fixtures/new.xml"

# What is left out changes nothing of the rest.
page_with "$scratch/part.html" "$fixtures/part.js" '' >"$scratch/probe.html"
open_page "$scratch/probe.html" ''
tap_check 'part of the small page: the console stays empty' "$(grep CONSOLE "$scratch/log")"
reported 'part of the small page: steps, keys and views work' part

# A page opened by a link, with something that a document might have smuggled in.
page_with "$scratch/page.html" "$fixtures/opened.js" \
	'<script>document.documentElement.dataset.smuggled = "ran"</script><img src="x" onerror="document.documentElement.dataset.smuggled = 1"/>' \
	>"$scratch/opened.html"
arrives() { # FRAGMENT WANTED
	open_page "$scratch/opened.html" "$1"
	[ "$(result arrived)" = "$2" ] || tap_not_ok "opened at $1" "wanted $2, got $(result arrived)"
	[ "$(result arrived)" != "$2" ] || tap_ok "opened at $1"
}
arrives '#Z1.3-b-ii;view=original;kind=deleted' \
	'view-original Z1.3-b-ii true true safe #Z1.3-b-ii;view=original;kind=deleted'
arrives '#Z1.2A;view=original' 'view-inline Z1.2A true false safe #Z1.2A'
tap_check 'a script that is not the page'"'"'s own is refused' \
	"$(grep -q 'CONSOLE.*Content Security Policy' "$scratch/log" || echo 'the console says nothing of it')"

tap_end
