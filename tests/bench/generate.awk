# Writes a Section G of about `megabytes` of AKN, and to the file `patch` a modification with `ops`
# operations spread over it (repeals that leave "Not Used."). The same arguments give the same bytes.
function word() {
	do {
		seed = (seed * 1103515245 + 12345) % 2147483648
		next_word = int(seed / 65536) % count + 1
	} while (words[next_word] == words[last_word])
	last_word = next_word
	return words[last_word]
}
function sentence(n,   text) {
	text = "The User"
	while (n--)
		text = text " " word()
	return text
}
BEGIN {
	count = split("shall notify the Panel of each Shared Resource that forms part of its User " \
		"System and any other Party whose Device or premises may be affected by a breach " \
		"within ten Working Days after becoming aware unless otherwise agreed in writing", words, " ")
	seed = 1
	base = "/akn/gb/act/code/2013/sec"
	print "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
	print "<akomaNtoso xmlns=\"http://docs.oasis-open.org/legaldocml/ns/akn/3.0\" xmlns:lp=\"urn:lexpatch:1\">"
	print "  <act name=\"code\" contains=\"singleVersion\">\n    <meta>\n      <identification source=\"#lexpatch\">"
	for (i = 1; i <= 3; i++) {
		kind = i == 1 ? "Work" : i == 2 ? "Expression" : "Manifestation"
		at = i == 1 ? "" : "/eng@9.1"
		printf "        <FRBR%s>\n          <FRBRthis value=\"%s%s/!section-g\"/>\n", kind, base, at
		printf "          <FRBRuri value=\"%s%s\"/>\n          <FRBRdate date=\"2019-03-01\" name=\"designation\"/>\n", base, at
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
	goal = megabytes * 1000000
	while (size < goal) {
		section++
		printf "        <section eId=\"sec_G%d\">\n          <num>G%d</num>\n          <heading>%s</heading>\n", section, section, sentence(2)
		for (c = 1; c <= 60; c++) {
			clause++
			id = "cl_G" section "-" c
			ids[clause] = id
			out = "          <clause eId=\"" id "\">\n            <num>G" section "." c "</num>\n            <intro><p>" \
				sentence(20) " under <ref href=\"#cl_G1-" (c % 60) + 1 "\">Section G1." (c % 60) + 1 "</ref> where:</p></intro>\n"
			for (p = 1; p <= 4; p++)
				out = out "            <paragraph eId=\"" id "__para_" substr("abcd", p, 1) "\">\n              <num>(" \
					substr("abcd", p, 1) ")</num>\n              <content><p>" sentence(30) (p == 4 ? "." : p == 3 ? "; and" : ";") \
					"</p></content>\n            </paragraph>\n"
			out = out "          </clause>"
			print out
			size += length(out) + 1
		}
		print "        </section>"
	}
	print "      </chapter>\n    </body>\n  </act>\n</akomaNtoso>"

	work = base "/!section-g"
	bill = "/akn/gb/bill/secmp/2019/0999"
	print "<?xml version=\"1.0\" encoding=\"UTF-8\"?>" > patch
	print "<akomaNtoso xmlns=\"http://docs.oasis-open.org/legaldocml/ns/akn/3.0\" xmlns:lp=\"urn:lexpatch:1\">" > patch
	print "<bill name=\"modification\" contains=\"originalVersion\"><meta><identification source=\"#lexpatch\">" > patch
	for (i = 1; i <= 3; i++) {
		kind = i == 1 ? "Work" : i == 2 ? "Expression" : "Manifestation"
		at = i == 1 ? "" : "/eng@0.1"
		printf "<FRBR%s><FRBRthis value=\"%s%s/!main\"/><FRBRuri value=\"%s%s\"/>", kind, bill, at, bill, at > patch
		if (i == 1)
			printf "<FRBRalias value=\"SECMP0999\" name=\"short\"/>" > patch
		printf "<FRBRdate date=\"2019-04-02\" name=\"draft\"/><FRBRauthor href=\"#lexpatch\"/>" > patch
		printf "%s</FRBR%s>\n", i == 2 ? "<FRBRversionNumber value=\"0.1\"/><FRBRlanguage language=\"eng\"/>" : \
			i == 1 ? "<FRBRcountry value=\"gb\"/>" : "", kind > patch
	}
	print "</identification><analysis source=\"#lexpatch\"><activeModifications>" > patch
	for (i = 1; i <= ops; i++)
		printf "<textualMod eId=\"am_%d\" type=\"repeal\"><source href=\"#sec_%d__mod_1\"/><destination href=\"%s#%s\"/></textualMod>\n", \
			i, i, work, ids[int(i * clause / (ops + 1)) + 1] > patch
	print "</activeModifications></analysis><proprietary source=\"#lexpatch\"><lp:profile name=\"sec\"/>" > patch
	for (i = 1; i <= ops; i++)
		printf "<lp:op for=\"#am_%d\" scope=\"provision\" leaves=\"not-used\" file=\"bench.txt\" line=\"%d\" column=\"1\"/>\n", i, i > patch
	print "</proprietary></meta><body>" > patch
	for (i = 1; i <= ops; i++)
		printf "<section eId=\"sec_%d\"><num>%d</num><content><p><mod eId=\"sec_%d__mod_1\">Delete.</mod></p></content></section>\n", i, i, i > patch
	print "</body></bill></akomaNtoso>" > patch
}
