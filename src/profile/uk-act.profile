# Acts and Regulations of the United Kingdom, as legislation.gov.uk publishes them.

[profile]
name = uk-act
title = United Kingdom legislation
language = eng
country = gb

[levels]
part = part number [A-Z]{0,2}[0-9]+[A-Z]* Part
chapter = chp number within [A-Z]{0,2}[0-9]+[A-Z]* Chapter
section = sec number [A-Z]{0,2}[0-9]+[A-Z]* section
subsection = subsec digit
paragraph = para lower
subparagraph = subpara roman
level = item upper

[citation]
noun = section part chapter
noun-required = yes
skip-levels = yes
lower-descriptor = yes
item.subsection = subsection
item.paragraph = paragraph
item.subparagraph = sub-paragraph
external = Act Acts Order Orders Regulations Rules Directive Measure
own = this Act
own = this Order
own = these Regulations
no-descriptor = a an and as at being but by each either except for if in including inclusive not of or
	other save that the to under unless where which with within

[words]
not-used = . . . . . . . . . .
not-used-pattern = (?:\.\s*){3,}

[outline]
headings = part chapter section
definition = means includes has have shall is are
cited = and or to

# What the checks need to know.
[check]
any-of = (?i)\b(?:any|all|each|either|both|none|one)(?: one)?(?: or more)? of(?:\s*(?:[:-]|–|—)?\s*\z|[^.;]{0,12}\bfollowing\b)
placeholder = \[\s*(?:●|•|\*+|[xX]+|TBC|TBD|…|\.{3}|(?i:insert|date)[^\]]*)?\s*\]|\bX{4,}\b|\bTB[CD]\b|\binsert date\b
repeat = that had
whole-document = yes
