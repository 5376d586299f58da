"""Writes the D.C. cases as two versions each: case-ID/before.xml and after.xml.

usage: roundtrip.py FOLDER-OF-dc.py CASES.jsonl.gz STEP OUTPUT-FOLDER
Every STEP-th case that dc.py can carry is written; both versions are made by its conversion.
"""
import gzip, json, os, re, sys

score, cases, step, output = sys.argv[1:]
sys.path.insert(0, score)
import dc

usable = [c for c in map(json.loads, gzip.open(cases, "rt", encoding="utf-8"))]
for number, case in enumerate(usable):
    if number % int(step):
        continue
    try:
        before, after = dc.base_xml(case), dc.base_xml(dict(case, before=case["after"]))
    except dc.Odd:
        continue
    folder = os.path.join(output, "case-" + re.sub(r"[^0-9A-Za-z.-]", "_", str(case.get("id", number))))
    os.makedirs(folder, exist_ok=True)
    for name, text in (("before.xml", before), ("after.xml", after)):
        with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
            file.write(text)
