# The District of Columbia Official Code.

[profile]
name = us-dc
title = District of Columbia Official Code
language = eng
country = us

[levels]
section = sec number [0-9]+[A-Z]?(?::[0-9]+[A-Z]?)?-[0-9]+[A-Za-z]*(?:\.[0-9]+[A-Za-z]*)* section
subsection = subsec lower
paragraph = para digit
subparagraph = subpara upper
clause = cl roman
subclause = subcl upper-roman

[citation]
noun = section §
noun-required = yes
skip-levels = yes
item.subsection = subsection
item.paragraph = paragraph
item.subparagraph = subparagraph sub-paragraph
item.clause = clause
external = Act Acts Order Regulations Rules
own = this act
own = the District of Columbia Official Code
own = the D.C. Official Code
no-descriptor = a an and as at being but by each either except for if in including inclusive not of or
	other save that the to under unless where which with within

[words]
not-used = Repealed.
not-used-pattern = (?i:\[?repealed\]?[.;]?)

[outline]
headings = section
definition = means includes has have shall is are
cited = and or to

# What the checks need to know.
[check]
any-of = (?i)\b(?:any|all|each|either|both|none|one)(?: one)?(?: or more)? of(?:\s*(?:[:-]|–|—)?\s*\z|[^.;]{0,12}\bfollowing\b)
placeholder = \[\s*(?:●|•|\*+|[xX]+|TBC|TBD|…|\.{3}|(?i:insert|date)[^\]]*)?\s*\]|\bX{4,}\b|\bTB[CD]\b|\binsert date\b
repeat = that had
items-joined = yes
