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
# The number of a title, of a chapter of title 28, and of the section: 38-2905.02, 28:9-102.
bare = [0-9]{1,2}[A-Z]?(?::[0-9]{1,2}[A-Z]?)?-[0-9]{3,4}[a-z]?(?:\.[0-9]+[a-z]?)?
loose-after-noun = [0-9]{1,2}[A-Z]?-\s{1,3}[0-9]{3,4}[a-z]?(?:\.[0-9]+[a-z]?)?
not-after = Law Laws L. P.L. Act Acts Stat. Order Orders No. Nos. Res. Resolution Reg. Regulation Regulations
	Bill S.O. M.O. C.O. Z.C. Chapters Title Council Phone Tel. number P.R. Proposed
separator = ;
# Behind a member of a list: what it says, or what has become of it.
annotation = (?:\s*+\[(?![^\]]*[0-9])[^\[\]]{1,60}\]|\s*+\((?![0-9A-Za-z-]{1,5}\))[^()]{1,200}\))++
nouns-exact = yes
skip-levels = yes
# The code puts a subsection (a) round the text of some Acts that have none.
unprinted-levels = yes
item.subsection = subsection
item.paragraph = paragraph
item.subparagraph = subparagraph sub-paragraph
item.clause = clause
external = U.S.C. C.F.R. DCMR Regulations Rules
own = this act
own = the District of Columbia Official Code
own = the D.C. Official Code
no-descriptor = a an and as at being but by each either except for if in including inclusive not of or
	other save that the to under unless where which with within

[words]
abbreviations = No. Nos. D.C. U.S. U.S.C. C.F.R. D.C.M.R. Inc. Co. Corp. Ltd. Stat. Pub. L. Law. ch. Ch. para. paras. et. seq. i.e. e.g. a.m. p.m. St. Ave. N.W. N.E. S.W. S.E. Mr. Mrs. Ms. Dr. Jr. Sr. v.
# Words of two letters that are no abbreviation: a stop behind one ends a sentence.
short = it so do be is us me to on up by of at
not-used = Repealed.
empty = repealed
repealed = Repealed.
# What a repeal leaves: of a section, and of what is below it.
repeal = repealed
repeal-item = repealed
repeal-keeps-heading = yes
# Headings of Acts that the code has are often its own: "wherever it appears" may mean them too.
heading-in-doubt = yes
not-used-pattern = (?i:\[?repealed\]?[.;]?)

[outline]
headings = section
# What is put in behind (c) is (c-1).
dashed-inserts = yes
definition = means includes has have shall is are
cited = and or to
# Labels without a space between them, "(2)(a)", are a citation before these words.
behind-citation = above and applies apply are below do does has have is may must of or shall to

# What every act has beside its amendments, in a sentence that amends nothing besides.
[lines]
note = (?:SEC|Sec)\. \d+[A-Za-z]?\. (?i:short title|fiscal impact(?: statement)?|effective date|applicability|sunset|conforming amendments?)\.?$
note = (?:\(\w{1,2}\) ?)*This (?:act|title|subtitle) (?:may be cited as|shall (?:take effect|apply|expire))\b
note = The Council adopts the (?:attached )?fiscal impact statement\b
note = (?:\(\w{1,2}\) ?)*The (?:Chief Financial Officer shall certify the date of the inclusion|Budget Director (?:of the Council )?shall cause (?:the )?notice of the certification|date of publication of the notice of the certification)\b

# What amends, in whatever words, is none of these.
instruction = .*(?:\band|[.;,]) (?:.*?\b(?:(?:is|are|shall be) (?:\w+ )?(?:amended|repealed|redesignated|designated|renumbered|added|inserted|stricken|struck|deleted|removed|replaced|restated)|by (?:striking|adding|inserting|repealing|redesignating))|(?:by )?(?i:strik(?:e|ing)|insert(?:ing)?|add(?:ing)?|repeal(?:ing)?|(?:redesignat|delet|replac)(?:e|ing)|amend(?:ing)?|renumber(?:ing)?))\b

[modification]
examples = “Section 28-3901 of the District of Columbia Official Code is amended by striking the phrase “X” and inserting the phrase “Y” in its place.” or “Section 5 (D.C. Official Code § 3-105) is amended as follows:”
# How the address in the code stands behind the number of an Act.
code-address = D.C. Official Code § …
# Each instruction is of the text as those before it have made it.
in-sequence = yes
# A numbered list of instructions for one provision is whole.
whole-lists = yes

