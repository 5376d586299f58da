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
schedule = hcontainer number [0-9]+[A-Z]* Schedule
appendix = hcontainer number [A-Z]{1,2} Appendix
part = part number within [A-Z]|[0-9]+[A-Z]* Part
section = sec number [A-Z][0-9]+[A-Z]* Section
clause = cl number [A-Z][0-9]+[A-Z]*\.[0-9]+[A-Z]* Section
paragraph = para lower
subparagraph = subpara roman
point = point upper
indent = indent digit
below = schedule appendix
paragraph = para number within [0-9]+[A-Z]*(?:\.[0-9]+[A-Z]*)* paragraph
subparagraph = subpara lower
point = point roman
indent = indent upper

# How provisions are cited. Nouns stand here in the singular and in lower case.
[citation]
noun = section clause subsection sub-section paragraph
groups = part
item.paragraph = paragraph item
item.subparagraph = sub-paragraph subparagraph
item.point = point
# What counts as a citation without a noun before it.
bare = [A-Z][1-9][0-9]?[A-Z]{0,2}(?:\.[1-9][0-9]{0,2}[A-Z]{0,2})?
# Misspellings: a number that can be mended anywhere, and one only with a noun before it. (A wide
# space counts as up to three.)
loose = [A-Z](?:\s{1,3}|\.\s{0,3})?[1-9][0-9]?[A-Z]{0,2}(?:\s{0,3}\.|,)[1-9][0-9]{0,2}[A-Z]{0,2}
loose-after-noun = [A-Z](?:\s{1,3}[0-9]+[A-Z]{0,2}|\.[0-9]+[A-Z]{0,2}|(?:\s{1,3}|\.\s{0,3})?[0-9]+[A-Z]{0,2}\s{0,3}\.\s{1,3}[0-9]+[A-Z]{0,2})
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
# Words of two letters that are no abbreviation: a stop behind one ends a sentence.
short = it so do be is us me to on up by of at

