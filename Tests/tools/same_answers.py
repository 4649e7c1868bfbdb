"""Reads built sites and holds every page, badge, calendar and command against plan.json and against each other: the same
question must have the same answer wherever it is asked.

usage: same_answers.py TAPEOUT [--keep DIR]

Looks at the sample program and at three generated ones: launches on time, late, undated, overdue, bounded by something
overdue, re-baselined, done, of chips that are bought. Prints what differs. Exits with 1 where anything does.
Standard library only.
"""

import argparse
import json
import random
import re
import subprocess
import sys
import tempfile
from datetime import date, timedelta
from html.parser import HTMLParser
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent.parent
STATUS = date(2026, 1, 15)
ISO = r"\d{4}-\d{2}-\d{2}"


# MARK: What figures must read like, said here once more and independently


def slip_text(days):
    if days == 0:
        return "0"
    sign, length = "+" if days > 0 else "−", abs(days)
    return f"{sign}{length} d" if length < 28 else f"{sign}{(length * 2 + 7) // 14} w"


def share_text(share):
    if 0 < share < 0.01:
        return "<1 %"
    if 0.99 < share < 1:
        return ">99 %"
    return f"{int(share * 100 + 0.5)} %"


# MARK: Pages


class Page(HTMLParser):
    """A page as text, tables of cells with their links, and definition lists."""

    VOID = {"meta", "link", "br", "hr", "img", "input", "wbr"}

    def __init__(self, source):
        super().__init__(convert_charrefs=True)
        self.tables, self.terms, self.lede, self.text = [], [], "", ""
        self.stack = []
        self.feed(source)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        node = {"tag": tag, "class": attributes.get("class", ""), "id": attributes.get("id"), "text": "", "links": []}
        if tag == "table":
            self.tables.append([])
        elif tag == "tr" and self.tables:
            self.tables[-1].append([])
        if tag == "a" and "href" in attributes:
            for outer in self.stack:
                outer["links"].append(attributes["href"])
        if tag not in self.VOID:
            self.stack.append(node)

    def handle_startendtag(self, tag, attributes):
        pass

    def handle_endtag(self, tag):
        while self.stack:
            node = self.stack.pop()
            self.close(node)
            if node["tag"] == tag:
                return

    def close(self, node):
        text = " ".join(node["text"].split())
        if node["tag"] in ("td", "th") and self.tables and self.tables[-1]:
            self.tables[-1][-1].append({"text": text, "links": node["links"], "head": node["tag"] == "th"})
        elif node["tag"] in ("dt", "dd"):
            chip = next((outer["id"] for outer in reversed(self.stack) if (outer["id"] or "").startswith("chip-")), None)
            kind = next((outer["class"] for outer in reversed(self.stack) if outer["tag"] == "dl"), "")
            self.terms.append((node["tag"], kind, chip, text))
        elif node["tag"] == "p" and node["class"] == "lede":
            self.lede = text

    def handle_data(self, data):
        # Small print inside a cell is not the cell's figure.
        hidden = any(node["tag"] in ("script", "style", "title", "desc") for node in self.stack)
        if hidden:
            return
        small = next((place for place, node in enumerate(self.stack) if node["tag"] == "small"), None)
        for place, node in enumerate(self.stack):
            if small is None or place >= small or node["tag"] not in ("td", "th"):
                node["text"] += data
        self.text += data

    def pairs(self, kind, chip=None):
        """Terms of a definition list with what they are said to be."""
        found, term = {}, None
        for tag, own, place, text in self.terms:
            if own != kind or (chip is not None and place != f"chip-{chip}"):
                continue
            if tag == "dt":
                term = text
            elif term is not None:
                found.setdefault(term, []).append(text)
        return found


class Checks:
    def __init__(self, name, site):
        self.name, self.site, self.wrong, self.count = name, site, [], 0
        self.pages = {str(path.relative_to(site)): Page(path.read_text(encoding="utf-8")) for path in site.rglob("*.html")}

    def same(self, where, what, seen, wanted):
        self.count += 1
        if seen != wanted:
            self.wrong.append(f"{self.name}: {where}: {what} is “{seen}”, and should be “{wanted}”")

    def holds(self, where, what, text, wanted):
        self.count += 1
        if wanted not in text:
            self.wrong.append(f"{self.name}: {where}: {what} “{wanted}” is not in “{text[:300]}”")


