#!/usr/bin/env python3
"""Time and peak memory of tapeout where plans are large or of an unusual shape: `make limits`.

usage: limits_benchmark.py TAPEOUT [--largest N]

Each line is one run: a program of 1,000, 10,000 and 100,000 milestones, a chain of 5,000, 3,000 misspelt references,
8,000 reports. Ends with 1 where `check` or `build` takes 1,000 MB or more.
"""

import argparse
import datetime
import pathlib
import sys
import tempfile

from made_up_program import memory_folder, run, write, write_program

MOST_MEGABYTES = 1000


def write_base(root, chip):
    """A program with one chip, for what is written beside it."""
    write(root / "Content/program.md", [("title", "Limits"), ("launch", 2190), ("status_date", "2026-01-15")])
    write(root / f"Content/chips/{chip}/chip.md", [("title", "Chip"), ("kind", "in-house"), ("launch", "m0")])


def write_chain(root, count, misspelt=False):
    """Milestones, each a day after the one before; or each after one whose name is misspelt."""
    write_base(root, "c")
    for number in range(count):
        after = f"milestone-{number:05}x" if misspelt else f"m{number - 1}"
        fields = [("title", f"M {number}"), ("forecast", "2026-03-01")]
        if number:
            fields = [fields[0], ("after", [f"{after}: 1d"])]
        write(root / f"Content/chips/c/milestones/m{number}.md", fields)
    if misspelt:
        for number in range(count):
            write(root / f"Content/chips/c/milestones/milestone-{number:05}.md",
                  [("title", f"N {number}"), ("forecast", "2026-03-01")])


def write_reports(root, count):
    """A small program with a report a day, the newest on the status date."""
    write_chain(root, 20)
    for number in range(count):
        day = datetime.date(2026, 1, 15) - datetime.timedelta(days=number)
        write(root / f"Content/reports/{day}.md", [("title", f"Report {number}")], "On time.\n")


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
    worst = 0
    print(f"{'':28}{'command':>10}{'seconds':>10}{'MB':>8}", flush=True)
    for name, make in shapes:
        with tempfile.TemporaryDirectory(prefix="tapeout-limits-", dir=memory_folder()) as folder:
            folder = pathlib.Path(folder)
            make(folder)
            for command in ("check", "build", "forecast"):
                more = ["--output", folder / "Public"] if command == "build" else []
                seconds, _, peak = run([options.tapeout, command, "--root", folder, *more])
                print(f"{name:28}{command:>10}{seconds:>10.2f}{peak:>8.0f}", flush=True)
                worst = max(worst, 0 if command == "forecast" else peak)
    sys.exit(1 if worst >= MOST_MEGABYTES else 0)


if __name__ == "__main__":
    main()
