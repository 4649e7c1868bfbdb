"""Holds diagrams, TaskJuggler projects and workbooks that `tapeout` writes against the tools that they are for."""

import csv
import datetime
import email
import email.policy
import html.parser
import io
import json
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import openpyxl


def run(tapeout, *arguments):
    ended = subprocess.run([tapeout, *map(str, arguments)], capture_output=True, check=False)
    assert ended.returncode in (0, 1), (arguments, ended.stderr.decode())
    return ended


def plan_of(tapeout, root):
    return json.loads(run(tapeout, "export", "--format", "json", "--root", root).stdout)


# MARK: TaskJuggler


def check_scheduled(tapeout, root, folder):
    """What tj3 schedules is what we expect, for every milestone that has a date; return how many there are."""
    if not shutil.which("tj3"):
        print("skipped: tj3 is not installed, so no TaskJuggler project was scheduled")
        return 0
    expected = {
        milestone["id"]: milestone["expected"] for milestone in plan_of(tapeout, root)["milestones"]
        if milestone["expected"]}
    place = Path(folder) / "taskjuggler"
    place.mkdir()
    (place / "plan.tjp").write_bytes(run(tapeout, "export", "--format", "taskjuggler", "--root", root).stdout)
    ended = subprocess.run(["tj3", "--silent", "plan.tjp"], cwd=place, capture_output=True, text=True, check=False)
    assert ended.returncode == 0 and "Error" not in ended.stderr, (root, ended.stdout, ended.stderr)
    if expected:
        rows = csv.DictReader(io.StringIO((place / "plan.csv").read_text()), delimiter=";")
        found = {row["Id in the plan"]: row["End"] for row in rows if row["Id in the plan"]}
        assert found == expected, {name: (found.get(name), expected.get(name)) for name in {*found, *expected}
                                   if found.get(name) != expected.get(name)}
    shutil.rmtree(place)
    return len(expected)


# MARK: CSV


STATED = ["id", "chip", "chip_title", "title", "kind", "phase", "gate", "stepping", "from", "to", "owner", "baseline",
          "forecast", "actual", "accepted", "need_by", "after", "after_durations", "tags", "reason", "not_before",
          "status", "expected"]


def check_table(tapeout, root, folder):
    """Our own import reads our table back to the same plan; return how many milestones it has."""
    place = Path(folder) / "table"
    place.mkdir()
    data = run(tapeout, "export", "--format", "csv", "--root", root).stdout
    (place / "plan.csv").write_bytes(data)
    rows = list(csv.DictReader(io.StringIO(data.decode(), newline="")))
    if not rows:
        shutil.rmtree(place)
        return 0
    back = place / "back"
    back.mkdir()
    day = plan_of(tapeout, root)["program"]["status_date"]
    said = run(tapeout, "import", place / "plan.csv", "--root", back, "--status-date", day)
    assert said.returncode == 0, said.stderr.decode()
    again = run(tapeout, "export", "--format", "csv", "--root", back, "--status-date", day).stdout
    read = {row["id"]: row for row in csv.DictReader(io.StringIO(again.decode(), newline=""))}
    assert set(read) == {row["id"] for row in rows}, set(read) ^ {row["id"] for row in rows}
    for row in rows:
        for name in STATED:
            assert read[row["id"]][name] == row[name], (row["id"], name, read[row["id"]][name], row[name])
    shutil.rmtree(place)
    return len(rows)


# MARK: Mermaid


def check_diagram(tapeout, root, folder):
    """Our own import reads our diagram back to the same ids, dates and dependencies; return how many milestones."""
    plan = plan_of(tapeout, root)
    place = Path(folder) / "diagram"
    place.mkdir()
    (place / "plan.mmd").write_bytes(run(tapeout, "export", "--format", "mermaid", "--root", root).stdout)
    dated = {milestone["id"]: milestone for milestone in plan["milestones"] if milestone["date"]}
    if not dated:
        shutil.rmtree(place)
        return 0
    back = place / "back"
    back.mkdir()
    said = run(tapeout, "import", place / "plan.mmd", "--root", back)
    assert said.returncode == 0, said.stderr.decode()
    assert "Dates that differ" not in said.stdout.decode(), said.stdout.decode()
    read = {milestone["id"]: milestone for milestone in plan_of(tapeout, back)["milestones"]}
    assert set(read) == set(dated), set(read) ^ set(dated)
    for name, milestone in dated.items():
        other = read[name]
        assert other["date"]["last"] == milestone["date"]["last"], (name, milestone["date"], other["date"])
        assert other["title"] == milestone["title"] or "<" in milestone["title"], (other["title"], milestone["title"])
        later = {after["id"] for after in other["after"]} - {after["id"] for after in milestone["after"]}
        assert not later, (name, later)
    shutil.rmtree(place)
    return len(dated)


# MARK: Workbooks