# MARK: Comparisons


def shown(milestone):
    """The date that every place must show for a milestone; None where it has none."""
    return milestone["date"]["text"] if milestone["date"] else None


def overdue_since(milestone):
    """The date that has passed without the milestone."""
    passed, forecast = milestone["passed_date"], milestone["forecast"]
    return forecast["text"] if passed and forecast and forecast["last"] == passed else passed


def check_launches(checks, plan):
    portfolio = checks.pages["index.html"]
    window = plan["program"]["launch_window"]
    for chip in plan["chips"]:
        launch = chip["launch"]
        page = checks.pages[f"chips/{chip['id']}.html"]
        cells = {name: values[0] for name, values in portfolio.pairs("odds", chip["id"]).items()}
        where = f"lane of {chip['id']}"
        if launch is None:
            checks.same(where, "launch", cells.get("Launch"), "none named")
            continue
        milestone = plan["by_id"][launch["milestone"]]
        if milestone["health"] == "done":
            word = "Delivered" if chip["kind"] == "merchant" else "Launched"
            checks.same(where, word, cells.get(word), shown(milestone))
            checks.holds(f"chips/{chip['id']}.html", "date", page.lede, shown(milestone))
            continue
        if milestone["health"] == "dropped":
            continue
        figures = {name: values[0] for name, values in page.pairs("kf").items()}
        if overdue_since(milestone):
            checks.same(where, "overdue since", cells.get("Overdue"), overdue_since(milestone))
            checks.holds(f"chips/{chip['id']}.html", "lede", page.lede, "No forecast: ")
            for name in ("P50", "P80"):
                checks.same(where, name, cells.get(name) in (None, "no forecast"), True)
            continue
        if launch["expected"] is None:
            checks.same(where, "plan", cells.get("Plan"), "no date")
            ahead = launch["earliest"] and launch["earliest"] > plan["program"]["status_date"]
            checks.same(where, "earliest", cells.get("Earliest"), launch["earliest"] if ahead else None)
            if ahead:
                checks.holds(f"chips/{chip['id']}.html", "lede", page.lede, f"not before {launch['earliest']}")
            continue
        checks.same(where, "date", launch["date"]["text"], shown(milestone))
        checks.holds(f"chips/{chip['id']}.html", "plan", page.lede, shown(milestone))
        checks.holds(f"chips/{chip['id']}.html", "plan figure", figures.get("Launch, plan", ""), shown(milestone))
        checks.same(where, "slip", launch["slip_days"], milestone["slip_days"])
        if launch["slip_days"] is not None:
            checks.same(where, "slip", cells.get("Slip"), slip_text(launch["slip_days"]))
            text = slip_text(launch["slip_days"]) if launch["slip_days"] else "on its baseline"
            checks.holds(f"chips/{chip['id']}.html", "slip", page.lede, text)
        if launch["first_baseline"]:
            checks.same(where, "slip from first", cells.get("From first"), slip_text(launch["first_slip_days"]))
            checks.holds(f"chips/{chip['id']}.html", "first baseline", page.lede, launch["first_baseline"]["text"])
        bound = "≥ " if launch["overdue_inputs"] else ""
        for name in ("p50", "p80"):
            checks.same(where, name, launch[name], milestone[name])
            if launch[name]:
                checks.same(where, name, cells.get(name.upper()), bound + launch[name])
                label = [value for term, value in figures.items() if term.endswith(name.upper())]
                # Where nothing is uncertain they say no more than the plan, and may be left out.
                if label or launch["p50"] != launch["p80"]:
                    checks.same(f"chips/{chip['id']}.html", f"{name} figure", label, [launch[name]])
        says_nothing = launch["overdue_inputs"] and (launch["chance_in_window"] or 0) > 0.99
        if launch["chance_in_window"] is not None and window and not says_nothing:
            text = share_text(launch["chance_in_window"])
            most = "≤ " if launch["overdue_inputs"] and launch["chance_in_window"] > 0 else ""
            checks.same(where, "chance", [value for name, value in cells.items() if name.startswith("In ")], [most + text])
            checks.holds(f"chips/{chip['id']}.html", "chance", page.lede, text)
        if launch["overdue_inputs"]:
            checks.holds(f"chips/{chip['id']}.html", "bound", page.lede, "at the earliest")


