#!/usr/bin/env python3
"""Tries the packages in a fresh Debian 12, where neither Swift nor any library of ours is.

usage: try_packages.py [--packages DIR] [--root DIR]

Needs root and debootstrap. --root keeps the fresh system for the next time.
"""

import argparse
import json
import pathlib
import shutil
import subprocess
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
SAMPLE = "/usr/share/doc/tapeout/sample"


class System:
    """A root file system that programs run in."""

    def __init__(self, root):
        self.root = root

    def run(self, *command, status=0):
        environment = ["env", "-i", "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "HOME=/root", "LANG=C.UTF-8"]
        # With a /proc, as every running system has one, in a space of mounts that ends with the command.
        mounted = ["unshare", "--mount", "sh", "-c", f"mount -t proc proc '{self.root}/proc' && exec \"$@\"", "sh"]
        run = subprocess.run(
            [*mounted, "chroot", str(self.root), *environment, *command], capture_output=True, text=True)
        assert run.returncode == status, (command, run.returncode, run.stdout, run.stderr)
        return run.stdout

    def put(self, path, name):
        shutil.copy(path, self.root / name.lstrip("/"))


def fresh(folder):
    """Makes the system; the C library, dpkg and a shell, and little else."""
    if not (folder / "usr/bin/dpkg").exists():
        subprocess.run(
            ["debootstrap", "--variant=minbase", "bookworm", str(folder)], check=True, stdout=subprocess.DEVNULL)
    system = System(folder)
    for name in ("swift", "git", "cmark"):
        system.run("sh", "-c", f"command -v {name}", status=127)
    return system


def only(packages, pattern):
    found = sorted(packages.glob(pattern))
    assert len(found) == 1, (pattern, found)
    return found[0]


def try_program(system, program, sample):
    """Checks and builds the sample, without Git, and returns how long `--version` takes, in milliseconds."""
    system.run("rm", "-rf", "/tmp/plan")
    system.run("cp", "-r", sample, "/tmp/plan")
    found = system.run(program, "check", "--root", "/tmp/plan", "--format", "json")
    assert json.loads(found)["summary"]["errors"] == 0, found
    system.run(program, "build", "--root", "/tmp/plan", "--output", "/tmp/plan/Public")
    page = (system.root / "tmp/plan/Public/index.html").read_text()
    assert page.lower().startswith("<!doctype html>"), page[:80]
    times = []
    for _ in range(9):
        start = time.monotonic()
        system.run(program, "--version")
        times.append((time.monotonic() - start) * 1000)
    return min(times)


def try_deb(system, packages):
    package = only(packages, "tapeout_*.deb")
    system.put(package, "/tmp/tapeout.deb")
    system.run("dpkg", "--install", "/tmp/tapeout.deb")
    took = try_program(system, "/usr/bin/tapeout", SAMPLE)
    files = system.run("dpkg", "--listfiles", "tapeout").split()
    for path in (
        "/usr/share/man/man1/tapeout.1.gz", "/usr/share/man/man1/tapeout-check.1.gz",
        "/usr/share/bash-completion/completions/tapeout", "/usr/share/zsh/vendor-completions/_tapeout",
        "/usr/share/fish/vendor_completions.d/tapeout.fish", "/usr/share/doc/tapeout/copyright",
    ):  # fmt: skip
        assert path in files, path
    assert system.run("dpkg", "--verify", "tapeout") == ""
    system.run("dpkg", "--remove", "tapeout")
    assert not (system.root / "usr/bin/tapeout").exists()
    return took


def try_tarball(system, packages):
    package = only(packages, "tapeout-*.tar.gz")
    system.put(package, "/tmp/tapeout.tar.gz")
    system.run("rm", "-rf", "/opt/tapeout")
    system.run("mkdir", "-p", "/opt/tapeout")
    system.run("tar", "--extract", "--file", "/tmp/tapeout.tar.gz", "--strip-components", "1", "-C", "/opt/tapeout")
    return try_program(system, "/opt/tapeout/bin/tapeout", "/opt/tapeout/share/doc/tapeout/sample")


def main():
    parser = argparse.ArgumentParser(description="Tries the packages in a fresh Debian 12.")
    parser.add_argument("--packages", type=pathlib.Path, default=ROOT / ".build" / "packages")
    parser.add_argument("--root", type=pathlib.Path)
    options = parser.parse_args()
    if not shutil.which("debootstrap"):
        raise SystemExit("error: debootstrap is missing.\nhelp: Install the Debian package debootstrap.")
    subprocess.run(["sha256sum", "--check", "--quiet", "SHA256SUMS"], check=True, cwd=options.packages)
    with tempfile.TemporaryDirectory() as scratch:
        system = fresh(options.root or pathlib.Path(scratch) / "root")
        for name, attempt in (("deb", try_deb), ("tarball", try_tarball)):
            print(f"{name}: the sample is checked and built; --version takes {attempt(system, options.packages):.1f} ms, chroot and all")


if __name__ == "__main__":
    main()
