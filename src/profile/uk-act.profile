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
# An Act that amends another cites that one.
amending = (?i)\b(?:insert|substituted?|omit|leave out|repealed)\b(?:[^.;]{0,12}[“"‘—]|\s*[—–:-]?\s*\z)
# References to a neighbour; and the words of a provision that only says where to look.
neighbour = (?i)\bthe (?:immediately )?(?:preceding|previous|foregoing|(?<next>following|next)) (?:paragraph|sub-?paragraph|subsection)\b(?!s)
as-in = (?i)\b(?:as (?:is |are )?(?:set out |provided (?:for )?|described |specified |defined |stated |given )?in|(?:set out|specified|provided(?: for)?|stated) in|in accordance with|(?:given|ascribed)(?: to (?:it|them|that expression))? in)\b
# What stands after a term that is defined there; that adds to its ordinary meaning; that sends the
# reader elsewhere. What says that words hold for a part only.
defines = (?:,[^.;]{1,80},)?\s*(?:shall |is to |are to )?(?:also )?(?:means?|be read as|includes?|refers? to|ha(?:s|ve) (?:respectively )?the (?:same )?meanings?)\b
includes = (?:,[^.;]{1,80},)?\s*(?:shall )?(?:also )?includes?\b
points = (?:,[^.;]{1,80},)?\s*(?:shall )?ha(?:s|ve) (?:respectively )?the (?:same )?meanings?(?: respectively)? (?:(?:given|ascribed|set out|assigned|attributed|provided|specified|defined|stated)(?: (?:to|for|of) (?:(?:that|such|the|this|those|these) (?:expressions?|terms?|phrases?|words?)|it|them))? (?:in|by|under|at)|as in)\b
local = (?i)\b(?:in|for (?:the )?purposes? of) (?:this|these|those|the following|parts?|chapters?|paragraphs?|sections?|subsections?|schedules?)\b(?! (?:act|order|measure)\b)
# First words of sentences; names that nobody defines.
ordinary = the a an each any every all both either neither no such this that these those where when
	whenever if in on at for from to by with within without subject except save unless until upon
	after before as and or but it its they their there which who whose nothing other another one
	only not nor so than then while during under following notwithstanding provided
names = January February March April May June July August September October November December Monday
	Tuesday Wednesday Thursday Friday Saturday Sunday Christmas Easter Great Britain England Wales Scotland Ireland
	London Kingdom Parliament Minister Crown Majesty European Union
