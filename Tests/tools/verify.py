"""Everything that takes too long for every change: `make verify`.

usage: verify.py [--only STEP,STEP] [--effort N] [--list]

Runs each step to its end, whether those before it went well or not, and prints what each took. Ends with 1 where one
failed. The output of a step is shown only where it fails; all of it lies in .build/verify/.
"""

import argparse
import os
import subprocess
import sys
import time
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent.parent
LOGS = REPOSITORY / ".build" / "verify"
SWIFT = os.environ.get("SWIFT", "swift")
FLAGS = ["--explicit-target-dependency-import-check", "error"]
PYTHON = REPOSITORY / ".build" / "venv" / "bin" / "python"
TOOLS = REPOSITORY / "Tests" / "tools"


def steps(effort):
    """Name, what it shows, the command, and what it needs in the environment."""
    tapeout = REPOSITORY / ".build" / "debug" / "tapeout"

    def tests(*more):
        return [SWIFT, "test", *FLAGS, *more]

    def sanitized(kind):
        # Folders of their own: the usual build stays as it is.
        return tests("--sanitize", kind, "--scratch-path", f".build/{kind}-sanitizer")

    return [
        ("tests", f"all suites, {effort} times the usual rounds of random plans, edits, bodies and kills",
         tests(), {"TAPEOUT_EFFORT": str(effort)}),
        ("torture", "a thousand builds killed, spread over the time that one takes",
         [PYTHON, TOOLS / "torture_build.py", tapeout], {}),
        ("readers", "what we write, read back by programs that others wrote",
         [PYTHON, TOOLS / "read_back.py", tapeout, "--plans", "100"], {}),
        ("pages", "every page in a browser", [PYTHON, TOOLS / "check_pages.py", tapeout], {}),
        ("editors", "a content file in headless editors", [sys.executable, TOOLS / "check_editors.py", tapeout], {}),
        ("darwin", "what only Darwin compiles, type-checked with a stand-in for its C library",
         [sys.executable, TOOLS / "check_darwin.py"], {}),
        ("thread", "all suites under the thread sanitizer", sanitized("thread"),
         {"TAPEOUT_SANITIZER": "thread", "TSAN_OPTIONS": f"suppressions={TOOLS / 'thread-sanitizer.supp'}"}),
        # The test runner itself never frees some of what it takes.
        ("address", "all suites under the address sanitizer", sanitized("address"),
         {"TAPEOUT_SANITIZER": "address", "ASAN_OPTIONS": "detect_leaks=0"}),
        ("fuzz", "every fuzz target from its seeds, ten seconds each",
         [sys.executable, TOOLS / "fuzz.py", "--seconds", "10"], {}),
        ("mutants", "small changes of the program, each of which a test must notice",
         [sys.executable, TOOLS / "mutants.py"], {}),
    ]


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--only", help="names of steps, joined by commas")
    options.add_argument("--effort", type=int, default=20, help="how many times the usual rounds of random tests")
    options.add_argument("--list", action="store_true", help="only say which steps there are")
    options = options.parse_args()
    chosen = [step for step in steps(options.effort) if not options.only or step[0] in options.only.split(",")]
    if options.list:
        for name, what, _, _ in chosen:
            print(f"{name:8} {what}")
        return
    LOGS.mkdir(parents=True, exist_ok=True)
    failed, start = [], time.monotonic()
    for name, what, command, variables in chosen:
        print(f"{name}: {what}", flush=True)
        begun, log = time.monotonic(), LOGS / f"{name}.log"
        with open(log, "w", encoding="utf-8") as output:
            done = subprocess.run(
                command, cwd=REPOSITORY, env={**os.environ, **variables}, stdout=output, stderr=subprocess.STDOUT,
                check=False)
        lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
        if done.returncode != 0:
            failed.append(name)
            print("\n".join(lines[-40:]))
        elif name == "mutants":
            print("\n".join(line for line in lines if " noticed (" in line))
        took = time.monotonic() - begun
        print(f"{name}: {'failed' if done.returncode else 'well'} after {took:.0f} s ({log})", flush=True)
    total = time.monotonic() - start
    print(f"{len(chosen) - len(failed)} of {len(chosen)} steps went well, {total / 60:.0f} min")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
