#!/usr/bin/env python3
"""Runs tapeout on machines that lack something: the first message says what is missing and what to do.

usage: check_machines.py TAPEOUT

Without Git, with a home that is not there, is no folder, is not writable or is not named at all, in a shallow clone as
pipelines make them, and with a libcmark that is too old to build with.
"""

import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

REPOSITORY = pathlib.Path(__file__).resolve().parents[2]
IDENTITY = ["-c", "user.name=Ana", "-c", "user.email=ana@example.org", "-c", "init.defaultBranch=main"]


def run(command, cwd, status=0, **environment):
    done = subprocess.run(
        [str(part) for part in command], cwd=cwd, env={"LANG": "C.UTF-8", **environment}, capture_output=True, text=True)
    assert done.returncode == status, (command, done.returncode, done.stdout[-2000:], done.stderr[-2000:])
    return done


def says(text, *parts):
    for part in parts:
        assert part in text, (part, text[-2000:])


def check_without_git(tapeout, plan, folder):
    """Check and build answer; what needs Git says so, and ends with 2."""
    (folder / "bin").mkdir()
    bare = {"PATH": str(folder / "bin"), "HOME": str(folder / "home")}
    found = run([tapeout, "check"], plan, **bare).stdout
    says(found, "warning[history-unavailable]", "Git is not installed here", "Install Git")
    run([tapeout, "build", "--output", folder / "without-git"], plan, **bare)
    assert (folder / "without-git" / "index.html").exists()
    refused = run([tapeout, "diff", "HEAD~1"], plan, status=2, **bare)
    says(refused.stderr, "Git is not installed here", "Install Git")


def check_homes(tapeout, plan, folder):
    """A home only holds a cache: without one every answer is the same."""
    usual = {"PATH": os.environ["PATH"], "HOME": str(folder / "home")}
    (folder / "file").write_text("")
    locked = folder / "locked"
    locked.mkdir()
    locked.chmod(0o500)
    expected = run([tapeout, "check"], plan, **usual).stdout
    for name, environment in (
        ("none", {"PATH": usual["PATH"]}),
        ("empty", {**usual, "HOME": ""}),
        ("missing", {**usual, "HOME": str(folder / "nowhere")}),
        ("file", {**usual, "HOME": str(folder / "file")}),
        ("read-only", {**usual, "HOME": "/proc"}),
        ("locked", {**usual, "HOME": str(locked)}),
        ("cache", {**usual, "XDG_CACHE_HOME": "/proc/cache"}),
    ):
        done = run([tapeout, "check"], plan, **environment)
        assert (done.stdout, done.stderr) == (expected, ""), (name, done.stderr)
        output = folder / f"site-{name}"
        run([tapeout, "build", "--output", output], plan, **environment)
        assert (output / "index.html").read_bytes() == (folder / "site-none" / "index.html").read_bytes(), name


def check_shallow(tapeout, plan, folder):
    """What a pipeline's checkout of one commit lacks, and how to have it."""
    clone = folder / "shallow"
    run(["git", "clone", "--quiet", "--depth", "1", f"file://{plan}", clone], folder, PATH=os.environ["PATH"])
    usual = {"PATH": os.environ["PATH"], "HOME": str(folder / "home")}
    found = run([tapeout, "check"], clone, **usual).stdout
    says(found, "warning[history-unavailable]", "the clone is shallow", "git fetch --unshallow", "depth of the checkout")
    for revision in ("HEAD~1", "main~1", "abcdef0"):
        refused = run([tapeout, "diff", revision], clone, status=2, **usual)
        says(refused.stderr, "the clone is shallow", "git fetch --unshallow", "depth of the checkout")
    run([tapeout, "diff", "HEAD"], clone, **usual)
    run(["git", "fetch", "--quiet", "--unshallow"], clone, PATH=os.environ["PATH"])
    run([tapeout, "diff", "HEAD~1"], clone, **usual)


def check_old_library(folder):
    """The build does not start with a libcmark whose limits are not those that were measured."""
    pkg_config = folder / "pkgconfig"
    pkg_config.mkdir()
    (pkg_config / "libcmark.pc").write_text(
        "Name: libcmark\nDescription: an old one\nVersion: 0.28.3\nLibs: -lcmark\nCflags:\n")
    refused = run(
        ["make", "--no-print-directory", "library-versions"], REPOSITORY, status=2, PATH=os.environ["PATH"],
        PKG_CONFIG_PATH=str(pkg_config))
    says(refused.stderr, "libcmark 0.28.3 is too old", "0.30 or later")
    run(["make", "--no-print-directory", "library-versions"], REPOSITORY, PATH=os.environ["PATH"])


def main():
    tapeout = pathlib.Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name).resolve()
        plan = folder / "plan"
        plan.mkdir()
        shutil.copytree(REPOSITORY / "Content", plan / "Content")
        usual = {"PATH": os.environ["PATH"]}
        run(["git", *IDENTITY, "init", "--quiet"], plan, **usual)
        for subject in ("Start the plan", "Say more"):
            with open(plan / "Content" / "program.md", "a", encoding="utf-8") as program:
                program.write(f"\n{subject}.\n")
            run(["git", "add", "--all"], plan, **usual)
            run(["git", *IDENTITY, "commit", "--quiet", "--message", subject], plan, **usual)
        check_without_git(tapeout, plan, folder)
        check_homes(tapeout, plan, folder)
        check_shallow(tapeout, plan, folder)
        check_old_library(folder)
    print("machines: without Git, without a home, in a shallow clone and with an old library, the message says what to do")


if __name__ == "__main__":
    main()
