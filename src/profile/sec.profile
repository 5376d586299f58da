# The Smart Energy Code (Great Britain).
# Each section belongs to one room of the program; the first to the profile itself.

[profile]
name = sec
title = Smart Energy Code
language = eng
country = gb

# element = eId prefix, style; for numbers also their pattern and the noun that people use
[levels]
chapter = chp number [A-Z] Section
section = sec number [A-Z][0-9]+[A-Z]* Section
clause = cl number [A-Z][0-9]+[A-Z]*\.[0-9]+[A-Z]* Section
paragraph = para lower
subparagraph = subpara roman
point = point upper
indent = indent digit

# How provisions are cited. Nouns stand here in the singular and in lower case.
[citation]
noun = section clause subsection sub-section paragraph
item.paragraph = paragraph item
item.subparagraph = sub-paragraph subparagraph
item.point = point
# What counts as a citation without a noun before it.
bare = [A-Z][1-9][0-9]?[A-Z]{0,2}(?:\.[1-9][0-9]{0,2}[A-Z]{0,2})?
# Misspellings: a number that can be mended anywhere, and one only with a noun before it.
loose = [A-Z](?:\s|\.\s?)?[0-9]+[A-Z]{0,2}(?:\s?\.|,)[0-9]+[A-Z]{0,2}
loose-after-noun = [A-Z](?:\s[0-9]+[A-Z]{0,2}|\.[0-9]+[A-Z]{0,2}|(?:\s|\.\s?)?[0-9]+[A-Z]{0,2}\s?\.\s[0-9]+[A-Z]{0,2})
# A number after these words is another thing's.
not-after = Schedule Schedules Appendix Appendices Annex Annexes Attachment Attachments Version
	version Table Figure Form Phase Release Class Type Part Grade Page page Postcode Unit Room
# "of the ... Act" makes a reference external, but not "of this Code".
external = Act Acts Licence Licences Code Codes Order Orders Regulations Rules Directive Agreement
	Scheme Statute Procedure
own = the Code
own = this Code
own = the Smart Energy Code
own = the SEC
# First words of brackets after a reference that do not cite a heading.
no-descriptor = a an and as at above alone being below but by each either except excluding for from if
	in including inclusive namely not of on only or other otherwise provided save subject such that
	the to together under unless when where whether which whichever with within
heading = yes

# Words and names that several rooms need.
[words]
not-used = Not Used.
not-used-pattern = (?i:\[?not used\]?\.?)
abbreviations = No. Nos. para. paras. i.e. e.g. etc. v. c.
