#!/usr/bin/env python3
"""Kill `tapeout build` at any moment, and let its system calls fail one after the other.

usage: torture_build.py TAPEOUT [--kills N] [--sweep]

After each run the output folder must hold the old site or the new one, whole, with the file that is not ours; after a
failed run the old one, and nothing beside it. --sweep needs strace; it lets every write, rename, link, mkdir, unlink
and flush of a build fail, and kills the build at every one of them.
"""

import argparse
import collections
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time

DAYS = ("2026-01-20", "2026-06-20")
CALLS = {
    "openat": "EMFILE", "write": "ENOSPC", "mkdirat": "ENOSPC", "linkat": "EIO", "renameat2": "EIO", "renameat": "EIO",
    "unlinkat": "EIO", "syncfs": "EIO", "fchmod": "EIO", "utimensat": "EIO", "fchmodat": "EIO", "flock": "EIO",
    "getdents64": "EIO", "close": "EIO", "newfstatat": "EIO", "fstat": "EIO", "read": "EIO",
}


def write_program(root):
    """Write a program of one chip with five milestones."""
    files = {"program.md": "title: Program\nlaunch: 2026", "partners/acme.md": "title: Acme\nrole: customer",
             "partners/designer.md": "title: Designer\nrole: design-partner",
             "partners/foundry.md": "title: Foundry\nrole: foundry",
             "chips/one/chip.md": "title: One\nkind: custom\ndesign_partner: designer\nfoundry: foundry\npackaging: foundry"}
    before = None
    for number, kind in enumerate(("tape-out", "wafers-out", "first-silicon", "bring-up", "launch")):
        after = f"\nafter: {{{before}: 1w..2w..4w}}" if before else "\nforecast: 2026-02-10"
        files[f"chips/one/milestones/{kind}.md"] = (
            f"title: The {kind}\nkind: {kind}\nowner: Somebody\nbaseline: 2026-0{number + 2}-10{after}")
        before = kind
    for name, text in files.items():
        path = root / "Content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"---\n{text}\n---\n")


class Torture:
    def __init__(self, binary, root):
        self.binary, self.root, self.counts = binary, root, collections.Counter()
        write_program(root)
        self.sites = []
        for day in DAYS:
            result = self.build(day)
            if result.returncode != 0:
                sys.exit(f"the build itself fails: {result.stderr.decode()}")
            self.sites.append(self.contents())
        assert self.sites[0] != self.sites[1]
        (root / "Public" / "mine.txt").write_text("mine")

    def command(self, day):
        return [str(self.binary), "build", "--root", str(self.root), "--status-date", day, "--samples", "100", "--no-history",
                "--jobs", "1"]

    def build(self, day, wrapper=()):
        return subprocess.run([*wrapper, *self.command(day)], capture_output=True, check=False)

    def contents(self):
        public = self.root / "Public"
        return {str(path.relative_to(public)): path.read_bytes() for path in public.rglob("*")
                if path.is_file() and path.name not in ("mine.txt", ".tapeout")}

    def beside(self):
        return sorted(set(os.listdir(self.root)) - {"Content", "Public"})

    def inspect(self, what, status, old, errors=b""):
        """Hold the folders against what must be; count how it ended."""
        if not (self.root / "Public").exists() and status is not None:
            sys.exit(f"{what}: the site is lost")
        site = self.contents()
        if site not in self.sites or (self.root / "Public" / "mine.txt").read_text() != "mine":
            sys.exit(f"{what}: a mixed site")
        if status not in (0, 1, 2, None):
            sys.exit(f"{what}: status {status}")
        # When the summary cannot be printed, the site stands already.
        if status in (1, 2) and site != self.sites[old] and b"Writing to standard output failed" not in errors:
            sys.exit(f"{what}: failed, yet the site is another")
        self.counts["the new site" if site != self.sites[old] else "the old site"] += 1
        self.counts["left-over folders"] += bool(self.beside())
        self.counts["failed with a message" if status in (1, 2) else "killed" if status is None else "went well"] += 1

    def reset(self, old):
        """Bring back the old site, and see that left-overs are cleared away."""
        result = self.build(DAYS[old])
        if result.returncode != 0 or self.beside() or self.contents() != self.sites[old]:
            sys.exit(f"not cleared: {result.returncode} {result.stderr.decode()} {self.beside()}")

    def kill(self, number):
        start = time.perf_counter()
        self.reset(0)
        whole = time.perf_counter() - start
        for run in range(number):
            old = run % 2
            self.reset(old) if self.contents() != self.sites[old] else None
            process = subprocess.Popen(self.command(DAYS[1 - old]), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(whole * 1.2 * (run + 0.5) / number)
            process.kill()
            status = process.wait()
            self.inspect(f"kill {run}", None if status < 0 else status, old)
        self.reset(0)
        self.report(f"{number} kills, spread over the time of a build")

    def calls(self):
        """How often a build makes each call."""
        self.reset(0)
        log = self.root / "strace.log"
        self.build(DAYS[1], ["strace", "-f", "-qq", "-o", str(log), "-e", "trace=" + ",".join(CALLS)])
        counts = collections.Counter(re.findall(r"^\d+ +(\w+)\(", log.read_text(), re.MULTILINE))
        log.unlink()
        return counts

    def sweep(self):
        counts = self.calls()
        for call, error in CALLS.items():
            for action in (f"error={error}", "signal=KILL"):
                for when in range(1, counts[call] + 1):
                    self.reset(0)
                    inject = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", f"trace={call}",
                              "-e", f"inject={call}:{action}:when={when}"]
                    result = self.build(DAYS[1], inject)
                    status = result.returncode
                    killed = status in (-9, 137)
                    # A library may give up where a call of its own fails, before anything is written.
                    if (status < 0 and not killed) or status == 127:
                        self.counts["ended by a library"] += 1
                        status, killed = None, True
                    self.inspect(f"{call} {action} {when}", None if killed else status, 0, result.stderr)
                self.reset(0)
                self.report(f"{counts[call]} times {call}: {action}")

    def report(self, what):
        print(f"{what}: " + ", ".join(f"{count} {name}" for name, count in sorted(self.counts.items()) if count), flush=True)
        self.counts.clear()


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("tapeout", type=pathlib.Path)
    arguments.add_argument("--kills", type=int, default=1000)
    arguments.add_argument("--sweep", action="store_true")
    options = arguments.parse_args()
    memory = "/dev/shm" if os.path.isdir("/dev/shm") else None
    with tempfile.TemporaryDirectory(prefix="tapeout-torture-", dir=memory) as folder:
        torture = Torture(options.tapeout.resolve(), pathlib.Path(folder))
        if options.sweep:
            torture.sweep()
        else:
            torture.kill(options.kills)


if __name__ == "__main__":
    main()