# What the checks need to know.
[check]
# What is inserted goes in the order of its number; drafts state no place.
disable = AMD006
any-of = (?i)\b(?:any|all|each|either|both|none|one)(?: one)?(?: or more)? of(?:\s*(?:[:-]|–|—)?\s*\z|[^.;]{0,12}\bfollowing\b)
placeholder = \[\s*(?:●|•|\*+|[xX]+|TBC|TBD|…|\.{3}|(?i:insert|date)[^\]]*)?\s*\]|\bX{4,}\b|\bTB[CD]\b|\binsert date\b
repeat = that had
items-joined = yes
# A number begins with that of its title; a document of the Work .../title-38 holds all of it.
unit = [0-9]+[A-Z]?(?=[:-])
unit-noun = title
unit-work = /title-
# References to a neighbour; and the words of a provision that only says where to look.
neighbour = (?i)\bthe (?:immediately )?(?:preceding|previous|foregoing|(?<next>following|next)) (?:paragraph|subparagraph|subsection)\b(?!s)
as-in = (?i)\b(?:as (?:is |are )?(?:set out |provided (?:for )?|described |specified |defined |stated |given )?in|(?:set out|specified|provided(?: for)?|stated) in|in accordance with|(?:given|ascribed)(?: to (?:it|them|that expression))? in)\b
# Style, checked when asked for: another verb of duty than the house's, pronouns of one gender, two
# negatives, the longest sentence in words.
other-duty = (?i)\bmust\b
gendered = (?i)\b(?:he or she|she or he|his or her|him or her|himself or herself|he|she|his|her|hers|him|himself|herself)\b
negatives = (?i)\b(?:not|never)\b[^.;:,()]{1,40}\b(?:not|never|unless)\b
longest-sentence = 100
# Off unless asked for: words behind the last item that are of all; a noun before a reference; a
# pronoun for a thing.
tail = (?i),\s+(?:and\s+)?in\s+(?:each|either|every|any)\s+(?:such\s+)?case\b(?!\s+(?:where|in which|when)\b)
held-in = \b(?:the|its|their|any|all|such|those|these|that)\s(?:[a-z]+\s){0,2}?(?<noun>[a-z]{3,})(?:\s(?:(?:that|which)\s(?:is|are)\s)?(?:set out|specified|described|contained|provided for|imposed|stated))?\s(?:in|under|by)\s\z
pronoun = \b(?:its|itself)\b
things = device devices system systems meter meters equipment resource resources document documents
	place places area areas text service services key keys data software hardware building sum
	amount date period
persons = person persons body bodies party parties user users individual individuals company owner
	operator member members authority
