#!/usr/bin/env python3
"""Time `tapeout check` against the floor, and `tapeout set`, on made-up programs of 1,000 and 10,000 milestones.

usage: check_benchmark.py TAPEOUT [--runs N]

Both commands run in turn (A B A B ...) on the same files in a folder in memory, after one run each that is not
counted. Medians of wall time, their ratio pair by pair, and peak memory are printed. The floor (floor.c) reads the
same files, lets libcmark render them and writes the pages. `set` moves a forecast, as a dry run, which does everything
but write one file: outside Git, and in a repository whose history is in the cache.
"""

import argparse
import os
import pathlib
import shutil
import statistics
import subprocess
import tempfile

from made_up_program import memory_folder, run, write_program


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("tapeout")
    arguments.add_argument("--runs", type=int, default=11)
    options = arguments.parse_args()
    here = pathlib.Path(__file__).parent
    with tempfile.TemporaryDirectory(prefix="tapeout-bench-", dir=memory_folder()) as folder:
        folder = pathlib.Path(folder)
        floor = folder / "floor"
        subprocess.run(["cc", "-O2", "-o", floor, here / "floor.c", "-lcmark", "-lpthread"], check=True)
        os.environ["XDG_CACHE_HOME"] = str(folder / "cache")
        print(f"{'milestones':>10} {'check':>9} {'floor':>9} {'ratio':>6} {'limit':>6} {'check MB':>9} {'set':>9} {'in Git':>9}"
              f" {'limit':>9}")
        for chips, limit, set_limit in ((50, 3.0, 0.06), (500, 1.5, 0.25)):
            root = folder / f"program-{chips}"
            write_program(root, chips)
            checks, floors, ratios, memory_used = [], [], [], []
            for number in range(options.runs + 1):
                check, _, peak = run([options.tapeout, "check", "--root", root])
                shutil.rmtree(folder / "out", ignore_errors=True)
                base, _, _ = run([floor, root / "Content", folder / "out"])
                if number:
                    checks.append(check)
                    floors.append(base)
                    ratios.append(check / base)
                    memory_used.append(peak)
            sets = [edit(options.tapeout, root, options.runs)]
            git = ["git", "-C", root, "-c", "user.name=Ada", "-c", "user.email=ada@example.org"]
            for step in (["init", "-q"], ["add", "Content"], ["commit", "-q", "-m", "All"]):
                subprocess.run([*git, *step], check=True)
            sets.append(edit(options.tapeout, root, options.runs))
            print(f"{chips * 20:>10} {statistics.median(checks):>8.3f}s {statistics.median(floors):>8.3f}s "
                  f"{statistics.median(ratios):>6.2f} {limit:>6.2f} {max(memory_used):>9.0f} {sets[0]:>8.3f}s {sets[1]:>8.3f}s"
                  f" {set_limit:>8.3f}s")


def edit(tapeout, root, runs):
    """The median of a change that is looked at and not made, after one run that fills the cache."""
    command = [tapeout, "set", "chip-0001/bring-up", "forecast=2027-04-09", "reason=Waits", "--dry-run", "--root", root]
    return statistics.median([run(command)[0] for _ in range(runs + 1)][1:])


if __name__ == "__main__":
    main()
