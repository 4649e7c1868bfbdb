#!/usr/bin/env python3
"""Makes packages of tapeout: a .deb for Debian 12 and newer, and a folder that runs wherever glibc is as new.

usage: package.py deb|tarball [--output DIR] [--program FILE]

Two runs on the same commit give the same bytes: times are the commit's, names are sorted, owners are root. Beside the
package lie its bill of materials (SPDX) and SHA256SUMS.
"""

import argparse
import gzip
import hashlib
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile

import bill
import libraries
import manual

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
SWIFT = os.environ.get("SWIFT", "swift")
# The oldest C library that the program runs with: Debian 12's.
GLIBC = "2.36"
SUMMARY = "tracks custom chips through tape-out, and publishes their status as a static site"
DESCRIPTION = """\
tapeout reads the plan of a program of chips from Markdown files in Git,
reports what it finds wrong, works out what the dates mean, remembers every
earlier estimate, and renders a static site with timelines."""
SHELLS = {
    "bash": "share/bash-completion/completions/tapeout",
    "zsh": "share/zsh/vendor-completions/_tapeout",
    "fish": "share/fish/vendor_completions.d/tapeout.fish",
}


def main():
    parser = argparse.ArgumentParser(description="Makes packages of tapeout.")
    parser.add_argument("kind", choices=["deb", "tarball"])
    parser.add_argument("--output", type=pathlib.Path, default=ROOT / ".build" / "packages")
    parser.add_argument("--program", type=pathlib.Path, help="a program that is built already")
    options = parser.parse_args()
    commit = git("rev-parse", "HEAD")
    if git("status", "--porcelain", "--untracked-files=no"):
        print("warning: The worktree has changes: the package does not hold what its commit does.", file=sys.stderr)
    seconds = int(git("log", "-1", "--format=%ct"))
    program = options.program or build(commit)
    options.output.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        stage = pathlib.Path(folder) / "stage"
        version = fill(stage / "usr", program, seconds)
        make = make_deb if options.kind == "deb" else make_tarball
        package = make(stage, version, seconds, options.output)
    linked = libraries.linked(ROOT, SWIFT)
    sbom = package.with_name(package.name + ".spdx.json")
    sbom.write_text(bill.document(package, version, commit, seconds, linked))
    sums = options.output / "SHA256SUMS"
    names = sorted(path for path in options.output.iterdir() if path.name.startswith("tapeout"))
    sums.write_text("".join(f"{digest(path)}  {path.name}\n" for path in names))
    print(package)


def git(*arguments):
    return subprocess.run(
        ["git", "-C", str(ROOT), *arguments], check=True, capture_output=True, text=True).stdout.strip()


