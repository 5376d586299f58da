# Acts and Regulations of the United Kingdom, as legislation.gov.uk publishes them.

[profile]
name = uk-act
title = United Kingdom legislation
language = eng
country = gb

# A Schedule stands before the Parts, since it may have some. Below an Article, a regulation or a rule
# and in a Schedule items go by depth, whatever their labels look like.
[levels]
schedule = sched number [A-Z]{0,2}[0-9]+[A-Z]* Schedule
part = part number [A-Z]{0,2}[0-9]+[A-Z]* Part
chapter = chp number within [A-Z]{0,2}[0-9]+[A-Z]* Chapter
article = art number [A-Z]{0,2}[0-9]+[A-Za-z]* Article
regulation = reg number [A-Z]{0,2}[0-9]+[A-Z]* regulation
rule = rule number [A-Z]{0,2}[0-9]+[A-Z]*(?:\.[0-9]+[A-Z]*)? rule
section = sec number [A-Z]{0,2}[0-9]+[A-Z]* section
subsection = subsec digit
paragraph = para lower
subparagraph = subpara roman
level = item upper
below = article regulation rule
paragraph = para digit
subparagraph = subpara lower
point = item roman
indent = subitem upper
below = schedule
paragraph = para number within [A-Z]{0,2}[0-9]+[A-Z]* paragraph
subparagraph = subpara digit
paragraph = para lower
subparagraph = subpara roman
level = item upper

[citation]
noun = section part chapter
groups = part chapter
# What bare numbers are in an instrument of that name; in an Act they are sections.
numbers.article = Order
numbers.regulation = Regulations
numbers.rule = Rules
noun-required = yes
skip-levels = yes
cite-noun = yes
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
headings = schedule part chapter section
# Headings on a line of their own: of larger units, "SCHEDULE 1A", and of a number on the next line.
units = schedule part chapter
heading-before = article regulation rule section
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
# How an instruction that mends a consequence is worded.
instruction = In section {place}{part}, for “{old}” substitute “{new}”.
instruction-intro = , in the opening words
instruction-wrapup = , in the closing words
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

# Words of drafting, used by the forms as (?&name); see sec.profile.
[vocabulary]
noun = (?:(?:sub-?)?(?:sections?|paragraphs?|heads?)|articles?|regulations?|rules?|clauses?|schedules?|parts?|chapters?|points?|items?)
number = (?-i:[A-Z]{0,2}\d+[A-Z]*|\d+[a-z]{1,2})(?![\w£]|\.\d)
# A label after a space is short: "section 5 (fees)" has none.
label = (?-i:\((?:\d{1,3}[A-Z]{0,3}|[A-Z]{1,2}\d{1,3}[A-Z]?|[A-Z]{1,2}|[a-z]{1,3}|[xvil]{1,7}[a-z]{0,2})\))
short = (?-i:\((?:\d{1,3}[A-Z]{0,2}|[A-Z]|[a-z]|[xvi]{1,4})\))
labels = (?:(?<!\d )(?<!\d[A-Z] )(?&label)|(?&short))(?&label)*
letter = (?!)
same = that (?:(?:sub-?)?(?:section|paragraph|head)|article|regulation|rule|schedule|part|chapter|point|item)\b
alone = the schedule(?! \d| [A-Z]\d|s)\b
quoted = “(?:[^“”]|(?&quoted))*”|"[^"]*"
open = “(?:[^“”]|(?&quoted))*$
inner = [^()“”]|(?&quoted)|\((?&inner)*+\)
bracket = \((?&inner)*+\)
instrument = (?-i:Acts?|Orders?|Regulations|Rules|Measure|Scheme|Directive|Convention|Regulation)
act = ,? (?:of|to|in) (?:the |that |those |this )+(?:(?!\b(?:inserts?|substitutes?|omit|after|before|insert|for|at) )(?:[^“”,;—:()]|(?&bracket)))*?\b(?&instrument)\b(?! (?:of|and) (?-i:[A-Z]))(?: (?&bracket))?(?: (?:18|19|20)\d\d)?
descriptor = (?: ?(?&bracket)|(?&act))+
one = (?&same)|(?&alone)|(?:the )?(?:(?&noun) ?)?(?:(?&number)(?&labels)?|(?&labels))
address = (?&one)(?&descriptor)?(?: of (?&one)(?&descriptor)?)*(?:, (?:(?&noun)) (?&one)(?=[ ,—]))?
addresses = (?:(?:both|each) of )?(?&address)(?:(?:,? and in |,? and |,? or |, | to |–)(?&address))*
words = (?:the )?(?:(?:words?|phrase|expression|figures?|number|definition) )?
ordinal = first|second|third|fourth|fifth|last
times = ,? \(?(?:in (?:both|each|all|every) (?:places?|case)(?: (?:where|in which|that) (?:it|they|the words?) (?:first )?(?:occurs?|appears?))?|on each occasion(?: (?:it|they) (?:occurs?|appears?))?|wherever (?:it|they) (?:occurs?|appears?)|wherever occurring|each time (?:it|they) (?:occurs?|appears?)|in the (?&ordinal) place(?: (?:where|in which) (?:it|they) (?:occurs?|appears?)| (?:it|they) (?:occurs?|appears?))?|where (?:it|they) (?&ordinal) (?:occurs?|appears?)|in both places)\)?,?
portion = (?:the )?(?:opening|introductory|closing|concluding|full-out) words|the words (?:before|preceding|after|following) (?:the )?(?:first |last )?(?:(?&noun) )?(?:(?&labels))?|the (?:cross-?|italic )heading (?:before|preceding|above|that precedes)(?: (?&address))|the (?:(?&noun) )?(?:heading|title)
portions = (?&portion)(?: and (?:in )?(?&portion))*
dash = ,? ?[—–:-]
insert = (?:there (?:is|are|shall be) )?(?:insert(?:ed)?|add(?:ed)?)(?: the following(?: (?&noun))?)?
substitute = (?:there (?:is|are|shall be) )?substituted?
omit = omit|leave out
appropriate = (?:in|at) the appropriate places?(?: in (?:the )?alphabetical order)?
stop = [.,;:]*$|[,;]? and |[,;] |\.[ ]

