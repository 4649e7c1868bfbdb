#!/usr/bin/env python3
"""Time what 5,000 commits over 1,000 milestones add to `tapeout check` and `tapeout build`.

usage: history_benchmark.py TAPEOUT [--runs N] [--commits N] [--chips N]

The repository is made by `git fast-import` in a folder in memory: two years of commits, each moving a forecast or
ticking a criterion, and a report every second week. In turn run: without history, with it and no cache, with it and the
cache of the run before. Medians of wall time and of the differences pair by pair are printed, of processor time, too:
that hardly depends on what else the computer does.
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

from made_up_program import PIPELINE, STATUS_DATE, memory_folder, run, write_program

FIRST_DAY = STATUS_DATE - datetime.timedelta(days=730)


def stream(root, commits):
    """The input of git fast-import: the program as written, then so many small changes of it."""
    chance = random.Random(20260115)
    files = {str(path.relative_to(root)): path.read_text() for path in sorted(root.rglob("*.md"))}
    milestones = [name for name in files if "/milestones/" in name]
    reports = iter([FIRST_DAY + datetime.timedelta(days=14 * n + 7) for n in range(52)])
    report = next(reports)
    start = datetime.datetime.combine(FIRST_DAY, datetime.time(8), datetime.timezone.utc)
    for number in range(commits):
        time = start + datetime.timedelta(seconds=number * 729 * 86400 // commits)
        if number == 0:
            changed = dict(files)
        else:
            name = chance.choice(milestones)
            text = files[name]
            day = time.date() + datetime.timedelta(days=chance.randint(20, 400))
            if chance.random() < 0.3 and "- [ ]" in text:
                text = text.replace("- [ ]", "- [x]", 1)
            elif "forecast:" in text:
                before, after = text.split("forecast: ", 1)
                text = f"{before}forecast: {day}{after[10:]}"
            else:
                text = text.replace("\nbaseline:", f"\nforecast: {day}\nreason: Move {number}\nbaseline:", 1)
            changed = {name: text}
            if report is not None and time.date() >= report:
                changed[f"Content/reports/{report}.md"] = f"---\ntitle: Report of {report}\n---\n"
                report = next(reports, None)
        files.update(changed)
        message = f"Change {number}"
        yield f"commit refs/heads/main\ncommitter Ada <ada@example.org> {int(time.timestamp())} +0000\n"
        yield f"data {len(message)}\n{message}\n"
        for name, text in changed.items():
            yield f"M 100644 inline {name}\ndata {len(text.encode())}\n{text}\n"
    yield "done\n"


def make(root, chips, commits):
    write_program(root, chips)
    git = ["git", "-C", str(root)]
    subprocess.run([*git, "init", "-q", "-b", "main"], check=True)
    importer = subprocess.Popen([*git, "fast-import", "--quiet", "--done"], stdin=subprocess.PIPE)
    for part in stream(root, commits):
        importer.stdin.write(part.encode())
    importer.stdin.close()
    if importer.wait() != 0:
        sys.exit("git fast-import failed")
    shutil.rmtree(root / "Content")
    subprocess.run([*git, "reset", "-q", "--hard", "main"], check=True)
    count = subprocess.run([*git, "rev-list", "--count", "HEAD"], check=True, capture_output=True, text=True).stdout
    if int(count) != commits:
        sys.exit(f"{count} commits instead of {commits}")


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("tapeout")
    arguments.add_argument("--runs", type=int, default=7)
    arguments.add_argument("--commits", type=int, default=5000)
    arguments.add_argument("--chips", type=int, default=1000 // len(PIPELINE))
    options = arguments.parse_args()
    with tempfile.TemporaryDirectory(prefix="tapeout-bench-", dir=memory_folder()) as folder:
        folder = pathlib.Path(folder)
        root = folder / "program"
        make(root, options.chips, options.commits)
        cache = folder / "cache"
        os.environ["XDG_CACHE_HOME"] = str(cache)
        print(f"{options.commits} commits over {options.chips * len(PIPELINE)} milestones")
        print(f"{'command':>8} {'without':>9} {'cold':>9} {'added':>9} {'limit':>6} {'cpu':>8} {'warm':>9} {'added':>9}"
              f" {'limit':>6} {'cpu':>8} {'cold MB':>8}")
        for name, extra in (("check", []), ("build", ["--output", str(folder / "Public")])):
            command = [options.tapeout, name, "--root", root, *extra]
            rows = []
            for number in range(options.runs + 1):
                without, without_cpu, _ = run([*command, "--no-history"])
                shutil.rmtree(cache, ignore_errors=True)
                cold, cold_cpu, peak = run(command)
                warm, warm_cpu, _ = run(command)
                if number:
                    rows.append((without, cold, cold - without, cold_cpu - without_cpu, warm, warm - without,
                                 warm_cpu - without_cpu, peak))
            without, cold, added, cpu, warm, more, warm_cpu, peak = map(statistics.median, zip(*rows))
            print(f"{name:>8} {without:>8.3f}s {cold:>8.3f}s {added:>8.3f}s {1.5:>5.2f}s {cpu:>7.3f}s {warm:>8.3f}s"
                  f" {more:>8.3f}s {0.05:>5.2f}s {warm_cpu:>7.3f}s {peak:>8.0f}")
            stored = sum(path.stat().st_size for path in cache.rglob("*") if path.is_file())
        print(f"cache: {stored / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
