# Acts and Regulations of the United Kingdom, as legislation.gov.uk publishes them.

[profile]
name = uk-act
title = United Kingdom legislation
language = eng
country = gb

# A Schedule stands before the Parts, since it may have some. Items go by depth, whatever their labels
# look like; only what has figures is a subsection.
[levels]
schedule = sched number [A-Z]{0,2}[0-9]+[A-Z]* Schedule
part = part number [A-Z]{0,2}[0-9]+[A-Za-z]* Part
chapter = chp number within [A-Z]{0,2}[0-9]+[A-Z]* Chapter
article = art number [A-Z]{0,2}[0-9]+[A-Za-z]* Article
regulation = reg number [A-Z]{0,2}[0-9]+[A-Z]* regulation
rule = rule number [A-Z]{0,2}[0-9]+[A-Z]*(?:\.[0-9]+[A-Z]*)? rule
section = sec number [A-Z]{0,2}[0-9]+[A-Z]* section
subsection = subsec digit
paragraph = para lower
subparagraph = subpara roman
level = item upper
below = section
subsection = subsec digit exact
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
noun = section part chapter schedule article regulation rule
groups = part chapter
# What bare numbers are in an instrument of that name; in an Act they are sections.
numbers.article = Order
numbers.regulation = Regulations
numbers.rule = Rules
noun-required = yes
cite-noun = yes
lower-descriptor = yes
item.subsection = subsection
item.paragraph = paragraph
item.subparagraph = sub-paragraph
external = Act Acts Order Orders Regulations Rules Directive Measure Code Codes Agreement Convention Treaty Protocol Charter S.I. S.R.
own = this Act
own = this Order
own = these Regulations
no-descriptor = a an and as at being but by each either except for if in including inclusive not of or
	other save that the to under unless where which with within

[words]
abbreviations = No. Nos. art. arts. reg. regs. para. paras. sch. s. ss. c. v. cf. etc. i.e. e.g. viz. Mr. Mrs. Ms. Dr. Co. Ltd.
# Words of two letters that are no abbreviation: a stop behind one ends a sentence.
short = it so do be is us me to on up by of at
not-used = . . . . . . . . . .
repeal-item = dots
empty = repealed
not-used-pattern = (?:\.\s*){3,}

