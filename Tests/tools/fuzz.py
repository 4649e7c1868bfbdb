"""Throws random bytes at the parsers, the template language and the whole program: `make fuzz`.

usage: fuzz.py [--target NAME,NAME] [--runs N] [--seconds S] [--list]

Builds the fuzzers in .build/fuzz, beside the usual build, and runs each target in turn until it has made so many runs or
so many seconds are over. What it learned stays in .build/fuzz/corpus for the next time. Prints runs, time and what failed;
ends with 1 where something did. A failing input lies in .build/fuzz/found: mend the program, and put the input into
Tests/Fuzz/corpus, where the tests run it from then on.
"""

import argparse
import os
import re
import subprocess
import sys
import time
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent.parent
FOLDER = REPOSITORY / ".build" / "fuzz"
DICTIONARIES = REPOSITORY / "Tests" / "Fuzz" / "dictionaries"
SWIFT = os.environ.get("SWIFT", "swift")
BUILD = [
    SWIFT, "build", "-c", "release", "--explicit-target-dependency-import-check", "error", "--scratch-path", FOLDER,
    "-Xswiftc", "-use-ld=lld", "-Xswiftc", "-sanitize=fuzzer", "-Xcc", "-fsanitize=fuzzer-no-link", "--product", "Fuzz",
]


def build():
    """Builds the fuzzers and returns the program."""
    environment = {**os.environ, "TAPEOUT_FUZZ": "1"}
    subprocess.run(BUILD, cwd=REPOSITORY, env=environment, check=True)
    return FOLDER / "release" / "Fuzz"


def fuzz(program, target, runs, seconds):
    """Runs one target; returns its exit status, its runs and its time."""
    corpus, found, log = FOLDER / "corpus" / target, FOLDER / "found", FOLDER / f"{target}.log"
    corpus.mkdir(parents=True, exist_ok=True)
    found.mkdir(exist_ok=True)
    subprocess.run([program, target, "--seeds", corpus], check=True)
    words = DICTIONARIES / ("templates.dict" if target in ("site", "templates") else "words.dict")
    # What a thread takes is counted by the fuzzer itself; the timeout is for what never ends.
    command = [
        program, target, f"-artifact_prefix={found}/{target}-", "-timeout=60", "-rss_limit_mb=2048", "-detect_leaks=0",
        f"-dict={words}", "-print_final_stats=1", "-use_value_profile=1", "-reload=0"]
    command += [f"-runs={runs}"] if runs else []
    command += [f"-max_total_time={seconds}"] if seconds else []
    begun = time.monotonic()
    with open(log, "w", encoding="utf-8") as output:
        # Swift's own report of a crash would end the program before libFuzzer has written the input down.
        environment = {**os.environ, "SWIFT_BACKTRACE": "enable=no"}
        done = subprocess.run(
            [*command, corpus], env=environment, stdout=output, stderr=subprocess.STDOUT, check=False)
    taken = time.monotonic() - begun
    text = log.read_text(encoding="utf-8", errors="replace")
    counted = re.search(r"stat::number_of_executed_units: (\d+)", text) or re.search(r"Done (\d+) runs", text)
    if done.returncode:
        print("\n".join(text.splitlines()[-30:]))
    return done.returncode, int(counted.group(1)) if counted else 0, taken


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--target", help="names of targets, joined by commas")
    options.add_argument("--runs", type=int, default=0, help="runs of each target, the seeds included; 0 is no limit")
    options.add_argument("--seconds", type=int, help="time for each target; 60 where runs are not limited")
    options.add_argument("--list", action="store_true", help="only say which targets there are")
    options = options.parse_args()
    program = build()
    names = subprocess.run([program], check=True, stdout=subprocess.PIPE, text=True).stdout.split()
    if options.list:
        print("\n".join(names))
        return
    chosen = options.target.split(",") if options.target else names
    if unknown := set(chosen) - set(names):
        sys.exit(f"There is no target {', '.join(sorted(unknown))}; there are {', '.join(names)}.")
    seconds = options.seconds if options.seconds is not None else (0 if options.runs else 60)
    failed = []
    print(f"{'target':14}{'runs':>12}{'seconds':>10}{'runs/s':>10}")
    for name in chosen:
        status, runs, taken = fuzz(program, name, options.runs, seconds)
        print(f"{name:14}{runs:12,}{taken:10.0f}{runs / taken:10.0f}{'  FAILED' if status else ''}", flush=True)
        if status:
            failed.append(name)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
