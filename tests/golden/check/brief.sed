# Code, level, place and eId of each finding: what the tests of the checks assert (the wording is free).
# What reading, compiling and applying report besides is tested with them.
/^{"code":"IN/d
/^{"code":"AMD00/d
/^{"code":"AMD01/d
s/^{"code":"\([A-Z0-9]*\)","severity":"\([a-z]*\)","file":"*\([^,"]*\)"*,"line":\([0-9a-z]*\),"column":\([0-9a-z]*\),"end_column":\([0-9a-z]*\),"eid":\([^,]*\),.*/\3:\4:\5-\6 \2 \1 \7/