[outline]
headings = schedule part chapter section
# Headings on a line of their own: of larger units, "SCHEDULE 1A", and of a number on the next line.
units = schedule part chapter
# What stands under the number of one, "Section 9", "Article 38E": where it is introduced.
note = (?:sections?|articles?|regulations?|rules?|paragraphs?|schedules?) \(?[A-Z]{0,2}\d[\w().]*(?:(?:,? and |, | to )(?:(?:sections?|articles?|regulations?|rules?|paragraphs?|schedules?) )?\(?[A-Z]{0,2}\d[\w().]*)*\.?
heading-before = article regulation rule section
flush = yes
definition = means includes has have shall is are
cited = and or to
# Labels without a space between them, "(2)(a)", are a citation before these words.
behind-citation = above and applies apply are below do does has have is may must of or shall to

# What the checks need to know.
[check]
any-of = (?i)\b(?:any|all|each|either|both|none|one)(?: one)?(?: or more)? of(?:\s*(?:[:-]|–|—)?\s*\z|[^.;]{0,12}\bfollowing\b)
placeholder = \[\s*(?:●|•|\*+|[xX]+|TBC|TBD|…|\.{3}|(?i:insert|date)[^\]]*)?\s*\]|\bX{4,}\b|\bTB[CD]\b|\binsert date\b
repeat = that had
whole-document = yes
# An Act that amends another cites that one.
amending = (?i)\b(?:insert|substituted?|omit|leave out|repealed)\b(?:[^.;]{0,12}[“"‘—]|\s*[—–:-]?\s*\z)|\A\s*(?:omit|leave out)\b|\A\s*(?:in|after|before|for) (?:sub-?)?(?:section|paragraph)s? \([0-9a-z]+\)[^.;]*[—–:,-]
# References to a neighbour; and the words of a provision that only says where to look.
neighbour = (?i)\bthe (?:immediately )?(?:preceding|previous|foregoing|(?<next>following|next)) (?:paragraph|sub-?paragraph|subsection)\b(?!s)
as-in = (?i)\b(?:as (?:is |are )?(?:set out |provided (?:for )?|described |specified |defined |stated |given )?in|(?:set out|specified|provided(?: for)?|stated) in|in accordance with|(?:given|ascribed)(?: to (?:it|them|that expression))? in)\b
# Style, checked when asked for: another verb of duty than the house's, pronouns of one gender, two
# negatives, the longest sentence in words.
other-duty = (?i)\bshall\b
gendered = (?i)\b(?:he or she|she or he|his or her|him or her|himself or herself|he|she|his|her|hers|him|himself|herself)\b
negatives = (?i)\b(?:not|never)\b[^.;:,()]{1,40}\b(?:not|never|unless)\b
longest-sentence = 100
# Off unless asked for: words behind the last item that are of all; a noun before a reference; a
# pronoun for a thing.
tail = (?i),\s+(?:and\s+)?in\s+(?:each|either|every|any)\s+(?:such\s+)?case\b(?!\s+(?:where|in which|when)\b)
held-in = \b(?:the|its|their|any|all|such|those|these|that)\s(?:[a-z]+\s){0,2}?(?<noun>[a-z]{3,})(?:\s(?:(?:that|which)\s(?:is|are)\s)?(?:set out|specified|described|contained|provided for|imposed|stated))?\s(?:in|under|by)\s\z
pronoun = \b(?:its|itself)\b
# An instrument by its title without its year.
undated = \b[Tt]he\s(?<title>(?:[A-Z][a-z]+(?:\s(?:and|of|for))?\s){1,8}(?:Act|Measure|Regulations))\b(?!\s*(?:\d{4}|of\s|\())
things = device devices system systems meter meters equipment resource resources document documents
	place places area areas text service services key keys data software hardware building sum
	amount date period
persons = person persons body bodies party parties user users individual individuals company owner
	operator member members authority
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
# Between two instructions in a sentence, and where a line breaks off behind one; between clauses.
next = (?:and|or)$|(?:and,? )?(?:then |by )?
clause_join = \. |; (?:and )?| and |\(and 
noun = (?:(?:sub-?)?(?:sections?|paragraphs?|heads?)|articles?|regulations?|rules?|clauses?|schedules?|parts?|chapters?|points?|items?)
number = (?-i:[A-Z]{0,2}\d+[A-Z]*|\d+[a-z]{1,2})(?![\w£]|\.\d)
# A label after a space is short: "section 5 (fees)" has none.
label = (?-i:(?>\((?:\d{1,3}[A-Z]{0,3}|[A-Z]{1,2}\d{1,3}[A-Z]?|[A-Z]{1,2}|[a-z]{1,3}|[xvil]{1,7}[a-z]{0,2})\)))
short = (?-i:(?>\((?:\d{1,3}[A-Z]{0,2}|[A-Z]|[a-z]|[xvi]{1,4})\)))
labels = (?:(?<!\d )(?<!\d[A-Z] )(?&label)|(?&short))(?&label)*
letter = (?!)
same = that (?:(?:sub-?)?(?:section|paragraph|head)|article|regulation|rule|schedule|part|chapter|point|item)\b
alone = the schedule(?! \d| [A-Z]\d|s)\b
quoted = “(?:[^“”]|(?&quoted))*”|"[^"]*"
open = “(?:[^“”]|(?&quoted))*$|"[^"]*$
inner = [^()“”]|(?&quoted)|\((?&inner)*+\)
bracket = \((?!but |before the (?:word )?[“"]|as it |so far as |and |together |except |other than |only |in part|in (?:each|both|all|every) (?:places?|cases?)\b|(?:and|or|including) (?:the |its )?(?:cross-? ?|italic )?(?:heading|title)\b)(?&inner)*+\)
instrument = (?-i:Acts?|Orders?|Regulations|Rules|Measure|Scheme|Directive|Convention|Regulation)
name = (?&instrument)\b(?! (?:of|and) (?-i:[A-Z]))(?: (?&bracket))?(?: (?:18|19|20)\d\d)?
# Acts that Finance Acts call by letters: "TMA 1970", "FA 1998", "CTA 2010".
letters = (?-i:[A-Z]{2,8}(?:\([A-Z]+\))?) (?:18|19|20)\d\d
# What an earlier instruction makes of a provision.
state = (?:,? \(?as (?:so )?(?:re-?)?numbered\)?,?)
act = (?:,? (?:of|to|in) (?:the |that |those |this )+(?:(?!\b(?:inserts?|substitutes?|omit|after|before|for|at) )(?:[^“”,;—:()]|(?&bracket)))*?\b(?&name)|,? (?:of|to|in) (?&letters)(?!\d))
# A footnote may have run into the words: "(exemptions)Amendments have been made by ....—".
footnote = (?<=\))(?-i:[A-Z])[^“”—]*\.(?= ?—|$)
descriptor = (?: ?(?&bracket)|(?&act)|(?&footnote))+
# Words in front, past what is quoted whole.
outside = (?:[^“”]|(?&quoted))*?
# Marks that are named and not quoted.
mark = full stop|semi-?colon|comma|colon
one = (?&same)|(?&alone)|(?:the )?(?:(?&noun) ?)?(?:(?&number)(?&labels)?|(?&labels))
address = (?&one)(?&state)?(?&descriptor)?(?: of (?&one)(?&state)?(?&descriptor)?)*(?:, (?![\w-]+s )(?&noun) (?&number)(?&labels)?(?=[ ,—])(?! (?:and|or|to|is|are|shall|becomes?|ceases?)\b))?
addresses = (?:(?:both|each) of |both )?(?&address)(?:(?:,? and in |,? and |,? or |, | to |–)(?&address))*
# Without “and in”, which begins another clause: "omit subsection (2) and in subsection (3), omit “X”".
provisions = (?:(?:both|each) of |both )?(?&address)(?:(?:,? and |,? or |, | to |–)(?&address))*
# Of one noun: "at the end of paragraph (b) and paragraph (c)" may be a word and the whole of (c).
alike = (?:(?:both|each) of |both )?(?&address)(?:(?:,? and |,? or |, | to |–)(?!(?:the )?(?&noun) )(?&address))*
# The term of a definition may stand without marks.
defined = (?&quoted)(?:(?:, | and |, and )(?&quoted))*|(?-i:[a-z][a-z ’-]+?(?=,| (?:for|omit|after|before|at)\b| ?—))
terms = (?&quoted)(?:(?:, | and |, and )(?&quoted))+
what = (?:the )?(?:(?:words?|phrase|expression|figures?|number|definition|reference to|references to) )?
several = (?&quoted)(?:(?:, and |, | and )(?&what)(?&quoted))+
nth = (?:first|second|third|fourth|fifth|last|final)
ordinal = (?&nth)(?:(?:, (?&nth))*,? and (?&nth))?
nth_sentence = the (?&ordinal) sentence
# Words stand in a table, or in a row or column of it.
row = (?:the )?(?:(?:row|entry) (?:for|relating to|in respect of|(?:that |which )?begin(?:s|ning)(?: with)?|headed) (?&quoted)|row (?-i:\d{1,2}|[A-Z])(?![\w.]))(?: (?:of|in) the table)?
entries = (?:the )?(?:rows|entries) (?:for|relating to|in respect of) (?&terms)(?: (?:of|in) the table)?
column = (?:the )?(?:(?:first|second|third|fourth|fifth) column|column (?:(?:headed|entitled) (?&quoted)|[1-9](?!\d)))(?: (?:of|in) the table)?
cells = (?&column) (?:of|in) (?&row)|(?&row),? (?:in )?(?&column)|(?&row)|(?&entries)|(?&column)|the table
verb = (?:first |last )?(?:occurs?|appears?)
it = it|they|the words?|those words|that word
times = ,? \(?(?:(?:in|at) (?:both|each|all|every) (?:places?|cases?)(?: (?:where|in which|that)? ?(?&it) (?&verb)| (?:where )?(?:occurring|appearing))?|on (?:each occasion|both occasions)(?: (?:where|in which|on which|that)? ?(?&it) (?&verb))?|wherever (?&it) (?&verb)|wherever (?:occurring|appearing)|each time (?&it) (?&verb)|(?:in|at) the (?&ordinal) places?(?: (?:where |in which |that )?(?&it) (?&verb)| occurring)?|where (?&it) (?&ordinal)(?:ly)? (?&verb)|where (?&it) (?&verb) (?:first|last|for the (?&ordinal) time)|where (?&ordinal)(?:ly)? (?:occurring|appearing)|(?:the )?(?&ordinal) time (?&it) (?&verb))\)?,?
# In older Acts a heading stands in the margin.
sidenote = side-?notes?|marginal notes?
portion = (?:the )?(?:opening|introductory|closing|concluding|full-out) words(?: at the (?:end|beginning))?|(?:the )?words (?:before|preceding|after|following) (?:the )?(?:first |last )?(?:(?&noun) )?(?:(?&labels))|the (?:cross-?|italic )heading|the (?:(?:(?&noun) )?(?:heading|title)|(?&sidenote))
portions = (?&portion)(?:,? and (?:in )?(?&portion))*
itself = (?:it|them|(?:that|those) (?&noun))
before = before|preceding|above|that precedes|immediately before
# A bracket that opens nowhere may stand before it: "insert)—".
dash = \)?,? ?[—–:-]+
insert = (?:there (?:is|are|shall be) )?(?:insert(?:ed)?|add(?:ed)?)(?: the following(?: new)?(?: (?&noun)s?| definitions?| words| (?:row|entry|entries)| (?:cross-?|italic )heading)?)?
substitute = (?:there (?:is|are|shall be) )?substituted?(?: the following(?: (?&noun)s?)?)?
omit = omit|leave out|repeal|revoke|delete|remove
appropriate = (?:in|at) the appropriate (?:places?|positions?)(?:,? in (?:the )?alphabetical order)?
# Behind “as set out in” only where the instructions stand: what limits them is no place.
set_out = (?:this (?:section|paragraph|article|regulation|rule|part)|the following (?&noun)|(?:(?:sub-?)?(?:sections?|paragraphs?)|articles?|regulations?|rules?) (?&set_out_at)(?:(?:, and |, | and | to |–)(?:(?&noun) )?(?&set_out_at))*)(?: below)?(?=[.,;:—–-]*\s*$)
set_out_at = (?&number)(?&labels)?|(?&labels)
amended = (?:is|are|shall be) (?:further )?amended (?:as follows|(?:(?:as set out|as specified) in|in accordance with|by) (?&set_out))
# A line over modifications, or the heading of them.
modifications = modifications? of [^“”—:()]*\b(?:in|as) (?:its|their|it|they) appl(?:ication|y|ies)\b[^“”—:()]*|(?!.*\b(?:inserte?d?|adde?d?|substituted?|omit(?:ted)?|(?&omit)|amended|(?&gone))\b)(?:[^“”()]|(?&labels))*\b(?:modifications?|modified|(?:have|has|having|apply|applies) (?:effect )?(?:subject to|with) (?:these|those|the following) (?:changes|amendments|adaptations))\b(?:(?:[^“”()]|(?&labels))*[:—]| (?:[^“”]*? )?(?:is|are|applies|apply|ha(?:s|ve) effect) as follows\b[^“”]*)
becomes = becomes|(?:is|are|shall be) (?:replaced|substituted) (?:with|by)
following = (?:all )?(?:of )?the following(?: (?:provisions?|enactments?|(?&noun)))?(?:(?!,? (?:of|in|to) (?:that|those) )(?&act))?
gone = (?:is|are|shall be|is to be|are to be) (?:hereby )?(?:repealed|revoked|omitted|deleted|removed)|(?:shall )?ceases? to have effect
# A place named before its own verb is no place in front of another instruction.
unmoved = (?! (?:is|are|shall|becomes?|ceases?) | to (?:(?&number)|(?&labels))|,? and (?:\(|(?&number)|(?&noun) |(?&what)(?&quoted) |the (?:immediately )?(?:preceding|following) (?:word )?(?&quoted)|the (?:cross-? ?|italic )heading (?&before) (?&itself)))
# Between two items of a list.
item_joint = [ ]?[,;.]*[ ]?(?:(?:or|and)[ ])?
# Between two clauses or sentences of one line.
stop = \s*[.,;:]*$|[,;]? and,? |[,;] |\.[ ]

# Marks as a draft names them.
[marks]
full stop = .
semi-colon = ;
semicolon = ;
comma = ,
colon = :

# What goes with a provision: the cross-heading before it, and the conjunction that joins it to the
# item before it or after it.
[phrases]
# The place behind the words: only where it ends the sentence, for what comes next may be in it too.
behind = ,? (?:in|from) (?:(?<part>(?&portion)) (?:of|to) )?(?<target>(?&alike))(?=[.;]?$|; |\. )
along = ,? \(?(?:and|together with) (?:(?<along>the (?:cross-? ?|italic )heading) (?&before) (?:(?&itself)|(?<anchor>(?&address)))|(?<along>(?&what))(?<old>(?&quoted)) (?:(?<position>(?:immediately )?(?:before|preceding|after|following)|at the end of) (?&itself)|(?<position>at the end)(?! of ))|(?<along>(?&what))(?<old>(?&quoted)) at the end of (?<anchor>(?&address))|the (?:immediately )?(?<position>preceding|following) (?<along>(?:word )?)(?<old>(?&quoted))|the (?:immediately )?preceding (?<along>(?:cross-? ?|italic )heading))\)?

# A conjunction that stays where the item that it ends goes.
spared = ,? \(?(?:but not|except) (?<along>(?:the (?:word )?)?(?:final )?)(?<new>(?&quoted))(?: (?:at the end(?: of (?&itself))?|(?:immediately )?(?:after|following) (?&itself)))?\)?
# New words on a dash, before another clause.
shown = (?&dash) ?(?&what)(?<new>(?&quoted))(?=,? and (?:(?&omit)|in|for|after|before|at|insert|substitute) )
# The definition that holds the words.
entry = ,? in (?:the definition of (?:the (?=“))?(?<term>(?&quoted))|(?:each of )?the definitions of (?<term>(?&terms)))(?: in (?<target>(?&address)))?

# See sec.profile for what the kinds of rows are.
[forms]
within = in (?<target>(?&addresses))(?&unmoved)
within = in (?<part>(?&portions))
within = in (?<sentence>(?&cells))(?: (?:in|of|to) (?<target>(?&alike)))?
within = in (?<part>(?&portion)) (?:of|to) (?<target>(?&alike))
within = in (?<along>(?&portion)) and (?:in )?(?<target>(?&addresses))
within = in (?<sentence>(?&nth_sentence))(?: (?:of|in) (?<target>(?&alike)))?
within = in (?<along>the (?:heading|title)) and (?:in )?(?<target>(?&addresses))
within = in (?<target>(?&addresses)) and (?:in )?(?<along>the (?:heading|title))(?! (?:of|to) )
within = in (?<part>the (?:cross-?|italic )heading) (?:(?&before)) (?<target>(?&alike))
within = in the definition of (?:the (?=“))?(?<term>(?&quoted)|(?&defined))(?: in (?<target>(?&address)))?
within = in (?:each of )?the definitions of (?<term>(?&terms))(?: in (?<target>(?&address)))?
within = in (?<target>(?&addresses)) of the definition of (?:the (?=“))?(?<term>(?&quoted)|(?&defined))(?: in (?<in>(?&address)))?
within = in (?:the|that|those) (?:(?!\b(?:sections?|paragraphs?|definitions?|headings?|entry|entries|tables?|words|text|provisions?|inserted|substituted) )(?:[^“”,;—:()]|(?&bracket)))*?\b(?&name)(?: (?&bracket))*
within = in (?&letters)(?=,)(?: (?&bracket))*
within = (?:accordingly|consequently|in consequence)(?=,)
within = in consequence of (?:[^“”,;—:()]|(?&bracket))+(?=,)
listed = in (?:each of )?the following(?: provisions| places)?(?: of (?:the|that) (?:[^“”,;—:()]|(?&bracket))+)?(?:,? in each place (?:where |in which |that )?it (?&verb))?
context = (?<target>(?&addresses)) (?&amended)
context = (?:the following amendments are made|make the following amendments) (?:to|in) (?<target>(?&addresses))
context = in (?<target>(?&addresses)),? make the following amendments
context = (?&letters)(?: (?&bracket))* (?&amended)
context = (?:(?!\b(?:sections?|paragraphs?|inserted|substituted) )[^“”])*\b(?&name)(?: (?&bracket))* (?&amended)

# Words. What is quoted may run on over the lines that follow.
substitution words = for (?&what)(?<old>(?&quoted))(?<occurrence>(?&times))?,? (?&substitute)(?: (?&what)(?<new>(?&quoted))|{shown}|(?&dash) ?(?<payload>.*)| (?&what)(?<payload>(?&open)))(?<occurrence>(?&times))?
substitution words = for (?&what)(?<old>(?&quoted))(?<occurrence>(?&times))?,? (?&substitute) an? (?<new>(?&mark))
substitution words = for (?&what)(?<old>(?&several)),? (?&substitute) (?&what)(?<new>(?&several)|(?&quoted)),? respectively
substitution words = for (?&what)(?<old>(?&several)),? (?&substitute),? respectively,? (?&what)(?<new>(?&several)|(?&quoted))
substitution words = for (?&what)(?<old>(?&quoted))(?<occurrence>(?&times))?,? in (?<target>(?&addresses)),? (?&substitute) (?&what)(?<new>(?&quoted))
substitution words = for (?&what)(?<old>(?&quoted)),? (?&substitute) (?&what)(?<new>(?&quoted))(?<occurrence>(?&times))?{behind}
substitution words = substitute (?&what)(?<new>(?&quoted)) for (?&what)(?<old>(?&quoted))(?<occurrence>(?&times))?{behind}
substitution words = (?<old>(?&quoted))(?<occurrence>(?&times))?,? substitute (?&what)(?<new>(?&quoted))
substitution words = substitute (?&what)(?<new>(?&quoted)) for (?&what)(?<old>(?&quoted))(?<occurrence>(?&times))?
substitution words = for (?:the )?(?<occurrence>(?&ordinal))(?: occurrence of)? (?&what)(?<old>(?&quoted)),? (?&substitute)(?: (?&what)(?<new>(?&quoted))|{shown}|(?&dash) ?(?<payload>.*)| (?&what)(?<payload>(?&open)))
substitution words = (?:for (?:the )?(?:words? |text |everything )?(?:from )?|from )(?:(?<old>(?&quoted))(?<occurrence>(?&times))?|(?<start>(?:the )?beginning)) (?:up )?to (?:and including )?(?:(?<old_to>(?&quoted))|(?<end>(?:the )?end(?: of (?:that|the) (?:definition|(?&noun)))?)),? (?&substitute)(?: (?&what)(?<new>(?&quoted))|(?&dash) ?(?<payload>.*)| (?&what)(?<payload>(?&open)))
substitution words = for (?:the )?(?:words? |text |everything )?from (?<old>(?&quoted)) to (?<end>the end) of (?<target>(?&address)),? (?&substitute)(?: (?&what)(?<new>(?&quoted))|{shown}|(?&dash) ?(?<payload>.*)| (?&what)(?<payload>(?&open)))
substitution words = for (?:(?:the )?words|everything) (?<behind>after|following) (?<old>(?&quoted))(?<occurrence>(?&times))?(?: to the end)?,? (?&substitute)(?: (?&what)(?<new>(?&quoted))|{shown}|(?&dash) ?(?<payload>.*)| (?&what)(?<payload>(?&open)))
substitution words = for (?:the )?words (?:from )?(?<old>(?&quoted))(?<occurrence>(?&times))? (?<end>onwards),? (?&substitute)(?: (?&what)(?<new>(?&quoted))|{shown}|(?&dash) ?(?<payload>.*)| (?&what)(?<payload>(?&open)))
substitution words = (?<occurrence>at the end of) (?<target>(?&alike)),? for (?&what)(?<old>(?&quoted)),? (?&substitute) (?&what)(?<new>(?&quoted))
substitution words = for (?&what)(?<old>(?&quoted)) (?<occurrence>at the end)(?: of (?<target>(?&alike)))?,? (?&substitute) (?&what)(?<new>(?&quoted))
substitution words = for (?:the |a )?(?<old>(?&mark))(?: (?<occurrence>at the end)(?: of (?<target>(?&alike)))?)?,? (?&substitute)(?: (?&what)(?<new>(?&quoted))| an? (?<new>(?&mark))| (?&what)(?<payload>(?&open)))
substitution words = (?:(?&omit)|for) (?&what)(?<old>(?&quoted))(?<occurrence>(?&times))?,? (?:and )?(?:insert|there (?:is|are|shall be) inserted)(?: (?&what)(?<new>(?&quoted))|{shown}|(?&dash) ?(?<payload>.*)| (?&what)(?<payload>(?&open)))
substitution words = for (?&what)(?<old>(?&quoted))(?:(?<occurrence>(?&times)),? read (?&what)(?<new>(?&quoted))|,? read (?&what)(?<new>(?&quoted))(?<occurrence>(?&times))?)
substitution words = (?&omit) (?&what)(?<old>(?&quoted))(?<occurrence>(?&times))?,? and substitute (?&what)(?<new>(?&quoted))
substitution words = replace (?&what)(?<old>(?&quoted))(?<occurrence>(?&times))? (?:with|by) (?&what)(?<new>(?&quoted))
substitution words = (?&what)(?<old>(?&quoted))(?:(?<occurrence>(?&times)) (?:is|are|shall be) (?:replaced|substituted) (?:with|by) (?&what)(?<new>(?&quoted))| (?:is|are|shall be) (?:replaced|substituted) (?:with|by) (?&what)(?<new>(?&quoted))(?<occurrence>(?&times))?)
substitution words = (?&substitute) for (?&what)(?<old>(?&quoted))(?<occurrence>(?&times))?,? (?&what)(?<new>(?&quoted))
substitution words = for (?&what)(?<old>(?&quoted)(?:(?:, and |, or |, | and | or )(?&what)(?&quoted))+)(?<occurrence>(?=,? (?:wherever|(?:in|at|on) each))(?&times)),? (?&substitute) (?&what)(?<new>(?&quoted))
substitution words = (?&omit) (?:(?:the )?words? |text )?from (?:(?<old>(?&quoted))(?<occurrence>(?&times))?|(?<start>(?:the )?beginning)) (?:up )?to (?:and including )?(?:(?<old_to>(?&quoted))|(?<end>(?:the )?end(?: of (?:that|the) (?:definition|(?&noun)))?)),? (?:and )?insert(?: (?&what)(?<new>(?&quoted))|{shown}|(?&dash) ?(?<payload>.*))
substitution words = (?&what)(?<new>(?&quoted)) (?:is|are|shall be) substituted for (?&what)(?<old>(?&quoted))(?<occurrence>(?&times))?
substitution words = for (?<part>(?:the )?(?:opening|introductory) words|(?:the )?words (?:before|preceding) (?:the )?(?:first )?(?:(?&noun) )?(?&labels)),? (?&substitute)(?: (?<new>(?&quoted))|{shown}|(?&dash) ?(?<payload>.*))
substitution words = for (?<part>(?:the )?(?:closing|concluding|full-out) words|(?:the )?words (?:after|following) (?:the )?(?:last )?(?:(?&noun) )?(?&labels)),? (?&substitute) (?<new>(?&quoted))
repeal words = (?&omit) (?<part>(?:the )?(?:closing|concluding|full-out) words|(?:the )?words (?:after|following) (?:the )?(?:last )?(?:(?&noun) )?(?&labels))
insertion words = (?:immediately )?(?<position>after|before) (?&what)(?<old>(?&quoted))(?<occurrence>(?&times))?,? (?&insert)(?: (?&what)(?<new>(?&quoted))|{shown}|(?&dash) ?(?<payload>.*)| (?&what)(?<payload>(?&open)))
insertion words = (?:immediately )?(?<position>after|before) (?&what)(?<old>(?&quoted))(?<occurrence>(?&times))?,? in (?<target>(?&addresses)),? (?&insert) (?&what)(?<new>(?&quoted))
insertion words = (?:immediately )?(?<position>after|before) (?:the )?(?<occurrence>(?&ordinal))(?: occurrence of)? (?&what)(?<old>(?&quoted)),? (?&insert) (?&what)(?<new>(?&quoted))
insertion words = (?&insert) (?&what)(?<new>(?&quoted)) (?:immediately )?(?<position>after|before) (?&what)(?<old>(?&quoted))(?<occurrence>(?&times))?
insertion words = (?&insert) (?&what)(?<new>(?&quoted)) (?<position>at (?:the )?(?:end|beginning|start))(?: of (?<target>(?&addresses)))?
insertion words = (?&insert) (?<position>at (?:the )?(?:end|beginning|start))(?: of (?<target>(?&addresses)))? (?&what)(?<new>(?&quoted))
insertion words = (?&insert) (?:immediately )?(?<position>after|before) (?&what)(?<old>(?&quoted))(?<occurrence>(?&times))?,? (?&what)(?<new>(?&quoted))
insertion words = (?&what)(?<new>(?&quoted)) (?:is|are|shall be) (?:inserted|added) (?:immediately )?(?<position>after|before) (?&what)(?<old>(?&quoted))(?<occurrence>(?&times))?
insertion words = (?&what)(?<new>(?&quoted)) (?:is|are|shall be) (?:inserted|added) (?<position>at (?:the )?(?:end|beginning|start))(?: of (?<target>(?&addresses)))?
insertion words = (?<position>at (?:the )?(?:end|beginning|start)) of (?<target>each of (?&addresses)),? (?&insert) (?&what)(?<new>(?&quoted))
repeal words = (?&omit) (?&what)(?<old>(?&quoted))(?<occurrence>(?&times))?
repeal words = (?&omit) (?&what)(?<old>(?&quoted))(?<occurrence>(?&times))?{behind}
repeal words = (?&omit) (?&what)(?<old>(?&quoted))(?<occurrence>(?&times))?{entry}
repeal words = (?&what)(?<old>(?&quoted))(?<occurrence>(?&times))? in (?<target>(?&alike)) (?&gone)
repeal words = (?&omit) (?&what)(?<old>(?&quoted)) (?<occurrence>at the end) of the definition of (?<term>(?&quoted))
repeal words = (?<occurrence>at the end) of the definition of (?<term>(?&quoted)),? (?&omit) (?&what)(?<old>(?&quoted))
substitution words = for (?&what)(?<old>(?&quoted))(?<occurrence>(?&times))?{entry},? (?&substitute) (?&what)(?<new>(?&quoted))
insertion words = (?:immediately )?(?<position>after|before) (?&what)(?<old>(?&quoted))(?<occurrence>(?&times))?{entry},? (?&insert) (?&what)(?<new>(?&quoted))
insertion words = (?:immediately )?(?<position>after|before) (?&what)(?<old>(?&quoted)),? (?&insert) (?&what)(?<new>(?&quoted))(?<occurrence>(?&times))?{behind}
repeal words = (?&omit) (?&what)(?<old>(?&quoted)(?:(?:, and |, | and )(?&what)(?&quoted))+)(?<occurrence>(?&times))?
repeal words = (?&omit) (?:the )?(?<occurrence>(?&ordinal))(?: occurrence of)? (?&what)(?<old>(?&quoted))
repeal words = (?&what)(?<old>(?&quoted))(?<occurrence>(?&times))? (?&gone)
repeal words = (?&what)(?<old>(?&quoted)(?:(?:, and |, | and )(?&what)(?&quoted))+) (?&gone)
repeal words = (?&omit) (?:the )?(?:words? |text |everything )?from (?:(?<old>(?&quoted))(?<occurrence>(?&times))?|(?<start>(?:the )?beginning)) (?:up )?to (?:and including )?(?:(?<old_to>(?&quoted))|(?<end>(?:the )?end(?: of (?:that|the) (?:definition|(?&noun)))?))
repeal words = (?&omit) (?:the )?(?:words? |text |everything )?from (?<old>(?&quoted)) to (?<end>the end) of (?<target>(?&address))
repeal words = (?:the )?words from (?<old>(?&quoted)) to (?<end>the end) of (?<target>(?&address)),? (?&gone)
repeal words = (?&omit) (?:(?:the )?words|everything) (?<behind>after|following) (?<old>(?&quoted))(?: to the end)?
repeal words = (?:(?:the )?words|everything) (?<behind>after|following) (?<old>(?&quoted))(?: to the end)? (?&gone)
repeal words = (?:the )?words (?:from )?(?<old>(?&quoted))(?<occurrence>(?&times))? (?<end>onwards),? (?&gone)
repeal words = (?&omit) (?:the )?words (?:from )?(?<old>(?&quoted))(?<occurrence>(?&times))? (?<end>onwards)
repeal words = (?:the )?words from (?:(?<old>(?&quoted))(?<occurrence>(?&times))?|(?<start>(?:the )?beginning)) to (?:(?<old_to>(?&quoted))|(?<end>(?:the )?end(?: of (?:that|the) (?:definition|(?&noun)))?)),? (?&gone)
repeal words = (?&omit) (?&what)(?<old>(?&quoted)) (?<occurrence>at the end)(?: of (?<target>(?&alike)))?
repeal words = (?&omit) (?&what)(?<occurrence>)(?<old>(?&quoted)) (?:immediately )?(?:after|following) (?<target>(?&address))
repeal words = (?&omit) (?<along>(?&what))(?<occurrence>)(?<old>(?&quoted)) (?:immediately )?(?:before|preceding) (?<target>(?&address))
repeal words = (?&what)(?<old>(?&quoted)) (?<occurrence>at the end)(?: of (?<target>(?&alike)))? (?&gone)
repeal words = (?&what)(?<occurrence>)(?<old>(?&quoted)) (?:which |that )?(?:appears |occurs )?(?:immediately )?(?:after|following|follows) (?<target>(?&address)) (?&gone)
repeal words = (?<along>(?&what))(?<occurrence>)(?<old>(?&quoted)) (?:which |that )?(?:appears |occurs )?(?:immediately )?(?:before|preceding|precedes) (?<target>(?&address)) (?&gone)
repeal words = (?<occurrence>at the end)(?: of (?<target>(?&alike)))?,? (?&omit) (?&what)(?<old>(?&quoted))

insertion words = (?<position>at (?:the )?(?:end|beginning|start)) of (?<target>(?&address)) of the definition of (?:the (?=“))?(?<term>(?&quoted)|(?&defined)),? (?&insert) (?&what)(?<new>(?&quoted))
insertion words = (?<position>at (?:the )?(?:end|beginning)) of the definition of (?:the (?=“))?(?<term>(?&quoted))(?: in (?<target>(?&address)))?,? (?&insert) (?&what)(?<new>(?&quoted))

# Sentences.
repeal words = (?&omit) (?<sentence>(?&nth_sentence))(?: (?:of|in) (?<target>(?&addresses)))?
repeal words = (?<sentence>(?&nth_sentence))(?: (?:of|in) (?<target>(?&addresses)))? (?&gone)
substitution words = for (?<sentence>(?&nth_sentence))(?: (?:of|in) (?<target>(?&addresses)))?,? (?&substitute)(?: (?<new>(?&quoted))|{shown}|(?&dash) ?(?<payload>.*))
insertion words = (?<position>at (?:the )?end) of (?<sentence>(?&nth_sentence))(?: (?:of|in) (?<target>(?&addresses)))?,? (?&insert)(?: (?&what)(?<new>(?&quoted))|{shown}|(?&dash) ?(?<payload>.*))
insertion words = (?<position>after|before) (?<sentence>(?&nth_sentence))(?: (?:of|in) (?<target>(?&addresses)))?,? (?&insert)(?: (?&what)(?<new>(?&quoted))|{shown}|(?&dash) ?(?<payload>.*))

# Rows of a table.
repeal words = (?&omit) (?<sentence>(?&row)|(?&entries))(?: (?:of|in) (?<target>(?&addresses)))?
repeal words = (?<sentence>(?&row)|(?&entries))(?: (?:of|in) (?<target>(?&addresses)))? (?&gone)
substitution table = for (?<sentence>(?&row)|the table)(?: (?:of|in) (?<target>(?&address)))?,? (?&substitute)(?&dash)(?<payload>)$
insertion table = (?:immediately )?(?<position>after|before) (?<sentence>(?&row))(?: (?:of|in) (?<target>(?&address)))?,? (?&insert)(?&dash)(?<payload>)$
insertion table = (?<position>at the end) of the table(?: (?:of|in) (?<target>(?&address)))?,? (?&insert)(?&dash)(?<payload>)$

# Provisions.
insertion provision = (?:immediately )?(?<position>after|before) (?<anchor>(?&address)),? (?&insert)(?:(?&dash) ?(?<payload>.*)| (?&what)(?<payload>(?&quoted)|(?&open)))
insertion provision = (?<position>after) (?<anchor>(?&address)),? \(?(?:but |and )?before (?:the final )?(?<along>(?&what))(?<old>(?&quoted))(?: at the end(?: of (?&itself))?| following (?&itself))?\)?,? (?&insert)(?&dash) ?(?<payload>.*)
insertion provision = (?:immediately )?(?<position>after|before) (?<anchor>(?&address)),? (?&insert) (?&what)(?<new>(?&quoted)) and the following (?&noun)s?(?&dash) ?(?<payload>.*)
insertion provision = after the (?:cross-? ?|italic )heading (?<position>(?&before)) (?<anchor>(?&address)),? (?&insert)(?&dash) ?(?<payload>.*)
insertion provision = (?<position>at (?:the )?(?:end|beginning|start))(?: of (?<anchor>(?&address)))?,? (?&insert)(?:(?&dash) ?(?<payload>.*)| (?&what)(?<payload>(?&quoted)|(?&open)))
insertion provision = insert(?: the following(?: (?&noun)s?)?)? (?:immediately )?(?<position>after|before) (?<anchor>(?&address))(?&dash) ?(?<payload>.*)
insertion provision = the following (?&noun)s? (?:is|are|shall be) (?:inserted|added) (?:immediately )?(?<position>after|before) (?<anchor>(?&address))(?&dash) ?(?<payload>.*)
insertion provision = (?&insert) (?:at (?:the )?(?<position>end|beginning|start))(?: of (?<anchor>(?&address)))?(?: the following (?&noun)s?)?(?&dash) ?(?<payload>.*)
substitution provision = for (?<target>(?&provisions)){along}?,? (?&substitute)(?:(?&dash) ?(?<payload>.*)| (?<payload>(?&quoted)|(?&open)))
substitution provision = (?&omit) (?<target>(?&provisions)),? and (?:substitute|insert)(?&dash) ?(?<payload>.*)
substitution provision = for (?<target>(?&provisions)) of the definition of (?:the (?=“))?(?<term>(?&quoted)|(?&defined)),? (?&substitute)(?:(?&dash) ?(?<payload>.*)| (?<payload>(?&quoted)|(?&open)))
repeal provision = (?&omit) (?<target>(?&provisions)){along}?
repeal provision = (?&omit) (?<target>(?&provisions)) of the definition of (?:the (?=“))?(?<term>(?&quoted)|(?&defined))
repeal provision = (?<target>(?&provisions)) of the definition of (?:the (?=“))?(?<term>(?&quoted)|(?&defined)),? (?&gone)
insertion provision = (?:immediately )?(?<position>after|before) (?<anchor>(?&address)) of the definition of (?:the (?=“))?(?<term>(?&quoted)|(?&defined)),? (?&insert)(?&dash) ?(?<payload>.*)
repeal provision = (?<target>(?&provisions)){along}?,? (?&gone)
repeal provision = (?&omit) (?<target>(?&provisions)){spared}
repeal provision = (?<target>(?&provisions)){spared},? (?&gone)
# "Omit the following— (a) section 3; (b) in section 4(1), the words “X”": what goes is on the lines
# under it.
entry repeal provision = (?<target>(?&provisions)){along}?
entry repeal words = (?&what)(?<old>(?&quoted))(?<occurrence>(?&times))?
entry repeal words = (?&what)(?<old>(?&quoted)(?:(?:, and |, | and )(?&what)(?&quoted))+)
entry repeal words = (?&what)(?<old>(?&quoted)) (?<occurrence>at the end)(?: of (?<target>(?&alike)))?
entry repeal words = (?:the )?words from (?:(?<old>(?&quoted))(?<occurrence>(?&times))?|(?<start>(?:the )?beginning)) to (?:(?<old_to>(?&quoted))|(?<end>(?:the )?end(?: of (?:that|the) (?:definition|(?&noun)))?))
entry repeal definition = the definitions? of (?<term>(?&quoted)(?:(?:, | and |, and )(?&quoted))*)
repeal provision = (?&omit) (?<listed>(?&following))
repeal provision = (?<listed>(?&following)),? (?&gone)
repeal provision = (?<listed>(?&omit))$
repeal provision = (?<target>(?&provisions)) (?&gone){along}
renumbering provision = re-?number (?<target>(?&provisions)) as (?<to>(?&addresses))
renumbering provision = (?<target>(?&provisions)) (?:is|are) re-?numbered (?:as )?(?<to>(?&addresses))
renumbering provision = (?<target>(?&provisions)) becomes? (?<to>(?&addresses))
renumbering provision = (?:the )?(?<in>existing (?:text|provisions?|words)) (?:of (?<target>(?&address)) )?(?:becomes?|(?:is|are) (?:re-?)?numbered(?: as)?) (?<to>(?&address))
renumbering provision = (?:re-?)?number (?:the )?(?<in>existing (?:text|provisions?|words)) (?:of (?<target>(?&address)) )?as (?<to>(?&address))
substitution heading = for the (?:(?:(?&noun) )?(?:heading|title)|(?&sidenote))(?: (?:of|to) (?<target>(?&address)))?,? (?&substitute)(?: (?&what)(?<new>(?&quoted))|(?&dash) ?(?<payload>.*))
substitution crossheading = for the (?:cross-? ?|italic )heading (?&before) (?<target>(?&address)),? (?&substitute)(?: (?&what)(?<new>(?&quoted))|(?&dash) ?(?<payload>.*))
substitution heading = the (?:(?:(?&noun) )?(?:heading|title)|(?&sidenote))(?: (?:of|to) (?<target>(?&address)))? (?&becomes) (?<new>(?&quoted))
substitution crossheading = the (?:cross-? ?|italic )heading (?&before) (?<target>(?&address)) (?&becomes) (?<new>(?&quoted))
insertion crossheading = (?:immediately )?(?<position>before) (?<anchor>(?&address)),? insert (?:the |an? )?(?:following |new )*(?:cross-? ?|italic )heading(?: (?<heading>(?&quoted))|(?&dash) ?(?<payload>.*))
repeal crossheading = the (?:cross-? ?|italic )heading (?&before) (?<target>(?&address)) (?&gone)
repeal crossheading = (?&omit) the (?:cross-? ?|italic )heading (?&before) (?<target>(?&address))
repeal heading = (?&omit) the (?:heading|title)(?: (?:of|to) (?<target>(?&address)))?
repeal heading = the (?:heading|title) (?:of|to) (?<target>(?&address)) (?&gone)

# Definitions.
insertion definition = (?&appropriate),? (?&insert)(?&dash) ?(?<payload>.*)
insertion definition = (?&appropriate),? (?&insert) (?<payload>(?&quoted)|(?&open))
insertion definition = (?&insert),? (?&appropriate)(?&dash) ?(?<payload>.*)
insertion definition = (?<position>after|before) the definition of (?:the (?=“))?(?<term>(?&quoted)|(?&defined))(?: (?&bracket))?,? (?&insert)(?&dash) ?(?<payload>.*)
substitution definition = for the definitions? of (?<term>(?&defined)),? (?&substitute)(?&dash) ?(?<payload>.*)
repeal definition = (?&omit) the definitions? of (?<term>(?&quoted)(?:(?:, | and |, and )(?&quoted))*|(?-i:[a-z][a-z ’-]+))
repeal definition = the definitions? of (?<term>(?&defined)) (?&gone)

# What is no change of text, or none that can be made.
effect = (?&outside)\b(?:has|have|shall have|is to have|are to have) effect(?: [^“”]*?)? as if\b.*
effect = (?&outside)\b(?:is|are) to (?:apply|have effect|be read) as if\b.*
effect = (?&outside)\b(?:applies|apply|incorporated into this (?&instrument)|has effect|have effect|is to be read|are to be read) (?:(?:subject to|with) the (?:following )?modifications?)\b.*
effect = (?&outside)\b(?:applies|apply) as if\b.*
effect = (?&outside)\b(?:has|have|shall have) effect with the (?:substitution|omission|insertion)\b.*
effect = (?&outside)\b(?:applies|apply|has effect|have effect|is to be read|are to be read)\b[^“”]*? (?:subject to|with) the following modifications?\b.*
effect = (?&outside)\b(?:applies|apply|has effect|have effect|is to be read|are to be read)\b[^“”]*? (?:subject to|with) (?:the )?modifications? (?:in|set out|specified|mentioned|below|made by)\b.*
effect = (?&outside)\b(?:applies|apply|has effect|have effect|is to be read|are to be read)\b[^“”]*? as modified (?:by|in accordance with|as follows|below)\b.*
effect = (?&outside)\b(?:has|have|shall have) effect (?:in relation to|for the purposes? of|in the case of|as regards|with respect to)\b[^“”]*? as follows\b.*
effect = (?&outside)\b(?:is|are) (?:to be )?modified (?:as follows|as set out|in accordance with|by)\b.*
effect = (?&outside)\bthis (?&noun) modifies\b.*
effect = (?&outside)\bmodif(?:y|ies)\b[^“”]* in (?:its|their) application\b.*
effect = (?&modifications)
# One that tells of modifications on the lines beside it.
effects = (?&outside)\bmodif[^“”]*?\b(?:following|as follows|below|(?:in|by) (?:sub-?)?(?:sections?|paragraphs?) \(|(?:in|by|with) this (?&noun)\b).*
effects = (?&modifications)
effects = (?&outside)\bthis (?&noun) modifies\b.*
effects = (?&outside)\b(?:has|have|shall have) effect (?:in relation to|for the purposes? of|in the case of|as regards|with respect to)\b[^“”]*? as follows\b.*
effects = (?&outside)\bfollowing modifications?\b.*
effects = (?&outside)\bmodif(?:y|ies)\b[^“”]* in (?:its|their) application\b.*
effect = in (?&addresses),? as (?:it|they) appl(?:y|ies) (?:to|in|for)\b.*
elsewhere = (?:in|after|before|for|omit) (?:[^“”]*\b)?(?:text (?:to be )?(?:substituted|inserted)|(?:inserted|substituted) (?:sub-?)?(?:section|paragraph|article|regulation|rule|schedule)|welsh|english language)\b.*
tabular = (?:in|after|before|for|omit) (?:[^“”]*\b)?(?:entry|entries|table|column|row|list)\b.*
unplaced = insert (?&what)(?<new>(?&quoted))
attempt = “.*
attempt = (?:(?&addresses)|the (?:existing|headings?|titles?|words?|definitions?|(?:cross-?|italic )heading)\b[^.;]*?) (?:becomes?|(?:is|are|shall be) (?:amended by|(?:re-?)?numbered|substituted|inserted|replaced|omitted|repealed|revoked|moved)|ceases?|there (?:is|are|shall be) (?:inserted|substituted|added))\b.*
attempt = (?&addresses)\b.* (?:is|are|shall be) (?:repealed|revoked|omitted)\b.*
attempt = (?:in|for|after|before|at) .*(?&quoted).*(?&quoted).*
attempt = (?:in|for|after|before|at|omit|insert|leave out|substitute)\b.*\b(?:insert|substitute|omit|leave out|add)\b.*

attempt = (?=.*(?:(?&quoted)|\b(?&noun) \(?(?&number)|\b(?&noun) (?&labels))).*\b(?:omit(?:ted)?|insert(?:ed)?|substituted?|repealed|revoked|replaced|leave out|left out|ceases? to have effect)\b.*
attempt = (?&addresses) (?:is|are|shall be) (?:further )?amended (?:as (?:set out|specified) in|in accordance with|as follows)(?![^.]*\bschedules?\b).*
attempt = (?:the )?(?:following|provisions?|enactments?)\b.* (?:is|are|shall be) (?:hereby )?(?:repealed|revoked|omitted|amended)\b.*
attempt = (?:[^“”]*? )?the following\b[^“”]*? (?:(?:is|are|shall be|is to be|are to be) (?:hereby )?(?:repealed|revoked|omitted|deleted|removed|replaced|substituted|inserted|amended)|(?:shall )?ceases? to have effect|amendments are made)\b.*
attempt = (?:[^“”]*? )?(?:make|makes) the following amendments\b.*
attempt = and,? (?:(?&omit)|insert|substitute|add)(?: the following)?(?&dash) ?$
attempt = (?:move|transfer|relocate) (?&addresses)\b.*
attempt = (?:the|that|those|this) (?:(?!\b(?:where|if|when|that|which) )[^“”;:])*?\b(?&name)(?: (?&bracket))* (?:is|are|shall be) (?:hereby )?(?:repealed|revoked)\b.*
[modification]
examples = “In section 5(2), for “X” substitute “Y”.” or “After section 5 insert—”
replace-together = yes
by-term = yes
# "In subsection (2) omit “X”, and omit subsection (3)": (3) is beside (2).
beside-same-noun = yes
# "For “X” and “Y”, wherever occurring, substitute “Z”": for each of the two.
old-lists = yes
leaves = dots
# How a draft names the work that it amends, which is to be one of the base.
work-named = (?:\b(?:of|to|in|and) the |^(?:The|the) |^In the )(?:(?<name>(?-i:[A-Z])(?:(?! of the | to the | in the )[^,;:—“”])*? (?:Act|Measure|Order|Regulations|Rules) *(?<year>(?:18|19|20)\d\d))|(?<year>(?:18|19|20)\d\d) (?:Act|Order|Regulations)\b)

# The heading that such instructions stand under: "Amendment of the Meters Act 2015", and in a Schedule
# "Meters Act 2015 (c. 7)".
work-heading = ^(?:\d+\W+)?(?:(?:Consequential |Minor |Further )*(?:Amendments?|Modifications?|Repeals?) (?:of|to|in) (?:[^“”]*? of )?(?:the )?(?<name>(?-i:[A-Z])[^,;:—“”]*? (?:Act|Measure|Order|Regulations|Rules) *(?<year>(?:18|19|20)\d\d))(?:\W.*)?|(?:The )?(?<name>(?-i:[A-Z])[^,;:—“”()]*? (?:Act|Measure|Order|Regulations|Rules) (?<year>(?:18|19|20)\d\d)) *\((?:c|asp|anaw|asc|S\.?I\.?|S\.?R\.?)\W*\d[^()]*\))$
# What stands between two names in such a heading where only the first is amended.
work-relates = ^ (?:relating to|related to|in relation to|in connection with|in consequence of|consequential (?:up)?on|made by|inserted by) the $

# What would fit, in the wording of the code, beside what is refused: each compiles.
[help]
number-kept = what is omitted keeps its number; restate it: “For {place} substitute—”
heading = write “For the heading of {place} substitute “{words}”.”
opening-words = restate it as a whole: “For {place} substitute—”
delete = write “Omit {place}.”
as-renumbered = write “(as renumbered)”, or put this instruction first
cross-heading = the cross-heading that it stands under is “{words}”, “the cross-heading before {place}”
each-place = write “in each place”, or name the item
more-words = quote more of the words, or name the item

# How a difference of two versions is drafted; see sec.profile.
[wording]
noun = section
payload = whole
replace-words = In {place}, for {old}{times} substitute {new}.
delete-words = In {place}, omit {old}{times}.
insert-words-after = In {place}, after {old}{times} insert {new}.
insert-words-before = In {place}, before {old}{times} insert {new}.
insert-words-at-end = At the end of {place} insert {new}.
nth = in the {nth} place it occurs
amend-heading = For the heading of {target} substitute {new}.
amend-crossheading = For the cross-heading before {target} substitute {new}.
delete-crossheading = Omit the cross-heading before {target}.
insert-after = After {anchor} insert—{payload}
insert-before = Before {anchor} insert—{payload}
insert-at-end = At the end of {anchor} insert—{payload}
restate = For {target} substitute—{payload}
delete = Omit {target}.
delete-leaving = Omit {target}.
renumber = Renumber {target} as {to-number}.
