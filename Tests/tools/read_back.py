"""Reads what `tapeout` writes with readers that others wrote, and holds it against the files themselves.

usage: read_back.py TAPEOUT [--plans N]

--plans: how many random plans are rescheduled by another tool; 12 where it is not given.

Exits with 1 and says what differs where anything does.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import unquote

import jsonschema
from sarif import loader

from downloads import check_all
from front_matter_schemas import check_schemas
from project_files import check_projects

REPOSITORY = Path(__file__).resolve().parent.parent.parent
HIDDEN = "\u202e\u0007\u200b"

PROGRAMS = {
    "clean": {"program.md": "---\ntitle: Program\nlaunch: 2026\nstatus_date: 2026-01-15\n---\n"},
    "empty": {},
    "broken": {
        "program.md": "---\r\ntitle: Program\r\nlaunch: 2026-02-30\r\nlanch: 1\r\n---\r\n",
        "stray.md": "---\ntitle: Nobody reads this\n---\n",
        "partners/tsmc.md": f"\ufeff---\ntitle: 台積電\nrole: fundry\ntitle: TSMC, 100%: {HIDDEN}\n---\n",
        "chips/custom-1/chip.md": "---\ntitle: Chip\nkind: custom\n---\n",
        "chips/custom-1/milestones/tape-out.md":
            "---\ntitle: Tape-out\nkind: tape-ot\nbaseline: 2026-4-2\nowner: e\u0301quipe, 日本\nforcast: 2026\n---\n",
        "chips/custom-1/milestones/launch.md": "---\ntitle: Launch\nkind: launch\nafter:\n  tape-ot: 1w\n---\n",
        "chips/custom-2/milestones/launch.md": "no front matter\n",
    },
}


def write(root, files):
    (root / "Content").mkdir()
    for name, text in files.items():
        path = root / "Content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())


def run(tapeout, root, form):
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GITHUB_")}
    done = subprocess.run([tapeout, "check", "--format", form], cwd=root, capture_output=True, env=environment)
    assert done.stderr == b"", done.stderr
    assert done.returncode in (0, 1), done.returncode
    return done.stdout.decode(), done.returncode


def unique_keys(pairs):
    keys = [key for key, _ in pairs]
    assert len(keys) == len(set(keys)), f"a key is written twice: {keys}"
    return dict(pairs)


def strict_json(text):
    def refuse(constant):
        raise AssertionError(f"{constant} is no JSON")

    return json.loads(text, object_pairs_hook=unique_keys, parse_constant=refuse)


def assert_sorted(value):
    """Keys stand in the order of the alphabet, all the way down."""
    if isinstance(value, dict):
        assert list(value) == sorted(value), list(value)
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else []:
        assert_sorted(part)


def lines_of(text):
    return re.split("\r\n|\n|\r", text)


def position(data, offset):
    """Line and column of a byte offset, counted anew."""
    before = lines_of(data[:offset].decode())
    column = len(before[-1]) + 1
    if len(before) == 1 and before[0].startswith("\ufeff"):
        column -= 1
    return len(before), column


def check_location(root, location):
    path = root / location["path"]
    data = path.read_bytes() if path.is_file() else b""
    for end in ("start", "end"):
        place = location[end]
        assert (place["line"], place["column"]) == position(data, place["offset"]), (location, end)
    assert location["start"]["offset"] <= location["end"]["offset"] <= len(data), location


def hold(document, name):
    """Holds a document against its schema, and against that of every release: what was written for one can read it."""
    for path in [REPOSITORY / "Docs/schemas" / name, *sorted((REPOSITORY / "Tests/Fixtures/formats").glob("*/" + name))]:
        schema = json.loads(path.read_text())
        jsonschema.Draft202012Validator.check_schema(schema)
        jsonschema.Draft202012Validator(schema).validate(document)


def check_json(root, text, status):
    document = strict_json(text)
    hold(document, "findings.schema.json")
    findings = document["findings"]
    for severity in ("error", "warning", "hint"):
        count = sum(finding["severity"] == severity for finding in findings)
        assert document["summary"][severity + "s"] == count, severity
    assert document["summary"]["fails"] == (status == 1)
    for finding in findings:
        check_location(root, finding["location"])
        for note in finding["notes"]:
            if note["location"]:
                check_location(root, note["location"])
        for fix in finding["fixes"]:
            for edit in fix["edits"]:
                check_location(root, edit["location"])
    return findings


def visible(text):
    """The text as people are shown it: what is hidden as \\u{..}."""
    return "".join(f"\\u{{{ord(c):x}}}" if c in HIDDEN or c == "\ufeff" else c for c in text)


def check_sarif(root, text, findings):
    log = strict_json(text)
    assert log["version"] == "2.1.0"
    with tempfile.NamedTemporaryFile("w", suffix=".sarif") as file:
        file.write(text)
        file.flush()
        read = loader.load_sarif_file(file.name)
    assert read.get_distinct_tool_names() == ["tapeout"]
    levels = {"error": "error", "warning": "warning", "hint": "note"}
    expected = sorted(
        (f["rule"], levels[f["severity"]], f["location"]["path"], f["location"]["start"]["line"]) for f in findings)
    records = sorted(
        (record["Code"], record["Severity"], unquote(record["Location"]), int(record["Line"]))
        for record in read.get_records())
    assert records == expected, (records, expected)

    run = log["runs"][0]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert rules == sorted(set(rules))
    for result, finding in zip(run["results"], findings, strict=True):
        assert result["ruleId"] == finding["rule"], result
        assert rules[result["ruleIndex"]] == result["ruleId"], result
        assert result["message"]["text"].startswith(visible(finding["headline"])), result["message"]
        for fix, given in zip(result.get("fixes", []), finding["fixes"], strict=True):
            check_fix(root, fix, given)


def check_gitlab(text, findings):
    """A report of Code Quality: GitLab needs these fields of each entry, and a fingerprint that no other has."""
    entries = strict_json(text)
    severities = {"error": "critical", "warning": "minor", "hint": "info"}
    assert len({entry["fingerprint"] for entry in entries}) == len(entries)
    for entry, finding in zip(entries, findings, strict=True):
        assert entry["check_name"] == finding["rule"], entry
        assert entry["severity"] == severities[finding["severity"]], entry
        assert entry["description"].startswith(visible(finding["headline"])), entry
        place = finding["location"]
        assert entry["location"] == {"lines": {"begin": place["start"]["line"]}, "path": place["path"]}, entry


def check_fix(root, fix, given):
    """Applies a fix by SARIF's lines and columns and by JSON's byte offsets: the files must come out the same."""
    for change in fix["artifactChanges"]:
        name = unquote(change["artifactLocation"]["uri"])
        path = root / name
        data = path.read_bytes() if path.is_file() else b""
        by_bytes = data
        edits = [edit for edit in given["edits"] if edit["location"]["path"] == name]
        for edit in sorted(edits, key=lambda edit: -edit["location"]["start"]["offset"]):
            start, end = edit["location"]["start"]["offset"], edit["location"]["end"]["offset"]
            by_bytes = by_bytes[:start] + edit["text"].encode() + by_bytes[end:]
        text = data.decode()
        starts = [0] + [match.end() for match in re.finditer("\r\n|\n|\r", text)]
        mark = 1 if text.startswith("\ufeff") else 0

        def offset(line, column):
            return starts[line - 1] + column - 1 + (mark if line == 1 else 0)

        regions = [(r["deletedRegion"], r["insertedContent"]["text"]) for r in change["replacements"]]
        for region, inserted in sorted(regions, key=lambda r: (-r[0]["startLine"], -r[0]["startColumn"])):
            start = offset(region["startLine"], region["startColumn"])
            end = offset(region["endLine"], region["endColumn"])
            text = text[:start] + inserted + text[end:]
        if data:
            assert text.encode() == by_bytes, (text, by_bytes)


def check_github(text, findings):
    """Reads workflow commands as GitHub's runner does: `::name key=value,key=value::message`."""
    commands = {"error": "error", "warning": "warning", "notice": "hint"}
    read = []
    for line in text.splitlines()[:-1]:
        match = re.fullmatch(r"::(error|warning|notice) ([^:]*)::(.*)", line)
        assert match, line
        properties = dict(part.split("=", 1) for part in match[2].split(","))
        message = unquote(match[3])
        read.append(
            (commands[match[1]], unquote(properties["file"]), int(properties["line"]), properties["title"],
             message.split("\n")[0]))
    order = ["error", "warning", "hint"]
    expected = [
        (f["severity"], visible(f["location"]["path"]), f["location"]["start"]["line"], f["rule"],
         visible(f["headline"])) for f in findings]
    assert read == sorted(expected, key=lambda finding: order.index(finding[0])), (read, expected)


