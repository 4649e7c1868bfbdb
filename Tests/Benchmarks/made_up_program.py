"""A made-up program of any size, as Content/ and as a site for Hugo, and how the benchmarks run a command."""

import datetime
import os
import random
import subprocess
import sys
import time

PIPELINE = [
    "kickoff", "spec-freeze", "architecture-freeze", "rtl-freeze", "verification-complete", "netlist-handoff",
    "place-and-route", "timing-signoff", "power-signoff", "physical-verification", "tape-out-review", "tape-out",
    "mask-release", "wafers-out", "package-assembly", "first-silicon", "bring-up", "qualification",
    "production-release", "launch",
]
WORDS = (
    "antenna bump clock coverage density drop erratum fill floorplan forecast gate handoff hold interposer jitter "
    "lane library lot macro margin mask netlist noise pad pattern power probe read-out retention review rule scan "
    "setup shuttle signal slack spare stress substrate table timing tool trace trim vector via wafer yield"
).split()
# Who hands over to whom.
HANDOFFS = {
    "netlist-handoff": ("customer", "designer"), "tape-out": ("designer", "foundry"),
    "wafers-out": ("foundry", "designer"), "first-silicon": ("designer", "customer"),
}
FIRST_DAY = datetime.date(2025, 2, 3)
STATUS_DATE = datetime.date(2026, 1, 15)


def sentence(chance, words):
    text = " ".join(chance.choice(WORDS) for _ in range(words))
    return text[0].upper() + text[1:] + "."


def milestone(chance, kind, baseline, after):
    """The front matter of a milestone as pairs, and its body."""
    day = FIRST_DAY + datetime.timedelta(days=baseline)
    is_done = day <= STATUS_DATE
    fields = [("title", kind.replace("-", " ").capitalize()), ("kind", kind), ("owner", f"Team {chance.randint(1, 30)}"),
              ("baseline", day)]
    if kind in HANDOFFS:
        fields += zip(("from", "to"), HANDOFFS[kind])
    if is_done:
        fields += [("actual", day), ("accepted", min(day + datetime.timedelta(days=2), STATUS_DATE))]
    criteria = "\n".join(f"- [{'x' if is_done else ' '}] {sentence(chance, 8)}" for _ in range(5))
    prose = "\n\n".join(" ".join(sentence(chance, 12) for _ in range(4)) for _ in range(3))
    rows = "\n".join(f"| {chance.choice(WORDS)} | 0.{chance.randint(10, 99)} | {chance.randint(0, 40)} |" for _ in range(3))
    body = (f"## Exit criteria\n\n{criteria}\n\n## Notes\n\n{prose}\n\n"
            f"| Block | Slack | Paths |\n|---|---|---|\n{rows}\n\n> *{sentence(chance, 7)}* Ask **{chance.choice(WORDS)}**.\n")
    return fields, body


def write(path, fields, body=""):
    """Write a Markdown file with front matter; `fields` are pairs, lists stand one item a line."""
    lines = []
    for name, value in fields:
        if isinstance(value, list):
            lines += [f"{name}:"] + [f"  {item}" for item in value]
        else:
            lines.append(f"{name}: {value}")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("---\n" + "\n".join(lines) + "\n---\n\n" + body)


def write_program(root, chips, hugo=None):
    """Write a program of `chips` chips with twenty milestones each, and the same pages for Hugo below `hugo`."""
    chance = random.Random(20260115)
    content = root / "Content"
    write(content / "program.md", [("title", "Made-up program"), ("launch", 2026), ("status_date", STATUS_DATE)])
    for name, role in (("customer", "customer"), ("designer", "design-partner"), ("foundry", "foundry")):
        fields = [("title", name.capitalize()), ("role", role)]
        write(content / "partners" / f"{name}.md", fields)
        if hugo:
            write(hugo / "content" / "partners" / f"{name}.md", fields)
    for number in range(chips):
        chip = f"chip-{number:04}"
        fields = [("title", f"Chip {number}"), ("kind", "custom"), ("design_partner", "designer"), ("foundry", "foundry"),
                  ("packaging", "foundry")]
        about = sentence(chance, 30) + "\n"
        write(content / "chips" / chip / "chip.md", fields, about)
        if hugo:
            write(hugo / "content" / "chips" / chip / "_index.md", fields, about)
        days = []
        for index, kind in enumerate(PIPELINE):
            after = {PIPELINE[index - 1]: chance.randint(14, 42)} if index else {}
            if index > 3 and chance.random() < 0.5:
                after.setdefault(PIPELINE[chance.randrange(index - 1)], chance.randint(14, 60))
            days.append(max([days[PIPELINE.index(name)] + wait for name, wait in after.items()], default=chance.randint(0, 60)))
            fields, body = milestone(chance, kind, days[-1], after)
            waits = [f"{name}: {wait - 3}d..{wait}d..{wait + 10}d" for name, wait in after.items()]
            write(content / "chips" / chip / "milestones" / f"{kind}.md", fields + ([("after", waits)] if waits else []), body)
            if hugo:
                # Hugo keeps `kind` for itself, and schedules nothing: it is told what it needs for its drawing.
                own = [("step" if name == "kind" else name, value) for name, value in fields]
                own += [("order", index), ("day", days[-1])]
                items = [f"- {{id: {name}, days: {wait}}}" for name, wait in after.items()]
                write(hugo / "content" / "chips" / chip / f"{kind}.md", own + ([("waits", items)] if items else []), body)


def run(command, output=subprocess.DEVNULL):
    """Run a command and return its wall time and its processor time in seconds, and its peak memory in MB."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=output, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    elapsed = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        sys.exit(f"{command[0]} ended with {process.returncode}")
    return elapsed, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def memory_folder():
    """A folder in memory, where the system has one: disks take another time every hour."""
    return "/dev/shm" if os.path.isdir("/dev/shm") else None
