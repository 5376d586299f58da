# The rules of the published schema of SARIF 2.1.0 (OASIS, sarif-schema-2.1.0.json), as far as they
# concern what is written here: an object has no properties but those named; "!" is required, "[]"
# an array of unique items ("[1]": of at least one), "{}" an object of such values. Then what the
# schema cannot say but the specification does (3.27.5 to 3.27.7, 3.30, 3.4.4). Prints one line for each breach.
def types: {
	log: {"$schema": "uri", "version!": "2.1.0", "runs!": "[]run"},
	run: {"tool!": "tool", "results": "[]result", "columnKind": "utf16CodeUnits|unicodeCodePoints",
		"artifacts": "[]artifact", "language": "string", "originalUriBaseIds": "any",
		"invocations": "[]any", "properties": "bag"},
	tool: {"driver!": "component", "properties": "bag"},
	component: {"name!": "string", "version": "string", "semanticVersion": "string",
		"informationUri": "uri", "organization": "string", "fullName": "string",
		"shortDescription": "text", "fullDescription": "text", "rules": "[]rule",
		"properties": "bag"},
	rule: {"id!": "string", "name": "string", "shortDescription": "text", "fullDescription": "text",
		"help": "text", "helpUri": "uri", "defaultConfiguration": "configuration",
		"properties": "bag"},
	configuration: {"enabled": "boolean", "level": "none|note|warning|error", "rank": "number",
		"parameters": "bag", "properties": "bag"},
	text: {"text!": "string", "markdown": "string"},
	message: {"text": "string", "markdown": "string", "id": "string", "arguments": "[]string"},
	result: {"ruleId": "string", "ruleIndex": "index", "level": "none|note|warning|error",
		"kind": "notApplicable|pass|fail|review|open|informational", "message!": "message",
		"locations": "[]location", "relatedLocations": "[]location",
		"partialFingerprints": "{}string", "fingerprints": "{}string",
		"baselineState": "new|unchanged|updated|absent", "suppressions": "[]suppression",
		"fixes": "[]fix", "properties": "bag"},
	location: {"id": "index", "physicalLocation": "physicalLocation",
		"logicalLocations": "[]logicalLocation", "message": "message", "properties": "bag"},
	physicalLocation: {"artifactLocation": "artifactLocation", "region": "region",
		"contextRegion": "region"},
	artifactLocation: {"uri": "uri", "uriBaseId": "string", "index": "index"},
	artifact: {"location": "artifactLocation", "length": "index", "hashes": "{}string",
		"properties": "bag"},
	region: {"startLine": "positive", "startColumn": "positive", "endLine": "positive",
		"endColumn": "positive", "snippet": "snippet", "message": "message"},
	snippet: {"text": "string"},
	logicalLocation: {"name": "string", "fullyQualifiedName": "string", "decoratedName": "string",
		"kind": "string", "index": "index", "parentIndex": "index"},
	suppression: {"kind!": "inSource|external", "status": "accepted|underReview|rejected",
		"justification": "string", "location": "location"},
	fix: {"description": "message", "artifactChanges!": "[1]artifactChange"},
	artifactChange: {"artifactLocation!": "artifactLocation", "replacements!": "[1]replacement"},
	replacement: {"deletedRegion!": "region", "insertedContent": "snippet"}
};
def whole: type == "number" and . == floor;
def say($at; $what): "\($at): \($what)";
def breach($spec; $at):
	if $spec == "any" then empty
	elif $spec[0:2] == "[]" or $spec[0:3] == "[1]" then
		if type != "array" then say($at; "is no array")
		else
			(if $spec[0:3] == "[1]" and length == 0 then say($at; "is empty") else empty end),
			(if length != (unique | length) then say($at; "has an item twice") else empty end),
			(to_entries[] | .key as $i | .value |
				breach($spec[($spec | index("]")) + 1:]; "\($at)[\($i)]"))
		end
	elif $spec[0:2] == "{}" then
		to_entries[] | .key as $k | .value | breach($spec[2:]; "\($at).\($k)")
	elif $spec == "bag" then if type == "object" then empty else say($at; "is no object") end
	elif $spec == "uri" then
		if type == "string" and test("^[A-Za-z0-9._~:/?#\\[\\]@!$&'()*+,;=%-]*$") and
			(test("%(?![0-9A-Fa-f]{2})") | not)
		then empty else say($at; "is no URI reference") end
	elif $spec == "positive" then if whole and . >= 1 then empty else say($at; "is not 1 or more") end
	elif $spec == "index" then if whole and . >= -1 then empty else say($at; "is no index") end
	elif $spec == "string" or $spec == "boolean" or $spec == "number" then
		if type == $spec then empty else say($at; "is no \($spec)") end
	elif types[$spec] then
		types[$spec] as $type | . as $object |
		if type != "object" then say($at; "is no object")
		else
			($type | keys[] | select(endswith("!")) | rtrimstr("!") as $key |
				if $object | has($key) then empty else say($at; "has no \($key)") end),
			(to_entries[] | .key as $key | ($type[$key] // $type[$key + "!"]) as $sub | .value |
				if $sub then breach($sub; "\($at).\($key)")
				else say($at; "has \($key), which the schema does not know") end)
		end
	elif . as $value | $spec | split("|") | index($value) then empty
	else say($at; "is not one of \($spec)") end;
def sense:
	.runs[] | .tool.driver.rules as $rules |
	(if ($rules | map(.id) | length) == ($rules | map(.id) | unique | length) then empty
		else "two rules of one id" end),
	(.results | to_entries[] | "results[\(.key)]" as $at | .value |
		(if $rules[.ruleIndex].id == .ruleId then empty else say($at; "ruleIndex is another rule") end),
		(if .message.text or .message.id then empty else say($at; "the message is empty") end),
		(if .message.text // "" | test("[.]$|[\n]") then say($at; "the message is no short phrase") else empty end),
		(if .partialFingerprints | length > 0 then empty else say($at; "no fingerprint") end),
		([.. | objects | select(has("startColumn"))][] |
			if .endColumn and (.endLine // .startLine) == .startLine and .endColumn < .startColumn
			then say($at; "a region ends before it begins") else empty end),
		(.locations[]? | if .physicalLocation then empty else say($at; "no physical location") end));
breach("log"; "log"), sense
