#!/bin/sh
# Includes point down: a room of src/ uses its own headers and those of the rooms before it, and only
# one file touches libxml2's parser. And no name stands for two functions: of a library the linker takes
# the first that it meets, without a word.
. "${0%/*}/tap.sh"

rooms='base diag word profile doc read patch draft apply diff redline calc check render cli'

# file:line:name of every #include "..." or <...> below the given places
includes() { # OPEN CLOSE PLACE...
	open=$1 close=$2
	shift 2
	grep -rnE --include='*.[ch]' --include='*.def' "^[[:space:]]*#[[:space:]]*include[[:space:]]*$open" "$@" |
		sed "s|^\([^:]*:[0-9]*\):[^$open]*$open\([^$close]*\)$close.*|\1:\2|"
}

cd "$TOP/src" || exit 99

below=
for room in $rooms; do
	below="$below $room"
	findings=
	[ ! -d "$room" ] || findings=$(includes '"' '"' "$room" | awk -F: -v below="$below" -v room="$room" '
		BEGIN { n = split(below, names, " "); for (i = 1; i <= n; i++) allowed[names[i]] = 1 }
		$3 == "lexpatch.h" { if (room != "cli") print $1 ":" $2 ": " $3 " is for cli and main.c"; next }
		$3 == "config.h" { next }
		$3 !~ "/" { print $1 ":" $2 ": " $3 " is named without its room"; next }
		{ split($3, part, "/"); if (!(part[1] in allowed)) print $1 ":" $2 ": " room " may not include " $3 }')
	tap_check "$room includes only what is below it" "$findings"
done

unknown=$(for folder in */; do
	ls "$folder"*.c >/dev/null 2>&1 || continue # packaging and the like
	case " $rooms " in *" ${folder%/} "*) ;; *) echo "src/$folder is not in the list of rooms" ;; esac
done)
tap_check 'every folder has its place in the order' "$unknown"

only() { # HEADERS FILES WHAT
	findings=$(includes '<' '>' . | grep -E ":($1)\.h$" | grep -vE "^\./($2):")
	tap_check "only $2 includes $3" "$findings"
}
only 'libxml/(parser|parserInternals|SAX|SAX2|xmlreader|HTMLparser)' 'doc/xml.c|word/markup.c' \
	"libxml2's parser"
only 'libxml/(relaxng|xmlschemas|xmlschemastypes|schematron)' read/validate.c "libxml2's schemas"
only zip word/archive.c libzip

twice=$(nm -g --defined-only "$BUILD/liblexpatch.a" 2>/dev/null | awk 'NF == 3 { print $3 }' | sort | uniq -d)
tap_check 'no two files define one name' "$twice"

tap_end
