# Sourced by cases: akn FILE [VERSION] makes a Section G of the body on standard input.
akn() {
	v=${2:-1}
	work=/akn/gb/act/code/2013/sec
	{
		cat <<END
<?xml version="1.0" encoding="UTF-8"?>
<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0" xmlns:lp="urn:lexpatch:1">
  <act name="code" contains="singleVersion">
    <meta>
      <identification source="#x">
        <FRBRWork><FRBRthis value="$work/!section-g"/><FRBRuri value="$work"/><FRBRalias value="Section G" name="title"/><FRBRdate date="2013-09-23" name="designation"/><FRBRauthor href="#x"/><FRBRcountry value="gb"/><FRBRnumber value="sec"/></FRBRWork>
        <FRBRExpression><FRBRthis value="$work/eng@$v/!section-g"/><FRBRuri value="$work/eng@$v"/><FRBRdate date="2019-01-01" name="designation"/><FRBRauthor href="#x"/><FRBRversionNumber value="$v"/><FRBRlanguage language="eng"/></FRBRExpression>
        <FRBRManifestation><FRBRthis value="$work/eng@$v/!section-g.xml"/><FRBRuri value="$work/eng@$v.xml"/><FRBRdate date="2019-01-01" name="markup"/><FRBRauthor href="#x"/></FRBRManifestation>
      </identification>
      <references source="#x">
        <TLCOrganization eId="x" href="/x" showAs="X"/>
      </references>
    </meta>
    <body>
END
		sed 's/^/      /'
		printf '    </body>\n  </act>\n</akomaNtoso>\n'
	} >"$1"
}

# The difference of old.xml and new.xml as operations, and whether they give new.xml.
difference() {
	lexpatch diff -t patch old.xml new.xml -o patch.xml
	lexpatch apply -b old.xml patch.xml -o result.xml && cmp result.xml new.xml && echo exact
	lexpatch validate patch.xml
}

# The difference as a draft; what its operations are, compared with those of the patch; and whether
# they give the words of new.xml.
worded() { # PROFILE
	lexpatch diff --profile "$1" -t instructions old.xml new.xml -o draft.txt
	cat draft.txt
	echo
	lexpatch diff --profile "$1" -t patch old.xml new.xml -o patch.xml
	lexpatch apply --profile "$1" -b old.xml patch.xml -o result.xml 2>/dev/null >by-patch
	lexpatch apply --profile "$1" -b old.xml draft.txt -o result.xml 2>/dev/null >by-draft
	for by in by-patch by-draft; do
		sed 's/^applied  *[0-9]*  //' $by | sort >$by.sorted
	done
	cmp -s by-patch.sorted by-draft.sorted && echo the same operations || diff by-patch by-draft
	lexpatch diff --profile "$1" -t text result.xml new.xml
}
