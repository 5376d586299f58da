# Writes a base of `sections` sections (base.xml), a draft with one instruction for each (draft.txt), and what each
# must do (expected.tsv), for the conventions of `profile`. Every instruction is made from parameters that apply;
# then, but for one in six, one of them is changed: a number, a label, a quoted word, a position. What becomes of the
# section is worked out here, from the same parameters, on a table of words. The same seed gives the same bytes.
function roll(n) {
	seed = (seed * 1103515245 + 12345) % 2147483648
	return int(seed / 65536) % n
}
function pick(list,   w, n) {
	n = split(list, w, " ")
	return w[roll(n) + 1]
}
# ---- the table: H heading, N clauses, L[k] number, T[k] words, C[k] items, IL[k, j] label, IT[k, j] words
function clause_label(k) {
	return profile == "sec" ? "G" s "." k : profile == "uk-act" ? "(" k ")" : "(" substr("abcdefgh", k, 1) ")"
}
function item_label(j) {
	return profile == "us-dc" ? "(" j ")" : "(" substr("abcdefgh", j, 1) ")"
}
function number() {
	return profile == "sec" ? "G" s : profile == "uk-act" ? s : "5-1" s
}
function word(k, j, n) {
	return pick("quick brown grey small large old new green") "-" substr("abcdefgh", k, 1) substr("xabcdefgh", j + 1, 1) substr("pqrstu", n, 1)
}
function build(   k, j, n) {
	H = "Heading-" s
	N = 5
	for (k = 1; k <= N; k++) {
		L[k] = clause_label(k)
		T[k] = "The keeper of"
		for (n = 1; n <= 4; n++)
			T[k] = T[k] " " word(k, 0, n)
		T[k] = T[k] (k < 5 ? " shall tell the panel" (profile == "uk-act" ? "—" : ":") : " shall tell the panel.")
		C[k] = k < 5 ? 4 : 0
		for (j = 1; j <= C[k]; j++) {
			IL[k, j] = item_label(j)
			IT[k, j] = "of any"
			for (n = 1; n <= 4; n++)
				IT[k, j] = IT[k, j] " " word(k, j, n)
			IT[k, j] = IT[k, j] " that the panel keeps" (j < 3 ? ";" : j == 3 ? "; and" : ".")
		}
	}
	if (profile == "sec") { # definitions
		k = N = 6
		L[k] = clause_label(k)
		T[k] = "In this section:"
		C[k] = 3
		for (j = 1; j <= 3; j++) {
			IL[k, j] = ""
			IT[k, j] = "“" term(j) "” means"
			for (n = 1; n <= 4; n++)
				IT[k, j] = IT[k, j] " " word(k, j, n)
			IT[k, j] = IT[k, j] " of a panel."
		}
	}
}
function term(j) {
	return (j == 1 ? "Gauge" : j == 2 ? "Meter" : j == 3 ? "Scale" : j == 4 ? "Gauges" : "Clock") substr("abcdefgh", s % 8 + 1, 1)
}
function flat(   k, j, out) {
	out = number() " " H
	for (k = 1; k <= N; k++) {
		out = out " " L[k] " " T[k]
		for (j = 1; j <= C[k]; j++)
			out = out (IL[k, j] == "" ? " " : " " IL[k, j] " ") IT[k, j]
	}
	return out
}
function xml(   k, j, id, sub_id, e, inner) {
	e = profile == "sec" ? "clause" : "subsection"
	id = profile == "sec" ? "sec_G" s : profile == "uk-act" ? "sec_" s : "sec_5-1" s
	print "      <section eId=\"" id "\">\n        <num>" number() "</num>\n        <heading>" H "</heading>" > base
	for (k = 1; k <= N; k++) {
		sub_id = profile == "sec" ? "cl_G" s "-" k : id "__subsec_" substr(L[k], 2, length(L[k]) - 2)
		print "        <" e " eId=\"" sub_id "\">\n          <num>" L[k] "</num>" > base
		print "          <" (C[k] ? "intro" : "content") "><p>" T[k] "</p></" (C[k] ? "intro" : "content") ">" > base
		for (j = 1; j <= C[k]; j++) {
			inner = IT[k, j]
			if (IL[k, j] == "") {
				sub(/“[A-Za-z]*”/, "<def eId=\"" sub_id "__definition_" tolower(term(j)) "__def_1\">&</def>", inner)
				print "          <hcontainer eId=\"" sub_id "__definition_" tolower(term(j)) "\" name=\"definition\">\n            <content><p>" inner "</p></content>\n          </hcontainer>" > base
			} else
				print "          <paragraph eId=\"" sub_id "__para_" substr(IL[k, j], 2, length(IL[k, j]) - 2) "\">\n            <num>" IL[k, j] "</num>\n            <content><p>" inner "</p></content>\n          </paragraph>" > base
		}
		print "        </" e ">" > base
	}
	print "      </section>" > base
}
# ---- words in it: j is an item, 0 the whole clause
function core(token) {
	gsub(/[;:.—]/, "", token)
	return token
}
function hits_in(text, old,   w, n, i, found) {
	n = split(text, w, " ")
	for (i = 1; i <= n; i++)
		found += core(w[i]) == old
	return found + 0
}
function hits(k, j, old,   i, found) {
	if (j)
		return hits_in(IT[k, j], old)
	found = hits_in(T[k], old)
	for (i = 1; i <= C[k]; i++)
		found += hits_in(IT[k, i], old)
	return found
}
# The nth hit (0: each) becomes `first mark last`, where mark is what is stuck to the word.
function change_in(text, old, nth, as,   w, n, i, out, token) {
	n = split(text, w, " ")
	for (i = 1; i <= n; i++) {
		token = w[i]
		if (core(token) == old && (!nth || ++seen == nth))
			token = as substr(token, length(old) + 1)
		if (token != "")
			out = out (out == "" ? "" : " ") token
	}
	return out
}
function change(k, j, old, nth, as,   i) {
	seen = 0
	if (j) {
		IT[k, j] = change_in(IT[k, j], old, nth, as)
		return
	}
	T[k] = change_in(T[k], old, nth, as)
	for (i = 1; i <= C[k]; i++)
		IT[k, i] = change_in(IT[k, i], old, nth, as)
}
function exists(k, j) {
	return k >= 1 && k <= N && j >= 0 && (!j || (k <= 5 && j <= C[k])) # definitions have no labels
}
function rank(label,   j) { # of a label among (a), (aa), (b) ... or (1), (1A), (2) ...
	gsub(/[()]/, "", label)
	j = profile == "us-dc" ? label + 0 : index("abcdefgh", substr(label, 1, 1))
	return j * 10 + (label ~ /^(.a|[0-9]A)$/ ? 5 : 0)
}
function in_use(k, label,   j) {
	for (j = 1; j <= C[k]; j++)
		if (IL[k, j] == label)
			return 1
	return 0
}
function remove_item(k, at,   j) {
	for (j = at; j < C[k]; j++) {
		IL[k, j] = IL[k, j + 1]
		IT[k, j] = IT[k, j + 1]
	}
	C[k]--
}
function insert_item(k, at, label, text,   j) { # after item `at`
	for (j = C[k]; j > at; j--) {
		IL[k, j + 1] = IL[k, j]
		IT[k, j + 1] = IT[k, j]
	}
	IL[k, at + 1] = label
	IT[k, at + 1] = text
	C[k]++
}
# ---- how the code cites
function cite(k, j) {
	return profile == "sec" ? "section G" s "." k (j ? item_label(j) : "") : \
		profile == "uk-act" ? "section " s "(" k ")" (j ? item_label(j) : "") : \
		"Section 5-1" s clause_label(k) (j ? item_label(j) : "") " of the District of Columbia Official Code"
}
function quote(words) {
	return "“" words "”"
}
function say(text,   n) {
	line_of[s] = line
	n = gsub(/\n/, "\n\n", text)
	printf "%s\n\n", text > draft
	line += 2 * (n + 1)
}
function result(valid) { # "" : must be refused
	return valid ? flat() : ""
}
# ---- the kinds. Each takes k, j ... from make() and returns what becomes of the section.
function words_replaced(   old) {
	old = W
	say(profile == "sec" ? "In " cite(k, j) ", replace " quote(old) " with " quote("fresh") "." : \
		profile == "uk-act" ? "In " cite(k, j) ", for " quote(old) " substitute " quote("fresh") "." : \
		cite(k, j) " is amended by striking the word " quote(old) " and inserting the word " quote("fresh") " in its place.")
	ok = exists(k, j) && hits(k, j, old) == 1
	if (ok)
		change(k, j, old, 0, "fresh")
	return result(ok)
}
function words_inserted(   old) {
	old = W
	say(profile == "sec" ? "In " cite(k, j) ", " P " " quote(old) " insert " quote("fresh air") "." : \
		profile == "uk-act" ? "In " cite(k, j) ", " P " " quote(old) " insert " quote("fresh air") "." : \
		cite(k, j) " is amended by inserting the phrase " quote("fresh air") " " P " the word " quote(old) ".")
	ok = exists(k, j) && hits(k, j, old) == 1
	if (ok)
		change(k, j, old, 0, P == "after" ? old " fresh air" : "fresh air " old)
	return result(ok)
}
function words_deleted() {
	say(profile == "sec" ? "In " cite(k, j) ", delete " quote(W) "." : \
		profile == "uk-act" ? "In " cite(k, j) ", omit " quote(W) "." : \
		cite(k, j) " is amended by striking the word " quote(W) ".")
	ok = exists(k, j) && hits(k, j, W) == 1
	if (ok)
		change(k, j, W, 0, "")
	return result(ok)
}
function words_nth(   all, nth, names) {
	split("first second third fourth last each", names, " ")
	say(profile == "sec" ? "In " cite(k, 0) ", replace " quote(W) (O < 6 ? " in the " names[O] " place where it occurs" : " wherever it occurs") " with " quote("fresh") "." : \
		profile == "uk-act" ? "In " cite(k, 0) ", for " quote(W) (O < 6 ? ", in the " names[O] " place it occurs," : ", in each place it occurs,") " substitute " quote("fresh") "." : \
		cite(k, 0) " is amended by striking the word " quote(W) (O < 6 ? " the " names[O] " time it appears" : " each time it appears") " and inserting the word " quote("fresh") " in its place.")
	all = exists(k, 0) ? hits(k, 0, W) : 0
	nth = O == 5 ? all : O == 6 ? 0 : O
	ok = all >= 1 && nth <= all
	if (ok)
		change(k, 0, W, nth, "fresh")
	return result(ok)
}
function item_repealed() {
	say(profile == "sec" ? "Delete " cite(k, j) "." : profile == "uk-act" ? "Omit " cite(k, j) "." : cite(k, j) " is repealed.")
	ok = exists(k, j) && j > 0
	if (ok && profile == "sec")
		remove_item(k, j)
	else if (ok)
		IT[k, j] = profile == "uk-act" ? ". . . . . . . . . ." : "Repealed."
	return result(ok)
}
function clause_repealed() {
	say(profile == "sec" ? "Delete " cite(k, 0) " and replace with " quote("Not Used") "." : \
		profile == "uk-act" ? "Omit " cite(k, 0) "." : cite(k, 0) " is repealed.")
	ok = exists(k, 0)
	if (ok) {
		T[k] = profile == "sec" ? "Not Used." : profile == "uk-act" ? ". . . . . . . . . ." : "Repealed."
		C[k] = 0
	}
	return result(ok)
}
function item_inserted(   at, i) {
	say(profile == "sec" ? "Insert new paragraph " NL " after " cite(k, j) " as follows:\n" PL " of fresh air;" : \
		profile == "uk-act" ? "After " cite(k, j) " insert—\n    “" PL " of fresh air;”." : \
		cite(k, 0) " is amended by adding a new paragraph " NL " to read as follows:\n“" PL " of fresh air;”.")
	at = j
	if (profile == "us-dc") # its number says where
		for (at = 0; at < C[k] && rank(IL[k, at + 1]) < rank(PL);)
			at++
	ok = (profile == "us-dc" ? exists(k, 0) : exists(k, j) && j > 0) && k < 5 && !in_use(k, PL) && (profile == "uk-act" || NL == PL) && \
		(at < 1 || rank(IL[k, at]) < rank(PL)) && (at >= C[k] || rank(PL) < rank(IL[k, at + 1]))
	if (ok)
		insert_item(k, at, PL, "of fresh air;")
	return result(ok)
}
function item_restated(   free) {
	say(profile == "sec" ? "Amend " cite(k, j) " to read:\n" PL " of fresh air;" : \
		profile == "uk-act" ? "For " cite(k, j) " substitute—\n    “" PL " of fresh air;”." : \
		cite(k, j) " is amended to read as follows:\n“" PL " of fresh air;”.")
	ok = exists(k, j) && j > 0
	free = ok && (PL == IL[k, j] || (profile == "uk-act" && !in_use(k, PL) && (j < 2 || rank(IL[k, j - 1]) < rank(PL)) && \
		(j == C[k] || rank(PL) < rank(IL[k, j + 1]))))
	if (free) {
		IL[k, j] = PL
		IT[k, j] = "of fresh air;"
	}
	return result(free)
}
function item_renumbered() {
	say(profile == "sec" ? "Renumber " cite(k, j) " as section G" s "." k NL "." : \
		profile == "uk-act" ? "Renumber " cite(k, j) " as section " s "(" k ")" NL "." : \
		cite(k, j) " is redesignated as paragraph " NL ".")
	ok = exists(k, j) && j > 0 && !in_use(k, NL)
	if (ok)
		IL[k, j] = NL
	return result(ok)
}
function heading_changed(   n) {
	n = profile == "sec" ? "G" X : profile == "uk-act" ? X : "5-1" X
	say(profile == "sec" ? "In the heading of section " n ", replace " quote(W) " with " quote("Fresh Air") "." : \
		profile == "uk-act" ? "In the heading of section " n ", for " quote(W) " substitute " quote("Fresh Air") "." : \
		"The heading of section " n " of the District of Columbia Official Code is amended by striking the word " quote(W) " and inserting the phrase " quote("Fresh Air") " in its place.")
	ok = X == s && W == H
	if (ok)
		H = "Fresh Air"
	return result(ok)
}
function clause_moved(   i, n, label, text, count, il, it, at, to) {
	say("Move section G" s "." k " to follow section G" s "." X " and renumber it as section G" s "." NL ".")
	ok = exists(k, 0) && k != X && X >= 1 && X <= 6 && NL == X "A"
	if (!ok)
		return ""
	text = T[k]
	count = C[k]
	for (i = 1; i <= count; i++) {
		il[i] = IL[k, i]
		it[i] = IT[k, i]
	}
	for (n = k; n < N; n++)
		copy_clause(n + 1, n)
	at = X > k ? X - 1 : X # where the anchor is now
	for (n = N - 1; n > at; n--)
		copy_clause(n, n + 1)
	to = at + 1
	L[to] = "G" s "." NL
	T[to] = text
	C[to] = count
	for (i = 1; i <= count; i++) {
		IL[to, i] = il[i]
		IT[to, i] = it[i]
	}
	return flat()
}
function copy_clause(from, to,   i) {
	L[to] = L[from]
	T[to] = T[from]
	C[to] = C[from]
	for (i = 1; i <= C[from]; i++) {
		IL[to, i] = IL[from, i]
		IT[to, i] = IT[from, i]
	}
}
function definition_changed() {
	say("In the definition of " quote(term(X)) " in section G" s "." k ", replace " quote(W) " with " quote("fresh") ".")
	ok = k == 6 && X <= 3 && hits_in(IT[6, X], W) == 1
	if (ok)
		IT[6, X] = change_in(IT[6, X], W, 0, "fresh")
	return result(ok)
}
function definition_repealed() {
	say("Delete the definition of " quote(term(X)) " in section G" s "." k ".")
	ok = k == 6 && X <= 3
	if (ok)
		remove_item(6, X)
	return result(ok)
}
# Words at the end may be meant to stand before “and”.
function is_joined(k, j) {
	return IT[k, j] ~ / (and|or)$/
}
function edge_inserted(  words) {
	words = P == "end" ? "Fresh air" : "fresh air" # behind a full stop only a sentence
	say(profile == "sec" ? "Insert " quote(words) " at the " P " of " cite(k, j) "." : \
		"In " cite(k, j) ", at the " P " insert " quote(words) ".")
	ok = exists(k, j) && j > 0 && !(P == "end" && is_joined(k, j))
	if (ok)
		IT[k, j] = P == "end" ? IT[k, j] " " words : words " " IT[k, j]
	return result(ok)
}
# A word in the middle of the item, or of the clause's own words.
function some_word(k, j, n,   w) {
	split(j ? IT[k, j] : T[k], w, " ")
	return w[(j ? 2 : 3) + n] # “of any” and “The keeper of” stand before them
}
function make(   e) {
	if (kind == "replaced" || kind == "inserted" || kind == "deleted") {
		k = roll(4) + 1; j = roll(5); P = pick("after before")
		W = some_word(k, j, roll(4) + 1)
		if (mutation == 1) k = roll(8) + 1
		if (mutation == 2) j = roll(6)
		if (mutation == 3) W = some_word(roll(4) + 1, roll(5), roll(4) + 1)
		if (mutation == 4) W = pick("panel keeper Panel air " toupper(W) " " W "s " substr(W, 1, length(W) - 1))
		if (mutation == 5) P = P == "after" ? "before" : "after"
		return kind == "replaced" ? words_replaced() : kind == "inserted" ? words_inserted() : words_deleted()
	}
	if (kind == "nth") {
		k = roll(4) + 1; W = "panel"; O = roll(6) + 1
		if (mutation == 1) k = roll(8) + 1
		if (mutation == 3) W = some_word(roll(4) + 1, roll(5), roll(4) + 1)
		if (mutation > 3) O = roll(6) + 1
		return words_nth()
	}
	if (kind == "item repealed" || kind == "clause repealed") {
		k = roll(4) + 1; j = roll(4) + 1
		if (mutation % 2) k = roll(8) + 1
		else if (mutation) j = roll(7) + 1
		return kind == "item repealed" ? item_repealed() : clause_repealed()
	}
	if (kind == "item inserted" || kind == "item restated" || kind == "item renumbered") {
		k = roll(4) + 1; j = roll(4) + 1
		PL = NL = profile == "us-dc" ? "(" j "A)" : "(" substr("abcd", j, 1) "a)"
		if (kind == "item restated") PL = item_label(j)
		if (kind == "item renumbered") { j = 4; NL = item_label(5) }
		e = profile == "us-dc" ? pick("(1A) (2A) (3A) (4A) (5) (2) (4) (7)") : pick("(aa) (ba) (ca) (da) (e) (b) (d) (g)")
		if (mutation == 1) k = roll(8) + 1
		if (mutation == 2) j = roll(6) + 1
		if (mutation == 3) NL = PL = e
		if (mutation == 4) PL = e
		if (mutation == 5) NL = e
		return kind == "item inserted" ? item_inserted() : kind == "item restated" ? item_restated() : item_renumbered()
	}
	if (kind == "heading") {
		X = s; W = H
		if (mutation % 2) X = pick("77 78 1 7")
		else if (mutation) W = pick("Heading heading-" s " Heading-" s "0 Fresh")
		return heading_changed()
	}
	if (kind == "moved") {
		k = roll(5) + 1
		do X = roll(5) + 1; while (X == k)
		NL = X "A"
		if (mutation == 1) k = roll(8) + 1
		if (mutation == 2 || mutation == 4) X = roll(8) + 1
		if (mutation == 3 || mutation == 5) NL = pick("1A 2A 3A 4A 5A 2 7 9A")
		return clause_moved()
	}
	if (kind == "edge") {
		k = roll(4) + 1; j = roll(4) + 1; P = pick("end beginning")
		if (is_joined(k, j)) P = "beginning"
		if (mutation == 1) k = roll(8) + 1
		if (mutation == 2) j = roll(6) + 1
		if (mutation > 2) P = P == "end" ? "beginning" : "end"
		return edge_inserted()
	}
	k = 6; X = roll(3) + 1; W = some_word(6, X, roll(4) + 1)
	if (mutation == 1) k = roll(7) + 1
	if (mutation == 2 || mutation == 4) X = roll(5) + 1
	if (mutation == 3 || mutation == 5) W = some_word(6, roll(3) + 1, roll(4) + 1)
	return kind == "definition" ? definition_changed() : definition_repealed()
}
BEGIN {
	work = profile == "sec" ? "/akn/gb/act/code/2013/sec/!section-g" : profile == "uk-act" ? "/akn/gb/act/2019/1/!main" : "/akn/us-dc/act/code/!main"
	split(work, part, "/!")
	kinds = "replaced;replaced;inserted;deleted;nth;item repealed;clause repealed;item inserted;item inserted;item restated;item renumbered;heading"
	if (profile != "us-dc")
		kinds = kinds ";edge"
	if (profile == "sec")
		kinds = kinds ";moved;definition;definition repealed"
	kind_count = split(kinds, kind_of, ";")
	country = profile == "us-dc" ? "us-dc" : "gb"
	print "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<akomaNtoso xmlns=\"http://docs.oasis-open.org/legaldocml/ns/akn/3.0\" xmlns:lp=\"urn:lexpatch:1\">" > base
	print "  <act name=\"code\" contains=\"singleVersion\">\n    <meta>\n      <identification source=\"#x\">" > base
	for (i = 1; i <= 3; i++) {
		e = i == 1 ? "Work" : i == 2 ? "Expression" : "Manifestation"
		at = i == 1 ? "" : "/eng@9.1"
		print "        <FRBR" e "><FRBRthis value=\"" part[1] at "/!" part[2] "\"/><FRBRuri value=\"" part[1] at "\"/><FRBRdate date=\"2019-03-01\" name=\"publication\"/><FRBRauthor href=\"#x\"/>" \
			(i == 1 ? "<FRBRcountry value=\"" country "\"/>" : i == 2 ? "<FRBRversionNumber value=\"9.1\"/><FRBRlanguage language=\"eng\"/>" : "") "</FRBR" e ">" > base
	}
	print "      </identification>\n      <references source=\"#x\"><TLCOrganization eId=\"x\" href=\"/ontology/x\" showAs=\"X\"/></references>" > base
	print "      <proprietary source=\"#x\"><lp:profile name=\"" profile "\"/></proprietary>\n    </meta>\n    <body>" > base
	if (profile == "sec")
		print "      <chapter eId=\"chp_G\">\n        <num>Section G</num>\n        <heading>Gauges</heading>" > base
	line = 1
	if (profile == "sec") {
		print "Section G ‘Gauges’\n" > draft
		line = 3
	}
	for (s = 10; s < 10 + sections; s++) {
		build()
		xml()
		before = flat()
		kind = kind_of[roll(kind_count) + 1]
		mutation = roll(6)
		after = make()
		print s "\t" line_of[s] "\t" kind "\t" mutation "\t" before "\t" after > expected
	}
	if (profile == "sec")
		print "      </chapter>" > base
	print "    </body>\n  </act>\n</akomaNtoso>" > base
}