def check_rows(checks, plan):
    """Every table row about a milestone, on whatever page."""
    ids = {f"chips/{name}.html": milestone for name, milestone in plan["by_id"].items()}
    for path, page in checks.pages.items():
        folder = Path(path).parent
        for table in page.tables:
            head = [cell["text"] for cell in table[0]] if table else []
            if "Slip" not in head or "As of" in head:
                continue
            for row in table[1:]:
                links = [link for cell in row for link in cell["links"]]
                target = next((normal(folder / link) for link in links if normal(folder / link) in ids), None)
                if target is None or len(row) != len(head):
                    continue
                milestone, cells = ids[target], dict(zip(head, row))
                where = f"{path}, {milestone['id']}"
                if milestone["health"] == "dropped":
                    continue
                slip = milestone["slip_days"]
                more = " or more" if overdue_since(milestone) and slip and slip > 0 else ""
                checks.same(where, "slip", cells["Slip"]["text"], "–" if slip is None else slip_text(slip) + more)
                column = next((name for name in head if name.startswith("Expected")), None)
                if column:
                    wanted = overdue_since(milestone) or shown(milestone) or "no date"
                    checks.same(where, "date", cells[column]["text"], wanted)
                if "Baseline" in cells:
                    baseline = milestone["baseline"]
                    checks.same(where, "baseline", cells["Baseline"]["text"], baseline["text"] if baseline else "–")
                if "Exit criteria" in cells:
                    counts = milestone["criteria"]
                    total = sum(counts.values())
                    text = f"{counts['met'] + counts['waived']} of {total}" if total else "–"
                    checks.same(where, "criteria", cells["Exit criteria"]["text"], text)


def check_order(checks, plan):
    """One order of a chip's milestones: after what each waits for, and the same on its page and in the data."""
    places = {milestone["id"]: place for place, milestone in enumerate(plan["milestones"])}
    for milestone in plan["milestones"]:
        for after in milestone["after"]:
            if after['id'] in places and after['id'].split("/")[0] == milestone["id"].split("/")[0]:
                is_before = places[after['id']] < places[milestone["id"]]
                checks.same("plan.json", f"{after['id']} before {milestone['id']}", is_before, True)
    for chip in plan["chips"]:
        path = f"chips/{chip['id']}.html"
        wanted = [f"chips/{m['id']}.html" for m in plan["milestones"] if m["id"].startswith(chip["id"] + "/")]
        for table in checks.pages[path].tables:
            if table and table[0][0]["text"] == "Milestone" and len(table[0]) == 7:
                rows = [normal(Path("chips") / row[0]["links"][0]) for row in table[1:]]
                checks.same(path, "order of the table", rows, wanted)


def normal(path):
    parts = []
    for part in str(path).split("/"):
        if part == "..":
            parts.pop()
        elif part not in (".", ""):
            parts.append(part)
    return "/".join(parts)


def check_counts(checks, plan):
    figures = checks.pages["index.html"].pairs("kf")
    gates = [m for m in plan["milestones"] if m["gate"] and m["health"] != "dropped"]
    done = sum(m["health"] == "done" for m in gates)
    if gates:
        checks.same("index.html", "gates done", figures["Gates done"][0], f"{done} of {len(gates)}")
    blocked = sum(m["health"] == "blocked" for m in plan["milestones"])
    checks.same("index.html", "blocked", figures["Blocked"][0], str(blocked))
    for chip in plan["chips"]:
        own = [m for m in plan["milestones"] if m["id"].startswith(chip["id"] + "/") and m["health"] != "dropped"]
        if own:
            seen = checks.pages[f"chips/{chip['id']}.html"].pairs("kf").get("Milestones done", [""])[0]
            checks.same(f"chips/{chip['id']}.html", "milestones done", seen,
                        f"{sum(m['health'] == 'done' for m in own)} of {len(own)}")