# How an instruction that mends a consequence is worded.
instruction = Section {place} is amended by striking the phrase “{old}” and inserting the phrase “{new}” in its place.
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
# Between two instructions in a sentence, and where a line breaks off behind one; between clauses.
next = (?:and|or)$|(?:and,? )?(?:then |by )?
clause_join = \. |; (?:and )?| and |\(and 
noun = (?:sub-?){0,3}(?:section|paragraph|clause)s?(?: of(?= \d))?
number = (?:\d+[A-Z]?(?::\d+[A-Z]?)?(?:-|‑)\d+[A-Za-z]*(?:\.\d+[A-Za-z]*)?|\d+[A-Za-z]*(?:-\d+|\.\d+[A-Za-z]*)?)(?![\w]|\.\d)
labels = (?>\((?:[ivxlc]{1,6}|[IVXLC]{1,6}|[a-z]{1,3}(?:-\d+[a-z]?)?|[A-Z]{1,3}(?:-[ivx]+)?|\d{1,3}[A-Z]{0,2}(?:-[ivx]+)?)\))+
letter = (?!)
# What may stand before the noun of an address: as it is, or as an earlier instruction makes it.
existing = (?:amendatory|existing|current)
newly = (?:newly[ -])?(?:re)?designated
state = (?:,? as (?:so |newly )?(?:re)?designated(?: by (?:this|paragraph|subsection|subparagraph) ?(?:act|section|(?:sub)?paragraph|subsection|(?&labels))(?: of this (?:sub)?section)?)?,?(?= (?&be) |$))
# The words of a provision, which are to be those of its first item.
undivided = (?:existing|undesignated|current) (?:text|language|provisions?|paragraph|matter)
code_mark = (?:(?:to be )?codified (?:at|in|as) )?D\.? ?C\.? ?(?:\d{1,4} )?(?:Code )?(?:Official )?Code,? (?:§§? ?)?
# The Act that an address is of; the place in the amending Act that an amendatory provision stands in.
of_act = ,? of (?:the|an?) (?-i:[A-Z])[^“”"]*?,?(?= (?&be)[ ,]| (?:hereby )?amended\b)
in_act = ,? (?:as )?(?:contained )?in (?:amendatory )?(?&noun) ?(?&number)?(?&labels)?(?&of_act)?,?
own_code = ,? of (?:the )?(?:District of Columbia|D\. ?C\.|DC) (?:Official )?Code,?
code = (?: contained in (?:amendatory )?(?&noun) ?(?&number)?(?&labels)?)?(?: of (?:(?!\b(?&be) (?:amended|repealed|redesignated|designated|added)\b)[^“”"])*?)?,? ?\((?:[^()]*[;,:] ?)?(?&code_mark)(?&number)(?: ?(?&labels))?(?:[^()]*\),?|,?(?= (?&be) |$))
# The Act whose words it has; which Act gave it its number says another thing: see “given”.
amended_by = ,? as (?:last |further )?amended by (?:(?! (?&be) )[^“”"])*?,?(?= (?&be) |$)
descriptor = (?:(?&own_code)|(?&of_act))?(?&in_act)?(?&amended_by)?
one = (?:the )?(?:(?&existing) )?(?:(?&newly) )?(?:(?&noun) ?)?(?:(?&number)(?: ?(?&labels))?|(?&labels))(?&code)?(?&state)?(?&descriptor)
address = (?&one)(?: of (?&one)){0,3}
# Several sections or items of an Act, whose addresses stand in one bracket.
list_item = (?:(?&number)(?: ?(?&labels))?|(?&labels))
list = (?&list_item)(?:(?:,? and |, | through | to )(?&list_item))+
list_code = (?: of (?:(?!\b(?&be) (?:amended|repealed|redesignated|designated|added)\b)(?:[^“”"()]|(?<=\w)(?&labels)))*?)?,? ?\((?:[^()]*[;,:] ?)?(?&code_mark)
several = (?:(?&noun) )?(?&list)(?&list_code)(?&list)\),?
addresses = (?:(?&several)|(?&address)(?:(?:,? and |, | through | to )(?&address))*)
# Words in quotation marks; straight ones in pairs inside them.
quoted = “(?:(?!“|”).|(?&quoted))*”|"(?:[^"]|(?<=[ (\[“])"[^"]*"(?=[ ),.;:”]))*"|‘(?:(?!’(?![a-z])).)*’
what = (?:the following(?: (?:words?|phrase|language|text))?(?: (?&in_its_place))?:? )?(?:(?:the|an?) )?(?:(?:words?|phrases?|phase|numbers?|figures?|dates?|(?:fiscal )?years?|terms?|text|language|sentences?|abbreviation|acronym|citation|reference(?: to)?|(?:dollar )?(?:amount|figure)|letters?|symbols?|designation|percentages?|name|title)(?: and (?:words?|phrases?|numbers?|figures?|dates?))? )?
mark = (?:periods?|semicolons?|commas?|colons?)
ordinal = (?:first|second|third|fourth|fifth|last)
seen = (?: (?:(?:that|where) )?(?:it|they|the (?:word|phrase|term)s?|such (?:word|phrase|term)s?) (?:appears?|occurs?))
times = ,? ?(?:(?:(?:in )?all )?(?:[2-5]|two|three|four|five) (?:times|places)(?&seen)?|(?:in )?both (?:times|places)(?&seen)?|(?:in )?(?:each|every) (?:time|place|instance)(?&seen)?|(?:wherever|everywhere|every time)(?&seen)|(?:in )?the (?&ordinal)(?:(?:, (?&ordinal))*,? and (?&ordinal))? (?:time|place|instance)s?(?&seen)|where (?:it|they) (?:first|last) (?:appears?|occurs?)|(?:where it appears )?at the end(?: of the (?:subsection|paragraph|subparagraph|sub-subparagraph|section|sentence))?)
to_end = the (?&mark) at the end(?: of the (?:subsection|paragraph|subparagraph|section))?
nth_sentence = (?:the )?(?:first|second|third|fourth|fifth|last|final) sentence
in_its_place = in (?:(?:it['’]?s|their) (?:place|stead)|(?:lieu|place) thereof)
place = ,? (?&in_its_place)
struck = (?:stricken|struck|deleted|removed)
changed = (?:(?:now |further |hereby |also |to be )*(?:stricken|struck|deleted|removed|changed|replaced|restated|revised|substituted|moved|relocated|transferred|re-?lettered|re-?titled|renamed|re-?ordered|rearranged|rescinded|revoked|eliminated|omitted|corrected|modified|updated|inserted|reinstated|restored|revived|reenacted|combined|merged|consolidated|split|divided|superseded))
changing = (?:chang|substitut|delet|remov|mov|revis|restat|rescind|eliminat|omitt?|correct|re-?letter|re-?number|re-?titl|re-?order|renam|re-?arrang|capitaliz|combin|merg|splitt?|divid|exchang|swapp?|updat|replac)(?:es?|ing)?
strike = (?:strik(?:e|es|ing)(?: out)?|delet(?:e|ing)|remov(?:e|ing))
insert = (?:insert(?:s|ing)?|add(?:s|ing)?|substitut(?:e|ing))
# What may stand before an instruction: the heading of the section it is in, and "By" under a place.
titled = (?:conforming|technical(?: and conforming)?|clarifying|clerical) amendments?\.(?: ?[–—-]+)? ?
opening = (?&titled)?(?:by (?=(?&strike) |(?&insert) |redesignating |designating |repealing ))?
# What is done to a place: "is hereby", "shall be".
be = (?:is|are|shall be)(?: hereby| each)?
# “Is amending by striking” and “is by striking” are slips that can mean nothing else.
amended = (?:(?&be) )?(?:hereby )?(?:further )?amended|(?&be)(?: amending)?(?= by (?:(?&strike)|(?&insert)) )
by = (?: by(?= (?!to read))|(?: to)?(?= (?&strike) | (?&insert) ))
# “In paragraph (1), by striking …”.
doing = ,? by(?= (?&strike) | (?&insert) | redesignating )
added = (?&be) (?:added|inserted)
follows = ,?(?: by)?(?: and restated)? (?:in (?:its|their) entirety )?(?:to reads?|reading|so that (?:it|they) reads?)(?:(?: as)? follow(?:s|ed)?(?: ?[:.—–-])?| ?:)
# Over a list of instructions; “Section 5 is amended:”, “is amended by—” are none without one.
as_follows = (?:(?: as)? follow(?:s|ed|ing)?|(?: by)?(?: ?(?:—|–|--?))?(?= ?:?$))
announced = (?:(?&follows)| as follows ?:| ?:)
preceding = (?:text|language|words?|matter) (?:preceding|before) (?:(?&noun) )?(?&labels)
lead = (?:lead-? ?in|introductory|opening|prefatory)(?: (?:language|text|paragraph|sentence|words?|phrase|clause|matter))?
trailing = (?:closing|flush|concluding) (?:language|text|paragraph|sentence|words?|matter)(?! (?:following|after) )|(?:(?:undesignated|flush|closing|concluding) )?(?:text|language|words?|matter|paragraph) (?:following|after) (?:(?&noun) )?(?&labels)
portion = (?:section )?heading|title heading|tabular array|table(?! of)|(?&lead)|(?&trailing)|(?&preceding)
same = (?:that|the) (?:sub-?){0,3}(?:section|paragraph)(?! ?[\d(])\b
# Rows of a table.
row = (?:the )?(?:row|entry) (?:for|relating to|labeled|(?:that )?begin(?:s|ning)(?: with)?) (?:the (?:words?|phrase|number) )?(?&quoted)(?: (?:of|in) the (?:table|tabular array))?
entries = (?:the )?(?:rows|entries) (?:for|relating to|labeled|beginning(?: with)?) (?&quoted)(?:(?:, | and |, and )(?&quoted))+(?: (?:of|in) the (?:table|tabular array))?
column = (?:the )?(?:(?:first|second|third|fourth|fifth) column|column (?:(?:labeled|headed|titled|entitled|for) (?:the (?:words?|phrase) )?(?&quoted)|[1-9](?!\d)))(?: (?:of|in) the (?:table|tabular array))?
cells = (?&column) (?:of|in) (?&row)|(?&row),? (?:in )?(?&column)|(?&row)|(?&entries)|(?&column)
rows = (?:the following|an?)(?: (?:new|additional))* (?:row|entry)|(?:the following )?(?:(?:new|additional) )*(?:rows|entries)
sentences = (?:the following|an?) (?:new )?sentence|(?:the following )?new sentences
# No other place is amended by the same sentence.
only = (?:(?! (?&addresses),? (?&be) (?:amended|repealed|added|redesignated|designated)\b).)*+
# Between two items of a list.
item_joint = [ ]?[,;.]*[ ]?(?:(?:or|and)[ ])?
# Between two clauses or sentences of one line.
stop = [.,;:]*$|[,;:.]*”|[,;]? and |[,;] |\.[ ]

# How new words cite: a section of an Act by its own number, with its address in the code in brackets;
# in the code only the address is written.
[codify]
sign = §
number = \d{1,2}[A-Z]?(?::\d{1,2}[A-Z]?)?[-‑ ]\d{3,4}[A-Za-z]?(?:\.\d+[A-Za-z]?)?(?:-\d+)?
cite = \b[Ss]ections? (?:of )?(?<act_number>\d[A-Za-z0-9-]*)(?<act_labels>(?:\([\w-]{1,7}\))*)
	(?: of (?:(?![Ss]ections? \d)[^()§“”])*?)?,? ?\((?:[^()§]*[;,:] ?)?(?:DC|D\.? ?C\.?) (?:Code )?(?:Official )?Code,? ?§ ?
	(?<number>\d+[A-Z]?(?::\d+[A-Z]?)?(?:-|‑| (?=\d+\.))\d+[A-Za-z]*(?:\.\d+[A-Za-z]*)?)(?<labels>(?:\([\w-]{1,7}\))*)\)
	(?: \((?:hereinafter )?(?:the )?["“](?<name>[^"”()]*)["”]\))?
# The code cited as Acts cite it, and a section of an Act without an address; one of a federal law is
# none.
unknown = (?:(?<![;,(] )(?<!\()(?:DC|D\.C\.) (?:Official )?Code,? §§? ?\d[\w:.-]*(?:\([\w-]{1,7}\))*|
	(?:\bsections?|(?:^|(?<=[.;:)] )|(?<=["“]))Sections?) (?:of )?(?!\d+[A-Z]?(?::\d+[A-Z]?)?(?:-|‑)\d)(?<act_number>\d+[A-Za-z]{0,3}+(?:-\d+[A-Za-z]?)?)(?![\w‑:-]|\.\d)(?<labels>(?:\([\w-]{1,7}\))*+)(?! [A-Z])
	(?! of (?:that|such) (?:Act|act|law|title)\b)(?! of (?:(?:the|an?) )?(?:(?:subtitle|chapter|part|[Tt]itle) [^();]{1,60})?(?:[^();]{0,160}(?:United States|Internal Revenue|[Ff]ederal)|[Tt]itle \d+))(?! of (?:the|an?) [^();]*\([^()]*U\.S\.C\.))
# Its comma may be that of the sentence or that of the date of the Act.
doubtful = (?:^|(?<=[.;:)] ))[^,.;:]*?\b[Ss]ections? (?:of )?\d[A-Za-z0-9-]*(?:\([\w-]{1,7}\))* of [^()§“”]*, (?:effective|approved|enacted)[^()§]*\([^()§]*§ ?[^()]*(?:\([\w-]{1,7}\))*\)(?: \([^()]*\))?, (?:shall|may|must|will|is|are|was|were|has|have)\b

# A section in new text begins with a number, its own or that of the Act, and its heading.
[payload]
head = (?:§§? ?|(?i:sec(?:tion|\.)?) ?)?(?<number>\d+[A-Za-z]*(?:[-‑:.]\d+[A-Za-z]*)*)\.? +(?=["“A-Z\[])

# What may be a heading at the head of a section's text that has no number: no sentence.
bare-heading = (?![^.:;]*\b(?:shall|may|must|will|can|is|are|was|were|be|has|have|had|do|does|means?|includes?|appl(?:y|ies)|consists?)\b)[“"]?[A-Z][^.:;]{0,120}\.(?= ["“A-Z(])

# A heading at the head of an item; and words that lead to a block of their own, with more behind them.
item-heading = [\[“"]?[A-Z][^.:;]{1,120}[.\]]+ ?(?:—|–|--)+(?= |$)
run-on = \b(?:follow(?:s|ing)\b[^.:;]{0,120}|(?:array|table|schedule|chart)):(?= ["“A-Z])

# Marks that are named and not quoted.
[marks]
period = .
semicolon = ;
comma = ,
colon = :

# From words on: those themselves, or what comes after them.
[phrases]
counted = (?:the (?<occurrence>(?:first|second|third|fourth|last)) (?:instance|occurrence) of )
locator = (?:in|from) (?:the )?(?:(?<part>(?&portion))|(?<sentence>(?&nth_sentence)))
behind = (?:immediately |directly )?(?:after|following) (?&what)(?<beside>(?&quoted))
stretch = (?:(?&what)(?<old>(?&quoted))|the (?<old>(?&mark))) and all that follows(?: through (?&what)(?<old_to>(?&quoted))| through (?<end>(?&to_end))|(?<end>(?= and |[.;]?$)))|(?:everything|all|the text|the language) (?:that follows |after |following )(?<behind>)(?&what)(?<old>(?&quoted))(?: through (?&to_end)|(?= and |[.;]?$))

[forms]
within = (?:the )?(?<part>(?&portion)) (?:of|to|for|in) (?<target>(?&addresses)),? (?&amended)(?&by)
within = (?:the )?(?<part>(?&portion)) (?&amended)(?&by)
within = (?:each of )?(?<target>(?&addresses)),? (?&amended)(?&by)
within = (?:each of )?(?<target>(?&addresses)),? (?&amended),? {locator},?(?&by)
within = (?:each of )?(?<in>(?&address)),? (?&amended)(?:,|,? by,) in (?<target>(?&addresses)),?(?: by)?(?=,? (?:(?&strike)|(?&insert)) )
within = in (?:each of )?(?<target>(?&addresses))(?&doing)?
within = in (?:the )?(?<part>(?&portion))(?: (?:of|to|for) (?<target>(?&addresses)))?(?&doing)?
within = (?<sentence>(?&nth_sentence)|(?&cells))(?: (?:of|in) (?<target>(?&addresses)))?,? (?&amended)(?&by)
within = in (?<sentence>(?&nth_sentence)|(?&cells))(?: (?:of|in) (?<target>(?&addresses)))?(?&doing)?
context = (?<sentence>(?&nth_sentence)|(?&cells))(?: (?:of|in) (?<target>(?&addresses)))?,? (?&amended)(?&as_follows)
context = (?:the )?(?<part>(?&portion)) (?:of|to|for|in) (?<target>(?&addresses)),? (?&amended)(?&as_follows)
context = (?:the )?(?<part>(?&portion)) (?&amended)(?&as_follows)
context = (?&titled)?(?:each of )?(?<target>(?&addresses)),? (?&amended)(?&as_follows)
context = (?:the|an) [^“”"]*?\((?:[^()]*[;,:] ?)?(?&code_mark)(?<target>(?&number)(?: ?(?&labels))?)\),? (?&amended)(?&as_follows)
context = (?:.* of )?title (?<container>\d+[A-Z]?)(?&own_code),? (?&amended)(?&as_follows)
# The title is of what is added, and no place of words.
within = (?:(?:(?:sub)?(?:chapter|part) [\w-]+ of )+)?title (?<container>\d+[A-Z]?)(?&own_code),? (?&amended)(?&by)(?=,? (?&insert) (?:the following |an? )?(?:new )?(?:sections?|§§?) (?&number))
context = (?!(?:the )?table of contents\b).* (?&amended)(?&as_follows)
substitution words = (?&strike) {counted}?(?:(?&what)(?<old>(?&quoted))|(?:the|an?) (?<old>(?&mark)))(?<occurrence>(?&times))?,?(?: and)?(?: by)? (?&insert)(?&place)? (?:(?&what)(?<new>(?&quoted))|(?:the|an?) (?<new>(?&mark)))(?&place)?(?<occurrence>(?&times))?
substitution words = (?&strike) (?&what)(?<old>(?&quoted))(?<occurrence>(?&times))? (?:in|from) (?<target>(?&addresses)),?(?: and)? (?&insert)(?&place)? (?&what)(?<new>(?&quoted))(?&place)?
substitution words = (?&strike) (?&what)(?<old>(?&quoted))(?<occurrence>(?&times))? {locator},?(?: and)? (?&insert)(?&place)? (?&what)(?<new>(?&quoted))(?&place)?
substitution words = (?&strike) the (?:words?|phrase) {locator} (?<old>(?&quoted))(?<occurrence>(?&times))?,?(?: and)? (?&insert)(?&place)? (?&what)(?<new>(?&quoted))(?&place)?
substitution words = (?&strike) (?:the |an? )?(?<old>(?&mark)) {behind},?(?: and)? (?&insert)(?&place)? (?:(?&what)(?<new>(?&quoted))|(?:the|an?) (?<new>(?&mark)))(?&place)?
substitution words = replac(?:e|ing) (?&what)(?<old>(?&quoted))(?<occurrence>(?&times))? with (?&what)(?<new>(?&quoted))
substitution words = (?&strike) (?&what)(?<old>(?&quoted))(?<occurrence>(?&times))?,? and replac(?:e|ing) (?:it|them) with (?:(?&what)(?<new>(?&quoted))|an? (?<new>(?&mark)))
substitution words = substitut(?:e|ing) (?&what)(?<new>(?&quoted)) for (?&what)(?<old>(?&quoted))(?<occurrence>(?&times))?
substitution words = (?&what)(?<old>(?&quoted))(?<occurrence>(?&times))? (?&be) (?&struck) and (?&what)(?<new>(?&quoted)) (?:(?&be) )?(?:inserted|substituted)(?&place)
substitution words = (?&insert) (?&what)(?<new>(?&quoted)) in place of (?&what)(?<old>(?&quoted))(?<occurrence>(?&times))?
substitution words = (?&strike) (?:(?&what)(?<old>(?&quoted))|(?:the|an?) (?<old>(?&mark))) (?<occurrence>at the end) of (?<target>(?&address)),?(?: and)? (?&insert)(?&place)? (?:(?&what)(?<new>(?&quoted))|(?:the|an?) (?<new>(?&mark)))(?&place)?
repeal words = (?&strike) (?:(?&what)(?<old>(?&quoted))|(?:the|an?) (?<old>(?&mark))) (?<occurrence>at the end) of (?<target>(?&address))
repeal words = (?&strike) (?&what)(?<old>(?&quoted))(?<occurrence>(?&times))? (?:in|from) (?<target>(?&addresses))
repeal words = (?&strike) {counted}?(?:(?&what)(?<old>(?&quoted))|(?:the|an?) (?<old>(?&mark)))(?<occurrence>(?&times))?
insertion words = (?&insert) (?:(?&what)(?<new>(?&quoted))|(?:the|an?) (?<new>(?&mark))) (?:immediately |directly )?(?<position>after|before|following) (?&what)(?<old>(?&quoted))(?<occurrence>(?&times))?(?: {locator})?
insertion words = (?&insert),? (?:immediately |directly )?(?<position>after|before|following) (?&what)(?<old>(?&quoted))(?<occurrence>(?&times))?,? (?&what)(?<new>(?&quoted))
insertion words = (?:immediately |directly )?(?<position>after|before|following) (?&what)(?<old>(?&quoted))(?<occurrence>(?&times))?,? (?&insert) (?&what)(?<new>(?&quoted))
insertion words = (?&insert) (?&what)(?<new>(?&quoted)) (?:immediately |directly )?(?<position>before) the (?<old>(?&mark))(?: at the end)?
# The words over the items, or behind them, as they are to be.
substitution words = (?:the )?(?<part>(?&lead)|(?&trailing)) (?:of|to|for|in) (?<target>(?&address)),? (?&amended)(?&follows) ?(?<payload>.*)
substitution words = (?:the )?(?<part>(?&lead)|(?&trailing)) (?&amended)(?&follows) ?(?<payload>.*)
substitution words = (?&strike) the (?<part>(?&lead)|(?&trailing)|(?&preceding)),?(?: and)? (?&insert)(?&place)? (?:(?&what)(?<new>(?&quoted))(?&place)?|the following(?: new)?(?: (?:(?&lead)|(?&trailing)))?(?&place)?:? (?<new>(?&quoted)))
# Stretches; which period “through the period” means is not said unless it is the one at the end.
substitution words = (?&strike) {stretch},?(?: and)? (?&insert)(?&place)? (?:(?&what)(?<new>(?&quoted))|(?:the|an?) (?<new>(?&mark)))(?&place)?
repeal words = (?&strike) the (?<part>(?&trailing))
repeal words = (?&strike) {stretch}
repeal words = (?&strike) (?&what)(?<old>(?&quoted))(?<occurrence>(?&times))? {locator}
repeal words = (?&strike) (?:the |an? )?(?<old>(?&mark)) {behind}
again repeal words = (?:(?&what)(?<old>(?&quoted))|(?:the|an?) (?<old>(?&mark)) {behind})(?<occurrence>(?&times))?
repeal words = (?&what)(?<old>(?&quoted))(?<occurrence>(?&times))? (?&be) (?&struck)

# Sentences.
repeal words = (?&strike) (?<sentence>(?&nth_sentence))(?: (?:of|in|from) (?<target>(?&addresses)|(?&same)))?
repeal words = (?<sentence>(?&nth_sentence))(?: (?:of|in) (?<target>(?&addresses)))? (?&be) (?:repealed|stricken|deleted)
substitution words = (?&strike) (?<sentence>(?&nth_sentence)),?(?: and)? (?&insert)(?&place)? (?:(?:the|a new) (?:following )?sentence |the following(?: sentence)?(?&place)?:? )?(?<new>(?&quoted))(?&place)?
substitution words = (?&strike) (?<sentence>(?&nth_sentence)),?(?: and)? (?&insert)(?&place)? (?&sentences)(?&place)?(?:(?&follows)|:) ?(?<payload>.*)
substitution words = (?<sentence>(?&nth_sentence))(?: (?:of|in) (?<target>(?&addresses)))?,? (?&amended)(?&follows) ?(?<payload>.*)
insertion words = (?&insert) (?:the|a) (?:new )?sentence (?<new>(?&quoted)) (?<position>at the end)(?: of (?<target>(?&addresses)))?
insertion words = (?&insert) (?&what)(?<new>(?&quoted)) (?<position>at the (?:end|beginning))(?: of (?<target>(?&addresses)))?
insertion words = (?&sentences) (?&added) (?<position>at the end)(?: of (?<target>(?&addresses)))?(?:(?&follows)|:) ?(?<payload>.*)
insertion words = (?&insert) (?&sentences) (?<position>at the end)(?: of (?<target>(?&addresses)))?(?:(?&follows)|:) ?(?<payload>.*)
insertion words = (?&insert) (?&sentences) (?:immediately )?(?<position>after|before) (?<sentence>(?&nth_sentence))(?:(?&follows)|:) ?(?<payload>.*)
insertion words = (?&insert) (?<position>at the end)(?: of (?<target>(?&addresses)))? (?&sentences)(?:(?&follows)|:) ?(?<payload>.*)
repeal words = (?&strike) (?<sentence>(?&row)|(?&entries))(?: (?:of|in|from) (?<target>(?&addresses)))?
repeal words = (?<sentence>(?&row)|(?&entries))(?: (?:of|in) (?<target>(?&addresses)))? (?&be) (?:repealed|stricken|deleted|removed)
substitution table = (?&strike) (?<sentence>(?&row)),?(?: and)? (?&insert)(?&place)? (?&rows)(?&place)?(?:(?&follows)|:)(?<payload>)$
insertion table = (?&insert) (?&rows) (?:immediately )?(?<position>after|before|following) (?<sentence>(?&row))(?: (?:of|in) (?<target>(?&addresses)))?(?:(?&follows)|:)(?<payload>)$
insertion table = (?&rows) (?&added) (?:immediately )?(?<position>after|before|following) (?<sentence>(?&row))(?: (?:of|in) (?<target>(?&addresses)))?(?:(?&follows)|:)(?<payload>)$
insertion table = (?&insert) (?&rows) (?<position>at the end)(?: of the (?:table|tabular array)(?: in (?<target>(?&addresses)))?)?(?:(?&follows)|:)(?<payload>)$
insertion table = (?&rows) (?&added) (?<position>at the end) of the (?:table|tabular array)(?: in (?<target>(?&addresses)))?(?:(?&follows)|:)(?<payload>)$
insertion provision = (?:the following |an? )?(?:new )?(?:an? )?(?<target>(?&addresses)) (?&added)(?: (?<position>at the end)(?: thereof)?)?(?&announced) ?(?<payload>.*)
insertion provision = (?:the following |an? )?(?:new )?(?<target>(?&addresses)) (?&added) (?:immediately )?(?<position>after|before|following) (?<anchor>(?&address))(?&follows) ?(?<payload>.*)
insertion provision = (?:the following |an? )?new (?<target>(?&addresses)) (?&amended)(?&follows) ?(?<payload>.*)
insertion provision = (?:the following |an? )?new (?<target>(?&addresses)) (?&added) to (?<in>(?&address)),?(?&follows) ?(?<payload>.*)
# Without a verb, as a slip leaves it.
insertion provision = (?:the following |an? )?new (?<target>(?&addresses))(?&follows) ?(?<payload>.*)
insertion provision = (?&insert) (?:the following |an? )?(?:new )?(?<target>(?&addresses)) (?:immediately )?(?<position>after|before|following) (?<anchor>(?&address))(?&follows) ?(?<payload>.*)
insertion provision = (?&insert) (?:immediately )?(?<position>after|before|following) (?<anchor>(?&address)),? (?:the following |an? )?(?:new )?(?<target>(?&addresses))(?&follows) ?(?<payload>.*)
insertion provision = (?&insert) (?:(?<position>at the end)(?: thereof)?,? )?(?:the following |an? )?(?:new )?(?:an? )?(?<target>(?&addresses))(?: (?<position>at the end)(?: thereof)?)?(?&announced) ?(?<payload>.*)
insertion words = (?&insert) (?<position>at the end)(?: thereof)?,? the following(?: (?:words?|phrase|language|text))?:? (?![“"]\()(?<new>(?&quoted))
insertion provision = (?&insert) (?<position>at the end)(?: thereof)?,? the following:? ?(?<payload>(?:[“"]\(.*)?)
insertion words = (?&insert) the following(?: (?:words?|phrase|language|text|sentence))? (?<position>at the end)(?: thereof)?(?:(?&follows)|:)? ?(?![“"]\()(?<new>(?&quoted))
# Without a number: “adding at the end the following new subsection”.
insertion provision = (?&insert) (?:immediately )?(?<position>after|before|following) (?<anchor>(?&address)),? (?:the following(?: new)?|an? new|new) (?&noun)(?&announced) ?(?<payload>.*)
insertion provision = (?&insert) (?<position>at the end)(?: thereof)?,? (?:the following|an?)?(?: new)? ?(?&noun)(?&announced) ?(?<payload>.*)
insertion provision = (?&insert) (?:the following |an? )(?:new )?(?&noun) (?<position>at the end)(?: thereof)?(?&announced) ?(?<payload>.*)
substitution provision = (?<target>(?&addresses)),? (?&amended)(?&follows) ?(?<payload>.*)
substitution provision = (?<target>(?&address)),? (?&be) (?:redesignated|renumbered|designated)(?: as)? (?<to>(?&address)),? and (?&amended)(?&follows) ?(?<payload>.*)
substitution provision = (?&strike) (?<target>(?&addresses)),?(?: in (?:its|their) entirety)?,?(?: and)? (?&insert)(?&place)?,? (?:the following(?: new)?(?: (?&noun))?|an? new (?&noun)|new (?&noun)|an? new \k<target>)(?&place)?(?&announced) ?(?<payload>.*)
substitution provision = (?<target>(?&addresses)),? (?&be) replaced (?:with|by) (?:the following|an?)(?: new)?(?: (?&noun))?(?&announced) ?(?<payload>.*)
# Over a quotation that begins with the number of the place; else it is a context.
substitution provision = (?<target>(?&address)),? (?&amended) as follow(?:s|ed)?(?<payload>)
substitution heading = (?&strike) the (?:section )?heading,?(?: and)? (?&insert)(?&place)? (?:(?:the |a )?(?:new )?(?:section )?heading |the following(?: new)?(?: (?:section )?heading)?(?&place)?:? )?(?<new>(?&quoted))(?&place)?
substitution heading = (?:the )?(?:section )?heading(?: of (?<target>(?&address)))? (?&amended)(?&follows) ?(?<payload>.*)
repeal provision = (?<target>(?&addresses)),? (?&be) repealed(?: in (?:its|their) entirety)?
repeal provision = repeal(?:ing)? (?<target>(?&addresses))
# What is struck goes with its number where another gets that.
repeal provision = (?<strikes>(?&strike)) (?<target>(?&addresses))(?: in (?:its|their) entirety)?
repeal provision = (?<target>(?&addresses)) (?&be) (?<strikes>(?&struck))
substitution provision = amend(?:ing)? (?<target>(?&addresses))(?&follows) ?(?<payload>.*)
renumbering provision = (?<target>(?&addresses)),? (?&be),?(?: respectively,?)? (?:redesignated|renumbered|designated)(?:,? respectively,?)?(?: as(?: new)?)? (?<to>(?&addresses))(?:,? respectively)?
renumbering provision = (?:(?:re)?designat(?:e|ing)|renumber(?:ing)?) (?<target>(?&addresses)) as (?:new )?(?<to>(?&addresses))(?:,? respectively)?
renumbering provision = (?:the )?(?<in>(?&undivided))(?: (?:of|in) (?<target>(?&address)))?,? (?&be) (?:re)?designated as (?:a )?(?:new )?(?<to>(?&address))
renumbering provision = (?:re)?designat(?:e|ing) (?:the )?(?<in>(?&undivided))(?: (?:of|in) (?<target>(?&address)))? as (?:a )?(?:new )?(?<to>(?&address))
# A number stays where a provision is repealed; where it is struck, that is not said.
# An Act or a title, whose sections in the code are not named.
whole = (?:the|an) (?-i:[A-Z])[^“”"]* act\b[^“”"]* (?&be) repealed
whole = (?:sub)?title [^“”"]* (?&amended)(?&follows).*
whole = (?:(?:sub)?chapters?|(?:sub)?titles?|(?:sub)?parts?|articles?) [^“”"]*? (?&be) repealed
# Of two provisions that got one number, the code has renumbered one.
given = (?&addresses),? as (?:originally )?(?:added|enacted|inserted) by [^“”"]*? (?&be) .*
tabular = (?&strike) the (?:tabular array|table)(?! of)\b.*
# A section by its number in the Act, a chapter: the code says where those are.
unplaced = (?:(?:the|an) (?-i:[A-Z])[^“”"]*|(?:sub)?title [^“”"]*?) (?&amended)(?&by) ?(?&insert) (?:an? )?(?:new )?(?:sections?|(?:sub)?chapters?|(?:sub)?titles?|(?:sub)?parts?|articles?) .*
unplaced = (?:the following |an? )?new (?:(?:sub)?chapters?|(?:sub)?titles?|(?:sub)?parts?|articles?) [^“”"]*?(?&added)(?&announced).*
# The table of contents of a title or a chapter, which shows the headings.
contents = (?:the )?table of contents(?: (?:of|for|to) (?:(?! and |[“”"]).)*)? (?:(?&amended)|(?&be) repealed)(?&only)
contents = (?:the |an? )?(?:following )?(?:new )?(?:section designations?|designations? (?:for|of))(?: (?:(?! and |[“”"]).)*)? (?:(?&be) repealed|(?&amended)|(?&added))(?&only)
attempt = (?:strik(?:e|es|ing)|replac(?:e|ing)|insert(?:s|ing)?|add(?:ing)?|redesignat(?:e|ing)|designate|renumber|repeal|amend) .*
attempt = .*\b(?&be)(?:, respectively,)? (?:amended|repealed|redesignated|renumbered|designated|added|stricken|inserted)\b.*
attempt = (?:(?:the )?(?:(?&portion)|(?&nth_sentence))(?: (?:of|in) )?)?(?&addresses),? (?&be) (?&changed)\b.*
attempt = (?&changing) (?=.*(?:(?&quoted)|\b(?&noun) \(\w)).*
attempt = (?=.*(?:(?&quoted)|(?&number)|\b(?&noun) \(?\w)).*\b(?:strik(?:e|ing)|stricken|insert(?:ed|ing)|repealed|redesignated|amended|deleted|ceases? to have effect)\b.*

# A quotation that no instruction announces.
mention = [“"](?![^“”"]*[”"],? (?:means?|includes?|ha(?:s|ve)|shall)\b).*

# What would fit, in the wording of the code, beside what is refused: each compiles.
[help]
number-kept = what is repealed keeps its number; restate it: “Section {place} of the District of Columbia Official Code is amended to read as follows:”
heading = write “The section heading of section {place} of the District of Columbia Official Code is amended to read as follows: “{words}”.”
opening-words = restate it as a whole: “Section {place} of the District of Columbia Official Code is amended to read as follows:”
delete = write “Section {place} of the District of Columbia Official Code is repealed.”
as-renumbered = write “newly redesignated” before its noun, or put this instruction first
each-place = write “each time it appears”, or name the item
more-words = quote more of the words, or name the item

# How a difference of two versions is drafted; see sec.profile.
[wording]
noun = section
payload = each
replace-words = {Place} of the District of Columbia Official Code is amended by striking the phrase {old}{times} and inserting the phrase {new} in its place.
delete-words = {Place} of the District of Columbia Official Code is amended by striking the phrase {old}{times}.
insert-words-after = {Place} of the District of Columbia Official Code is amended by inserting the phrase {new} after the phrase {old}{times}.
insert-words-before = {Place} of the District of Columbia Official Code is amended by inserting the phrase {new} before the phrase {old}{times}.
nth = the {nth} time it appears
amend-heading = The section heading of {target} of the District of Columbia Official Code is amended to read as follows: {new}.
insert-after = {In} of the District of Columbia Official Code is amended by adding a new {level} {label} to read as follows:{payload}
insert-before = {In} of the District of Columbia Official Code is amended by adding a new {level} {label} to read as follows:{payload}
insert-at-end = {In} of the District of Columbia Official Code is amended by adding a new {level} {label} to read as follows:{payload}
restate = {Target} of the District of Columbia Official Code is amended to read as follows:{payload}
delete = {Target} of the District of Columbia Official Code is repealed.
delete-leaving = {Target} of the District of Columbia Official Code is repealed.
renumber = {Target} of the District of Columbia Official Code is redesignated as {level} {label}.
