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
nouns-exact = yes
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
# References to a neighbour; and the words of a provision that only says where to look.
neighbour = (?i)\bthe (?:immediately )?(?:preceding|previous|foregoing|(?<next>following|next)) (?:paragraph|subparagraph|subsection)\b(?!s)
as-in = (?i)\b(?:as (?:is |are )?(?:set out |provided (?:for )?|described |specified |defined |stated |given )?in|(?:set out|specified|provided(?: for)?|stated) in|in accordance with|(?:given|ascribed)(?: to (?:it|them|that expression))? in)\b
# What stands after a term that is defined there; that adds to its ordinary meaning; that sends the
# reader elsewhere. What says that words hold for a part only.
defines = (?:,[^.;]{1,80},)?\s*(?:shall |is to |are to )?(?:also )?(?:means?|be read as|includes?|refers? to|ha(?:s|ve) (?:respectively )?the (?:same )?meanings?)\b
includes = (?:,[^.;]{1,80},)?\s*(?:shall )?(?:also )?includes?\b
points = (?:,[^.;]{1,80},)?\s*(?:shall )?ha(?:s|ve) (?:respectively )?the (?:same )?meanings?(?: respectively)? (?:(?:given|ascribed|set out|assigned|attributed|provided|specified|defined|stated)(?: (?:to|for|of) (?:(?:that|such|the|this|those|these) (?:expressions?|terms?|phrases?|words?)|it|them))? (?:in|by|under|at)|as in)\b
local = (?i)\b(?:in|for (?:the )?purposes? of) (?:this|these|those|the following|titles?|chapters?|paragraphs?|sections?|subsections?)\b
# First words of sentences; names that nobody defines.
ordinary = the a an each any every all both either neither no such this that these those where when
	whenever if in on at for from to by with within without subject except save unless until upon
	after before as and or but it its they their there which who whose nothing other another one
	only not nor so than then while during under following notwithstanding provided
names = January February March April May June July August September October November December Monday
	Tuesday Wednesday Thursday Friday Saturday Sunday Christmas Easter United States America Columbia Congress

# Words of drafting, used by the forms as (?&name); see sec.profile.
[vocabulary]
noun = (?:amendatory )?(?:(?:sub-?)?(?:section|paragraph|clause)s?)
number = (?:\d+[A-Z]?(?::\d+[A-Z]?)?-\d+[A-Za-z]*(?:\.\d+[A-Za-z]*)?|\d+[A-Za-z]*(?:-\d+)?)(?![\w]|\.\d)
labels = (?:\((?:[ivxlc]{1,6}|[IVXLC]{1,6}|[a-z]{1,3}(?:-\d+[a-z]?)?|[A-Z]{1,3}(?:-[ivx]+)?|\d{1,3}[A-Z]{0,2}(?:-[ivx]+)?)\))+
letter = (?!)
code_mark = D\.C\. Official Code §§? ?
code = (?: of (?:(?!\bis amended|\bare amended|\brepealed)[^“”"])*?)? ?\((?:[^()]*; )?(?&code_mark)(?&number)(?&labels)?(?: et seq\.)?[^()]*\),?
one = (?:the )?(?:(?&noun) ?)?(?:(?&number)(?: ?(?&labels))?|(?&labels))(?&code)?(?: of (?:the )?(?:District of Columbia|D\.C\.) Official Code)?
address = (?&one)(?: of (?&one))?
addresses = (?&address)(?:(?:,? and |, | through | to )(?&address))*
quoted = “(?:(?!“|”).|(?&quoted))*”|"[^"]*"
words = (?:the )?(?:(?:phrase|word|words|number|date|phase) )?
times = ,? (?:both (?:times|places)|each time|wherever it appears)
place = ,? in its place
stop = [.,;:]*$|[,;]? and |[,;] |\.[ ]
[forms]
within = (?<target>(?&addresses)) (?:is|are) amended(?= (?:by|as))(?: by)?
context = (?<target>(?&addresses)) (?:is|are) amended as follows
context = .* is amended as follows
substitution words = strik(?:e|ing) (?&words)(?<old>(?&quoted))(?<occurrence>(?&times))? and insert(?:ing)? (?&words)(?<new>(?&quoted))(?&place)?
repeal words = strik(?:e|ing) (?&words)(?<old>(?&quoted))(?<occurrence>(?&times))?
repeal provision = (?<target>(?&addresses)) (?:is|are) repealed
attempt = .*\b(?:amended|repealed|striking|inserting|redesignated)\b.*