def digest(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


# MARK: The program


def build(commit):
    """Builds the program with every library but the C library linked in, and returns its path."""
    # A folder with static libraries alone. The linker looks through it first, since pkg-config says so: flags of the
    # linker's own come too late.
    archives = ROOT / ".build" / "archives"
    shutil.rmtree(archives, ignore_errors=True)
    archives.mkdir(parents=True)
    for name, *_ in [*libraries.DEBIAN, libraries.GCC]:
        (archives / f"lib{name}.a").symlink_to(libraries.static_archive(name))
    # Swift hides what comes from archives, and the C library must see this allocator: what it gives, `free` gets. So
    # the allocator is linked as an object, which the script in its archive's place names; without its operators of
    # C++, since the runtime of C++ has its own, which call it.
    parts = archives / "jemalloc"
    parts.mkdir()
    subprocess.run(["ar", "x", str(archives / "libjemalloc.a")], check=True, cwd=parts)
    objects = [str(path) for path in sorted(parts.iterdir()) if "cpp" not in path.name]
    allocator = archives / "jemalloc.o"
    subprocess.run(["ld", "-r", *objects, "-o", str(allocator)], check=True)
    (archives / "libjemalloc.a").unlink()
    (archives / "libjemalloc.a").write_text(f"INPUT({allocator})\n")
    for name in libraries.PKG_CONFIG:
        flags = subprocess.run(["pkg-config", "--libs-only-l", name], check=True, capture_output=True, text=True).stdout
        text = f"Name: {name}\nDescription: {name}, static\nVersion: 0\nLibs: -L{archives} {flags}\nCflags:\n"
        (archives / f"{name}.pc").write_text(text)
    flags = [
        "-c", "release", "--static-swift-stdlib", "--explicit-target-dependency-import-check", "error",
        "-Xswiftc", "-use-ld=lld", "--pkg-config-path", str(archives),
        "-Xswiftc", "-Xclang-linker", "-Xswiftc", "-static-libstdc++",
        "-Xswiftc", "-Xclang-linker", "-Xswiftc", "-static-libgcc",
        # Nothing in the program tells in which folder it was built.
        "-Xswiftc", "-file-prefix-map", "-Xswiftc", f"{ROOT}=.", "-Xcc", f"-ffile-prefix-map={ROOT}=.",
    ]  # fmt: skip
    scratch = ROOT / ".build" / "packaging"
    command = [SWIFT, "build", "--scratch-path", str(scratch), *flags, "--product", "tapeout"]
    environment = dict(os.environ, TAPEOUT_COMMIT=commit[:12])
    subprocess.run(command, check=True, cwd=ROOT, env=environment, stdout=sys.stderr)
    return scratch / "release" / "tapeout"


def needed(program):
    """Returns the names of the shared libraries that a program needs."""
    lines = subprocess.run(["objdump", "-p", str(program)], check=True, capture_output=True, text=True).stdout
    return sorted(re.findall(r"NEEDED +(\S+)", lines))


# MARK: What is in a package


def fill(prefix, program, seconds):
    """Puts everything below a prefix, such as usr/, and returns the version."""
    binary = prefix / "bin" / "tapeout"
    binary.parent.mkdir(parents=True)
    # What tells in which folder the program was built: the build's number, reckoned from what is stripped away, too, and
    # the compiler's sums over its own options, which nothing reads in a finished program.
    marks = [".note.gnu.build-id", ".swift_modhash"]
    strip = ["strip", "--strip-all", *(f"--remove-section={mark}" for mark in marks), "-o", str(binary), str(program)]
    subprocess.run(strip, check=True)
    foreign = [name for name in needed(binary) if name not in ("libc.so.6", "libm.so.6", "ld-linux-x86-64.so.2")]
    if foreign:
        raise SystemExit(f"error: The program needs {', '.join(foreign)}, which the package does not hold.")
    names = subprocess.run(["nm", "-D", str(binary)], check=True, capture_output=True, text=True).stdout
    if not re.search(r" T malloc$", names, re.MULTILINE):
        raise SystemExit("error: The program's allocator is hidden from the C library, so memory would be lost.")
    version = subprocess.run([binary, "--version"], check=True, capture_output=True, text=True).stdout.split()[0]
    for name, text in manual.pages(str(binary), day(seconds)).items():
        write(prefix / "share/man/man1" / (name + ".gz"), zipped(text.encode()))
    for shell, path in SHELLS.items():
        script = subprocess.run([binary, "--generate-completion-script", shell], check=True, capture_output=True).stdout
        write(prefix / path, script)
    documents = prefix / "share/doc/tapeout"
    write(documents / "changelog.gz", zipped((ROOT / "CHANGELOG.md").read_bytes()))
    write(documents / "copyright", notices().encode())
    for path in sorted([ROOT / "README.md", ROOT / "SECURITY.md", *(ROOT / "Docs").rglob("*")]):
        if path.is_file():
            write(documents / path.relative_to(ROOT), path.read_bytes())
    for path in git("ls-files", "Content").splitlines():
        write(documents / "sample" / path, (ROOT / path).read_bytes())
    return version


def notices():
    """The texts that the licences of linked libraries want kept, one after another."""
    parts = [
        "tapeout\n\nThe licence of tapeout itself is its owner's to choose, and has not been chosen: this package is"
        "\nbuilt to be tried, and not offered to others until then.\n"
    ]
    for library in libraries.linked(ROOT, SWIFT):
        title = f"{library.name} {library.version}, {library.origin}, {library.licence}"
        texts = [path.read_text(errors="replace").strip() for path in library.notices]
        parts.append(f"{'=' * 78}\n{title}\n{'=' * 78}\n\n" + "\n\n".join(texts) + "\n")
    return "\n".join(parts)


def write(path, data):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def zipped(data):
    return gzip.compress(data, compresslevel=9, mtime=0)


def day(seconds):
    return subprocess.run(
        ["date", "--utc", f"--date=@{seconds}", "+%Y-%m-%d"], check=True, capture_output=True, text=True).stdout.strip()


# MARK: Debian


def make_deb(stage, version, seconds, output):
    architecture = subprocess.run(
        ["dpkg", "--print-architecture"], check=True, capture_output=True, text=True).stdout.strip()
    files = sorted(path for path in stage.rglob("*") if path.is_file())
    size = sum(-(-path.stat().st_size // 1024) for path in files)
    control = f"""\
Package: tapeout
Version: {version}
Architecture: {architecture}
Maintainer: The tapeout project <noreply@example.org>
Installed-Size: {size}
Depends: libc6 (>= {GLIBC})
Recommends: git, libmicrohttpd12
Suggests: tzdata
Section: utils
Priority: optional
Description: {SUMMARY}
"""
    control += "".join(f" {line}\n" for line in DESCRIPTION.splitlines())
    sums = "".join(
        f"{hashlib.md5(path.read_bytes()).hexdigest()}  {path.relative_to(stage)}\n" for path in files)
    write(stage / "DEBIAN/control", control.encode())
    write(stage / "DEBIAN/md5sums", sums.encode())
    settle(stage, seconds)
    package = output / f"tapeout_{version}_{architecture}.deb"
    environment = dict(os.environ, SOURCE_DATE_EPOCH=str(seconds))
    subprocess.run(
        ["dpkg-deb", "--root-owner-group", "-Zxz", "--build", str(stage), str(package)],
        check=True, env=environment, stdout=subprocess.DEVNULL)  # fmt: skip
    return package


def settle(folder, seconds):
    """Gives every file its mode and the commit's time."""
    for path in [folder, *folder.rglob("*")]:
        path.chmod(0o755 if path.is_dir() or path.parent.name == "bin" else 0o644)
        os.utime(path, (seconds, seconds))


# MARK: A folder


def make_tarball(stage, version, seconds, output):
    machine = os.uname().machine
    name = f"tapeout-{version}-linux-{machine}"
    settle(stage, seconds)
    package = output / f"{name}.tar.gz"

    def placed(entry):
        entry.uid = entry.gid = 0
        entry.uname = entry.gname = "root"
        entry.mtime = seconds
        return entry

    # The name and the time in the header of gzip would differ from run to run.
    with open(package, "wb") as file, gzip.GzipFile("", "wb", 9, file, mtime=0) as zipped_file:
        with tarfile.open(fileobj=zipped_file, mode="w", format=tarfile.GNU_FORMAT) as archive:
            for path in sorted((stage / "usr").rglob("*")):
                archive.add(path, f"{name}/{path.relative_to(stage / 'usr')}", recursive=False, filter=placed)
    return package


if __name__ == "__main__":
    main()