[forms]
within = in (?<target>(?&addresses))
within = in (?<part>(?&portions))
within = in (?<part>(?&portion)) (?:of|to) (?<target>(?&address))
within = in the (?:cross-?|italic )heading (?:before|preceding|above|that precedes) (?<target>(?&address))
within = in the definition of (?<term>(?&quoted)|(?-i:[a-z][a-z ’-]+?(?=,| (?:for|omit|after|before)|—)))
within = in (?<target>(?&address)) of the definition of (?<term>(?&quoted))
context = (?<target>(?&addresses)) (?:is|are) amended (?:as follows|in accordance with .*)
within = in (?:the|that|those) (?:(?!\b(?:section|paragraph|definition|heading|entry|table) )[^“”,;—:()]|(?&bracket))*?\b(?&instrument)\b(?: (?&bracket))?(?: (?:18|19|20)\d\d)?(?: (?&bracket))*
within = in consequence of (?:[^“”,;—:()]|(?&bracket))+?
context = .* (?:is|are) amended (?:as follows|in accordance with .*)
substitution words = for (?&words)(?<old>(?&quoted))(?<occurrence>(?&times))?,? (?&substitute) (?&words)(?<new>(?&quoted))
insertion words = (?<position>after|before) (?&words)(?<old>(?&quoted))(?<occurrence>(?&times))?,? (?&insert) (?&words)(?<new>(?&quoted))
repeal words = (?&omit) (?&words)(?<old>(?&quoted))(?<occurrence>(?&times))?
insertion provision = (?<position>after|before) (?<anchor>(?&address)),? (?&insert)(?&dash) ?(?<payload>.*)
substitution provision = for (?<target>(?&addresses)),? (?&substitute)(?&dash) ?(?<payload>.*)
insertion provision = (?<position>at the end)(?: of (?<anchor>(?&address)))?,? (?&insert)(?&dash) ?(?<payload>.*)
effect = .*?\b(?:has|have|shall have|is to have|are to have) effect as if\b.*
effect = .*?\b(?:is|are) to (?:apply|have effect|be read) as if\b.*
effect = .*?\b(?:applies|apply|incorporated into this (?&instrument)|has effect|have effect|is to be read|are to be read) (?:(?:subject to|with) the (?:following )?modifications?)\b.*
unsupported = [^“]*\bin (?:the )?(?:text (?:to be )?(?:substituted|inserted)|(?:inserted|substituted) (?&noun)|entry|table|column|row|list|modification)\b.*
attempt = “.*
attempt = (?:in|for|after|before|at|omit|insert|leave out|substitute) .*\b(?:insert|substitute|omit|leave out|add)\b.*

[modification]
replace-together = yes
leaves = dots
