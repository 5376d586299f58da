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

for id in Z1.2A Z1.2A-b Z1.3-b-ii change-1 entry-1; do
	tap_check "there is an anchor $id" \
		"$(grep -q " id=\"$id\"" "$scratch/page.html" || echo "no id $id")"
done

# ---- in a browser

browser=
for name in chromium chromium-browser google-chrome; do
	command -v "$name" >/dev/null && browser=$name && break
done
if [ -z "$browser" ]; then
	tap_skip 'the page in a browser' 'chromium is not here'
	tap_end
fi

# The page with a script of ours behind it, after that has run. The page's own policy stands.
run_page() { # SCRIPT-FILE
	sed '/^<\/body>/,$d' "$scratch/page.html" >"$scratch/probe.html"
	{
		echo '<script>'
		cat "$1"
		printf '</script>\n</body>\n</html>\n'
	} >>"$scratch/probe.html"
	timeout 60 "$browser" --headless --no-sandbox --disable-gpu --user-data-dir="$scratch/profile" \
		--enable-logging=stderr --v=0 --dump-dom "file://$scratch/probe.html" \
		>"$scratch/dom" 2>"$scratch/log"
}

result() { # NAME
	tr '\n' ' ' <"$scratch/dom" | sed -n "s/.*<pre id=\"$1\">\([^<]*\)<\/pre>.*/\1/p" |
		sed 's/&lt;/</g; s/&gt;/>/g; s/&quot;/"/g; s/&amp;/\&/g' | tr -d '[:space:]'
}

# The words of the body of an AKN file.
words_of() { # FILE
	sed '1,/<body>/d; /<\/body>/,$d' "$1" | sed 's/<[^>]*>//g' |
		sed 's/&lt;/</g; s/&gt;/>/g; s/&quot;/"/g; s/&amp;/\&/g' | tr -d '[:space:]'
}

same_words() { # WANTED GOT
	[ "$1" = "$2" ] || printf 'wanted %s\ngot    %s\n' "$1" "$2"
}

if ! run_page "$fixtures/probe.js" || ! grep -q '<pre id="marks">' "$scratch/dom"; then
	tap_skip 'the page in a browser' 'chromium does not start here'
	tap_end
fi
tap_check 'the console stays empty' "$(grep CONSOLE "$scratch/log")"
tap_check 'nothing is asked of any server' "$(result requests)"
tap_check 'without a choice the changes are marked' \
	"$([ "$(result marks)" = 'ins,del' ] || echo "visible: $(result marks)")"
lexpatch apply -b "$fixtures/base.xml" "$fixtures/draft.txt" -o "$scratch/after.xml" \
	>/dev/null 2>"$scratch/messages"
tap_check 'the clean view is the text as amended' \
	"$(same_words "$(words_of "$scratch/after.xml")" "$(result clean)")"
tap_check 'the original view is the text as it was' \
	"$(same_words "$(words_of "$fixtures/base.xml")" "$(result original)")"
tap_check 'findings can be hidden' "$(result findings)"

tap_end
