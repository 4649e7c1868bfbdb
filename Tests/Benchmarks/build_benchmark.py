#!/usr/bin/env python3
"""Time `tapeout build` against the floor and Hugo on a made-up program of 10,000 milestones in 500 chips.

usage: build_benchmark.py TAPEOUT [--hugo HUGO] [--runs N] [--large N]

All commands run in turn (A B C A B C ...) on the same program in a folder in memory, after one run each that is not
counted. Medians of wall time, their ratio pair by pair, time on cores and peak memory are printed. A cold build finds no output
folder and no cache; the rebuilds find the last site and its forecast, with the title of one milestone changed, or with nothing changed. The floor
(floor.c) reads the same files, lets libcmark render them and writes the pages. Hugo's templates (hugo/) do the visible
work of a milestone page and of a chip page with a plain timeline; they check, schedule and forecast nothing.
"""

import argparse
import collections
import os
import pathlib
import re
import shutil
import statistics
import subprocess
import tempfile

from made_up_program import memory_folder, run, write_program

HERE = pathlib.Path(__file__).parent


class Bench:
    """One program and what is measured on it."""

    def __init__(self, folder, options, chips, peers):
        self.folder, self.tapeout = folder, options.tapeout
        self.root, self.site = folder / "program", folder / "site"
        self.cache = folder / "cache"
        os.environ["XDG_CACHE_HOME"] = str(self.cache)
        self.seconds, self.cores = collections.defaultdict(list), collections.defaultdict(list)
        self.memory = collections.defaultdict(list)
        hugo = folder / "hugo" if peers and options.hugo else None
        if hugo:
            shutil.copytree(HERE / "hugo", hugo)
        write_program(self.root, chips, hugo)
        self.peers = {}
        if peers:
            floor = folder / "floor"
            subprocess.run(["cc", "-O2", "-o", floor, HERE / "floor.c", "-lcmark", "-lpthread"], check=True)
            self.peers["floor"] = [floor, self.root / "Content", folder / "out"]
        if hugo:
            self.peers["hugo"] = [program(options.hugo), "--quiet", "-s", hugo, "-d", folder / "out"]
        self.rewritten = 0

    def measure(self, name, command):
        self.note(name, run(command))

    def note(self, name, figures):
        for figure, kept in zip(figures, (self.seconds, self.cores, self.memory)):
            kept[name].append(figure)

    def build(self, name):
        with open(self.folder / "said", "w+") as said:
            self.note(name, run([self.tapeout, "build", "--root", self.root, "--output", self.site], said))
            said.seek(0)
            return said.read()

    def build_cold(self):
        """From nothing: no site, and no forecast kept from the build before."""
        for path in (self.site, self.cache):
            shutil.rmtree(path, ignore_errors=True)
        self.build("cold")

    def once(self, number):
        """Everything once, each in a folder without traces of the one before."""
        self.build_cold()
        for name, command in self.peers.items():
            shutil.rmtree(self.folder / "out", ignore_errors=True)
            self.measure(name, command)
        milestone = self.root / "Content" / "chips" / "chip-0007" / "milestones" / "launch.md"
        milestone.write_text(re.sub("(?m)^title: .*$", f"title: Launch {number}", milestone.read_text()))
        text = self.build("one changed")
        self.rewritten = int(re.search(r"(\d+) written", text).group(1))
        if "nothing changed" not in self.build("nothing changed"):
            raise SystemExit("building again changed something")

    def forget(self):
        for kept in (self.seconds, self.cores, self.memory):
            kept.clear()

    def ratio(self, name, other):
        return statistics.median(a / b for a, b in zip(self.seconds[name], self.seconds[other]))

    def peak(self, name):
        return max(self.memory[name])


def program(hugo):
    """The program itself, where HUGO is the script of the Python package that starts it."""
    found = sorted(pathlib.Path(hugo).absolute().parent.parent.glob("lib/python3*/site-packages/hugo/binaries/hugo*"))
    return found[0] if found else hugo


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("tapeout")
    arguments.add_argument("--hugo")
    arguments.add_argument("--runs", type=int, default=5)
    arguments.add_argument("--chips", type=int, default=500)
    arguments.add_argument("--large", type=int, default=2500, help="chips of the large program; 0 leaves it out")
    options = arguments.parse_args()
    with tempfile.TemporaryDirectory(prefix="tapeout-bench-", dir=memory_folder()) as folder:
        folder = pathlib.Path(folder)
        (folder / "usual").mkdir()
        bench = Bench(folder / "usual", options, options.chips, peers=True)
        for number in range(options.runs + 1):
            bench.once(number)
            if number == 0:
                bench.forget()
        print(f"tapeout build, {options.chips * 20} milestones in {options.chips} chips, medians of {options.runs} runs")
        print(f"{'':<16} {'takes':>8} {'of cold':>8} {'on cores':>9} {'memory':>8}")
        for name in ("cold", "one changed", "nothing changed", *bench.peers):
            print(f"{name:<16} {statistics.median(bench.seconds[name]):>7.3f}s {bench.ratio(name, 'cold'):>8.2f} "
                  f"{statistics.median(bench.cores[name]):>8.3f}s {bench.peak(name):>5.0f} MB")
        print(f"one title changed: {bench.rewritten} files rewritten (limit: faster than cold)")
        print(f"cold / floor: {bench.ratio('cold', 'floor'):.2f}")
        if options.hugo:
            print(f"cold / Hugo: {bench.ratio('cold', 'hugo'):.2f} (limit 0.25, aim 0.10)")
        print(f"peak memory: {bench.peak('cold'):.0f} MB (limit 350 MB)")
        if options.large:
            (folder / "large").mkdir()
            large = Bench(folder / "large", options, options.large, peers=False)
            for _ in range(3):
                large.build_cold()
            cores = statistics.median(large.cores["cold"])
            growth = cores / statistics.median(bench.cores["cold"]) * options.chips / options.large
            print(f"{options.large * 20} milestones: {statistics.median(large.seconds['cold']):.3f}s, {cores:.3f}s on "
                  f"cores, {large.peak('cold'):.0f} MB; a milestone takes {growth:.2f} times as long on cores")


if __name__ == "__main__":
    main()