SHEETS = ["Portfolio", "Milestones", "Handoffs", "Risks", "Changes", "Gantt"]


def check_workbook(tapeout, root, folder):
    """openpyxl and LibreOffice read the workbook: dates are dates, texts are texts; return how many milestones."""
    plan = plan_of(tapeout, root)
    data = run(tapeout, "export", "--format", "xlsx", "--root", root).stdout
    assert data == run(tapeout, "export", "--format", "xlsx", "--root", root).stdout, "equal plans give equal bytes"
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        assert b"<f>" not in b"".join(archive.read(name) for name in archive.namelist()), "no formula"
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert book.sheetnames == SHEETS, book.sheetnames
    for sheet in book:
        assert sheet.freeze_panes, sheet.title
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type in ("s", "n", "d", "b", "inlineStr"), (sheet.title, cell.coordinate, cell.data_type)
    sheet = book["Milestones"]
    assert sheet.auto_filter.ref
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    head, rows = rows[0], [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]
    assert len(head) == len(set(head)), head
    assert [row["Id"] for row in rows] == [milestone["id"] for milestone in plan["milestones"]]
    for row, milestone in zip(rows, plan["milestones"], strict=True):
        date = milestone["date"]
        assert (row["Date"].date().isoformat() if row["Date"] else None) == (date["last"] if date else None), row
        if date:
            assert row["Known to"] == ("day" if date["first"] == date["last"] else date["text"]), row
        for name, field in (("Slip (days)", "slip_days"), ("Total float (days)", "total_float_days")):
            assert row[name] == milestone[field], (name, row)
        p80 = row["P80"].date().isoformat() if row["P80"] else None
        assert p80 == milestone["p80"], row
    check_in_office(data, plan, folder)
    return len(rows)


def check_in_office(data, plan, folder):
    """LibreOffice opens the workbook and finds the dates of all milestones in its second sheet."""
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if not office:
        print("skipped: LibreOffice is not installed, so it did not open the workbook")
        return
    place = Path(folder) / "office"
    place.mkdir()
    (place / "plan.xlsx").write_bytes(data)
    ended = subprocess.run(
        [office, "--headless", f"-env:UserInstallation=file://{place}/profile", "--convert-to",
         # Comma, quotation marks, UTF-8, from the first line, values as shown, the second sheet.
         "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,2", "--outdir", str(place),
         str(place / "plan.xlsx")],
        capture_output=True, text=True, check=False, timeout=300)
    written = place / "plan-Milestones.csv"
    assert written.is_file(), (ended.stdout, ended.stderr)
    rows = list(csv.DictReader(io.StringIO(written.read_text()), strict=True))
    assert [row["Id"] for row in rows] == [milestone["id"] for milestone in plan["milestones"]]
    for row, milestone in zip(rows, plan["milestones"], strict=True):
        assert row["Date"] == (milestone["date"]["last"] if milestone["date"] else ""), row
        datetime.date.fromisoformat(row["Date"] or "2026-01-01")
        assert not row["Milestone"].startswith(("Err:", "#")), row
    shutil.rmtree(place)


# MARK: Mail


LOADED = re.compile(r"""\bsrc\s*=|url\s*\(|<link|<style|<script|<img|@import|background\s*=|<iframe|<object""", re.I)


class Tags(html.parser.HTMLParser):
    """What is open at the end, and which attributes stand where."""

    def __init__(self):
        super().__init__()
        self.open = []

    def handle_starttag(self, tag, attributes):
        assert not any(name.startswith("on") for name, _ in attributes), attributes
        for name, value in attributes:
            if name == "href":
                assert value.startswith(("https://", "http://", "mailto:")), value
        if tag not in ("br", "hr", "meta"):
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open and self.open.pop() == tag, tag


def check_mail(tapeout, root):
    """A mail program finds the report, as text and as HTML, and loads nothing for it."""
    plan = plan_of(tapeout, root)
    data = run(tapeout, "report", "--format", "eml", "--to", "team@example.com", "--root", root).stdout
    assert data == run(tapeout, "report", "--format", "eml", "--to", "team@example.com", "--root", root).stdout
    message = email.message_from_bytes(data, policy=email.policy.default)
    assert not message.defects and not any(part.defects for part in message.walk()), message.defects
    assert sorted(message.keys()) == ["Content-Type", "Date", "MIME-Version", "Subject", "To", "X-Unsent"], message.keys()
    assert plan["reports"][-1]["day"] in message["Subject"], message["Subject"]
    assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"]
    shown = message.get_body(("html",)).get_content()
    assert not LOADED.search(shown), LOADED.search(shown)
    tags = Tags()
    tags.feed(shown)
    tags.close()
    assert not tags.open, tags.open
    for chip in plan["chips"]:
        if chip["title"].isascii() and chip["title"].replace(" ", "").isalnum():
            assert chip["title"] in shown and chip["title"] in message.get_body(("plain",)).get_content(), chip["title"]
