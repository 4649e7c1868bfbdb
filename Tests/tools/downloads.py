"""Reads the site's downloads with readers that others wrote, and holds them against each other."""

import csv
import io
import json
import subprocess
import unicodedata
from datetime import date, timedelta
from pathlib import Path
from xml.etree import ElementTree

import feedparser
import icalendar
import urllib.parse

from plan_files import check_mail, check_scheduled, check_workbook

TITLES = [
    '=HYPERLINK("http://x.example","y")', "+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "＝1", "a\r\nBEGIN:VEVENT\r\nX-Y: z",
    "Section review", "2026-01-01 start", "a: b; c # d, e\\n", "</title><script>x</script> & 'q'", "]]>",
    "\u202eright to left", "مرحبا بك", "👩\u200d👩\u200d👧 emoji", "日本語" * 90, "\u0007bell \u001b[31m", '"', ",",
    "Review;=1+1;x", "Team; \"@SUM(1+1)", "a|+1;\u3000＝2", "\u200fa\u061c;\u2067-1\u2069",
]
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝")


def hostile_program():
    """A program without errors whose texts are what somebody may write to do harm, or simply in Arabic."""
    files = {
        "program.md": "---\ntitle: \"<P>: x; #y\\r\\nz\"\nlaunch: 2026\nstatus_date: 2026-01-15\n"
                      "site: https://status.example.com/a&b\n---\n",
        "partners/acme.md": "---\ntitle: \"=Acme, <Inc>; 1\"\nrole: customer\n---\n",
        "partners/nobody.md": "---\ntitle: Nobody\nrole: supplier\n---\n",
        "partners/tsmc.md": "---\ntitle: 台積電\nrole: foundry\n---\n",
        "chips/c/chip.md": "---\ntitle: \"Chip: one; #2\"\nkind: in-house\n---\n",
        "chips/empty/chip.md": "---\ntitle: Empty\nkind: in-house\n---\n",
        "chips/c/milestones/launch.md":
            "---\ntitle: Launch\nkind: launch\nbaseline: 2026-10-01\nafter:\n  m00: 3w\n  m01: 2w..4w..8w\n---\n",
        "chips/c/milestones/gone.md":
            "---\ntitle: Gone\nkind: review\nbaseline: 2026-05-01\nstatus: dropped\nreason: No need\n---\n",
        "chips/c/milestones/tbd.md": "---\ntitle: Undated\nkind: review\nbaseline: TBD\nforecast: TBD\n---\n",
        "chips/c/milestones/vague.md": "---\ntitle: Vague\nkind: review\nbaseline: 2026-Q2\nforecast: 2026-Q3\n---\n",
        "chips/c/milestones/done.md":
            "---\ntitle: Done\nkind: review\nfrom: acme\nto: tsmc\nbaseline: 2026-01-20\nactual: 2026-01-05\n"
            "accepted: 2026-01-09\n---\n",
        "reports/2026-01-12.md": "---\ntitle: \"<b>Report</b> & more\"\n---\n\nText.\n",
    }
    for number, title in enumerate(TITLES):
        text = json.dumps(title, ensure_ascii=False)
        files[f"chips/c/milestones/m{number:02}.md"] = (
            f"---\ntitle: {text}\nkind: review\nowner: {text}\nbaseline: 2026-02-11\nforecast: 2026-03-{number + 1:02}\n"
            f"reason: {text}\n---\n")
    return files