# What drafts look like as plain text. A row is a pattern; `page`, `furniture`, `cover` and `heading`
# must match the whole of a line, `start`, `balloon`, `footnote`, `note` and `instruction` its beginning, the
# rest anywhere. Groups named number, version, date, year, title and base are facts of the document.
[lines]
page = (?:\W*)Page \d+(?: of \d+)?(?:\W*)
furniture = Administered by .*
furniture = .*\b[A-Z]{1,2}\d{1,2}[A-Z]? \d[A-Z]{2}\.?
furniture = This document is
furniture = (?:This document is )?[Cc]lass(?:ed|ified) as (?i:white|green|amber|red|public|restricted|confidential)\.?
furniture = (?:©|\([Cc]\)|Copyright) .*?(?<year>(?:19|20)\d\d)\b.*
cover = (?<number>(?:SECMP|MP|DP)\d{3,4}[A-Z]?)(?: ?[–—:-] ?(?<title>[^–—:].*)?)?
cover = (?i:modification|proposal|reference|number)(?: number| reference)? ?[:–—-] ?(?<number>(?:SECMP|MP|DP)\d{3,4}[A-Z]?)\b(?: ?[–—:-] ?(?<title>.+))?
cover = (?i:title) ?: ?(?<title>.+)
cover = (?i:draft )?(?i:legal text|legal drafting|legal text changes)(?: for (?<number>(?:SECMP|MP|DP)\d{3,4}[A-Z]?))?
cover = (?:(?i:attachment|annex|appendix) [A-Z0-9]+)\b.{0,40}
cover = (?i:(?:document |draft )?version|draft|v) ?:? ?(?<version>\d+(?:\.\d+)*)(?: (?i:draft|final))?
cover = (?:(?i:date|dated|published|issued) ?:? ?)?(?<date>\d{1,2}(?:st|nd|rd|th)? (?:January|February|March|April|May|June|July|August|September|October|November|December),? \d{4})
cover = (?:(?i:date|dated|published|issued) ?:? ?)?(?<date>\d{4}-\d\d-\d\d)
cover = (?i:status|author|proposer|classification|prepared by|submitted by) ?: ?.*
cover = (?i:base|against|base version|code version|baseline) ?: ?(?:the )?(?:SEC|Smart Energy Code)?(?: version| v)? ?(?<base>\d+\.\d+)
heading = (?:\d+(?:\.\d+)*\.? )?(?:Summary|About this document|Introduction|Background|Purpose|Draft legal text|Legal text(?: changes)?|Proposed changes|Overview|Contents)\.?
# Wording that always begins a paragraph.
start = (?:\d+(?:\.\d+)*[.)] )?(?:Add|Insert|Include|Amend|Delete|Remove|Omit|Replace|Substitute|Renumber|Re-number|Redesignate|Move|Change) (?:(?:a|an|the|new|following|[Ss]ections?|[Cc]lauses?|[Pp]aragraphs?|words?|cross-heading|heading|definitions?)\b|[“"‘'(]|[A-Z]\d)
start = (?:\d+(?:\.\d+)*[.)] )?(?:In|For|After|Before|At the end of|Immediately after) (?:the (?:heading|title|cross-heading|definition|opening words|lead-in) |(?:[Ss]ections?|[Cc]lauses?|[Pp]aragraphs?) (?:[A-Z]\d|\()|[A-Z]\d+\.\d).*\b(?:insert|delete|remove|omit|replace|substitute|add|amend|change|renumber)\b
start = (?:\d+(?:\.\d+)*[.)] )?In (?:[Ss]ection |[Cc]lause )?[A-Z]\d+[A-Z]*(?:\.\d+[A-Z]*)?(?:\([a-zA-Z0-9]+\))*(?: \([^()]*\))?(?:, in the [a-z -]+)? ?[:—–-]$
start = (?:\d+(?:\.\d+)*[.)] )?S(?:ection|ECTION) [A-Z](?:\d+[A-Z]*)?(?:$| ?[‘'“"–—:-])
start = (?:\d+(?:\.\d+)*[.)] )?(?:Schedule \d+[A-Z]*|Appendix [A-Z]{1,2})(?:$| ?[‘'“"–—:-])
start = (?:\d+(?:\.\d+)*[.)] )?(?:Section|Clause|Paragraph)s? [A-Z]?\S* (?:is|are) amended
start = Make the following
start = The following (?:changes|amendments)
balloon = (?<kind>Deleted|Inserted|Formatted|Comment|Moved)(?: ?\[[^\]]*\]|\[[^\]]*\])?: ?
footnote = (?:(?<mark>\d{1,2})(?=[A-Z][a-z])|(?<loose>\d{1,2}) (?=[A-Z])|\[(?<mark>\d{1,2})\] )
# The version of the code that a draft is written against.
base_version = \b(?:Smart Energy Code|SEC|Code)\b(?: \(SEC\))?(?:,? (?:as at|at|in its))? ?(?:version |v\.? ?)(?<version>\d+(?:\.\d+)*)
base_version = \bversion (?<version>\d+(?:\.\d+)*) of the (?:Smart Energy Code|SEC|Code)\b
# The end of a line after which a number is cited and no paragraph begins.
open = (?:^|[ (])(?:[Ss]ections?|[Cc]lauses?|[Pp]aragraphs?|[Ss]ub-?paragraphs?|[Ss]chedules?|and|or|to|[Ii]n|of|with|under|by|from|at|per|both|either|through|until|see|than|after|before|that|this|the)$
open = , (?:delete|omit|remove|renumber|move)$
# The end of a line after which words are quoted.
quoting = \b(?:insert|include|add|substitute|replace|delete|remove|omit|change|amend|with|by|for|from|to|read|after|before|following|definition of|words?|phrase|heading)$
# Where the mark of a footnote may be glued to a word or to the end of a figure: the group `mark` is
# filled with its digits; `rest` is the figure without it, `over` that the whole is too long for one.
mark = [a-z]{2}(?<mark>)(?=[ .,;:)]|$)
mark = ”(?<mark>)(?=[ .,;:)]|$)
mark = [a-z][.,;:)](?<mark>)(?= [A-Z(]|$)
mark = \b[Vv]ersion (?<rest>\d{1,2}\.\d{1,2})(?<mark>)(?:(?<over>(?<=\.\d{3})|(?<=\.\d{4})))?(?!\.?\d)
mark = \b(?<rest>[A-Z]\d{1,2}[A-Z]?\.(?:\d{1,2}[A-Z]?)?)(?<mark>)$
mark = \b(?<rest>[A-Z]\d{1,2}[A-Z]?\.\d\d)(?<mark>)(?=[ ,;:])
note = \[?(?i:drafting note|note to reader|rationale|explanatory note)s?\b ?[:–—-]
note = \[(?i:subject to|note|see|this|these|the|as|pending|dependent|depends|also|wording) (?!.*\b(?:(?:add|insert|delet|remov|omit|replac|substitut|amend|re-?number|mov|repeal|becom|restat|strik|struck)(?!ment)[a-z]*|same|also)\b)[^\[\]“”"]*\b(?:SECMP|MP|DP)\d{3,4}[A-Z]?\b[^\[\]“”"]*\][.;]?$
note = (?i:the|these|this|all) (?i:changes?|amendments?|draft(?:ing)?|(?:legal )?text|redlin(?:e|es|ing)) (?:below |in this (?:document|section) )?(?:is|are|has been|have been|was|were) (?:drafted|redlined|marked|tracked|shown|made|written|prepared) against\b
# Headings of what tells of the code and changes nothing; other lines that begin with a clause do.
introduction = (?:\d+(?:\.\d+)*\.? )?(?i:summary|about this (?:document|modification)|introduction|background|purpose|overview|context|rationale|issue|what is the (?:issue|solution)\?|(?:proposed )?solution|business case|justification|impacts?|reasons?(?: for (?:the )?(?:changes?|modification))?)$

# How text is structured: the levels that have a heading on the line of their number, and the words
# that may follow the term in an entry of the definitions.
[outline]
headings = chapter section
# In a Schedule a heading stands like text. Words that no heading has, and words that make a sentence,
# which is a heading only over paragraphs of its own.
duty = \b(?-i:shall|must)\b
sentence = \b(?-i:are|can|cannot|do|does|had|has|have|is|may|might|need|needs|should|was|were|will|would)\b
paragraphs-numbered = yes
definition = means includes has have shall is are
# A number at the head of a line, before one of these words, is cited there.
cited = (?=(?-i:[A-Z]))(?&number)(?: ?(?&labels))?

# What the plain text of a Section becomes a part of.
[import]
title = ^(?i:Section) (?<number>[A-Z])(?:(?:\s*(?:[:.-]|–|—)\s*|\s+)(?<heading>\S.*))?$
# Lines that speak of the text: that it, or some of what belongs below a heading, is missing; and why
# it is not what the code's own print says.
not-supplied = ^\[(?i:text not supplied|not supplied|not all supplied)\]$
editorial = ^\[(?i:editorial): (?<note>.*)\]$
work = /akn/gb/act/code/2013/sec
component = section-
alias = SEC Section
name = code
number = sec
country = gb
language = eng
designated = 2013-09-23
author = secco
author-href = /akn/ontology/organization/gb/secco
author-name = SECCo

# Marks as a draft names them.
[marks]
full stop = .
semi-colon = ;
semicolon = ;
comma = ,
colon = :

# Words of drafting, used by the forms as (?&name). Case does not matter where (?-i: does not say so;
# a space is one space, since lines come joined and with their white space folded.
[vocabulary]
# Between two instructions in a sentence, and where a line breaks off behind one; between clauses.
next = (?:and|or)$|(?:and,? )?(?:then |by )?
clause_join = \. |; (?:and )?| and |\(and 
noun = (?:(?:sub-?)?(?:section|clause|paragraph|item|point|limb)s?|schedule|appendix|part(?= (?-i:[A-Z]\b|\d)))
existing = existing|current|present|(?-i:SEC)
number = (?:(?-i:[A-Z]\d+[A-Z]*(?:\.\d+[A-Z]*)?)|(?-i:\d+[A-Z]*(?:\.\d+[A-Z]*){1,3})|(?<=paragraph |paragraphs |schedule |part |graphs \d and |graphs \d to )(?-i:\d+[A-Z]*)|(?<=appendix )(?-i:[A-Z]{2}))(?![\w]|\.\d)
# Three capitals are no label, “Z4.12 (DCC)”, unless they are a roman number or one letter.
label = (?>\((?!new\))(?-i:[ivxlc]{1,6}|[a-z]{1,3}|[IVXLC]{1,2}|[IVXLC]{3,6}|A{3}|B{3}|C{3}|D{3}|[A-Z]{1,2}|\d{1,2})\))
labels = (?&label)(?: ?(?&label))*
letter = (?-i:[A-Z])(?!\w|\.\w)
# Behind a number that says it all: the code, and that a range has both its ends.
code = (?: (?:of|to) (?:the|this) (?:Code|SEC|Smart Energy Code)\b)?(?: (?:inclusive\b|\(inclusive\)))?
one = (?:the )?(?:(?&existing) )?(?:(?&noun) ?)?(?&number)(?: ?(?&labels))?(?&code)|(?:the )?(?:(?&existing) )?(?&noun) (?&letter)|(?:the )?(?:(?&existing) )?(?:(?&noun) ?)?(?&labels)(?&code)
annex = (?:annex|attachment)(?: (?-i:[A-Z]{1,2}|\d+[A-Z]*)(?!\w))?
# Those whose paragraphs have addresses.
appended = (?:schedule (?-i:\d+[A-Z]*)|appendix (?-i:[A-Z]{1,2}))(?!\w|\.\w)
# What stands apart from the clauses, however a heading calls it.
apart = \b(?:(?&annex)|schedules?|appendix|appendices|annexes|attachments|(?-i:[A-Z][a-z]+ )?specifications?|subsidiary documents?|(?-i:Sch|App)\.? (?-i:[A-Z]{1,2}|\d+[A-Z]*))(?!\w)
# Drafts have Parts of their own: one is of the code where its Schedule is named with it.
part_alone = part (?-i:[A-Z]|\d+[A-Z]*)\b(?! of )
# The heading of what is named may stand behind it in brackets; words that limit or set a condition
# are no heading.
limits = [^()]*\b(?:(?:first|second|third|last|final) (?:sentence|limb|paragraph|part|line)|opening|closing|only|in part|other than|except|excluding|subject to)\b|(?:if|unless|where|when)\b
descriptor = (?: (?!(?&labels))\((?:(?:both |all )?inclusive|(?&quoted)|(?!(?&limits))(?-i:[A-Z])[^()]{1,199})\))
state = (?:,? \(?as (?:so )?(?:re-?numbered|re-?lettered|redesignated|inserted|moved)(?: by this modification)?\)?,?| \(new\))
address = (?:(?&appended),? (?:(?:part (?-i:[A-Z]|\d+),? )?(?=paragraph )|(?=part (?-i:[A-Z]|\d+)(?!\w|\.\w))))?(?&one)(?&state)?(?&descriptor)?(?:(?: of|, in|,)? (?:that |this )?(?&noun) ?(?&labels)(?=[ ,.:;]|$)(?&state)?)?(?: of (?&one)(?&state)?(?&descriptor)?){0,2}(?: (?:in|from) (?&appended)(?&descriptor)?)?
addresses = (?:(?:both|each of) )?(?&address)(?:(?:,? and |, | to |–| – |-| through )(?&address))*
# Places in which one thing is done: “in” says so again.
places = (?&addresses)(?:,? and in (?&addresses))*
# A single mark may be the apostrophe of a plural: ‘Users’ Premises’.
quoted = “(?:(?!“|”).|(?&quoted))*”|"[^"]*"|‘(?:(?!’(?![a-z])).)*’|‘(?:[^‘’“”]|(?<=s)’(?= [A-Za-z]))*’|'(?:(?!'(?![a-z])).)*'
words = (?:(?:the|an?) )?(?:(?:existing |following )?(?:(?:word|phrase|expression|figure|number|(?:defined )?term)s?|text|wording|(?:cross-?)?references? to) )?
# Marks that a draft does not quote ([marks]), and clauses.
mark = full stop|semi-?colon|comma|colon
cited = (?=(?-i:[A-Z]))(?&number)(?: ?(?&labels))?
reference = (?:(?:the|an?) )?(?:cross-?)?reference
caption = (?:(?:section|clause) )?(?:heading|title)
# The heading above a clause is the cross-heading that stands there, whatever it is called.
above = (?:immediately |directly )?(?:above|before|over|preceding)
caption_above = (?:(?:section |clause |italic |cross-?|sub-?)?heading|(?:section |clause )?title) (?&above)
crossheading = (?:italic |cross-?|sub-?)heading
around = (?:opening|introductory|lead-in|closing|full-out) (?:words|wording|language|text|paragraph)|lead-in|tail|(?:words|wording|text) (?:before|preceding|after|following) (?:paragraph |item )?(?&labels)
portion = (?&around)|(?&caption_above)|(?&caption)|(?&crossheading)
whole_code = (?:the (?:whole |entire )?(?:Code|SEC|Smart Energy Code)|this Code)
nth = (?:first|second|third|fourth|fifth|last)
ordinal = (?&nth)(?:(?:, (?&nth))*,? and (?&nth))?
seen = (?:(?:where|in which|that) )?(?:it|they|the same|(?:that|the|those) (?:word|phrase|term|expression|reference)s?) (?:occurs?|appears?)
time = (?:in|at|on) (?:both|each|all|every|the two) (?:places?|cases?|instances?|occasions?|occurrences?)(?: (?&seen))?|twice|(?:in )?(?:both|all|(?:all )?(?:the )?(?:two|three|four|five|[2-5])) (?:times|occurrences|instances|places)|(?:each|every) (?:time|occurrence|instance)(?: (?&seen))?|wherever (?:occurring|(?&seen))|throughout|in the (?&ordinal) (?:place|instance|case)s?(?: (?&seen))?(?: only)?|(?:the )?(?&ordinal) (?:time|place|occurrence|instance)s?(?: (?&seen))?(?: only)?|where (?:it|they) (?&ordinal) (?:occurs?|appears?)|(?&seen) (?:for )?the (?&ordinal) time
times = ,? (?:\((?&time)\)|(?&time))
counted = (?:(?:both|each|all|any|every|the two|the (?&ordinal))[ ](?:occurrences?|instances?|uses?|mentions?|references?)(?:[ ](?:of|to))?|each|every|the (?&ordinal)|(?:the )?references[ ]to)[ ]
# A remark on how the text that follows is printed changes nothing.
remark = \((?=[^()]*\b(?:underl|struck|strik|shown|marked|tracked|bold|red|blue|italic|highlight))(?:(?:the|all|any|new|deleted|inserted|additional|added|amended|removed|text|wording|words|additions?|insertions?|deletions?|changes?|amendments?|is|are|being|shown|marked|indicated|in|as|and|with|by|underlin(?:ed?|ing)|struck|strik(?:e|ing)|through|out|strike-?through|strikethrough|bold|red|blue|italics?|highlight(?:ed)?|tracked|mark-?up|below)[ ,;]*)+\)
struck = \([^()]*\b(?:delet(?:ed|ions?)|struck|strik(?:e|ing)|strike-?through|removed|tracked|changes|amendments)\b[^()]*\)
# That what stands there stays; and that in the place of a text.
unchanged = unchanged|not (?:been )?(?:amended|changed)|no changes?|remains? (?:as|the same)
kept = \[[^\[\]]{0,200}?\b(?&unchanged)[^\[\]]{0,200}\]|\[as (?:existing|before)\]|(?<=^|\) )\(?(?:(?&unchanged)|as (?:existing|before))\)?[.;,]?(?: (?:and|or))?[.”"]{0,2}$
# Remarks in a text that speak of a modification, and are no words of the code.
remarked = \[[^\[\]]{0,200}?\b(?-i:SECMP|MP|DP)\d{3,4}[A-Z]?\b[^\[\]]{0,200}\]
# A remark on items that are not written out.
staying = (?:\b(?:paragraph|sub-?paragraph|item|definition|limb|provision)s?\b|\((?:[a-z]{1,4}|[A-Z]{1,2}|[0-9]{1,2})\)|\b(?:rest|remainder|remaining|others?)\b)[^.]{0,100}?\b(?&unchanged)
text = (?:(?:(?&noun)|provision|sentence)s?|text|wording|words)
entire = in (?:its|their) entirety|in full|entirely
reads = ,? (?:so as to read|(?:so that it )?(?:to )?(?:now )?reads?)(?: as follows)?
follows = (?:,? (?:as follows|with the following|(?:as )?(?:set out|shown) below|the following)(?: new)?(?: (?&text))?|(?&reads))?(?: (?&remark))? ?(?:[:—–-]|\.?$)
# What is quoted behind "with" is no text of a provision when it is Not Used or only cites another.
no_text = (?:“|"|‘|')(?:\[?not used\]?\.?|(?:(?&noun) )?(?&cited)\.?)(?:”|"|’|')
# A sentence that tells what is to be done to the text.
ordered = (?:(?-i:Add|Insert|Include|Delete|Remove|Omit|Replace|Substitute|Amend|Renumber|Re-number|Move|Change|Strike|Tidy|Correct|Update|Reword|Rewrite|Revise|Restate|Reinstate) (?!(?:is|are|was|were|will|would|shall|may|has|have|to|in|of|for|from|and|control|requests?|proposals?|process)\b)(?:(?-i:[a-z]).*[.;]$|(?-i:Schedules|Appendices|Parts|Annexe?s|Attachments) [A-Z\d]))|(?:(?-i:Either|Option \w+|Alternative(?:ly)?)\b[:,]?|[^“”"]{1,100}[,:]) (?:(?:in|for|after|before|at) [^“”"]{0,80}?(?&number)[^“”"]{0,40}? )?(?-i:add|insert|include|delete|remove|omit|replace|substitute|amend|re-?number|move) (?=.*(?&quoted)).*
# What is quoted is text of a provision where it ends as one does.
whole_text = [“"‘'](?-i:[A-Z(])[^“”"]{10,}[.;:][”"’']
# That of an item goes on behind it.
ended_text = [“"‘'][^“”"]{10,}(?:[.;:,]|[;,] (?:and|or))[”"’']
not_used = (?:the words? )?(?:“not used\.?”|"not used\.?"|‘not used\.?’|'not used\.?'|not used)
# What is done, and behind "is amended by" the doing of it.
by = (?<=\bby |\band )
add = (?:add|insert|include)|(?&there) (?&added)|(?&by)(?:(?:adding|inserting|including)|(?:the )?(?:addition|insertion|inclusion) of)
delete = (?:delete|remove|omit|leave out|strike(?: out)?)|(?&by)(?:(?:deleting|removing|omitting|striking(?: out)?)|(?:the )?(?:deletion|removal|omission) of)
substitute = substitute|(?&there) substituted|(?&by)(?:substituting|(?:the )?substitution of)
replace = (?:replace|(?&substitute))|(?&by)(?:replacing|(?:the )?replacement of)
change = (?:change|amend|update)|(?&by)(?:changing|amending)
with = ,? (?:with|by|to|to read|so as to read|(?:and )?replace (?:it )?with)
# What follows a place in which something is done, and not one of several that something becomes of.
unmoved = (?! (?:(?&be)|becomes?|shall|should|will)\b| and (?:\(|(?&noun) ?\(|(?&number)))
# What is to be done: "is hereby deleted", "shall be deleted", "to be deleted".
be = (?:(?:(?:is|are)(?: hereby)?(?: to be)?|(?:shall|will|should)(?: hereby)? be|to be)(?: hereby)?)
there = there (?&be)
added = (?:added|inserted|included)
deleted = (?:deleted|removed|omitted|repealed|struck(?: out)?)
replaced = (?:replaced|substituted)
in_order = \(?in (?:the |their |its )?(?:correct )?(?:alphabetical order|(?:appropriate|alphabetical|correct) (?:alphabetical )?(?:places?|positions?))\)?
# Words that say what becomes of a provision, or that it does something: with them a line is no heading.
fate = delete[sd]?|removed?|omit(?:ted)?|repealed?|replaced?|inserted?|amended?|substituted?|re-?number(?:ed)?|redesignated?|moved?|restated?|not used|no longer|(?:un|not )changed|no changes?
told = [^.;]*\b(?:(?&fate))\b|(?&descriptor)? (?:is|are|was|were|shall|will|should|must|may|has|have|does|do|can|cannot|applies|apply|ceases?)\b
# Verbs of amending, in any of their forms.
doing = (?:add|insert|delet|remov|omit|replac|substitut|amend|chang|updat|re-?number|re-?letter|redesignat|swap|strik|mov|repeal|restat|reinstat|correct|revis)(?:e|es|ed|s|ing)?|strike|struck|include|leave out|read|becomes?
# "Amend Z4.12 by replacing", "to add", "so that ... is replaced".
amending = (?:amend|change|modify|revise|update)
doing_so = (?:,? by(?= (?:\w+ing\b|the (?:addition|insertion|inclusion|deletion|removal|omission|replacement|substitution)\b))|,? (?:to|so as to)(?= (?:add|insert|include|delete|remove|omit|replace|substitute|change|re-?number)\b)|,? so that(?= (?!it (?:now )?reads?\b)))
rows = (?:the following |an? )?(?:(?:new|additional|further) )*(?:rows?|entr(?:y|ies))(?: (?:in|into|to) the table(?! ?[:—–-]))?
new_rows = (?:,? (?:with|by))? (?:the following|an?) (?:new )?(?:table|rows?|entr(?:y|ies))(?: (?:as follows|(?:set out|shown) below))? ?(?:[:—–-]|\.?$)|(?:,? (?:with|by))?(?&follows)
nth_sentence = (?:the )?(?:first|second|third|fourth|fifth|last|final) sentence|(?&cells)
# Words stand in a table, or in a row or column of it.
cells = (?&column) (?:of|in) (?&row)|(?&row),? (?:in )?(?&column)|(?&row)|(?&entries)|(?&column)|the table
row = (?:the )?(?:row|entry) (?:(?:for|relating to|(?:that |which )?begin(?:s|ning)(?: with)?|headed|labelled|marked) )?(?:(?&quoted)|(?-i:[A-Z]{1,2}(?!\w)|\d{1,2}(?![\w.])))(?: (?:of|in) the table)?
entries = (?:the )?(?:rows|entries) (?:(?:for|relating to) )?(?:(?&terms)|(?-i:[A-Z]{1,2}(?!\w)(?:(?:, and |, | and )[A-Z]{1,2}(?!\w))+))(?: (?:of|in) the table)?
column = (?:the )?(?:column (?:(?:(?:headed|entitled|labelled|marked) )?(?&quoted)|[1-9](?!\d))|(?:first|second|third|fourth|fifth) column)(?: (?:of|in) the table)?
# Items that have no number of the code before them.
items = (?:the )?(?&noun) ?(?&labels)(?:(?:, | and |, and | to )(?:(?&noun) ?)?(?&labels))*
several = (?&quoted)(?:(?:, and |, | and )(?&words)?(?&quoted))+
terms = (?&quoted)(?:(?:, and |, | and )(?:the definition of )?(?&quoted))*
# A change that is numbered: a place that was named for the one before ends here.
change_number = (?:change|amendment|instruction|item) \d+(?: ?[:.–—-] ?|$)
# What may stand before an instruction and changes nothing of it.
opening = (?:(?:please|also|and|additionally|further(?:more)?|finally|lastly|similarly|likewise|consequently|therefore|accordingly|in addition|as a (?:result|consequence)|in consequence)(?: of (?:the|this|these) (?:above(?: changes?)?|changes?))?,? |(?&change_number)|consequential (?:change|amendment)s? ?[:–—-] ?)
# What may stand behind an instruction: the modification that is spoken of.
# Reasons change nothing, where nothing in them limits what is done or does more, and no place is named.
more = also|too|same|likewise|similarly|further|elsewhere|throughout|again|repeated|except|unless|only|if|where|when|until|subject|shall|should|must|will|would|may|can|could|applies|apply|both|each|all|every|respectively|accordingly|(?:add|insert|delet|remov|omit|replac|substitut|re-?number|re-?letter|redesignat|swap|strik|mov|repeal|restat|reinstat)(?:e|es|ed|s|ing)?
plainly = (?:(?![“”"‘;,(]|\. |\b(?:(?&more)|and|or|leaving|goes?|with (?:it|them)|(?&cited))\b).)*
harmless = (?:an? )?(?:consequential|minor|editorial|typographical|housekeeping|necessary|needed|required|intended to (?:reflect|align|ensure|clarify|avoid|correct|mirror)|because|no longer (?:used|needed|required|necessary|relevant|applicable))
reason = ,? (?:because|since|so that|in order to|to (?:reflect|align|ensure|clarify|avoid|remove doubt|be consistent)\b|as (?:it|they|this|that|these|those|the [a-z ]{3,30}?) (?:is|are|was|were|has|have|had)\b)(?&plainly)|(?:\.|;) (?:This|These|It|The (?:change|amendment|deletion|insertion|reference|correction))(?: (?:change|amendment|deletion|insertion|correction)s?)? (?:(?:is|are) (?&harmless)|corrects?|reflects?|aligns?|ensures?|clarif(?:y|ies)|mirrors?|fixes|avoids?|tidies)\b(?&plainly)| \((?:consequential|housekeeping|typographical|editorial|minor|no longer (?:used|needed|required))\b(?&plainly)\)| \[(?:note ?[:–-] ?)?(?:this (?:follows|corrects|reflects|aligns|is (?&harmless))|follows|consequential|housekeeping|typographical|editorial|minor|no longer (?:used|needed|required))\b(?&plainly)\]|,? which (?:is|are) (?:now )?(?:no longer (?:used|needed|required)|obsolete|redundant|spent)
aside = (?: \(see (?:also )?(?-i:SECMP|MP|DP)\d{3,4}[A-Z]?\))|(?&reason)(?=\.?$)
# Between two items of a list.
item_joint = [ ]?[,;.]*[ ]?(?:(?:or|and)[ ])?
# Between two clauses or sentences of one line.
stop = (?:(?&aside))? ?[.,;:]*$| ?[,;]? and,? | ?[,;] |\.[ ]

# What a draft says and what it does: `kind scope = wording`. Besides operations there are
#   again ...    one more operation of the kind that stands before it, the verb of which it leaves out
#   entry ...    a line of a list of what is repealed, which holds words or a place further in
#   within       the place in front of an instruction, "In Z4.12, in the opening words,"
#   context      a line that only names a place, for the lines under it
#   listed       a place in front of an instruction whose places are on the lines under it
#   effect, effects, contents
#                text is not changed: how it is to be read, all that stands under the line, or a
#                table of contents (AMD027)
#   tabular, annexed, exchange, elsewhere, whole, sequel, given
#                understood, and what has no address, stands elsewhere, or is not named (AMD028, AMD023)
#   unplaced     understood, and where it goes is not said (AMD022)
#   attempt      looks like an instruction: refused if no form fits (AMD021)
#   mention      a line that nothing else claims is refused too where it names a place or words
# The longest form that fits is taken. Groups: target, anchor, in, to, old, old_to, new, heading,
# term, occurrence, leaves, strikes (what is deleted need not leave its number), position, part, along,
# sentence, start and end, wording for the text of a provision, and payload for the text announced.
# What many forms say, with its named parts: a form has it by {name}.
[phrases]
old = (?<occurrence>(?&counted))?(?:(?&words)(?<old>(?&quoted))|(?:(?:the|an?) )?(?<old>(?&mark)))(?<occurrence>(?&times))?
new = (?&words)(?<new>(?&quoted))|an? (?<new>(?&mark))
in = (?: (?:in|from|within) (?:(?:the )?(?<part>(?&portion)) (?:of|to|in|for) |(?:the )?(?<part>(?&caption_above)) )?(?<target>(?&places))| (?:in|from|within) (?<sentence>(?&nth_sentence))(?: (?:of|in) (?<target>(?&addresses)))?| (?<occurrence>throughout) (?<target>(?&addresses)))(?<occurrence>(?&times))?
into = (?: (?:in|into|to|within) (?:(?:the )?(?<part>(?&portion)) (?:of|to|in|for) )?(?<target>(?&addresses)))
ending = (?<occurrence>(?:at|from) the end)(?: of (?:(?:the )?(?<part>(?&portion)) (?:of|to|in|for) )?(?<target>(?&addresses)))?
edge = (?<position>(?:at|to) the (?:end|beginning|start))(?: of (?:(?:the )?(?<part>(?&portion)) (?:of|to|in|for) )?(?<target>(?&addresses)))?
beside = (?:immediately |directly )?(?<position>after|before|following)
mark_beside = (?:the )?(?<old>(?&mark)) (?:immediately |directly )?(?<position>after|following) (?&words)(?<beside>(?&quoted))
stretch = (?:(?:all )?(?:the )?(?:words |text |wording )?|everything )from (?:and including )?(?:(?<old>(?&quoted))|(?<start>the beginning)) (?:up )?to (?:and including )?(?:(?<old_to>(?&quoted))|(?<end>the end)(?: of (?<target>(?&addresses))(?! in))?)|(?:(?:all )?(?:the )?(?:words|text|wording)|everything) (?<behind>after|following) (?<old>(?&quoted))(?: to the end)?

joint = \(?(?:but )?(?:before|not(?: after)?) (?:the (?:final |closing )?)?(?<along>(?:word )?)(?<old>(?&quoted))(?: (?:at the end|that follows|following))?(?: of (?:it|that (?&noun)|(?&address)))?\)?
along = ,? \(?(?:and|together with|including) (?:the )?(?:(?<along>(?:word )?)(?<old>(?&quoted)) (?:(?:(?<position>(?:immediately )?(?:before|preceding|after|following)) (?:it|them|that (?&noun))|(?<position>at the end)(?: of (?:it|them|that (?&noun)))?(?! of))|(?:at the end of|after) (?<anchor>(?&address)))|(?:immediately )?(?<position>preceding|following) (?<along>(?:word )?)(?<old>(?&quoted)))\)?
text = (?&follows) ?(?<payload>.*)|(?&reads)(?: (?&remark))? (?<payload>(?&quoted))
inside = (?: (?:in|into|to|under|within|of) (?<in>(?&address))(?&descriptor)?)
next_to = (?:,? (?<position>between) (?<anchor>(?&address)) and (?<to>(?&address))|,? (?:immediately |directly )?(?<position>after|before|following|below|beneath|above) (?<anchor>(?&address))|,? (?<position>(?:at|to) the (?:end|beginning|start))(?: of (?<anchor>(?&address)))?)
# "Paragraph (c) to Section Z4.12" is no range.
announced = (?:the following |the |an? )?(?:additional )?(?:new )?(?:(?<target>(?:(?&noun) )?(?&labels))(?= to (?:(?&noun) )?(?&number))|(?<target>(?&addresses)))

[forms]
within = in (?:the )?(?<part>(?&caption_above)) (?<target>(?&addresses))
within = (?:the )?(?<part>(?&portion)) (?:of|to|in|for) (?<target>(?&addresses))(?= ?[:—–] ?(?&doing)\b)
within = in (?:the )?(?<part>(?&crossheading)) (?<under>(?&quoted))
within = in (?:the )?(?<part>(?&portion)) (?:of|to|in|for) (?<target>(?&addresses))
within = (?!(?&part_alone))(?<target>(?&addresses))(?! ?[:—–]+ ?(?:to be )?(?:amend(?:ed)?(?: (?&entire))?(?&follows)|(?:(?&delete)|(?&deleted))(?: (?&entire))?[.;]?$))(?= ?[:—–] ?(?:(?&doing)\b|(?-i:[a-z])|“[^“”]*” (?:is|are|to|shall|should)\b))
within = (?!(?&part_alone))(?<target>(?&addresses))(?! - ?(?:to be )?(?:amend(?:ed)?(?: (?&entire))?(?&follows)|(?:(?&delete)|(?&deleted))(?: (?&entire))?[.;]?$))(?: -(?= (?&doing)\b)|(?=,? (?:(?&delete)|(?&replace)|(?&change)|(?&add)) (?:the (?:words?|figure) )?(?&quoted)))
within = (?!(?&part_alone))(?<target>(?&addresses)) (?&be) (?:further )?amended,? by(?= )
within = (?!(?&part_alone))(?<target>(?&addresses)) (?&be) (?:further )?amended(?&doing_so)
within = (?&amending) (?<target>(?&addresses))(?&doing_so)
within = (?&amending) (?:the )?definition of (?<term>(?&quoted))(?: (?:in|at|under) (?<target>(?&address)))?(?&doing_so)
within = the definition of (?<term>(?&quoted))(?: (?:in|at|under) (?<target>(?&address)))? (?&be) (?:further )?amended(?&doing_so)
within = (?:the )?definition of (?<term>(?&quoted))(?: (?:in|at|under) (?<target>(?&address)))?(?= ?[:—–])
within = (?!(?&part_alone))(?<target>(?&address)),? (?:in )?(?:the )?definition of (?<term>(?&quoted))(?= ?[:—–])
within = in (?<sentence>(?&nth_sentence))(?: (?:of|in) (?<target>(?&addresses)))?
within = (?!(?&part_alone))(?<target>(?&address)), (?<sentence>(?&nth_sentence))(?= ?[:—–])
within = in (?:the )?definition of (?<term>(?&quoted))(?: (?:in|at|under) (?<target>(?&address)))?
within = in (?<target>(?&items))(?: of|,? in) the definition of (?<term>(?&quoted))(?: (?:in|at|under) (?<in>(?&address)))?
within = (?:in|within) (?<target>(?&places))(?&unmoved)(?:,? (?:and )?(?:in )?(?:the )?(?<part>(?&portion))(?= ?[,:—–]| [a-z])|,? (?:in )?the definition of (?<term>(?&quoted)))?
within = in (?:the )?(?<part>(?&portion))(?= ?[,:—–])
# A place alone on its line; what is quoted behind a Section, or stands behind a dash, is its heading.
context = (?&change_number)?(?!(?&part_alone))(?<target>(?&address)) ?[,:—–-]?
context = (?!(?&part_alone))(?<target>(?&address))(?: ?[,:—–-])? ?(?:(?:the )?(?<part>(?&portion))|(?:the )?definition of (?<term>(?&quoted))) ?[:—–-]?
context = (?:the )?definition of (?<term>(?&quoted))(?: (?:in|at|under) (?<target>(?&address)))? ?[:—–-]?
context = (?<target>section (?-i:[A-Z](?:\d+[A-Z]*)?))(?: ?[–—:-])? ?(?&quoted)
context = (?<target>(?&appended))(?: ?[–—:-])? ?(?<heading>(?&quoted))
context = (?<target>(?:(?:section|clause) )?(?-i:[A-Z](?:\d+[A-Z]*(?:\.\d+[A-Z]*)?)?)) ?[–—:-] ?(?![^.;]*\b(?:(?&fate))\b)(?-i:[A-Z])[^.;“”"]*
context = (?<target>(?&appended)) ?[–—:-] ?(?<heading>(?![^.;]*\b(?:(?&fate))\b)(?-i:[A-Z])[^.;“”"]*)
context = (?:the following (?:changes|amendments) (?:are|shall be|will be) made to|make the following (?:changes|amendments) to|(?:amendments|changes) to) (?<target>(?&addresses))(?: as follows)? ?[:.—–-]?
context = (?!(?&part_alone))(?<target>(?&addresses)) (?:is|are|shall be|will be) amended(?: as follows| as set out below)? ?[:—–-]
context = (?:in|within) (?<target>(?&addresses))(?:,? (?:in )?(?:the )?(?<part>(?&portion))|,? (?:in )?the definition of (?<term>(?&quoted)))? ?[:—–-]
insertion provision = (?&add) (?:the following )?{announced}{inside}?{next_to}?{inside}?{text}
insertion provision = (?&add) (?:the )?following(?: new)?(?: (?&text))? as {announced}{inside}?{next_to}?{inside}?{text}
insertion provision = (?&add),? (?:immediately |directly )?(?<position>after|before|following|below|beneath|above) (?<anchor>(?&address)),? {announced}{text}
insertion provision = (?&add) (?:the )?following(?: new)?(?: (?&text))?{inside}{next_to}?{text}
insertion provision = (?&add) (?:to|in|into) (?:the list (?:in|of|at) )?(?<in>(?&address))(?&descriptor)?{text}
insertion provision = (?&add) (?:the following )?{announced}{inside}?{next_to}?(?: as follows)?(?<payload>)(?=,? and re-?(?:number|letter))
insertion provision = (?&add) (?:the )?following(?: (?&text))? as {announced}{inside}?{next_to}?(?<payload>)(?=,? and re-?number)
insertion provision = (?:{announced}|(?:the following|an?)(?: new)? (?&text)) (?&be) (?&added)(?: as {announced})?{inside}?{next_to}?{inside}?{text}
insertion provision = (?-i:New) (?<target>(?&addresses)){inside}?{next_to}? ?:(?: ?(?<payload>(?:“|"|(?&number)).*)| ?(?<payload>)$)
insertion provision = (?&add){inside}{next_to}{text}
insertion provision = (?<=, |and |; |: )(?&add)(?: the following| an?)?(?: new| further| additional)*(?: (?&text))?{text}
insertion provision = (?&add),? (?:immediately |directly )?(?<position>after|before|following|below|beneath|above) (?<anchor>(?&address)),? (?:the following|an?)(?: new)?(?: (?&text))?{text}
insertion provision = (?&add)(?: the following| an?)?(?: new)?(?: (?&text))?,? (?:immediately |directly )?(?<position>after|before|following|below|beneath|above) (?<anchor>(?&address))(?:{text}| (?<payload>(?&quoted)))
insertion provision = (?&add) (?<position>between) (?<anchor>(?&address)) and (?<to>(?&address)),? (?:the following|an?)(?: new)?(?: (?&text))?{text}
insertion provision = (?&add)(?: the following| an?)?(?: new)?(?: (?&text))? (?<position>between) (?<anchor>(?&address)) and (?<to>(?&address)){text}
insertion provision = (?<position>after|following|below) (?<anchor>(?&address)),? {joint},? (?:(?&add)|(?&there) (?&added))(?: the following)?(?: {announced}|(?: an?)?(?: new)?(?: (?&text))?)?{text}
insertion provision = (?&add) (?:the following )?(?:{announced}|(?:an? )?(?:new )?(?&text)),? (?<position>after|following|below) (?<anchor>(?&address)),? {joint}{text}
insertion provision = (?&add) (?:the (?:word )?)?(?<payload>[“"](?:and|or)[”"]),? (?<position>after|following) (?<anchor>(?:(?&noun) ?)?(?&labels)|(?&address))
insertion provision = (?:immediately )?(?<position>after|following) (?<anchor>(?:(?&noun) ?)?(?&labels)|(?&address)),? (?:(?&add)|(?&there) (?&added)) (?:the (?:word )?)?(?<payload>[“"](?:and|or)[”"])
insertion provision = (?:immediately |directly )?(?<position>after|before|following|below|beneath|above) (?<anchor>(?&address)),? (?:(?&add)|(?&there) (?&added)) (?:the following )?{announced}{text}
insertion provision = (?:immediately |directly )?(?<position>after|before|following|below|beneath|above) (?<anchor>(?&address)),? (?:(?&add)|(?&there) (?&added))(?: the following)?(?: an?)?(?: new)?(?: (?&text))?{text}
insertion provision = (?<position>between) (?<anchor>(?&address)) and (?<to>(?&address)),? (?:(?&add)|(?&there) (?&added))(?: the following)?(?: an?)?(?: new)?(?: (?&text))?{text}
insertion provision = (?&add) (?:the following )?(?:an? )?(?:new )?(?:(?&text) )?(?<position>(?:at|to) the (?:end|beginning|start))(?: of (?<anchor>(?&address)))?{text}
insertion provision = (?<position>at the (?:end|beginning|start))(?: of (?<anchor>(?&address)))?,? (?:(?&add)|(?&there) (?&added))(?: the following)?(?: an?)?(?: new)?(?: (?&text))?{text}
insertion provision = (?:immediately )?(?:after|below|under|beneath) the (?&crossheading) (?<under>(?&quoted)),? (?:(?&add)|(?&there) (?&added))(?: the following)?(?: {announced}|(?: an?)?(?: new)?(?: (?&text))?)?{text}
insertion provision = (?&add) (?:the following )?{announced},? (?:immediately )?(?:after|below|under|beneath) the (?&crossheading) (?<under>(?&quoted)){text}
insertion crossheading = (?&add) (?:the following |the )?(?:an? )?(?:new )?(?:cross-?|sub-?|italic )?heading(?: (?<heading>(?&quoted)))?(?:,? (?:immediately )?(?<position>before|above|after) (?<anchor>(?&address)))?(?:,? and (?:an? )?(?:new )?(?<target>(?&addresses))(?:,? (?:immediately )?(?<position>after|before) (?<anchor>(?&address)))?)?(?:(?&follows) ?(?<payload>.*))?
insertion crossheading = (?&add) (?:the following |the |an? )?(?:new )?(?&caption)(?: (?<heading>(?&quoted)))?,? (?:immediately |directly )?(?<position>above|before|over|preceding) (?<anchor>(?&address))(?:(?&follows) ?(?<payload>.*))?
insertion crossheading = (?:immediately |directly )?(?<position>above|before|over|after) (?<anchor>(?&address)),? (?&add) (?:the following |the |an? )?(?:new )?(?&crossheading)(?: (?<heading>(?&quoted))|(?&follows) ?(?<payload>.*))
insertion crossheading = (?&add) (?<heading>(?&quoted)) as an? (?:new )?(?:(?&crossheading)|(?&caption)) (?:immediately |directly )?(?<position>above|before|over|preceding) (?<anchor>(?&address))
# Over a text that begins with the number of the place; else it is a context.
substitution provision = (?<target>(?&address)) (?:is|are|shall be|will be) amended as follows(?: (?&remark))? ?[:—–-]?(?<payload>)
substitution provision = (?<target>(?&address)) ?[:,–—-]+ ?(?:to be )?(?:amend|amended)(?: (?&entire))?{text}
substitution provision = amend (?<target>(?&addresses))(?: (?&entire))?(?:,? and (?:replace|restate) (?:it|them))?{text}
substitution provision = (?&replace) (?:the (?:(?&existing) )?(?<wording>(?:text|wording|words) (?:of|in)) )?(?<target>(?&addresses))(?: (?&entire))?(?:,? (?:with|by))?(?: (?:an? )?new (?&addresses))?{text}
substitution provision = (?<![,:] )(?&replace) (?<target>(?&addresses))(?: (?&entire))?,? (?:with|by) (?<payload>(?!(?&no_text))(?&quoted))
substitution provision = (?&delete) (?:the (?:(?&existing) )?(?<wording>(?:text|wording|words) (?:of|in)) )?(?<target>(?&addresses))(?: (?&entire))?,? and (?:(?&replace)|(?&add))(?: it| them)?(?: with| by)?(?: (?:an? )?new (?:(?&address)|(?&text))| (?:the )?following(?= in ))?(?: in (?:its|their) place)?{text}
substitution provision = for (?<target>(?&addresses)),? (?:there (?:is|shall be) )?substituted?{text}
substitution provision = (?&substitute) for (?<target>(?&addresses)){text}
substitution provision = (?<target>(?&addresses)) (?&be) (?:(?&deleted)(?: (?&entire))?,? and (?:(?&be) )?)?(?&replaced)(?: (?&entire))?(?:,? (?:with|by))?(?: (?:the following |an? )?new (?&addresses))?{text}
substitution provision = (?<target>(?&addresses))(?= to (?:now )?read\b){text}
substitution provision = (?<target>(?&addresses)) (?&be) (?&replaced)(?: (?&entire))?,? (?:with|by) (?<payload>(?!(?&no_text))(?&quoted))
substitution provision = (?<target>(?&addresses)) (?&be) (?&deleted)(?: (?&entire))?,? and (?:(?&be) )?(?&replaced),? (?:with|by) (?<payload>(?=[“"‘'](?&number) )(?&quoted))
substitution provision = (?<![,:] )for (?<target>(?&addresses)),? (?:there (?:is|shall be) )?substituted? (?<payload>(?=(?&whole_text))(?&quoted))
substitution provision = (?<![,:] )(?&replace) the (?:(?&existing) )?(?<wording>(?:text|wording) of) (?<target>(?&addresses)),? (?:with|by) (?<payload>(?=(?&ended_text))(?&quoted))
substitution provision = (?<target>(?&addresses)) (?:(?&be) (?:amended|restated)(?: (?&entire))?|should|shall|will|is to|are to)(?=(?&reads)){text}
substitution provision = (?:amend|(?&replace)) (?<target>(?&items)) (?:of|in) the definition of (?<term>(?&quoted))(?: (?:in|at|under) (?<in>(?&address)))?(?:,? (?:with|by))?{text}
repeal provision = (?:(?&delete)|repeal) (?:the whole of |all of )?(?<target>(?&addresses))(?: (?&entire))?(?:,? and (?:replace|substitute|mark)(?: it| them| each)?(?: with| by| as)?(?: the words?)? (?<leaves>(?&quoted)|not used))?
repeal provision = (?:(?&delete)|repeal) (?<target>(?&items)) (?:of|in|from) the definition of (?<term>(?&quoted))(?: (?:in|at|from|under) (?<in>(?&address)))?
repeal provision = (?:(?&delete)|repeal) (?<target>(?&items) (?:in|from) (?&address))
repeal provision = (?:(?&delete)|repeal) (?<target>(?&addresses)){along}
repeal provision = (?:(?&delete)|repeal) (?<target>(?&addresses)),? \(?(?:but )?(?<along>(?<=but )not|leav(?:e|ing)|keep(?:ing)?|retain(?:ing)?) (?:the )?(?:final |closing )?(?:word )?(?<new>(?&quoted))(?: (?:at (?:its|the) end(?: of (?:it|them|that (?&noun)))?|(?:that follows|following|after) (?:it|them|that (?&noun))))?\)?
repeal provision = (?:(?&delete)|(?&deleted)) ?[:–—-]+ ?(?<target>(?&addresses))
repeal provision = (?:(?&delete)|repeal) (?<target>(?&addresses))(?: (?&entire))?,? (?:and|with|together with|including) (?<leaves>(?:its|their) numbers?)
repeal provision = (?<target>(?&addresses)) (?&be) (?&deleted)(?: (?&entire))?(?:,? and (?:replaced|substituted|marked)(?: with| by| as)?(?: the words?)? (?<leaves>(?&quoted)|not used))?
repeal provision = (?<target>(?&addresses)) ?[:,–—-]+ ?(?:to be )?(?:(?&delete)|(?&deleted))(?: (?&entire))?(?:,? and (?:replace|substitute|mark)(?:d|ed)?(?: it| them| each)?(?: with| by| as)?(?: the words?)? (?<leaves>(?&quoted)|not used))?
repeal provision = (?:(?&replace) (?<target>(?&addresses))|(?<target>(?&addresses)) (?&be) (?&replaced))(?: (?&entire))?,? (?:with|by) (?<leaves>(?&not_used))
repeal provision = (?&delete) the (?:(?&existing) )?(?:text|wording|words) (?:of|in) (?<target>(?&addresses)),? and (?:replace|substitute|insert)(?: it| them)?(?: with| by)? (?<leaves>(?&not_used))
repeal provision = (?&replace) the (?:(?&existing) )?(?:text|wording|words) (?:of|in) (?<target>(?&addresses)),? (?:with|by) (?<leaves>(?&not_used))
repeal provision = mark (?<target>(?&addresses)) as (?<leaves>(?&not_used))
repeal provision = (?<leaves>(?&not_used)) (?&be) substituted for (?<target>(?&addresses))
substitution words = (?:amend|replace|substitute) (?:the )?(?<part>(?&around))(?: (?:of|to|in) (?<target>(?&address)))?(?:,? (?:with|by|to read|so as to read))(?: as follows)? ?:? ?(?<new>(?&quoted))
repeal words = (?&delete) (?:all )?(?:the )?(?<part>(?&around))(?: (?:of|to|in|from) (?<target>(?&address)))?
substitution words = (?:amend|replace) (?:the )?(?<part>(?&around)) (?:of|to|in) (?<target>(?&address))(?:,? (?:with|by))?{text}
substitution words = (?:(?&replace)|(?&change)) {old}(?:{in}(?&with) {new}(?<occurrence>(?&times))?|(?&with) {new}(?<occurrence>(?&times))?{in}?)
substitution words = (?:(?&replace)|(?&change)) (?&words)(?<old>(?&several)){in}?(?&with) (?&words)(?<new>(?&several)|(?&quoted)){in}?,? respectively
substitution words = for (?&words)(?<old>(?&several)){in}?,? (?:(?:(?&there) )?substituted?|read) (?&words)(?<new>(?&several)|(?&quoted)),? respectively
substitution words = (?<occurrence>throughout) (?<target>(?&addresses)),? (?:(?&replace)|(?&change)) (?&words)(?<old>(?&quoted))(?&with) {new}
substitution words = (?<occurrence>throughout) (?<target>(?&addresses)),? (?&delete) (?&words)(?<old>(?&quoted)),? and (?:(?&replace)|(?&add))(?: it| them)?(?: with| by)? {new}(?: in (?:its|their) place)?
substitution words = (?<occurrence>throughout) (?<target>(?&addresses)),? for (?&words)(?<old>(?&quoted)),? substitute {new}
substitution words = (?<occurrence>throughout) (?<container>(?&whole_code)),? (?:(?&replace)|(?&change)) (?&words)(?<old>(?&quoted))(?&with) {new}
substitution words = (?:(?&replace)|(?&change)) (?&words)(?<old>(?&quoted))(?&with) {new},? (?<occurrence>throughout) (?<container>(?&whole_code))
substitution words = (?:(?&replace)|(?&change)) (?&words)(?<old>(?&quoted)),? (?<occurrence>throughout) (?<container>(?&whole_code)),?(?&with) {new}
substitution words = (?&substitute) {new} for {old}{in}?
substitution words = for {old}{in}?,? (?:(?:(?&there) )?substituted?|read) {new}(?<occurrence>(?&times))?
substitution words = {old}{in}? (?:(?&be) (?:(?&replaced)|changed|amended)(?&with)|(?:shall|should|is to)(?: now)? read) {new}(?<occurrence>(?&times))?
substitution words = {new} (?&be) substituted for {old}{in}?
substitution words = (?&delete) {old}{in}?,? and (?:(?&replace)|(?&add))(?: it| them)?(?: with| by)?(?: in (?:its|their) place| therefor)? {new}(?: in (?:its|their) place| therefor)?
substitution words = {old}{in}? (?&be) (?&deleted),? and (?:(?&replaced)(?: with| by) {new}|{new} (?:(?&be) )?(?&added)(?: in (?:its|their) place)?)
substitution words = (?:(?&replace)|(?&change)) (?:(?&words)(?<old>(?&quoted))|(?:the )?(?<old>(?&mark))) {ending}(?&with) {new}
substitution words = {ending},? (?:(?&replace)|(?&change)) (?:(?&words)(?<old>(?&quoted))|(?:the )?(?<old>(?&mark)))(?&with) {new}
substitution words = {ending},? for (?:(?&words)(?<old>(?&quoted))|(?:the )?(?<old>(?&mark))),? substitute {new}
substitution words = (?&delete) (?:(?&words)(?<old>(?&quoted))|(?:the )?(?<old>(?&mark))) {ending},? and (?:(?&replace)|(?&add))(?: it)?(?: with| by)?(?: in its place)? {new}(?: in its place)?
substitution words = {ending},? (?&delete) (?:(?&words)(?<old>(?&quoted))|(?:the )?(?<old>(?&mark))),? and (?:(?&replace)|(?&add))(?: it)?(?: with| by)?(?: in its place)? {new}(?: in its place)?
substitution words = (?:(?&replace)|(?&change)) {mark_beside}{in}?(?&with) {new}
substitution words = (?:(?&replace)|for) {stretch}{in}?(?:(?&with)|,? (?:(?:(?&there) )?substituted?|read)) {new}
substitution words = (?&delete) {stretch}{in}?,? and (?:(?&replace)|(?&add))(?: them)?(?: with| by)?(?: in their place)? {new}(?: in their place)?
substitution words = (?:(?&replace)|(?&change)) (?&reference) to (?:(?&noun) )?(?<old>(?&cited))(?:{in}(?&with)|,? (?:with|by|to|to refer to)) (?:(?&reference) to )?(?:(?&noun) )?(?<new>(?&cited))
substitution words = (?:(?&replace)|(?&change)) (?&reference)(?:{in} from (?:(?&noun) )?(?<old>(?&cited)) to (?:(?&noun) )?(?<new>(?&cited))| from (?:(?&noun) )?(?<old>(?&cited)) to (?:(?&noun) )?(?<new>(?&cited)){in}?)
substitution words = (?&reference) to (?:(?&noun) )?(?<old>(?&cited)){in}? (?:(?&be) (?:(?&replaced)|changed|amended)(?:,? (?:with|by|to|to refer to))|(?:becomes?|(?:shall|should|is to) become)) (?:(?&reference) to )?(?:(?&noun) )?(?<new>(?&cited))
substitution words = (?<=[,:] )(?&replace) (?:(?&noun) )?(?<old>(?&cited)) (?:with|by) (?:(?&noun) )?(?<new>(?&cited))
substitution words = (?&replace) (?:(?&noun) )?(?<old>(?&cited)) (?:with|by) (?:(?&noun) )?(?<new>(?&cited)){in}
substitution words = (?&delete) (?<sentence>(?&nth_sentence))(?: (?:of|in) (?<target>(?&addresses)))?,? and (?:(?&replace)|(?&add))(?: it)?(?: with| by)? (?<new>(?&quoted))(?: in its place)?
substitution words = (?&delete) {old}{in}?,? (?:(?&add)|(?&replace) with) {new}
substitution words = (?&delete) {old}{in}?,? and (?:(?&replace)|(?&add))(?: it| them)?(?: with| by)?(?: the following)? ?[:—–-] ?(?<payload>(?:[“"].*)?)
substitution words = (?&replace) {old}{in}?(?&with)(?: the following)? ?[:—–-] ?(?<payload>(?:[“"].*)?)
substitution words = (?&substitute) for {old}{in}?,? {new}
substitution words = {old}{in}? (?:(?:is|are) (?:increased|reduced) to|reads) {new}
substitution words = (?:replace|amend|(?&substitute)) (?<sentence>(?&nth_sentence))(?: (?:of|in) (?<target>(?&addresses)))?(?:,? (?:with|by|to read))? (?<new>(?&quoted))
substitution words = (?:replace|amend|(?&substitute)) (?<sentence>(?!(?&cells))(?&nth_sentence))(?: (?:of|in) (?<target>(?&addresses)))?(?:,? (?:with|by))?(?&follows) ?(?<payload>.*)
again substitution words = {old}(?:{in}(?&with) {new}(?<occurrence>(?&times))?|(?&with) {new}(?<occurrence>(?&times))?{in}?)
repeal words = (?&delete) {old}{in}?
repeal words = (?&delete) (?&words)(?<old>(?&quoted)){in}?,? \(?(?:and|together with|along with|including) the (?:(?:immediately )?(?<position>preceding|following) (?<new>comma|semi-?colon)|(?<new>comma|semi-?colon) (?:immediately )?(?<position>preceding|before|following|after) (?:it|them))\)?
repeal words = (?&delete) (?&words)(?<old>(?&several)){in}
again repeal words = {old}{in}?
repeal words = {old}(?:{in} (?&be) (?&deleted)(?<occurrence>(?&times))?| (?&be) (?&deleted)(?<occurrence>(?&times))?{in}?)
repeal words = (?<occurrence>throughout) (?<target>(?&addresses)),? (?&delete) (?&words)(?<old>(?&quoted))
repeal words = (?<occurrence>throughout) (?<container>(?&whole_code)),? (?&delete) (?&words)(?<old>(?&quoted))
repeal words = (?&delete) (?&words)(?<old>(?&quoted)),? (?<occurrence>throughout) (?<container>(?&whole_code))
repeal words = (?&delete) (?:(?&words)(?<old>(?&quoted))|(?:the )?(?<old>(?&mark))) {ending}
repeal words = {ending},? (?&delete) (?:(?&words)(?<old>(?&quoted))|(?:the )?(?<old>(?&mark)))
repeal words = (?&delete) (?&words)(?<occurrence>)(?<old>(?&quoted)) (?:immediately )?(?:after|following) (?<target>(?&address))
repeal words = (?&delete) (?<sentence>(?&nth_sentence))(?: (?:of|in|from) (?<target>(?&addresses)))?
repeal words = (?<sentence>(?&nth_sentence))(?: (?:of|in) (?<target>(?&addresses)))? (?&be) (?&deleted)
repeal words = (?&delete) {mark_beside}{in}?
repeal words = (?&delete) {stretch}{in}?
repeal words = {stretch}{in}? (?&be) (?&deleted)
insertion words = (?&add) {new}(?:{into},? {beside} {old}|,? {beside} {old}{in}?)
insertion words = (?&add) {new},? {beside} (?:the )?(?:final |closing )?(?<old>(?&mark)) {ending}
insertion words = (?&add) {new},? {ending},? {beside} (?:the )?(?:final |closing )?(?<old>(?&mark))
insertion words = {ending},? (?&add) {new},? {beside} (?:the )?(?:final |closing )?(?<old>(?&mark))
again insertion words = {new}(?:{into},? {beside} {old}|,? {beside} {old}{in}?)
insertion words = (?&add),? {beside} {old}{in}?[,:]? {new}
insertion words = (?&add),? {edge}[,:]? {new}
insertion words = {beside} {old}{in}?,? (?:(?&add)|(?&there) (?&added)) {new}
insertion words = {beside} {old},? (?:(?&add)|(?&there) (?&added)) {new}(?<occurrence>(?&times))
insertion words = (?<occurrence>in (?:each|every) (?:place|case)(?: (?&seen))?),? {beside} {old},? (?:(?&add)|(?&there) (?&added)) {new}
insertion words = {new} (?&be) (?&added)(?:{into},? {beside} {old}|,? {beside} {old}{in}?)
insertion words = (?&add) {new},? {edge}
insertion words = (?&add) {new} as an? (?:(?:new|final|last|further|additional) )*(?<position>sentence)(?:,? (?:at|to) the end(?: of (?<target>(?&addresses)))?| (?:to|of|in) (?<target>(?&addresses)))
insertion words = (?&add)(?: the following)?,? as an? (?:(?:new|final|last|further|additional) )*sentence,? (?<position>(?:at|to) the end)(?: of (?<target>(?&addresses)))?[,:]? ?(?<new>(?&quoted))
insertion words = (?&add) (?:the following |an? )(?:(?:new|further|additional) )?(?:final|last) (?<position>sentence) (?:to|in|of) (?<target>(?&addresses))[,:]? ?(?<new>(?&quoted))
insertion words = {new} (?&be) (?&added) {edge}
insertion words = {edge},? (?:(?&add)|(?&there) (?&added)) {new}
insertion words = (?<position>after|before|following) (?<sentence>(?&nth_sentence))(?: (?:of|in) (?<target>(?&addresses)))?,? (?:(?&add)|(?&there) (?&added))(?: the following| an?)?(?: new)?(?: sentence)?,? ?[:—–-]? ?(?<new>(?&quoted))
insertion words = (?<position>after|before|following) (?<sentence>(?&nth_sentence))(?: (?:of|in) (?<target>(?&addresses)))?,? (?:(?&add)|(?&there) (?&added))(?: the following| an?)?(?: new)?(?: sentence)?,? ?[:—–-](?<payload>)$
insertion words = (?&add)(?: the following| an?)?(?: new)?(?: sentence)?,? (?<position>after|before|following) (?<sentence>(?&nth_sentence))(?: (?:of|in) (?<target>(?&addresses)))?,? ?[:—–-]? ?(?<new>(?&quoted))
insertion words = (?&add) {new},? (?<position>after|before|following) (?<sentence>(?&nth_sentence))(?: (?:of|in) (?<target>(?&addresses)))?
renumbering provision = (?:re-?number|re-?letter|redesignate) (?<target>(?&addresses)) (?:as|to become|to be) (?<to>(?&addresses))(?:,? (?:respectively|accordingly))?
renumbering provision = (?<target>(?&addresses)) (?:(?&be) )?(?:re-?numbered|re-?lettered|redesignated)(?:,? respectively,?)?(?: as| to(?: be| become)?)? (?<to>(?&addresses))(?:,? (?:respectively|accordingly))?
renumbering provision = (?<target>(?&addresses)) (?:becomes?|(?:shall|will|should|is to|are to) become) (?<to>(?&addresses))(?:,? respectively)?
again renumbering provision = (?<target>(?&addresses)) as (?<to>(?&addresses))(?:,? (?:respectively|accordingly))?
move provision = (?:(?:move|relocate|transfer) (?<target>(?&addresses))|(?<target>(?&addresses)) (?&be) (?:moved|relocated|transferred)) (?:to |so that (?:it|they) |so as to )?(?:be |come |stands? |appears? )?(?:immediately |directly )?(?<position>follows?|after|before|precedes?) (?<anchor>(?&address))(?:,? and re-?number(?:ed)? (?:it |them )?as (?<to>(?&addresses)))?
substitution heading = (?:amend|change|replace|rename) (?:the )?(?&caption) (?:of|to|for) (?<target>(?&address)),? (?:to read|to|with|by|so as to read)(?: as follows)? ?:? ?(?<new>(?&quoted))
substitution heading = (?:amend|change|replace|rename) (?:the )?(?&caption) (?:of|to|for) (?<target>(?&address))(?:,? with)?(?&follows) ?(?<payload>.*)
substitution heading = (?:amend|change|replace|rename) (?:the )?(?&caption) (?:of|to|for) (?<target>(?&address)),? from (?<heading>(?&quoted)),? to (?<new>(?&quoted))
substitution heading = the (?&caption) (?:of|to|for) (?<target>(?&address)) (?&be) (?:(?&replaced)|changed|amended|renamed)(?:,? from (?<heading>(?&quoted)))?(?:,? (?:to read|to|with|by|so as to read)) (?<new>(?&quoted))
repeal heading = (?&delete) the (?&caption)(?: (?<heading>(?&quoted)))? (?:of|to|for) (?<target>(?&address))
substitution heading = (?&delete) the (?&caption)(?: (?<heading>(?&quoted)))? (?:of|to|for) (?<target>(?&address)),? and (?:(?&replace)|(?&add))(?: it)?(?: with| by)? (?<new>(?&quoted))(?: in its place)?
substitution crossheading = (?:amend|change|replace|rename) the (?:(?&caption_above)|(?:(?&crossheading)|(?&caption)) (?<heading>(?&quoted)) (?&above)) (?<target>(?&address)),? (?:to read|to|with|by|as|so as to read)(?: as follows)? ?:? ?(?<new>(?&quoted))
substitution crossheading = (?:amend|change|replace|rename) the (?&crossheading) (?<under>(?&quoted)),? (?:to read|to|with|by|as|so as to read)(?: as follows)? ?:? ?(?<new>(?&quoted))
substitution crossheading = (?:amend|change|replace|rename) the (?&caption_above) (?<target>(?&address)),? from (?<heading>(?&quoted)),? to (?:read )?(?<new>(?&quoted))
repeal crossheading = (?&delete) the (?&crossheading) (?<under>(?&quoted))
substitution crossheading = (?:amend|change|replace|rename) the (?:(?&caption_above)|(?:(?&crossheading)|(?&caption)) (?<heading>(?&quoted)) (?&above)) (?<target>(?&address))(?:,? with)?(?&follows) ?(?<payload>.*)
repeal crossheading = (?&delete) (?:the )?(?<heading>(?&quoted)) (?:(?&crossheading)|(?&caption)) (?&above) (?<target>(?&address))
repeal crossheading = (?&delete) the (?:(?&caption_above)|(?:(?&crossheading)|(?&caption)) (?<heading>(?&quoted)) (?&above)) (?<target>(?&address))
substitution table = (?:(?&replace)|amend) (?<sentence>(?!(?:the )?(?:\w+ )?column)(?&cells))(?: (?:in|of) (?<target>(?&addresses)))?(?&new_rows)(?<payload>)$
substitution table = (?&delete) (?<sentence>(?!(?:the )?(?:\w+ )?column)(?&cells))(?: (?:in|of) (?<target>(?&addresses)))?,? and (?:(?&replace)|(?&add))(?: it)?(?&new_rows)(?<payload>)$
insertion table = (?&add) (?&rows),? (?<position>(?:at|to) the (?:end|bottom)) of the table(?: (?:in|of) (?<target>(?&addresses)))?(?&follows)(?<payload>)$
insertion table = (?&add) (?&rows)(?: (?:in|of) (?<target>(?&addresses)))?,? (?:immediately |directly )?(?<position>after|before|following|below|above) (?<sentence>(?&cells))(?&follows)(?<payload>)$
insertion table = (?&add) (?&rows),? (?:immediately |directly )?(?<position>after|before|following|below|above) (?<sentence>(?&cells)) (?:in|of) (?<target>(?&addresses))(?&follows)(?<payload>)$
insertion table = (?:immediately |directly )?(?<position>after|before|following|below|above) (?<sentence>(?&cells))(?: (?:in|of) (?<target>(?&addresses)))?,? (?&add) (?&rows)(?&follows)(?<payload>)$
insertion table = (?<position>at the (?:end|bottom)) of the table(?: (?:in|of) (?<target>(?&addresses)))?,? (?&add) (?&rows)(?&follows)(?<payload>)$
insertion definition = (?&add)(?:,? (?&in_order),?)? (?:the following )?(?:an? )?(?:new )?(?:defined terms?|definitions?)(?: (?:of|for) (?<term>(?&quoted)))?(?:,? (?&in_order),?)?(?: (?:to|in|into|at) (?<target>(?&address)))?(?:,? (?&in_order))?(?&follows) ?(?<payload>.*)
insertion definition = (?:the following|an?)(?: new)? (?:defined terms?|definitions?) (?&be) (?&added)(?:,? (?&in_order))?(?: (?:to|in|into|at) (?<target>(?&address)))?(?:,? (?&in_order))?(?&follows) ?(?<payload>.*)
insertion definition = (?&add) (?:the following )?(?:an? )?(?:new )?(?:defined terms?|definitions?)(?: (?:to|in|into|at) (?<target>(?&address)))?,? (?:immediately )?(?<position>after|before|following) (?:the definition of |the defined term )?(?<term>(?&quoted))(?: (?:in|at) (?<target>(?&address)))?(?&follows) ?(?<payload>.*)
insertion definition = new (?:defined terms?|definitions?)(?: to be (?&added))?(?:,? (?&in_order))?(?: (?:to|in|into|at|for) (?<target>(?&address)))?(?:,? (?&in_order))?(?&follows) ?(?<payload>.*)
insertion definition = (?&add),? (?:immediately )?(?<position>after|before|following) the definition of (?<term>(?&quoted))(?: (?:in|at) (?<target>(?&address)))?,?(?: the following)?(?: new)?(?: (?:defined terms?|definitions?))?(?&follows) ?(?<payload>.*)
insertion definition = (?:immediately )?(?<position>after|before) the definition of (?<term>(?&quoted))(?: (?:in|at) (?<target>(?&address)))?,? (?&add)(?: the following)?(?: new)?(?: (?:defined terms?|definitions?))?(?&follows) ?(?<payload>.*)
insertion definition = (?&add) (?:to|in|into|at) (?<target>(?&address)),?(?: (?&in_order),?)? (?:the following|an?)(?: new)? (?:defined terms?|definitions?)(?: (?:of|for) (?<term>(?&quoted)))?(?:,? (?&in_order))?(?&follows) ?(?<payload>.*)
insertion definition = (?&add) (?:to|in|into|at) (?<target>(?&address)),? (?:immediately )?(?<position>after|before|following) (?:the definition of |the defined term )(?<term>(?&quoted))(?&follows) ?(?<payload>.*)
insertion definition = (?&add)(?: (?:to|in|into|at) (?<target>(?&address)))?,? \(?(?&in_order)\)?(?&follows) ?(?<payload>.*)
substitution definition = (?:amend|replace|substitute) the definition of (?<term>(?&quoted))(?: (?:in|at|under) (?<target>(?&address)))?(?:,? (?:with|by))?(?&follows) ?(?<payload>.*)
substitution definition = (?:amend|replace|substitute) the definitions of (?<term>(?&terms))(?: (?:in|at|under) (?<target>(?&address)))?(?:,? (?:with|by))?(?&follows) ?(?<payload>.*)
substitution definition = (?:amend|replace) the following (?:existing )?(?:definitions?|defined terms?)(?: (?:in|at|under) (?<target>(?&address)))?(?:,? (?:with|by))?(?&follows) ?(?<payload>.*)
substitution definition = the definition of (?<term>(?&quoted))(?: (?:in|at|under) (?<target>(?&address)))? (?&be) (?:(?&replaced)(?: (?&entire))?(?:,? (?:with|by))?|amended(?=(?&reads)))(?&follows) ?(?<payload>.*)
substitution definition = for the definitions? of (?<term>(?&terms))(?: (?:in|at|under) (?<target>(?&address)))?,? (?:there (?:is|are|shall be) )?substituted?(?&follows) ?(?<payload>.*)
repeal definition = the definitions? of (?<term>(?&terms))(?: (?:in|at|from|under) (?<target>(?&address)))? (?&be) (?&deleted)
repeal definition = (?&delete) (?:the )?definitions?(?: of| for)? (?<term>(?&terms))(?: (?:in|at|from|under) (?<target>(?&address)))?
effect = (?:(?<target>(?&addresses)) )?(?:has|have|shall have|is to have) effect as if\b.*
effect = (?:(?<target>(?&addresses)) )?appl(?:y|ies) with the modifications?\b.*
sequel = .*\band (?:re-?number|re-?letter|redesignate) (?:the )?(?:subsequent|remaining|following|other) .*
# "G3.14 to G3.21" may be all of them, or the old number and the new one.
sequel = (?:re-?number|redesignate) (?&addresses)(?:,? accordingly)?
sequel = (?&addresses) (?&be) (?:re-?numbered|re-?lettered|redesignated)(?:,? accordingly)?
tabular = (?:in|from) (?:the )?(?:\w+ )?(?:column|row|table|figure|diagram)\b.*
tabular = (?:(?&replace)|(?&delete)|amend|restate) (?:the )?(?:\w+ )?(?:column|row|table|figure|diagram)\b(?! of (?:the )?definitions).*
tabular = (?&add) (?:the following |an? )?(?:new )?(?:column|row|table|figure|diagram)\b.*
annexed = (?-i:(?=[A-Z]))(?:(?&doing)|(?&delete)|(?&add)) (?![^“”]*\breferences?\b)(?:[^“”:]{0,80}? (?:of|to|in|into|from|at|after|before) )?(?:the |an? |all of )?(?:new |following )?(?&annex)(?!\w).*
annexed = (?-i:(?=[A-Z]))(?:in|within|throughout|after|before|at|for) (?:[^“”:]{0,80}? (?:of|to|in) )?(?:the )?(?&annex)(?=[ ,:–—-]).*\b(?&doing)\b.*
exchange = (?:swap|transpose|exchange|interchange|switch|reverse)(?: (?:a?round|over))? (?:the )?(?:(?:order|positions?|places?) of )?(?&addresses).*
exchange = (?&addresses) (?&be) (?:swapped|transposed|exchanged|interchanged|switched|reversed)\b.*
unplaced = (?&add) (?&words)(?<new>(?&quoted))(?: (?:in|into|to|within) (?&addresses))?
unplaced = (?&add) (?:the following |the |an? )?(?:new )?(?:(?&noun)|words|text|sentence)(?&follows)
unplaced = move (?&address)
attempt = (?-i:(?=[A-Z]))(?!(?:change|amendment) \d+ ?[:.–—-])(?:add|insert|include|amend|delete|remove|omit|replace|substitute|re-?number|redesignate|move|repeal|change|strike|divide|split|merge|combine|swap|transpose|exchange|rename|retitle|restate|re-?write|reword|revise|update|correct|tidy up|reinstate|restore|extend|reduce|increase|take out|strip out|drop|scrap|withdraw|re-?letter) .*?(?:(?&quoted)|(?&number)|(?&labels)|\b(?&noun)\b|\b(?:definition|heading|table|words?)\b).*
attempt = (?-i:(?=[A-Z]))(?:add|insert|include|amend|delete|remove|omit|replace|substitute|move) .*(?:[:—]|\bfollow(?:s|ing))$
attempt = (?-i:(?=[A-Z]))(?:in|for|after|before|between|at the end of|following) .*\b(?:insert|delete|remove|omit|replace|substitute|amend|re-?number)\b.*
attempt = (?-i:(?=[A-Z]))(?:in|for|after|before|at the end of|following|throughout|(?&addresses)(?= ?[,:–—-]))(?!\w)(?=.*(?&quoted)).*\b(?&doing)\b.*
attempt = (?:existing |current |new )?(?&addresses),? ?(?:to be )?(?:(?:amend|delete|insert|omit|replace|remove|substitute)|(?-i:re-?numbered|redesignated|deleted|removed|replaced|amended))\b.*
attempt = (?!(?&number) ).{1,60}?[:–—] ?(?:add|insert|delete|remove|omit|replace|substitute|amend|change|re-?number|move)\b(?=.*(?:(?&quoted)|(?&addresses))).*
attempt = (?:the )?(?:(?:cross-?)?references?|words?|definitions?|(?&quoted))(?=.*(?:(?&quoted)|(?&number))).*\b(?:should|to) (?:be|read|refer|say)\b.*
attempt = (?:(?:please )?make |apply )?(?:the |a )?(?:same|similar|corresponding|equivalent|like|identical|consequential) (?:changes?|amendments?|replacements?|corrections?|edits?|deletions?|insertions?)\b.*(?:(?&quoted)|(?&number)|(?&noun) (?&letter)).*
attempt = (?:capitali[sz]e|italici[sz]e|embolden|underline|correct) .*(?:(?&quoted)|(?&addresses)).*
attempt = (?:please|also|additionally|further(?:more)?|finally|lastly|similarly|likewise|consequently|therefore|accordingly|as (?:a|an) [^,]*|in (?:addition|consequence|the same way|line)\b[^,]*|to (?:reflect|align|ensure|clarify|correct)\b[^,]*|if [^,]*|subject to [^,]*|consequential [a-z ]*|change [0-9]+),? ?[:–—-]? ?(?=.*(?:(?&quoted)|(?&addresses))).*\b(?&doing)\b.*
attempt = (?:existing |current |new |the )?(?&addresses) ?(?:becomes?|(?:(?:is|are|shall be|will be|should be|is to be|are to be|to be)(?: hereby)? (?:deleted|removed|omitted|replaced|substituted|amended|inserted|added|re-?numbered|redesignated|moved|changed|revised|restated|repealed))|should (?:now )?read|(?:shall|will|is to) (?:now )?read|\((?:amended|new|deleted|inserted|replaced)\)).*
attempt = (?:the )?(?:words?|phrase|text|wording|sentence|definitions?|references?|heading|title|following|(?&quoted))(?=.*(?:(?&quoted)|(?&number)|(?&noun)|definition)).*? (?:is|are|shall be|will be|should be|is to be|are to be|to be)(?: hereby)? (?:deleted|removed|omitted|replaced|substituted|amended|inserted|added|moved|changed|revised)\b.*
attempt = [^“”]*, ?(?:(?&add)|(?&delete)|(?&replace)|amend|re-?number|move) (?:the |each |all |any |every |both )?(?:(?&noun) |words?\b|phrase\b|references?\b|definition\b|(?&quoted)|(?&addresses)|(?:full stop|comma|semi-?colon|colon)\b).*
attempt = (?:insertion|deletion|removal|replacement|substitution|amendments?|addition|re-?numbering|relocation) (?:of|to|in|at) .*(?:(?&quoted)|(?&addresses)).*
attempt = (?:relocate|retitle|mark|insert|throughout)\b[, ].*(?:(?&quoted)|(?&addresses)).*
attempt = new (?:(?&noun) )?(?&number) ?(?:[:—–-].*)?$
attempt = in (?&address)(?:(?:,? and |, | to | or )(?&address)){0,20},? (?:change|for|increase|reduce|update|revise|correct|read)\b.*
attempt = (?:insert|add|amend|replace|substitute|re-?number|re-?letter|move)(?:e?d)? ?[:–—-]+ ?(?=.*(?:(?&quoted)|(?&number))).*
attempt = and (?&addresses)[.;]?$
attempt = \|.*\b(?:(?&add)|(?&delete)|(?&replace)|amend|re-?number)\b.*
# Remarks that may stand between instructions: they are no text of the code.
attempt = (?:please )?note(?: that)? ?[:–—-].*
attempt = \[.*\b(?:unchanged|not (?:amended|changed)|no changes?)\b.*\]\.?$
attempt = no changes? (?:is|are|will be|shall be) (?:made|proposed)\b.*
attempt = (?&addresses) ?[:,–—-]+ ?(?:in|for|after|before|(?&add)|(?&delete)|(?&replace)|amend|change|re-?number)\b.*
mention = .*?(?:(?&quoted)|(?&number)|\b(?&noun) (?&letter)).*

# The modification that is written.
[modification]
code = /akn/gb/act/code/2013/sec
file = /!section-
code-name = SEC
work = /akn/gb/bill/secmp
author = secas
author-name = SECAS
author-iri = /akn/ontology/organization/gb/secas
definitions = A1.1
marks-anywhere = yes
# What stands in brackets behind an address is its heading.
descriptor-is-heading = yes
# Instructions for one clause that begin with (b), or go from (b) to (d), are not all of them.
whole-lists = yes
examples = “In Z4.12, replace “X” with “Y”.” or “Amend Z4.12 as follows:”
leaves = not-used

# What the checks need to know.
[check]
any-of = (?i)\b(?:any|all|each|either|both|none|one)(?: one)?(?: or more)? of(?:\s*(?:[:-]|–|—)?\s*\z|[^.;]{0,12}\bfollowing\b)
placeholder = \[\s*(?:●|•|\*+|[xX]+|TBC|TBD|…|\.{3}|(?i:insert|date)[^\]]*)?\s*\]|\bX{4,}\b|\bTB[CD]\b|\binsert date\b
repeat = that had
items-joined = yes
modification = \b(?:SECMP\d{4}[A-Z]?|(?:MP|DP)\d{3})\b
like-modification = \b(?:SECMP|MP|DP)[ -]?\d+[A-Z]?\b
file-version = (?i)[ ._-]v(?:ersion)?[ ._-]?(?<version>\d+(?:[._]\d+)+)
modification-cited-after = (?i)\b(?:amended by|modified by|introduced by|made by|together with|in conjunction with|alongside|see|see also|following|approval of)\s+(?:modifications?\s+)?(?:proposals?\s+)?\z
numbers-nest = yes
noun = yes
# References to a neighbour; and the words of a provision that only says where to look.
neighbour = (?i)\bthe (?:immediately )?(?:preceding|previous|foregoing|(?<next>following|next)) (?:paragraph|item|sub-?paragraph)\b(?!s)
as-in = (?i)\b(?:as (?:is |are )?(?:set out |provided (?:for )?|described |specified |defined |stated |given )?in|(?:set out|specified|provided(?: for)?|stated) in|in accordance with|(?:given|ascribed)(?: to (?:it|them|that expression))? in)\b
this = yes
suffix = yes
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
# An instrument by its title without its year.
undated = \b[Tt]he\s(?<title>(?:[A-Z][a-z]+(?:\s(?:and|of|for))?\s){1,8}(?:Act|Measure|Regulations))\b(?!\s*(?:\d{4}|of\s|\())
# What the prose of a draft says that the draft has; its nouns, which have one spelling.
object = (?i)\b(?:the|this|these|attached|following) (?:attached |following )?(?<noun>annex|appendix|attachment|table|figure|footnote)(?:s|es)?\b(?! (?-i:[A-Z]\b|\d))
document-nouns = legal text, legal drafting, modification report, modification proposal, working group,
	redlined changes, guidance note
things = device devices system systems meter meters equipment resource resources document documents
	place places area areas text service services key keys data software hardware building sum
	amount date period
persons = person persons body bodies party parties user users individual individuals company owner
	operator member members authority
# Facts that a draft states on its cover; verbs and those that the house writes for them.
facts = number title version date base
house-verbs = Insert:Add Include:Add Remove:Delete Omit:Delete Substitute:Replace Re-number:Renumber
	Redesignate:Renumber
# How an instruction that mends a consequence is worded.
instruction = In section {place}{part}, replace “{old}” with “{new}”.
instruction-intro = , in the opening words
instruction-wrapup = , in the closing words
instruction-heading = Delete the cross-heading above section {place}.
# What stands after a term that is defined there; that adds to its ordinary meaning; that sends the
# reader elsewhere. What says that words hold for a part only.
defines = (?:,[^.;]{1,80},)?\s*(?:shall |is to |are to )?(?:also )?(?:means?|be read as|includes?|refers? to|ha(?:s|ve) (?:respectively )?the (?:same )?meanings?)\b
includes = (?:,[^.;]{1,80},)?\s*(?:shall )?(?:also )?includes?\b
points = (?:,[^.;]{1,80},)?\s*(?:shall )?ha(?:s|ve) (?:respectively )?the (?:same )?meanings?(?: respectively)? (?:(?:given|ascribed|set out|assigned|attributed|provided|specified|defined|stated)(?: (?:to|for|of) (?:(?:that|such|the|this|those|these) (?:expressions?|terms?|phrases?|words?)|it|them))? (?:in|by|under|at)|as in)\b
local = (?i)\b(?:in|for (?:the )?purposes? of) (?:this|these|those|the following|paragraphs?|clauses?|sections?)\b(?! code\b)
# First words of sentences; names that nobody defines.
ordinary = the a an each any every all both either neither no such this that these those where when
	whenever if in on at for from to by with within without subject except save unless until upon
	after before as and or but it its they their there which who whose nothing other another one
	only not nor so than then while during under following notwithstanding provided
names = January February March April May June July August September October November December Monday
	Tuesday Wednesday Thursday Friday Saturday Sunday Christmas Easter Great Britain England Wales Scotland Ireland
	London Kingdom Parliament Minister Crown Majesty European Union

# What would fit, in the wording of the code, beside what is refused: each compiles.
[help]
number-kept = it is deleted and keeps its number; to use that again, write “Delete {place} and its number”
heading = write “Amend the heading of {place} to read “{words}”.”
opening-words = write “Replace the opening words of {place} with ...”, or restate it as a whole: “Replace {place} with the following:”
move = move it: “Move {place} to follow ... and renumber it as {words}”
delete = write “Delete {place}”
as-renumbered = write “(as renumbered)”, or put this instruction first
cross-heading = the cross-heading that it stands under is “{words}”, “the cross-heading above {place}”
each-place = write “in each place”, or name the item
more-words = quote more of the words, or name the item

# How a difference of two versions is drafted (diff -t instructions): templates of instructions, see
# calc/wording.c; payload: bare, each (quoted at each paragraph) or whole.
[wording]
against = Drafted against SEC version {version}.
noun = section
payload = bare
replace-words = In {place}, replace {old}{times} with {new}.
delete-words = In {place}, delete {old}{times}.
insert-words-after = In {place}, after {old}{times} insert {new}.
insert-words-before = In {place}, before {old}{times} insert {new}.
insert-words-at-end = At the end of {place} insert {new}.
nth = in the {nth} place where it occurs
amend-heading = Amend the heading of {target} to read {new}.
amend-crossheading = Amend the cross-heading before {target} to read {new}.
insert-after = Add new {headed}{target} after {anchor} as follows:{payload}
insert-before = Add new {headed}{target} before {anchor} as follows:{payload}
insert-at-end = Add new {headed}{target} at the end of {anchor} as follows:{payload}
restate = Amend {target} as follows:{payload}
delete = Delete {target}.
delete-and-number = Delete {target} and its number.
delete-leaving = Delete {target} and replace it with “{leaves}”
renumber = Renumber {target} as {to-number}.
as-renumbered = (as renumbered)

# Roles of a Word document -> names of styles in a reference document (--reference-doc), the first that
# it has; a role without one keeps the style of lexpatch.
[docx]
LpTitle = Title
LpSubtitle = Subtitle
LpChapter = SEC Section
LpChapter = heading 1
LpSection = SEC Part
LpSection = heading 2
LpCrossHeading = SEC Cross-heading
LpClause = SEC Clause
LpClause = heading 3
LpClause = List Number
LpItem1 = SEC Item 1
LpItem1 = List Number 2
LpItem2 = SEC Item 2
LpItem2 = List Number 3
LpItem3 = SEC Item 3
LpItem3 = List Number 4
LpText = Body Text
LpFootnote = footnote text
LpComment = annotation text