def check_words(checks):
    """One typography for shares, no chance in words, no percent sign without its space."""
    for path, page in checks.pages.items():
        for match in re.finditer(r"\d%", re.sub(r"[“”].*?[“”]", "", page.text)):
            if path.startswith(("chips", "index", "calendar", "partners", "risks")):
                around = page.text[max(0, match.start() - 30):match.end() + 10]
                if "probability" not in around and not checks.stated(around):
                    checks.same(path, "share", " ".join(around.split()), "a space before the percent sign")
        for phrase in ("even odds", "critical path is", "0, critical", "not set"):
            checks.same(path, f"“{phrase}”", phrase in page.text, False)


def check_files(checks, plan, tapeout, root):
    calendar = (checks.site / "plan.ics").read_bytes().decode().replace("\r\n ", "")
    events = {}
    for block in calendar.split("BEGIN:VEVENT")[1:]:
        fields = dict(line.split(":", 1) for line in block.split("\r\n") if ":" in line)
        events[fields["UID"].removesuffix("@tapeout").replace(".", "/", 1)] = fields
    search = json.loads((checks.site / "search.json").read_text(encoding="utf-8"))
    found = {entry["path"]: entry for entry in search["milestones"]}
    for name, milestone in plan["by_id"].items():
        if milestone["health"] == "dropped":
            continue
        date_text = shown(milestone)
        checks.same("search.json", name, found[f"chips/{name}.html"]["date"], date_text)
        badge = (checks.site / f"badges/{name}.svg").read_text(encoding="utf-8")
        if date_text and not overdue_since(milestone):
            checks.holds(f"badge of {name}", "date", badge, date_text)
        if date_text and re.fullmatch(ISO, date_text):
            checks.same("plan.ics", name, events[name]["DTSTART;VALUE=DATE"], date_text.replace("-", ""))
    said = {command: " ".join(run(tapeout, root, command).split()) for command in ("status", "forecast")}
    for chip in plan["chips"]:
        launch = chip["launch"]
        milestone = plan["by_id"][launch["milestone"]] if launch else None
        if launch is None or launch["expected"] is None or milestone["health"] in ("done", "dropped"):
            continue
        answer = {**launch, "date": shown(milestone)}
        for command, text in said.items():
            for field in ("date", "p50", "p80"):
                if answer[field] and not overdue_since(milestone):
                    checks.holds(f"tapeout {command}, {chip['id']}", field, text, answer[field])
        says_nothing = launch["overdue_inputs"] and (launch["chance_in_window"] or 0) > 0.99
        if launch["chance_in_window"] is not None and not overdue_since(milestone) and not says_nothing:
            for command, text in said.items():
                checks.holds(f"tapeout {command}, {chip['id']}", "chance", text, share_text(launch["chance_in_window"]))
        badge = (checks.site / f"badges/{chip['id']}.svg").read_text(encoding="utf-8")
        if not overdue_since(milestone):
            checks.holds(f"badge of {chip['id']}", "date", badge, shown(milestone))


# MARK: Programs


