#!/usr/bin/env python3
"""Time and peak memory of tapeout where plans are large or of an unusual shape: `make limits`.

usage: limits_benchmark.py TAPEOUT [--largest N]

Each line is one run: a program of 1,000, 10,000 and 100,000 milestones, a chain of 5,000, 3,000 misspelt references,
8,000 reports, and a million findings, printed as text and as JSON. Ends with 1 where `check` or `build` takes 1,000 MB or
more or anything else 500 MB, and where a build publishes nothing.
"""

import argparse
import datetime
import pathlib
import sys
import tempfile

from made_up_program import memory_folder, run, write, write_program

MOST_MEGABYTES = {"check": 1000, "build": 1000, "forecast": 500}


def write_base(root, chip):
    """A program with one chip, for what is written beside it. What is misspelt is no error: a build goes on."""
    write(root / "Content/program.md", [("title", "Limits"), ("launch", 2190), ("status_date", "2026-01-15"),
                                        ("rules", ["unknown-milestone: warning"])])
    write(root / f"Content/chips/{chip}/chip.md", [("title", "Chip"), ("kind", "in-house"), ("launch", "m0")])


def write_chain(root, count, misspelt=False):
    """Milestones, each a day after the one before; or each after one whose name is misspelt."""
    write_base(root, "c")
    for number in range(count):
        after = f"milestone-{number:05}x" if misspelt else f"m{number - 1}"
        fields = [("title", f"M {number}"), ("kind", "review")]
        fields.append(("after", [f"{after}: 1d"]) if number else ("forecast", "2026-03-01"))
        write(root / f"Content/chips/c/milestones/m{number}.md", fields)
    if misspelt:
        for number in range(count):
            write(root / f"Content/chips/c/milestones/milestone-{number:05}.md",
                  [("title", f"N {number}"), ("kind", "review"), ("forecast", "2026-03-01")])


def write_reports(root, count):
    """A small program with a report a day, the newest on the status date."""
    write_chain(root, 20)
    for number in range(count):
        day = datetime.date(2026, 1, 15) - datetime.timedelta(days=number)
        write(root / f"Content/reports/{day}.md", [("title", f"Report {number}")], "On time.\n")


def write_findings(root, milestones):
    """Ten findings for each milestone, most of them with a fix."""
    write(root / "Content/program.md", [("title", "Limits"), ("launch", 2190), ("status_date", "2026-01-15")])
    fields = [("title", "M"), ("forcast", "2026-01-01"), ("baselin", "2026-02-01"), ("owner", "Ada"),
              ("actual", "2026-02-30"), ("from", "nobody"), ("to", "noone"), ("kind", "tape-ot"), ("status", "bloked"),
              ("after", ["a: 1x", "b: 2w"])]
    for number in range(milestones):
        if number % 100 == 0:
            write(root / f"Content/chips/c{number // 100}/chip.md",
                  [("title", "C"), ("kind", "in-house"), ("launch", "m0")])
        write(root / f"Content/chips/c{number // 100}/milestones/m{number % 100}.md", fields, "- [y] a\n")


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("tapeout")
    options.add_argument("--largest", type=int, default=100_000, help="milestones of the largest program")
    options = options.parse_args()
    shapes = [(f"{count:,} milestones", lambda root, count=count: write_program(root, count // 20))
              for count in (1_000, 10_000, 100_000) if count <= options.largest]
    shapes += [
        ("a chain of 5,000", lambda root: write_chain(root, 5_000)),
        ("3,000 misspelt references", lambda root: write_chain(root, 3_000, misspelt=True)),
        ("8,000 reports", lambda root: write_reports(root, 8_000)),
    ]
    plans = [(name, make, ["check", "build", "forecast"]) for name, make in shapes]
    findings = 10 * min(100_000, options.largest)
    plans.append((f"{findings:,} findings", lambda root: write_findings(root, findings // 10),
                  ["check", "check --format json"]))
    failed = False
    print(f"{'':28}{'command':>20}{'seconds':>10}{'MB':>8}", flush=True)
    for name, make, commands in plans:
        with tempfile.TemporaryDirectory(prefix="tapeout-limits-", dir=memory_folder()) as folder:
            folder = pathlib.Path(folder)
            make(folder)
            for command in commands:
                verb, *more = command.split()
                more += ["--output", folder / "Public"] if verb == "build" else []
                seconds, _, peak = run([options.tapeout, verb, "--root", folder, *more])
                is_wrong = peak >= MOST_MEGABYTES[verb] or verb == "build" and not (folder / "Public/index.html").exists()
                failed = failed or is_wrong
                print(f"{name:28}{command:>20}{seconds:>10.2f}{peak:>8.0f}{'  WRONG' if is_wrong else ''}", flush=True)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