def check_plan(tapeout, root, findings):
    """Hold the plan as JSON against its schema, the findings and itself; return how many milestones it has."""
    ended = subprocess.run(
        [tapeout, "export", "--format", "json", "--root", root], stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
    plan = strict_json(ended.stdout.decode())
    assert_sorted(plan)
    hold(plan, "plan.schema.json")
    severities = [finding["severity"] for finding in findings]
    assert plan["findings"] == {name + "s": severities.count(name) for name in ("error", "warning", "hint")}, plan["findings"]
    assert ended.returncode == (1 if plan["findings"]["errors"] else 0), ended.returncode
    by_id = {milestone["id"]: milestone for milestone in plan["milestones"]}
    for milestone in plan["milestones"]:
        days = [milestone[name] for name in ("p10", "p50", "p80", "p90")]
        assert None in days or days == sorted(days), milestone
        for dependency in milestone["after"]:
            if plan["findings"]["errors"] == 0:
                assert dependency["id"] in by_id, dependency
    for chip in plan["chips"]:
        for step, after in zip(chip["driving_path"], chip["driving_path"][1:]):
            assert step in [dependency["id"] for dependency in by_id[after]["after"]], chip
    return len(plan["milestones"])


def check_answers(tapeout, root):
    """Hold the answers that mail, chats and dashboards get against their schemas."""
    for command in (["status"], ["due", "--within", "60w"]):
        schema = json.loads((REPOSITORY / f"Docs/schemas/{command[0]}.schema.json").read_text())
        jsonschema.Draft202012Validator.check_schema(schema)
        ended = subprocess.run(
            [tapeout, *command, "--format", "json", "--root", root], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            check=False)
        answer = strict_json(ended.stdout.decode())
        assert_sorted(answer)
        jsonschema.Draft202012Validator(schema).validate(answer)
        days = [item["day"] for item in answer["due" if command == ["status"] else "items"]]
        assert [day for day in days if day] == sorted(day for day in days if day), days


def check_documented():
    """Every field of the plan's schema is described where people look for it."""
    text = (REPOSITORY / "Docs/plan-json.md").read_text()
    schema = json.loads((REPOSITORY / "Docs/schemas/plan.schema.json").read_text())
    pending = [schema]
    while pending:
        node = pending.pop()
        if isinstance(node, dict):
            for name in node.get("properties", {}):
                assert f"`{name}`" in text or f"`{name}[]`" in text, f"{name} is not described in Docs/plan-json.md"
            pending += node.values()
        elif isinstance(node, list):
            pending += node


def main():
    tapeout = str(Path(sys.argv[1]).resolve())
    checked = milestones = 0
    check_documented()
    held = check_schemas(tapeout, REPOSITORY)
    assert held > 90, held
    with tempfile.TemporaryDirectory() as folder:
        roots = []
        for name, files in PROGRAMS.items():
            root = Path(folder) / name
            root.mkdir()
            write(root, files)
            roots.append(root)
        if (REPOSITORY / "Content").is_dir():
            roots.append(REPOSITORY)
        for root in roots:
            text, status = run(tapeout, root, "json")
            findings = check_json(root, text, status)
            check_sarif(root, run(tapeout, root, "sarif")[0], findings)
            check_github(run(tapeout, root, "github")[0], findings)
            check_gitlab(run(tapeout, root, "gitlab")[0], findings)
            milestones += check_plan(tapeout, root, findings)
            check_answers(tapeout, root)
            checked += len(findings)
            assert (status == 1) == (root.name in ("broken", "empty")) or root == REPOSITORY, root
        downloads = check_all(tapeout, REPOSITORY, folder, write, strict_json)
        plans = int(sys.argv[sys.argv.index("--plans") + 1]) if "--plans" in sys.argv else 12
        projects = check_projects(tapeout, REPOSITORY, folder, write, plans)
    assert checked > 8, checked
    assert milestones > 0
    print(f"read back {checked} findings and {milestones} milestones of {len(roots)} programs, "
          f"{held} files with their schemas, {downloads}, {projects}")


main()
