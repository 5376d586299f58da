# expected.tsv, the report of apply (JSON) and the result: the sections that are neither what they were nor what was
# worked out; instructions that apply and were not carried out; and reports that are not true.
BEGIN { FS = "\t" }
FILENAME == expected {
	line[$1] = $2; what[$1] = $3 (($4 + 0) ? ", changed" : ""); control[$1] = !($4 + 0)
	before[$1] = $5; after[$1] = $6
	sections[++count] = $1
	next
}
FILENAME == report {
	if (match($0, /"line":[0-9]+/)) {
		at = substr($0, RSTART + 7, RLENGTH - 7)
		if (/"status":"applied"/)
			applied[at] = 1
	}
	next
}
/<body>/ { body = 1 }
body {
	text = $0
	if (match(text, /<section eId="sec_(G|5-1)?[0-9]+/)) {
		now = substr(text, RSTART, RLENGTH)
		sub(/.*sec_(G|5-1)?/, "", now)
	}
	gsub(/<\/?(def|ref|rref|mref|term)( [^>]*)?>/, "", text)
	gsub(/<[^>]*>/, " ", text)
	got[now] = got[now] " " text
}
END {
	for (i = 1; i <= count; i++) {
		s = sections[i]
		gsub(/[ \t]+/, " ", got[s]); sub(/^ /, "", got[s]); sub(/ $/, "", got[s])
		done = got[s] != before[s]
		if (done && got[s] != after[s])
			fault(s, "silently wrong")
		else if (!done && applied[line[s]] && after[s] != before[s])
			fault(s, "said to be applied, and nothing is changed")
		else if (done && !applied[line[s]])
			fault(s, "changed, and not said to be")
		else if (control[s] && !done && after[s] != before[s])
			fault(s, "applies, and was refused")
		right += done
		refused += !done
		valid += after[s] != "" && !done
	}
	print "TALLY " count, right, refused, valid + 0
}
function fault(s, words) {
	print "FAULT line " line[s] ": " what[s] ": " words
	print "  was  " before[s]
	print "  due  " (after[s] == "" ? "(refused)" : after[s])
	print "  got  " got[s]
}
