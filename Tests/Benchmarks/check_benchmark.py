#!/usr/bin/env python3
"""Time `tapeout check` against the floor on made-up programs of 1,000 and 10,000 milestones.

usage: check_benchmark.py TAPEOUT [--runs N]

Both commands run in turn (A B A B ...) on the same files in a folder in memory, after one run each that is not
counted. Medians of wall time, their ratio pair by pair, and peak memory are printed. The floor (floor.c) reads the
same files, lets libcmark render them and writes the pages.
"""

import argparse
import datetime
import os
import pathlib
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
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
FIRST_DAY = datetime.date(2025, 2, 3)
STATUS_DATE = datetime.date(2026, 1, 15)


def sentence(chance, words):
    text = " ".join(chance.choice(WORDS) for _ in range(words))
    return text[0].upper() + text[1:] + "."


def milestone(chance, kind, baseline, after):
    day = FIRST_DAY + datetime.timedelta(days=baseline)
    is_done = day <= STATUS_DATE
    lines = [f"title: {kind.replace('-', ' ').capitalize()}", f"kind: {kind}", f"owner: Team {chance.randint(1, 30)}",
             f"baseline: {day}"]
    if is_done:
        lines += [f"actual: {day}", f"accepted: {min(day + datetime.timedelta(days=2), STATUS_DATE)}"]
    if after:
        lines.append("after:")
        lines += [f"  {name}: {days - 3}d..{days}d..{days + 10}d" for name, days in after.items()]
    criteria = "\n".join(f"- [{'x' if is_done else ' '}] {sentence(chance, 8)}" for _ in range(5))
    prose = "\n\n".join(" ".join(sentence(chance, 12) for _ in range(4)) for _ in range(3))
    rows = "\n".join(f"| {chance.choice(WORDS)} | 0.{chance.randint(10, 99)} | {chance.randint(0, 40)} |" for _ in range(3))
    return ("---\n" + "\n".join(lines) + f"\n---\n\n## Exit criteria\n\n{criteria}\n\n## Notes\n\n{prose}\n\n"
            f"| Block | Slack | Paths |\n|---|---|---|\n{rows}\n\n> *{sentence(chance, 7)}* Ask **{chance.choice(WORDS)}**.\n")


def write_program(root, chips):
    """Write a program of `chips` chips with twenty milestones each."""
    chance = random.Random(20260115)
    content = root / "Content"
    (content / "partners").mkdir(parents=True)
    (content / "program.md").write_text(f"---\ntitle: Made-up program\nlaunch: 2026\nstatus_date: {STATUS_DATE}\n---\n")
    for name, role in (("customer", "customer"), ("designer", "design-partner"), ("foundry", "foundry")):
        (content / "partners" / f"{name}.md").write_text(f"---\ntitle: {name.capitalize()}\nrole: {role}\n---\n")
    for number in range(chips):
        folder = content / "chips" / f"chip-{number:04}"
        (folder / "milestones").mkdir(parents=True)
        (folder / "chip.md").write_text(
            f"---\ntitle: Chip {number}\nkind: custom\ndesign_partner: designer\nfoundry: foundry\n"
            f"packaging: foundry\n---\n\n{sentence(chance, 30)}\n")
        days = []
        for index, kind in enumerate(PIPELINE):
            after = {PIPELINE[index - 1]: chance.randint(14, 42)} if index else {}
            if index > 3 and chance.random() < 0.5:
                after.setdefault(PIPELINE[chance.randrange(index - 1)], chance.randint(14, 60))
            days.append(max([days[PIPELINE.index(name)] + wait for name, wait in after.items()], default=chance.randint(0, 60)))
            (folder / "milestones" / f"{kind}.md").write_text(milestone(chance, kind, days[-1], after))


def run(command):
    """Run a command and return its wall time in seconds and its peak memory in MB."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    elapsed = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        sys.exit(f"{command[0]} ended with {process.returncode}")
    return elapsed, usage.ru_maxrss / 1024


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("tapeout")
    arguments.add_argument("--runs", type=int, default=11)
    options = arguments.parse_args()
    here = pathlib.Path(__file__).parent
    memory = "/dev/shm" if os.path.isdir("/dev/shm") else None
    with tempfile.TemporaryDirectory(prefix="tapeout-bench-", dir=memory) as folder:
        folder = pathlib.Path(folder)
        floor = folder / "floor"
        subprocess.run(["cc", "-O2", "-o", floor, here / "floor.c", "-lcmark", "-lpthread"], check=True)
        print(f"{'milestones':>10} {'check':>9} {'floor':>9} {'ratio':>6} {'limit':>6} {'check MB':>9}")
        for chips, limit in ((50, 3.0), (500, 1.5)):
            root = folder / f"program-{chips}"
            write_program(root, chips)
            checks, floors, ratios, memory_used = [], [], [], []
            for number in range(options.runs + 1):
                check, peak = run([options.tapeout, "check", "--root", root])
                shutil.rmtree(folder / "out", ignore_errors=True)
                base, _ = run([floor, root / "Content", folder / "out"])
                if number:
                    checks.append(check)
                    floors.append(base)
                    ratios.append(check / base)
                    memory_used.append(peak)
            print(f"{chips * 20:>10} {statistics.median(checks):>8.3f}s {statistics.median(floors):>8.3f}s "
                  f"{statistics.median(ratios):>6.2f} {limit:>6.2f} {max(memory_used):>9.0f}")


if __name__ == "__main__":
    main()
