/* The faults: at least one for each check that can be made from plain text. */
#include "plants.h"

/* clang-format off */
#define PLANT(code, ...) {DIAG_##code, {__VA_ARGS__}}
#define BASE(from, to) {TEXT_SECTION, from, to}
#define TERMS(from, to) {TEXT_DEFINITIONS, from, to}
#define DRAFT(from, to) {TEXT_DRAFT, from, to}
#define AKN(from, to) {TEXT_AKN, from, to}
#define PATCH(from, to) {TEXT_PATCH, from, to}
#define SUPPRESS(to) {TEXT_SUPPRESSIONS, "", to}
#define NAME(to) {TEXT_NAME, "draft.txt", to}
/* clang-format on */

/* A sentence goes on and on. */
#define TEN "and its list of all that it has read so far "
#define LONG TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN

const struct plant plants[] = {
	/* input */
	PLANT(IN001, DRAFT("with Sections {fee} to", "with Sections\n«{fee} to")),
	PLANT(IN002, DRAFT("Draft Legal Text\n\n", ""),
	      DRAFT("{MOD} – {Title}", "«{MOD} – {Title}")),
	PLANT(IN003, DRAFT("In section {pay}, replace", " «In section {pay}, replace")),
	PLANT(IN004, DRAFT("as Section {tell} provides", "as Section«\u00a0{tell} provides")),
	PLANT(IN004, DRAFT("its record for {n}", "its re«\u00adcord for {n}")),
	PLANT(IN005, DRAFT("the {Body} shall say so to each {Role}.",
			   "the {Body} shall say so to each {Role} in a cross-\n«heading.")),
	PLANT(IN006, DRAFT("(in writing)", "(in wri«\u200bting)")),
	PLANT(IN006, DRAFT("comply with Section {keep}", "comply with Section «\u202e{keep}")),
	PLANT(IN010, DRAFT("version {version}.", "version {version}«1."),
	      DRAFT("{three}A Where",
		    "1Note that this will be looked at again.\n\n{three}A Where")),
	PLANT(IN011, DRAFT("version {version}.", "version {version}1."),
	      DRAFT("{i} keep its record", "                       \n«1Note that this will be "
					   "looked at again.\n\n{i} keep its record")),
	PLANT(IN012, DRAFT("", "\n\n3«Note that this will be looked at again.\n")),
	PLANT(IN024,
	      DRAFT("Delete section", "«And now the rest of it all, at last:\n\nDelete section")),
	PLANT(IN040, DRAFT("", "\nAmend section {tell} as follows:\n\n{tell} The {Body} shall tell "
			       "each {Role} what it finds under Section «{keep}3 (Registers).\n")),
	PLANT(IN013, DRAFT("(in writing)", "(in writing«1)"),
	      DRAFT("{i} close its record of the reading.",
		    "                       \n1Note that this will be looked at again.\n\n{i} "
		    "close its record1 of the reading.")),
	PLANT(IN020, DRAFT("", "\nAmend section {rate} as follows:\n\nDeleted: «shall\n{rate} The "
			       "{Body} will set the Yearly Fee (and may set it at nil).\n")),
	PLANT(IN021,
	      DRAFT("", "\nDelete {rate} and replace it with “Not Used”:\n\n«Deleted: {rate} The "
			"{Body} shall set the Yearly Fee (and may set it at nil).\n")),
	PLANT(IN022, DRAFT("", "\nAmend {rate} as follows:\n\nDeleted: {rate} The {Body} shall set "
			       "the Yearly Fee (and may set it at nil).«¶\n")),
	PLANT(IN023, DRAFT("", "\nAmend section {rate} as follows:\n\nDeleted: «zebra\n{rate} The "
			       "{Body} will set the Yearly Fee (and may set it at nil).\n")),

	/* facts of the document */
	PLANT(DOC001, DRAFT("{MOD} – ", "«SECMP44 – ")),
	PLANT(DOC002,
	      DRAFT("These changes have been drafted against the Smart Energy Code (SEC) version "
		    "{version}.\n\n",
		    ""),
	      DRAFT("{MOD} – ", "«{MOD} – ")),
	PLANT(DOC003, DRAFT("{day} {Month} {year}", "«{day} {Month} {year}\n\n© SECCo 2030")),
	PLANT(DOC004, DRAFT("as Section {tell} provides", "as «SECMP0999 requires")),
	PLANT(DOC005, DRAFT("for {n} days, as", "for «[insert date]» days, as")),
	PLANT(DOC005, DRAFT("(in writing)", "(in «TBC»)")),
	PLANT(DOC005, DRAFT("of each {Thing} that", "of each «[●] that")),
	PLANT(DOC006, DRAFT("Version 0.{few}\n\n", "")),
	PLANT(DOC007,
	      DRAFT("Draft Legal Text\n", "Draft Legal Text\n\n{MOD} – «Of Other Things\n")),

	PLANT(DOC008, NAME("legal-text-v0.9.txt"), DRAFT("Version 0.{few}", "Version «0.{few}")),

	/* numbers */
	PLANT(NUM001, DRAFT("{i} close its record of the reading.",
			    "«(a) close its record of the reading.")),
	PLANT(NUM001, BASE("{i} close its record", "«(a) close its record")),
	PLANT(NUM002, DRAFT("{i} close its record of the reading.",
			    "«(m) close its record of the reading.")),
	PLANT(NUM002, BASE("{=end} A report", "«{L}2.17 A report"),
	      DRAFT("Delete section {end}", "Delete section {last}")),
	PLANT(NUM003,
	      DRAFT("provides; and\n\n{i} close its record of the reading.",
		    "provides;\n\n(y) close its record of the reading; and\n\n«(x) open it.")),
	PLANT(NUM003, BASE("{=last} The", "{L}2.98 The"), BASE("{=end} A", "«{L}2.97 A"),
	      DRAFT("Delete section {end}", "Delete section {L}2.97")),
	PLANT(NUM004, DRAFT("Add new section {list}A after section {list} as follows:\n\n{list}A",
			    "«Add new section {tell} after section {list} as follows:\n\n{tell}")),
	PLANT(NUM005, DRAFT("Add new section {three}A after section {three} as",
			    "«Add new section {three}A after section {keep} as")),
	PLANT(NUM006, DRAFT("{three}A after", "{three}B after"),
	      DRAFT("\n{three}A Where", "\n«{three}B Where")),
	PLANT(NUM007, AKN("<num>{L}2</num>\n          <heading>", "<heading>«"),
	      BASE("", "\n{#} KEYS\n\n{=} The {Body} shall keep a key.\n")),
	PLANT(NUM008, DRAFT("{i} tell the {Body} (in", "«(ii) tell the {Body} (in")),
	PLANT(NUM009,
	      DRAFT("", "\nAdd new section {last}A after section {last} as follows:\n\n{last}A "
			"Each {Role} shall:\n\n(a) one;\n\n(b) two;\n\n(c) three;\n\n(d) "
			"four;\n\n(e) five;\n\n(f) six;\n\n(g) seven;\n\n(h) eight:\n\n«(i) first; "
			"and\n\n(ii) second;\n\n(i) nine; and\n\n(j) ten.\n")),
	PLANT(NUM010, DRAFT("Add new section {three}A after",
			    "«Renumber section {last} as section {L}2.90.\n\nAdd new section "
			    "{three}A after")),
	PLANT(NUM011, DRAFT("", "\nReplace section {spare} with the following:\n\n«{spare} The "
				"{Body} shall act.\n")),
	PLANT(NUM012, DRAFT("{three}A Where it meets under Section {three}, the {Body} shall say "
			    "so to each {Role}.",
			    "{three}A The {Body} shall:\n\n«(a) say so to each {Role}.")),
	PLANT(NUM013, BASE("{=last} The {Body}", "«X9\n\nX9.9 The {Body}"),
	      BASE("{=end} A report", "X9.10 A report"),
	      DRAFT("Delete section {end}", "Delete section X9.10")),

	/* lists */
	PLANT(LST001, DRAFT("that it reads;", "that it reads«; and")),
	PLANT(LST001, BASE("at the end of the {period};",
			   "at the end of the {period}«; and\n\n{i} look at it;")),
	PLANT(LST002, DRAFT("provides; and", "«provides;")),
	PLANT(LST003, DRAFT("that it reads;", "that it «reads")),
	PLANT(LST003, DRAFT("{i} close its record of the reading.",
			    "{i} close its record of the «reading")),
	PLANT(LST003, BASE("{i} close its record of the reading.",
			   "{i} close its record of the «reading;")),
	PLANT(LST004, DRAFT("that it reads;", "that it reads«; or")),
	PLANT(LST005, DRAFT("Small Premises) shall:", "Small Premises) «shall")),
	PLANT(LST006, DRAFT("{i} tell the {Body} (in", "{i} «If it is asked, tell the {Body} (in")),
	PLANT(LST007, DRAFT("{i} close its record of the reading.",
			    "{i} close its record of the reading«, in each case within a day.")),
	PLANT(LST010, BASE("{=last} The {Body} may report", "{=last} The {Body} may report:\n\n«• "
							    "what it finds. It may report")),
	PLANT(LST008,
	      DRAFT("", "\nInsert new paragraph (c) in section {mid} as follows:\n\n(c) a key.\n"),
	      BASE("{i} a reading.", "{i} a reading«.")),
	PLANT(LST009, DRAFT("", "\nDelete section {mid}(b).\n"),
	      BASE("has none; or\n", "has none«; or\n")),

	/* marks */
	PLANT(PUN001, DRAFT("(in writing)", "«(in writing")),
	PLANT(PUN001, BASE("(and may set it at nil)", "(and may set it at nil)«)")),
	PLANT(PUN002, DRAFT("(in writing)", "(in «“writing)")),
	PLANT(PUN003, DRAFT("that it reads;", "that it reads«;;")),
	PLANT(PUN003, DRAFT("Small Premises) shall:", "Small Premises) shall«::")),
	PLANT(PUN003, BASE("within {n} days of the notice of it.",
			   "within {n} days of the notice of it«..")),
	PLANT(PUN004, DRAFT("that it reads;", "that it «reads ;")),
	PLANT(PUN005, DRAFT("its record for", "its «record record for")),
	PLANT(PUN005, BASE("may report to each", "may report «to to each")),
	PLANT(PUN006, BASE("at the end of the {period}.\n\n{=end}",
			   "at the end of the «{period}\n\n{=end}")),
	PLANT(TYP001, DRAFT("with Sections {fee} to {pay}",
			    "with Sections {fee} to {pay} and Sections {keep}« – {tell}")),
	PLANT(TYP002, DRAFT("(in writing)", "(“in” «\"writing\")")),
	PLANT(TYP003, AKN("may report to", "may report«  to")),
	PLANT(CON015, DRAFT("{i} keep its record for {n} days",
			    "{i} «keep its record " LONG "for {n} days")),

	/* references */
	PLANT(REF001, DRAFT("as Section {tell} provides", "as Section «{L} {tell~} provides")),
	PLANT(REF001, DRAFT("as Section {tell} provides", "as Section «{L}.{tell~} provides")),
	PLANT(REF002, DRAFT("as Section {tell} provides", "as Section «{tell}7 provides")),
	PLANT(REF002, DRAFT("as Section {tell} provides", "as Section «{list}(A) provides")),
	PLANT(REF002, BASE("Subject to Section {list}(b)", "Subject to Section «{last}7")),
	PLANT(REF003, DRAFT("as Section {tell} provides", "as Section «{list}(x) provides")),
	PLANT(REF003, BASE("Subject to Section {list}(b)", "Subject to Section «{keep}(b)")),
	PLANT(REF004, DRAFT("with Sections {fee} to {pay}", "with Sections «{last} to {end}")),
	PLANT(REF004, DRAFT("Delete section {end}", "Delete section {rate}"),
	      DRAFT("with Sections {fee} to {pay}", "with Sections «{fee} to {rate}")),
	PLANT(REF005, DRAFT("Delete section {end}", "Delete section {two}"),
	      TERMS("under Section {two}", "under Section «{two}")),
	PLANT(REF006, DRAFT("as Section {tell} provides", "as Section «{list}(a) provides")),
	PLANT(REF007, DRAFT("as Section {tell} provides", "as Section «{three}A provides")),
	PLANT(REF008, BASE("to {pay}.\n", "to {pay} or Sections «{keep} to {tell}.\n")),
	PLANT(REF009, DRAFT("with Sections {fee} to {pay}", "with Sections «{pay} to {fee}")),
	PLANT(REF009, DRAFT("with Sections {fee} to {pay}", "with Sections «{keep} to A1.1")),
	PLANT(REF010, DRAFT("as Section {tell} provides", "as «{tell} provides")),
	PLANT(REF011, DRAFT("as Section {tell} provides", "as Section «A1.1 provides")),
	PLANT(REF012, DRAFT("as Section {tell} provides",
			    "as Section {tell} («Closing of the Books) provides")),
	PLANT(REF013, DRAFT("as Section {tell} provides", "as Section {tell} («Fees) provides")),
	PLANT(REF014, DRAFT("as Section {tell} provides", "as «Sections {tell} provides")),
	PLANT(REF014, DRAFT("with Sections {fee} to {pay}", "with «Section {fee} to {pay}")),
	PLANT(REF015, DRAFT("as Section {tell} provides", "as «Section {list}A provides")),
	PLANT(REF016, DRAFT("as Section {tell} provides", "as Section «{spare} provides")),
	PLANT(REF017, DRAFT("as Section {tell} provides", "as paragraph «(q) provides")),
	PLANT(REF017,
	      BASE("read each {Thing} at", "read each {Thing} in «the preceding paragraph at")),
	PLANT(REF018, DRAFT("as Section {tell} provides", "as Section «X4.1 (Keys) provides")),
	PLANT(REF019, DRAFT("as Section {tell} provides", "as the «Old Meters Act provides")),
	PLANT(REF020, DRAFT("with Sections {fee} to {pay}", "with Sections «{fee} to {rate}")),
	PLANT(REF021, BASE("\nReports\n", "\nReports under «Section {last}\n")),
	PLANT(REF022,
	      BASE("{=end} A report shall say what was read, and when.",
		   "{=end} The fee is as set out in Section {third}.\n\n{=third} The fee is as set "
		   "out in Section «{end}."),
	      DRAFT("Delete section {end}", "Delete section {last}")),
	PLANT(REF023, DRAFT("with Sections {fee} to {pay}",
			    "with Sections {fee} to {pay} and Section «{rate}")),

	PLANT(REF024, DRAFT("with Section {keep} and with Sections {fee} to {pay}",
			    "with Sections «{keep} to {list} and {fee} to {pay}")),

	/* definitions */
	PLANT(DEF001, TERMS("“Small Premises” means",
			    "«“{Role}” means a clock.\n\n“Small Premises” means")),
	PLANT(DEF002, DRAFT("(in writing)", "(a «“Late Reader”)")),
	PLANT(DEF003,
	      DRAFT("tell the {Body} (in writing)",
		    "tell the {Body} and the «Key Keeper (in writing)"),
	      DRAFT("{three}A Where", "{three}A The Key Keeper shall act. Where")),
	PLANT(DEF004, DRAFT("(other than one with Small Premises)",
			    "(other than one with «small premises)")),
	PLANT(DEF005,
	      TERMS("“Small Premises” means a place of one room.",
		    "“Small Premises” means a place of one room.\n\n“Spare Keys” means what opens "
		    "it."),
	      DRAFT("(in writing)", "(with a «Spare Key)")),
	PLANT(DEF006,
	      TERMS("“Small Premises” means a place of one room.",
		    "“Small Premises” means a place of one room.\n\n“Spare Door Keys” means what "
		    "opens it."),
	      DRAFT("(in writing)", "(with «Spare Keys)")),
	PLANT(DEF007,
	      TERMS("“Small Premises” means a place of one room.",
		    "“Small Premises” means a place of one room.\n\n“Spare Device” means a device "
		    "that is kept."),
	      DRAFT("{three}A Where it", "{three}A A «Spare Device shall act. Where it")),
	PLANT(DEF008,
	      TERMS("means a place of one room", "means a place of one room in «Small Premises")),
	PLANT(DEF009, DRAFT("", "\nIn section {fee}, delete “ (the “Yearly Fee”)”.\n"),
	      TERMS("in Section {fee}", "in Section «{fee}")),
	PLANT(DEF010, BASE("at least {few} times", "at least {few} times (each a «“Sitting”)")),
	PLANT(DEF011,
	      DRAFT("",
		    "\nAmend section A1.1 to read:\n\nA1.1 In this Code, except where the context "
		    "otherwise requires:\n\n“{Body}” means the body that is set up under Section "
		    "{two}.\n\n“{Thing}” means a device that measures what passes through "
		    "it.\n\n“{Role}” means a person that reads what it has put in place.\n\n“Small "
		    "Premises” means a place of one room.\n\n“Yearly Fee” has the meaning given to "
		    "that expression in Section {fee}.\n\n«“Attic” means a place under a roof.\n")),

	/* headings */
	PLANT(HDG001, BASE("\nReports\n", "\n«Forms\n\nReports\n")),
	PLANT(HDG002, BASE("{=mid}", "Duty to Answer Questions\n\n{=mid}"),
	      BASE("Registers\n", "Duty to Keep Registers\n"),
	      BASE("\nFees\n", "\n«Fees that are due\n")),
	PLANT(HDG003, DRAFT("Add new section {list}A after section {list} as follows:\n",
			    "Add new cross-heading and section {list}A after section {list} as "
			    "follows:\n\n«Further Readings\n")),
	PLANT(HDG004, DRAFT("", "\nDelete section {last} and replace it with “Not Used.”\n"),
	      BASE("\nReports\n", "\n«Reports\n")),

	PLANT(HDG005, AKN("<body>", "<preface><toc><tocItem href=\"#sec_{L}1\" level=\"1\">«{L}1 "
				    "Keys</tocItem></toc></preface>\n    <body>")),

	/* instructions */
	PLANT(AMD001, DRAFT("These changes have been drafted against the Smart Energy Code (SEC) "
			    "version {version}.",
			    "These changes have been drafted against the Smart Energy Code (SEC) "
			    "version «1.1.")),
	PLANT(AMD002, DRAFT("In section {pay}, replace", "«In section {pay}9, replace")),
	PLANT(AMD003, DRAFT("", "\n«Amend {rate} as follows:\n\nDeleted: {rate} The {Body} shall "
				"set the Yearly Fee (and may set it at nil).\n")),
	PLANT(AMD004, DRAFT("Delete section {end}", "«Remove section {end}")),
	PLANT(AMD005, DRAFT("Add new section {list}A after section {list} as follows:\n",
			    "«Add new section {list}A after section {list} as follows:\n\nFurther "
			    "Readings\n")),
	PLANT(AMD006, DRAFT("Add new section {list}A after section {list} as",
			    "«Add new section {list}A as")),
	PLANT(AMD007, DRAFT("Delete section {end} and replace it with “Not Used.”",
			    "«Delete section {end}.")),
	PLANT(AMD008,
	      DRAFT("In section {pay}, replace “within", "«In section {pay}, replace “inside")),
	PLANT(AMD008,
	      DRAFT("In section {list}(a), after “the end”", "«In section {list}(a), after “the”")),
	PLANT(AMD009, DRAFT("In section {list}(a), after “the end” insert “(or the middle)”.",
			    "«In section {fee}, replace “(the \"Yearly Fee\")” with “(for the "
			    "year, the “Yearly Fee”)”.")),
	PLANT(AMD010, DRAFT("", "\n«Amend section {rate} as follows:\n\n{rate} The {Body} may set "
				"the Yearly Fee (and may set it at nil).\n")),
	PLANT(AMD011, DRAFT("“within {n}5 days”", "“within {n} days”"),
	      DRAFT("In section {pay}, replace", "«In section {pay}, replace")),
	PLANT(AMD012,
	      DRAFT("Add new section {list}A after section {list} as follows:\n\n{list}A",
		    "«Add new section {tell} after section {list} as follows:\n\n{tell}"),
	      DRAFT("Delete section {end}",
		    "Renumber section {tell} as section {L}1.88.\n\nDelete section {end}")),
	PLANT(AMD013, DRAFT("", "\n«In section {pay}, replace “{n} days” with “one day”.\n")),
	PLANT(AMD016, DRAFT("\n{three}A Where", "\n{two}B Where"),
	      DRAFT("Add new section {three}A", "«Add new section {three}A")),
	PLANT(AMD017, DRAFT("", "\nAmend section {pay} as follows:\n\n{pay} The Yearly Fee is due "
				"«inside {n}4 days of the notice of it.\n\nDeleted: {n}\n")),
	PLANT(AMD018, DRAFT("", "\n«Amend {rate} as follows:\n\nDeleted: {rate} The {Body} shall "
				"fix the Yearly Fee (and may set it at nil).\n")),
	PLANT(AMD019, DRAFT("In section {pay}, replace “within {n} days” with “within {n}5 days”",
			    "«In section {pay}, replace “inside {n} days” with “within {n} days”")),
	PLANT(AMD020, DRAFT("Delete section {end}", "«Delete section {rate}")),
	PLANT(AMD021, DRAFT("In section {list}(a), after “the end” insert “(or the middle)”.",
			    "In section {list}(a), «make the words “the end” nicer.")),
	PLANT(AMD022, DRAFT("In section {list}(a), after “the end” insert “(or the middle)”.",
			    "«Add new cross-heading “Keys”.")),
	PLANT(AMD023, DRAFT("In section {list}(a), after", "In «paragraph (a), after")),
	PLANT(AMD024, DRAFT("Delete section {end}", "Renumber sections {last} and {two} as "
						    "«section {L}2.90.\n\nDelete section {end}")),
	PLANT(AMD025, DRAFT("", "\n«Add new section {end}A after section {end} as follows:\n")),
	PLANT(AMD026,
	      BASE("{=pay} The Yearly Fee is due within {n} days of the notice of it.",
		   "{=pay}\n\n[text not supplied]"),
	      DRAFT("In section {pay}, replace", "«In section {pay}, replace")),
	PLANT(AMD027, DRAFT("In section {list}(a), after “the end” insert “(or the middle)”.",
			    "«Section {list} has effect as if “the end” included the middle.")),
	PLANT(AMD028, DRAFT("In section {list}(a), after “the end” insert “(or the middle)”.",
			    "«In Annex C, replace “the end” with “the middle”.")),

	/* style */
	PLANT(CON002, DRAFT("{i} comply with Section {keep} and with Sections {fee} to "
			    "{pay};\n\n{i} tell the "
			    "{Body} (in writing) of each {Thing} that it reads;",
			    "{i} comply with the duties in Section {keep};\n\n{i} keep to the "
			    "«arrangements set out in Section {keep};")),
	PLANT(CON003,
	      DRAFT("These changes have", "«The tables below say why.\n\nThese changes have")),
	PLANT(CON004, DRAFT("These changes have",
			    "This is the draft legal text of the change, and the «Legal Text is "
			    "below.\n\nThese changes have")),
	PLANT(CON005,
	      BASE("may report to each {Role} at the end of the {period}",
		   "may report to each {Role} in «its place"),
	      DRAFT("", "\nIn section {last}, after “each {Role}” insert “and each Deputy”.\n")),
	PLANT(CON011, DRAFT("Where it meets under Section {three}, the {Body} shall",
			    "Where it meets under Section {three}, the {Body} «must")),
	PLANT(CON012, DRAFT("that it reads;", "that «he or she reads;")),
	PLANT(CON013, DRAFT("for {n} days, as", "for «five (6) days, as")),
	PLANT(CON014,
	      DRAFT("the {Body} shall say so", "the {Body} shall «not be asked not to say so")),

	/* suppressions */
	PLANT(SUP001, SUPPRESS("«REF008 {keep}: none\n")),
	PLANT(SUP002, SUPPRESS("«REF002 {list}A until 2025-12-31: it comes later\n"),
	      DRAFT("as Section {tell} provides", "as Section {tell}7 provides")),
	PLANT(SUP003, SUPPRESS("«REF008 {keep}\n")),

	/* the model */
	PLANT(XML001, AKN("</body>", "</bod>«")),
	PLANT(XML002, AKN("    <body>", "«    <body><clause/>")),
	PLANT(XML003, AKN("<section eId=\"sec_{L}2\"", "«<section eId=\"sec_{L}1\"")),
	PLANT(XML004, AKN("<section eId=\"sec_{L}2\"", "«<section eId=\"sec_{L}3\"")),
	PLANT(XML005, AKN("<num>{rate}</num>", "<num>{rate}</num>«Words.")),
	PLANT(XML006, AKN("<body>", "<?words?>«<body>")),
	PLANT(XML007, PATCH("<textualMod eId=\"am_1\"", "«<textualMod eId=\"am_1\""),
	      PATCH("<source href=\"#sec_1__mod_1\"/>", "<source href=\"#sec_1__mod_9\"/>")),
};
const size_t plant_count = sizeof plants / sizeof *plants;
