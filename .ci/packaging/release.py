#!/usr/bin/env python3
"""Says whether a commit can be released, and what is missing: version, change log, formats, packages.

usage: release.py [--without-packages]
"""

import argparse
import hashlib
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent


def git(*arguments):
    return subprocess.run(["git", "-C", str(ROOT), *arguments], check=True, capture_output=True, text=True).stdout


def version():
    source = (ROOT / "Sources/TapeoutModel/ToolVersion.swift").read_text()
    return re.search(r'current = "([^"]+)"', source).group(1)


def problems(version):
    """What stands in the way, one sentence each."""
    found = []
    if not re.fullmatch(r"\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?", version):
        found.append(f"{version} is no semantic version.")
    if git("status", "--porcelain"):
        found.append("The worktree has changes: a release is a commit.")
    log = (ROOT / "CHANGELOG.md").read_text()
    if not re.search(rf"^## {re.escape(version)} \(\d{{4}}-\d\d-\d\d\)$", log, re.MULTILINE):
        found.append(f"CHANGELOG.md has no heading “## {version} (YYYY-MM-DD)”.")
    unreleased = re.search(r"^## Unreleased\n(.*?)(?=^## |\Z)", log, re.MULTILINE | re.DOTALL)
    if unreleased and unreleased.group(1).strip():
        found.append("CHANGELOG.md has entries below “Unreleased”.")
    if f"v{version}" in git("tag").split():
        found.append(f"The tag v{version} exists already.")
    if not (ROOT / "Tests/Fixtures/formats" / version).is_dir():
        found.append(f"Tests/Fixtures/formats/{version} is missing: run .ci/packaging/freeze_formats.py.")
    return found


def packages_differ():
    """Builds each package twice from clones in folders of different names; returns those that differ."""
    differing = []
    with tempfile.TemporaryDirectory() as folder:
        sums = []
        for name in ("first", "a-second-place"):
            clone = pathlib.Path(folder) / name
            subprocess.run(["git", "clone", "--quiet", str(ROOT), str(clone)], check=True)
            for kind in ("deb", "tarball"):
                subprocess.run(["python3", ".ci/packaging/package.py", kind], check=True, cwd=clone)
            found = sorted((clone / ".build/packages").iterdir())
            sums.append({path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in found})
        for name in sums[0].keys() | sums[1].keys():
            if sums[0].get(name) != sums[1].get(name):
                differing.append(name)
    return sorted(differing)


def main():
    parser = argparse.ArgumentParser(description="Says whether a commit can be released.")
    parser.add_argument("--without-packages", action="store_true", help="leave out building packages twice")
    options = parser.parse_args()
    release = version()
    found = problems(release)
    if not options.without_packages:
        found += [f"Two builds give different bytes: {name}." for name in packages_differ()]
    for problem in found:
        print(f"error: {problem}", file=sys.stderr)
    if found:
        raise SystemExit(1)
    print(f"{release} can be released: tag v{release}. The licence is the owner's to choose before it is offered.")


if __name__ == "__main__":
    main()
