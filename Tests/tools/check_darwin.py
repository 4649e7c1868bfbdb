#!/usr/bin/env python3
"""Type-checks what the sources do on Darwin only, with a stand-in for its C library: on Linux nothing else compiles it.

usage: check_darwin.py

A copy of the sources is built in which every fork takes Darwin's side. The stand-in re-exports the C library of Linux
and declares what differs there as Darwin does. It shows misspelt names and wrong types, not that the program runs.
"""

import os
import pathlib
import re
import shutil
import subprocess
import sys

REPOSITORY = pathlib.Path(__file__).resolve().parents[2]
PLACE = REPOSITORY / ".build" / "darwin"
SWIFT = os.environ.get("SWIFT", "swift")
# Written as Darwin's module shows them to Swift.
STAND_IN = """\
@_exported import Glibc

public let SOCK_STREAM: Int32 = 1
public let SOCK_DGRAM: Int32 = 2
public typealias pthread_t = OpaquePointer

public func pthread_create(
  _ thread: UnsafeMutablePointer<pthread_t?>, _ attributes: UnsafePointer<pthread_attr_t>?,
  _ start: @convention(c) (UnsafeMutableRawPointer) -> UnsafeMutableRawPointer?, _ argument: UnsafeMutableRawPointer?
) -> Int32 { 0 }

public func pthread_detach(_ thread: pthread_t) -> Int32 { 0 }
"""
HEADER = """\
#include <sys/stat.h>
#define st_atimespec st_atim
#define st_mtimespec st_mtim
#define RENAME_EXCL 4
#define RENAME_SWAP 2
#define SO_NOSIGPIPE 0x1022
int renameatx_np(int, const char *, int, const char *, unsigned);
"""
FORKS = re.compile(r"canImport\(Glibc\)|os\(Linux\)|os\(macOS\)")
SIDES = {"canImport(Glibc)": "canImport(Elsewhere)", "os(Linux)": "os(Windows)", "os(macOS)": "os(Linux)"}


def forks():
    """The files with a fork, and how many each has."""
    found = {}
    for path in sorted((REPOSITORY / "Sources").rglob("*")):
        if path.suffix in (".swift", ".c", ".h"):
            pattern = FORKS if path.suffix == ".swift" else re.compile(r"defined\(__(?:APPLE|linux)__\)")
            count = len(pattern.findall(path.read_text()))
            if count:
                found[path.relative_to(REPOSITORY)] = count
    return found


def check_c(paths):
    PLACE.mkdir(parents=True, exist_ok=True)
    (PLACE / "darwin.h").write_text(HEADER)
    for path in paths:
        subprocess.run(
            ["clang", "-fsyntax-only", "-Werror", "-Wall", "-D__APPLE__", "-D_GNU_SOURCE", "-U__linux__", "-include",
             PLACE / "darwin.h", "-I", REPOSITORY / path.parent / "include", REPOSITORY / path],
            check=True)  # fmt: skip


def check_swift():
    sources = PLACE / "Sources"
    shutil.rmtree(sources, ignore_errors=True)
    shutil.copytree(REPOSITORY / "Sources", sources)
    for path in sources.rglob("*.swift"):
        path.write_text(FORKS.sub(lambda fork: SIDES[fork.group()], path.read_text()))
    (sources / "Darwin").mkdir()
    (sources / "Darwin" / "Darwin.swift").write_text(STAND_IN)
    # SwiftPM wants the folders of all targets, also of those that are not built here.
    if not (PLACE / "Tests").exists():
        (PLACE / "Tests").symlink_to(REPOSITORY / "Tests")
    manifest = (REPOSITORY / "Package.swift").read_text()
    system = '.target(name: "TapeoutSystem", dependencies: ["CSystem"'
    assert manifest.count(system) == 1, "Package.swift no longer names TapeoutSystem as this tool knows it"
    manifest = manifest.replace(system, f'.target(name: "Darwin"),\n    {system}, "Darwin"')
    (PLACE / "Package.swift").write_text(manifest)
    shutil.copy(REPOSITORY / "Package.resolved", PLACE)
    subprocess.run([SWIFT, "build", "--package-path", PLACE, "--target", "tapeout"], check=True)


def main():
    found = forks()
    document = (REPOSITORY / "Docs" / "packages.md").read_text()
    for path in found:
        assert f"`{path}`" in document, f"Docs/packages.md does not say that the forks of {path} were never run"
    check_c([path for path in found if path.suffix == ".c"])
    check_swift()
    print(f"Darwin: {sum(found.values())} forks in {len(found)} files type-check with a stand-in")
    for path, count in found.items():
        print(f"  {path}: {count}")


if __name__ == "__main__":
    sys.exit(main())