def run(tapeout, *arguments):
    ended = subprocess.run([tapeout, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
    assert ended.returncode == 0, (arguments, ended.stderr.decode())
    return ended.stdout


def export(tapeout, root, form, *arguments):
    return run(tapeout, "export", "--format", form, "--root", root, *arguments)


def read_rows(data):
    assert data.count(b"\r\n") == data.count(b"\n") == data.count(b"\r"), "a row is one line"
    return list(csv.DictReader(io.StringIO(data.decode(), newline=""), strict=True))


def check_csv(data, plan):
    rows = read_rows(data)
    assert [row["id"] for row in rows] == [milestone["id"] for milestone in plan["milestones"]]
    for row, milestone in zip(rows, plan["milestones"], strict=True):
        assert None not in row and None not in row.values(), row
        for name in ("slip_days", "total_float_days", "free_float_days"):
            assert row[name] == ("" if milestone[name] is None else str(milestone[name])), (name, row)
        for name in ("expected", "p10", "p50", "p80", "p90", "health", "from", "to", "kind", "driven_by"):
            assert row[name] == (milestone[name] or ""), (name, row)
        for name in ("baseline", "forecast", "actual", "accepted", "need_by", "not_before", "date"):
            assert row[name] == (milestone[name]["text"] if milestone[name] else ""), (name, row)
        for name in ("reason", "owner", "status"):
            if milestone[name] is None or milestone[name].isalnum():
                assert row[name] == (milestone[name] or ""), (name, row)
        durations = [after["duration"] or "?" for after in milestone["after"]]
        assert row["after_durations"].split() == durations, (row, durations)
        assert row["after"].split() == [after["id"] for after in milestone["after"]], row
        states = [criterion["state"] for criterion in milestone["exit_criteria"]]
        assert {name: states.count(name) for name in milestone["criteria"]} == milestone["criteria"], milestone
        for name in ("met", "open", "failing", "waived"):
            assert int(row["criteria_" + name]) == milestone["criteria"][name], row
        assert float(row["criticality"] or -1) == (-1 if milestone["criticality"] is None else milestone["criticality"])
        for name, cell in row.items():
            is_number = name.endswith("_days")
            assert is_number or not cell.lstrip().startswith(FORMULA), (name, cell)
    check_split(data)
    return rows


def check_split(data):
    """Where lines are split at another sign than the comma, no piece begins a formula either."""
    for line in data.decode().split("\r\n"):
        for separator in (";", "\t", "|"):
            for piece in line.split(separator)[1:]:
                begin = unicodedata.normalize("NFKC", piece.lstrip(" \"\u00a0\u2003\u3000"))[:1]
                assert begin not in ("=", "+", "-", "@"), (separator, piece)


def check_documented(rows, repository):
    """Every column is described where people look for it."""
    text = (repository / "Docs/plan-csv.md").read_text()
    for name in rows[0]:
        assert f"`{name}`" in text, f"{name} is not described in Docs/plan-csv.md"


def check_hostile_csv(rows):
    """A mark is put before what would run, and nothing else is changed but line breaks and what cannot be seen."""
    by_id = {row["id"]: row for row in rows}
    for number, title in enumerate(TITLES):
        for name in ("title", "owner", "reason"):
            cell = by_id[f"c/m{number:02}"][name]
            seen = "".join("".join(c for c in title if c.isprintable() or c in "\t\r\n\u200d\u3000").split())
            assert "".join(cell.replace("'", "").split()) == seen.replace("'", ""), (title, cell)
            assert cell.count("'") - title.count("'") in (0, 1, 2), (title, cell)


def check_calendar(data, rows, site):
    """Parse a calendar; return its events by UID, after holding each against its row."""
    for line in data.split(b"\r\n"):
        assert len(line) <= 75, line
        line.decode()
        assert not any(byte < 0x20 or byte == 0x7F for byte in line), line
    calendar = icalendar.Calendar.from_ical(data)
    assert not calendar.errors, calendar.errors
    assert calendar["VERSION"] == "2.0" and calendar["PRODID"] and calendar["X-WR-CALNAME"]
    assert calendar.subcomponents, "RFC 5545 wants one component at least"
    events = {}
    by_uid = {row["id"].replace("/", ".") + "@tapeout": row for row in rows}
    for event in calendar.walk("VEVENT"):
        assert not event.errors, event.errors
        uid = str(event["UID"])
        assert uid not in events, uid
        events[uid] = event
        row = by_uid[uid]
        first, end = event.decoded("DTSTART"), event.decoded("DTEND")
        assert type(first) is date and type(end) is date, "days without a time"
        shown = row["date"] or row["forecast"] or row["baseline"]
        if len(shown) == 10:
            assert first == date.fromisoformat(shown) and end == first + timedelta(days=1), (uid, first, end)
        else:
            assert end - first > timedelta(days=1) and shown in event["SUMMARY"], (uid, first, end)
            assert row["health"] == "done" or end == date.fromisoformat(row["expected"]) + timedelta(days=1), uid
        status = {"done": "CONFIRMED", "dropped": "CANCELLED"}.get(row["health"], "TENTATIVE")
        assert event["STATUS"] == status, (uid, event["STATUS"])
        assert event.decoded("LAST-MODIFIED") == event.decoded("DTSTAMP"), uid
        assert event["SEQUENCE"] >= 0, uid
        assert f"Baseline: {row['baseline']}" in event["DESCRIPTION"] or not row["baseline"], event["DESCRIPTION"]
        assert str(event.get("URL", "")) == (row["url"] if site else ""), event.get("URL")
        assert row["health"].replace("-", " ") in [str(name) for name in event["CATEGORIES"].cats]
    return events


def check_calendars(site, rows, address):
    """All calendars of a site: the whole one has every date, the others the same events."""
    whole = check_calendar((site / "plan.ics").read_bytes(), rows, address)
    dated = [row for row in rows if row["date"] or (row["health"] == "dropped" and (row["forecast"] or row["baseline"]))]
    assert sorted(whole) == sorted(row["id"].replace("/", ".") + "@tapeout" for row in dated)
    seen = 0
    for folder in ("chips", "partners"):
        pages = {path.stem for path in (site / folder).glob("*.html")}
        # A chip's slide is no page of its own.
        pages -= {f"{name}-slide" for name in pages}
        assert pages == {path.stem for path in (site / folder).glob("*.ics")}, folder
        for name in sorted(pages):
            events = check_calendar((site / folder / f"{name}.ics").read_bytes(), rows, address)
            parties = ("chip",) if folder == "chips" else ("from", "to")
            own = {
                row["id"].replace("/", ".") + "@tapeout" for row in dated
                if name in [row[party] for party in parties]
                and (folder == "chips" or (row["from"] and row["to"] and row["from"] != row["to"]))}
            assert set(events) == own, (folder, name)
            for uid, event in events.items():
                assert event.to_ical() == whole[uid].to_ical(), uid
            seen += 1
    owners = {row["id"].replace("/", ".") + "@tapeout": row["owner"] for row in dated}
    owned = []
    for path in sorted((site / "people").glob("*.ics")):
        assert path.with_suffix(".html").exists(), path
        events = check_calendar(path.read_bytes(), rows, address)
        assert len({owners[uid] for uid in events}) <= 1, path
        for uid, event in events.items():
            assert event.to_ical() == whole[uid].to_ical(), uid
        owned += events
        seen += 1
    assert sorted(owned) == sorted(uid for uid, owner in owners.items() if owner)
    return whole, seen


def check_feed(data, rows, status_date, address):
    feed = feedparser.parse(data)
    assert feed.bozo == 0, feed.get("bozo_exception")
    assert feed.version == "atom10"
    days = [entry.updated[:10] for entry in feed.entries]
    assert days == sorted(days, reverse=True) and all(day <= status_date for day in days), days
    assert feed.feed.updated[:10] == (days[0] if days else status_date)
    assert len({entry.id for entry in feed.entries}) == len(feed.entries) <= 50
    happened = sum(bool(row[name]) and row[name] <= status_date for row in rows for name in ("actual", "accepted"))
    reports = sum(entry.id.split(":", 2)[2].startswith("report/") for entry in feed.entries)
    assert len(feed.entries) == min(50, happened + reports), (len(feed.entries), happened, reports)
    for entry in feed.entries:
        assert entry.id.startswith("tag:") and entry.title and entry.summary and entry.link
        assert not address or entry.link.startswith(address), entry.link
    links = {link.rel: link.href for link in feed.feed.links}
    assert ("self" in links) == bool(address), links
    return len(feed.entries)


def check_site(site, plan, rows, strict_json, address):
    assert strict_json((site / "plan.json").read_text()) == plan
    index = strict_json((site / "search.json").read_text())
    assert len(index["milestones"]) == len(rows)
    for pages in (index[name] for name in ("chips", "milestones", "partners", "reports", "risks")):
        for page in pages:
            assert (site / page["path"].split("#")[0]).is_file(), page
    for row, page in zip(rows, index["milestones"], strict=True):
        assert (page["date"] or "", page["status"]) == (row["date"], row["health"].replace("-", " ")), page
    maps = list(site.glob("sitemap*.xml"))
    assert bool(maps) == bool(address)
    for path in maps:
        root = ElementTree.parse(path).getroot()
        places = [loc.text for loc in root.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
        assert len(places) == len(set(places)) and places[0] == address
        for place in places:
            assert (site / (urllib.parse.unquote(place.removeprefix(address)) or "index.html")).is_file(), place
    return len(index["milestones"])


def check_downloads(tapeout, root, output, strict_json):
    """Everything that can be downloaded of one program; return the events of its calendar."""
    plan = strict_json(export(tapeout, root, "json").decode())
    rows = check_csv(export(tapeout, root, "csv"), plan)
    run(tapeout, "build", "--root", root, "--output", output)
    site = Path(output)
    address = rows[0]["url"].split("chips/")[0] if rows else ""
    for form, name in (("json", "plan.json"), ("csv", "plan.csv"), ("ics", "plan.ics"), ("xlsx", "plan.xlsx"),
                       ("mspdi", "plan-project.xml")):
        assert export(tapeout, root, form) == (site / name).read_bytes(), form
    for chip in plan["chips"]:
        data = export(tapeout, root, "ics", "--chip", chip["id"])
        assert data == (site / "chips" / f"{chip['id']}.ics").read_bytes()
    for partner in plan["partners"]:
        data = export(tapeout, root, "ics", "--partner", partner["id"])
        assert data == (site / "partners" / f"{partner['id']}.ics").read_bytes()
    events, calendars = check_calendars(site, rows, address)
    entries = check_feed((site / "feed.xml").read_bytes(), rows, plan["program"]["status_date"], address)
    check_site(site, plan, rows, strict_json, address)
    gantt = export(tapeout, root, "mermaid").decode()
    drawn = [line for line in gantt.splitlines() if line.count(":") == 1 and "%%" not in line]
    assert len(drawn) == 1 + sum(bool(row["date"]) for row in rows), "one task a dated milestone, and the status date"
    return rows, events, calendars + 1, entries


def check_all(tapeout, repository, folder, write, strict_json):
    """Hold the downloads of a hostile program, of the sample, and of an empty one; return a summary."""
    hostile = Path(folder) / "hostile"
    hostile.mkdir()
    write(hostile, hostile_program())
    rows, before, calendars, entries = check_downloads(tapeout, hostile, hostile / "Public", strict_json)
    check_hostile_csv(rows)
    check_documented(rows, repository)
    check_workbook(tapeout, hostile, folder)
    check_scheduled(tapeout, hostile, folder)
    check_mail(tapeout, hostile)
    if (repository / "Content").is_dir():
        check_mail(tapeout, repository)
    assert export(tapeout, hostile, "ics") == export(tapeout, hostile, "ics", "--jobs", "1"), "two runs, one calendar"

    # A slip moves an event and leaves its name.
    late = hostile / "Content/chips/c/milestones/m00.md"
    late.write_text(late.read_text().replace("forecast: 2026-03-01", "forecast: 2026-05-01"))
    slipped = icalendar.Calendar.from_ical(export(tapeout, hostile, "ics"))
    after = {str(event["UID"]): event.decoded("DTSTART") for event in slipped.walk("VEVENT")}
    assert set(after) == set(before)
    moved = [uid for uid in after if after[uid] != before[uid].decoded("DTSTART")]
    assert sorted(moved) == ["c.launch@tapeout", "c.m00@tapeout"], moved

    bare = Path(folder) / "bare"
    bare.mkdir()
    write(bare, {"program.md": "---\ntitle: Program\nlaunch: 2026\nstatus_date: 2026-01-15\n---\n"})
    check_downloads(tapeout, bare, bare / "Public", strict_json)
    if (repository / "Content").is_dir():
        _, _, more, told = check_downloads(tapeout, repository, Path(folder) / "sample", strict_json)
        calendars, entries = calendars + more, entries + told
    return f"{calendars} calendars and {entries} entries of feeds"