def made_up(seed):
    """A program of eight chips in which each kind of launch occurs."""
    dice = random.Random(seed)
    files = {"program.md": f"---\ntitle: Program {seed}\nlaunch: {dice.choice(['2026', '2026-H2', '2026-Q3..2026-Q4'])}\n"
                           f"status_date: {STATUS}\n---\n"}
    kinds = ["planned", "risky", "undated", "behind overdue", "overdue", "done", "re-baselined", "no launch"]
    for number, kind in enumerate(kinds):
        chip = f"chip-{number}"
        files[f"chips/{chip}/chip.md"] = f"---\ntitle: Chip {number}, {kind}\nkind: {'merchant' if number % 3 == 2 else 'in-house'}\n---\n"
        start = STATUS + timedelta(days=dice.randrange(20, 120))
        plans = [start + timedelta(days=dice.randrange(0, 40))]
        for _ in range(3):
            plans.append(plans[-1] + timedelta(days=dice.randrange(20, 90)))
        before = None
        steps = [("freeze", "rtl-freeze"), ("tape-out", "tape-out"), ("bring-up", "bring-up"),
                 ("launch", "delivery" if number % 3 == 2 else "launch")]
        for place, (name, milestone_kind) in enumerate(steps):
            if kind == "no launch" and name == "launch":
                continue
            baseline = plans[place] - timedelta(days=dice.randrange(-9, 45))
            lines = [f"title: {name.capitalize()} {number}", f"kind: {milestone_kind}", "owner: Team", f"baseline: {baseline}"]
            if before:
                low = dice.randrange(2, 6)
                length = f"{low}w" if kind == "planned" else f"{low}w..{low + 2}w..{low + 9}w"
                lines.append(f"after:\n  {before}: {length}")
            if kind == "done":
                lines += [f"actual: {STATUS - timedelta(days=100 - 20 * place)}", "reason: Early"]
            elif place == 0 and kind == "undated":
                lines += ["forecast: TBD", "status: blocked", "reason: Nobody knows"]
            elif place == 0 and kind == "behind overdue":
                lines.append(f"forecast: {STATUS - timedelta(days=dice.randrange(3, 60))}")
            elif name == "launch" and kind == "overdue":
                lines = [line for line in lines if not line.startswith("after")]
                lines.append(f"forecast: {STATUS - timedelta(days=9)}")
            elif place == 0 or dice.random() < 0.4:
                month = plans[place] + timedelta(days=60 * place)
                lines += [f"forecast: {dice.choice([str(month), month.strftime('%Y-%m')])}", "reason: Known late"]
            if kind == "re-baselined":
                lines.append(f"rebaselined:\n  2025-11-03: {baseline - timedelta(days=30)} A new plan of record")
            boxes = ["x", " ", "!", "-"]
            waiver = " (waived by Lead until 2027-01-01: Known and small)"
            chosen = [dice.choice(boxes) for _ in range(dice.randrange(0, 5))]
            boxes = "".join(
                f"- [{box}] Criterion {item}{waiver if box == '-' else ''}\n" for item, box in enumerate(chosen))
            body = f"\n## Exit criteria\n\n{boxes}" if boxes and kind != "done" else ""
            files[f"chips/{chip}/milestones/{name}.md"] = "---\n" + "\n".join(lines) + "\n---\n" + body
            before = name
        if kind in ("risky", "behind overdue"):
            files[f"chips/{chip}/risks/respin.md"] = (
                f"---\ntitle: Respin\nowner: Lab\nprobability: {dice.randrange(5, 60)}%\ndelays: {{launch: 4w..8w..20w}}\n"
                "status: open\nreview_by: 2026-06-01\n---\n")
    return files


def run(tapeout, root, *arguments):
    # The forecast needs no history, and has no option for it.
    options = [] if arguments[0] == "forecast" else ["--no-history"]
    done = subprocess.run([tapeout, *arguments, *options], cwd=root, capture_output=True, text=True, encoding="utf-8")
    if done.returncode not in (0, 1):
        sys.exit(f"tapeout {' '.join(arguments)} ended with {done.returncode}: {done.stderr}")
    return done.stdout


def look(tapeout, name, root, folder):
    site = folder / f"site-{name}"
    built = subprocess.run([tapeout, "build", "--no-history", "--output", str(site)], cwd=root, capture_output=True, text=True)
    if built.returncode != 0:
        sys.exit(f"{name} was not built: {built.stderr or built.stdout}")
    checks = Checks(name, site)
    plan = json.loads((site / "plan.json").read_text(encoding="utf-8"))
    plan["by_id"] = {milestone["id"]: milestone for milestone in plan["milestones"]}
    bodies = "".join(path.read_text(encoding="utf-8") for path in (root / "Content").rglob("*.md"))
    stated = set(re.findall(r"[\d.]+%", bodies))
    checks.stated = lambda around: any(text in stated for text in re.findall(r"[\d.]+%", around))
    check_launches(checks, plan)
    check_rows(checks, plan)
    check_order(checks, plan)
    check_counts(checks, plan)
    check_words(checks)
    check_files(checks, plan, tapeout, root)
    return checks


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("tapeout", type=lambda path: str(Path(path).resolve()))
    parser.add_argument("--keep", type=Path, help="a folder in which the sites stay")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.keep.resolve() if options.keep else Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        results = [look(options.tapeout, "sample", REPOSITORY, folder)]
        for seed in (1, 2, 3):
            root = folder / f"program-{seed}"
            for path, text in made_up(seed).items():
                file = root / "Content" / path
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(text, encoding="utf-8")
            results.append(look(options.tapeout, f"program-{seed}", root, folder))
    wrong = [line for checks in results for line in checks.wrong]
    print(*wrong, sep="\n")
    print(f"{sum(checks.count for checks in results)} answers compared, {len(wrong)} differ")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
