# Writes a Section G of the code, or a version of it that has been edited. The same variables give the
# same bytes.
#   megabytes  the size of the AKN (0.4)
#   form       akn (default), or text: a paragraph a line
#   edit       light (2 % of the paragraphs amended, 0.5 % of the clauses inserted, 0.5 % deleted),
#              heavy (30 %, 2 %, 2 %), moved (2 % of the clauses stand in the next section), or
#              renumbered (a clause put in front of every tenth section, and what cites those behind it)
#   shape      instead of clauses of four items: list (one list of all), paragraph (one paragraph of
#              all), cited (every reference leads to G1.1), deep (items in items, 200 levels)
#   draft, ops the file for a draft of so many instructions spread over the base: words replaced, a
#              section added, an item substituted
function random(n) { # of the text: 1 to n
	seed = seed * 16807 % 2147483647
	return seed % n + 1
}
function chance(percent) { # of the edits: another stream, so that the text stays the same
	dice = dice * 48271 % 2147483647
	return dice % 10000 < percent * 100
}
function sentence(n,   text, i, changes) {
	text = "The User"
	changes = chance(amended) ? 3 : 0
	for (i = 1; i <= n; i++) {
		word = words[random(count)]
		if (changes && chance(10 * changes)) {
			changes--
			if (chance(40))
				word = words[dice % count + 1]
			else if (chance(50))
				word = word " " words[dice % count + 1]
			else
				continue
		}
		text = text " " word
	}
	return text
}
function label(n,   text) { # a to z, aa to zz, aaa ...
	for (; n > 0; n = int((n - 1) / 26))
		text = substr("abcdefghijklmnopqrstuvwxyz", (n - 1) % 26 + 1, 1) text
	return text
}
function put(text) {
	size += length(text) + 1
	print text
}
function item(id, indent, name, text, mark) {
	if (form == "text")
		return put("(" name ") " text mark)
	put(indent "<paragraph eId=\"" id "__para_" name "\">\n" indent "  <num>(" name ")</num>\n" indent \
		"  <content><p>" text mark "</p></content>\n" indent "</paragraph>")
}
function opening(id, number, text) {
	if (form == "text")
		return put(number " " text)
	put("          <clause eId=\"" id "\">\n            <num>" number "</num>\n            <intro><p>" text "</p></intro>")
}
function closing() {
	if (form != "text")
		put("          </clause>")
}
function reference(section, c,   number, id) {
	number = "G" section "." c + (edit == "renumbered" && section % 10 == 1)
	gsub(/\./, "-", number)
	id = "cl_" number
	sub(/-/, ".", number)
	return form == "text" ? "Section " number : "<ref href=\"#" id "\">Section " number "</ref>"
}
function cited(section, c) {
	return shape == "cited" ? reference(1, 1) : reference(section, c % 60 + 1)
}
function clause(section, number,   id, p, c) {
	id = "cl_G" section "-" number
	c = number
	if (edit == "renumbered" && section % 10 == 1)
		c--
	opening(id, "G" section "." number, sentence(20) " under " cited(section, c) " where:")
	for (p = 1; p <= 4; p++)
		item(id, "            ", label(p), sentence(30), p == 4 ? "." : p == 3 ? "; and" : ";")
	closing()
}
function section_head(section,   heading) {
	heading = "Security " words[random(count)]
	if (form == "text")
		return put("G" section " " heading)
	put("        <section eId=\"sec_G" section "\">\n          <num>G" section "</num>\n          <heading>" heading "</heading>")
}
function section_tail() {
	if (form != "text")
		put("        </section>")
}
# Clauses that move go to a store, as the seed that makes them.
function section_of_clauses(section,   c, shift, wait_seed, wait_count, i, here) {
	section_head(section)
	shift = edit == "renumbered" && section % 10 == 1
	here = seed
	if (shift)
		clause(section, 1)
	seed = here
	for (c = 1; c <= 60; c++) {
		clauses++
		if (edit == "moved" && chance(2)) {
			wait_count++
			wait_seed[wait_count] = seed " " c
			for (i = 0; i < 140; i++)
				random(2)
			continue
		}
		if (chance(deleted)) {
			for (i = 0; i < 140; i++)
				random(2)
			continue
		}
		clause(section, c + shift)
		if (chance(inserted)) {
			here = seed
			clause(section, c "A")
			seed = here
		}
	}
	here = seed
	for (i = 1; i <= held_count; i++) {
		split(held[i], part, " ")
		seed = part[1]
		clause(section - 1, part[2])
	}
	seed = here
	held_count = wait_count
	for (i = 1; i <= wait_count; i++)
		held[i] = wait_seed[i]
	section_tail()
}
function one_list(   n) {
	section_head(1)
	opening("cl_G1-1", "G1.1", sentence(20) " where:")
	while (size < goal) {
		n++
		item("cl_G1-1", "            ", label(n), sentence(30), size + 400 < goal ? ";" : ".")
	}
	closing()
	section_tail()
}
function one_paragraph(   c) {
	section_head(1)
	if (form != "text")
		put("          <clause eId=\"cl_G1-1\">\n            <num>G1.1</num>\n            <content><p>")
	while (size < goal)
		put(sentence(30) (form == "text" ? " and " : " &amp; ") "others under " reference(1, c++ % 60 + 1) " shall act.")
	if (form != "text")
		put("            </p></content>\n          </clause>")
	section_tail()
}
function deep(section,   i, id) {
	id = "cl_G" section "-1"
	section_head(section)
	opening(id, "G" section ".1", sentence(20) " where:")
	for (i = 1; form != "text" && i <= 200; i++) {
		id = id "__p_1"
		put("<subparagraph eId=\"" id "\"><num>(1)</num><" (i < 200 ? "intro" : "content") "><p>" sentence(10) ":</p></" (i < 200 ? "intro" : "content") ">")
	}
	for (i = 1; form != "text" && i <= 200; i++)
		put("</subparagraph>")
	closing()
	section_tail()
}
function head(   i, kind, at) {
	print "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
	print "<akomaNtoso xmlns=\"http://docs.oasis-open.org/legaldocml/ns/akn/3.0\" xmlns:lp=\"urn:lexpatch:1\">"
	print "  <act name=\"code\" contains=\"singleVersion\">\n    <meta>\n      <identification source=\"#lexpatch\">"
	for (i = 1; i <= 3; i++) {
		kind = i == 1 ? "Work" : i == 2 ? "Expression" : "Manifestation"
		at = "/akn/gb/act/code/2013/sec" (i == 1 ? "" : "/eng@9.1")
		printf "        <FRBR%s>\n          <FRBRthis value=\"%s/!section-g\"/>\n", kind, at
		printf "          <FRBRuri value=\"%s\"/>\n          <FRBRdate date=\"2019-03-01\" name=\"designation\"/>\n", at
		print "          <FRBRauthor href=\"#lexpatch\"/>"
		if (i == 1)
			print "          <FRBRcountry value=\"gb\"/>\n          <FRBRnumber value=\"sec\"/>"
		if (i == 2)
			print "          <FRBRversionNumber value=\"9.1\"/>\n          <FRBRlanguage language=\"eng\"/>"
		printf "        </FRBR%s>\n", kind
	}
	print "      </identification>\n      <references source=\"#lexpatch\">"
	print "        <TLCOrganization eId=\"lexpatch\" href=\"/akn/ontology/organization/lexpatch\" showAs=\"lexpatch\"/>"
	print "      </references>\n      <proprietary source=\"#lexpatch\"><lp:profile name=\"sec\"/></proprietary>\n    </meta>"
	print "    <body>\n      <chapter eId=\"chp_G\">\n        <num>Section G</num>\n        <heading>Security</heading>"
}
function instructions(   i, at, number, kind) {
	print "SECMP0999 Draft Legal Text\n\nThese changes have been drafted against version 9.1 of the Smart Energy Code.\n\nSection G 'Security'\n" > draft
	for (i = 1; i <= ops; i++) {
		at = int(i * clauses / (ops + 1))
		number = "G" int(at / 60) + 1 "." at % 60 + 1
		kind = i % 3
		if (shape == "deep") { # its items have no letters
			number = "G" i ".1"
			kind = 1
		}
		if (kind == 0)
			print "In section " number "(a), replace “The User” with “Each User”.\n" > draft
		else if (kind == 1)
			print "Add new section " number "A as follows:\n\n" number "A The User shall keep the records that the Panel names.\n" > draft
		else
			print "Amend section " number "(d) as follows:\n\n(d) any other Party whose premises are affected by a breach.\n" > draft
	}
}
BEGIN {
	count = split("shall notify the Panel of each Shared Resource that forms part of its User System and any other " \
		"Party whose Device or premises may be affected by a breach within ten Working Days after becoming aware " \
		"unless otherwise agreed in writing security obligations organisational standard incident assurance data " \
		"Supplier Network Code Committee determine reasonable steps procedures ensure maintain record retain copies " \
		"relevant information relating to compliance audit assessment material change date from which effect " \
		"takes report submitted following request approval review appropriate risk treatment plan controls access " \
		"personnel assets cryptographic keys certificates software firmware testing installed removed replaced", words, " ")
	amended = edit == "light" ? 2 : edit == "heavy" ? 30 : 0
	inserted = deleted = edit == "light" ? 0.5 : edit == "heavy" ? 2 : 0
	seed = 1
	dice = 7
	goal = (megabytes ? megabytes : 0.4) * 1000000
	if (form == "text")
		goal *= 0.56
	else
		head()
	if (shape == "list")
		one_list()
	else if (shape == "paragraph")
		one_paragraph()
	else
		for (section = 1; size < goal; section++)
			if (shape == "deep")
				deep(section)
			else
				section_of_clauses(section)
	if (form != "text")
		print "      </chapter>\n    </body>\n  </act>\n</akomaNtoso>"
	if (draft)
		instructions()
}
