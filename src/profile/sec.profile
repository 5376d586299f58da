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

# What drafts look like as plain text. A row is a pattern; `page`, `furniture`, `cover` and `heading`
# must match the whole of a line, `start`, `balloon`, `footnote` and `note` its beginning, the rest
# anywhere. Groups named number, version, date, year, title and base are facts of the document.
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
start = (?:\d+(?:\.\d+)*[.)] )?(?:Add|Insert|Include|Amend|Delete|Remove|Omit|Replace|Substitute|Renumber|Re-number|Redesignate|Move|Change) (?:(?:a|an|the|new|following|section|sections|clause|clauses|paragraph|paragraphs|words?|cross-heading|heading|definitions?)\b|[“"‘'(]|[A-Z]\d)
start = (?:\d+(?:\.\d+)*[.)] )?(?:In|For|After|Before|At the end of|Immediately after) (?:the (?:heading|title|cross-heading|definition|opening words|lead-in) |(?:[Ss]ections?|[Cc]lauses?|[Pp]aragraphs?) (?:[A-Z]\d|\()|[A-Z]\d+\.\d).*\b(?:insert|delete|remove|omit|replace|substitute|add|amend|change|renumber)\b
start = (?:\d+(?:\.\d+)*[.)] )?In (?:[Ss]ection |[Cc]lause )?[A-Z]\d+[A-Z]*(?:\.\d+[A-Z]*)?(?:\([a-zA-Z0-9]+\))*(?: \([^()]*\))?(?:, in the [a-z -]+)? ?[:—–-]$
start = (?:\d+(?:\.\d+)*[.)] )?S(?:ection|ECTION) [A-Z](?:\d+[A-Z]*)?(?:$| ?[‘'“"–—:-])
start = (?:\d+(?:\.\d+)*[.)] )?(?:Section|Clause|Paragraph)s? [A-Z]?\S* (?:is|are) amended
start = Make the following
start = The following (?:changes|amendments)
balloon = (?<kind>Deleted|Inserted|Formatted|Comment|Moved)(?: ?\[[^\]]*\]|\[[^\]]*\])?: ?
footnote = (?:(?<mark>\d{1,2})(?=[A-Z][a-z])|(?<loose>\d{1,2}) (?=[A-Z])|\[(?<mark>\d{1,2})\] )
# The version of the code that a draft is written against.
base_version = \b(?:Smart Energy Code|SEC|Code)\b(?: \(SEC\))?(?:,? (?:as at|at|in its))? ?(?:version |v\.? ?)(?<version>\d+(?:\.\d+)*)
base_version = \bversion (?<version>\d+(?:\.\d+)*) of the (?:Smart Energy Code|SEC|Code)\b
# The end of a line after which a number is cited and no paragraph begins.
open = (?:^|[ (])(?:[Ss]ections?|[Cc]lauses?|[Pp]aragraphs?|[Ss]ub-?paragraphs?|[Ss]chedules?|and|or|to|in|of|with|under|by|from|at|per|both|either|through|until|see|than|that|this|the)$
# Where the mark of a footnote may be glued to a word or to the end of a figure: the group `mark` is
# filled with its digits; `rest` is the figure without it, `over` that the whole is too long for one.
mark = [a-z]{2}(?<mark>)(?=[ .,;:)]|$)
mark = [a-z][.,;:)](?<mark>)(?= [A-Z(]|$)
mark = \b[Vv]ersion (?<rest>\d{1,2}\.\d{1,2})(?<mark>)(?:(?<over>(?<=\.\d{3})|(?<=\.\d{4})))?(?!\.?\d)
note = \[?(?i:drafting note|note to reader|rationale|explanatory note)s?\b ?[:–—-]
