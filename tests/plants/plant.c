/* The faults: at least one for each check that can be made from plain text. */
#include "plants.h"

#define PLANT(code, ...)            \
	{                           \
		DIAG_##code,        \
		{                   \
			__VA_ARGS__ \
		}                   \
	}
#define BASE(from, to)                 \
	{                              \
		TEXT_SECTION, from, to \
	}
#define TERMS(from, to)                    \
	{                                  \
		TEXT_DEFINITIONS, from, to \
	}
#define DRAFT(from, to)              \
	{                            \
		TEXT_DRAFT, from, to \
	}

const struct plant plants[] = {
	/* input */
	PLANT(IN001, DRAFT("with Sections {fee} to", "with Sections\n«{fee} to")),
	PLANT(IN006, DRAFT("(in writing)", "(in wri«\u200b»ting)")),
	PLANT(IN024,
	      DRAFT("Delete section", "«And now the rest of it all, at last:\n\nDelete section")),

	/* facts of the document */
	PLANT(DOC004, DRAFT("as Section {tell} provides", "as «SECMP0999 requires")),
	PLANT(DOC005, DRAFT("for {n} days, as", "for «[insert date]» days, as")),
	PLANT(DOC005, DRAFT("(in writing)", "(in «TBC»)")),

	/* numbers */
	PLANT(NUM001, DRAFT("{i} close its record of the reading.",
			    "«(a) close its record of the reading.")),
	PLANT(NUM002, DRAFT("{i} close its record of the reading.",
			    "«(m) close its record of the reading.")),

	/* lists */
	PLANT(LST001, DRAFT("that it reads;", "that it reads«; and»")),
	PLANT(LST002, DRAFT("provides; and", "«provides;")),

	/* references */
	PLANT(REF002, DRAFT("as Section {tell} provides", "as Section «{tell}7 provides")),
};
const size_t plant_count = sizeof plants / sizeof *plants;
