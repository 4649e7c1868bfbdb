"""What is linked into the packaged program, for its bill of materials and its notices.

Everything but the C library is linked statically: the program then runs wherever that is as new as Debian 12's, and
libcmark is the version whose limits were measured, whatever the system has.
"""

import json
import pathlib
import subprocess

# Debian's packages whose static library is linked: the library, the package, its licence, where it comes from.
DEBIAN = [
    ("cmark", "libcmark-dev", "BSD-2-Clause AND MIT", "https://github.com/commonmark/cmark"),
    ("expat", "libexpat1-dev", "MIT", "https://libexpat.github.io"),
    ("yaml", "libyaml-dev", "MIT", "https://pyyaml.org/wiki/LibYAML"),
    ("xxhash", "libxxhash-dev", "BSD-2-Clause", "https://github.com/Cyan4973/xxHash"),
    ("jemalloc", "libjemalloc-dev", "BSD-2-Clause", "https://jemalloc.net"),
]

# What pkg-config calls those that Package.swift asks it for.
PKG_CONFIG = ["expat", "libcmark", "yaml-0.1", "libxxhash"]

# The compiler's own runtime for C++, which Swift's runtime is written in.
GCC = ("stdc++", "libstdc++-12-dev", "GPL-3.0-or-later WITH GCC-exception-3.1", "https://gcc.gnu.org")


class Library:
    """A library that is linked in.

    notices: paths of the texts that its licence wants kept with every copy.
    """

    def __init__(self, name, version, licence, origin, notices):
        self.name, self.version, self.licence, self.origin, self.notices = name, version, licence, origin, notices


def linked(root, swift):
    """Returns all libraries, by name. root: of the project. swift: the command."""
    result = []
    for name, package, licence, origin in [*DEBIAN, GCC]:
        result.append(Library("lib" + name, _debian_version(package), licence, origin, [_debian_notice(package)]))
    result += [_swift_package(root, pin) for pin in _pins(root)]
    version = subprocess.run([swift, "--version"], check=True, capture_output=True, text=True).stdout
    result.append(
        Library(
            "swift-runtime", version.split("Swift version ")[1].split()[0],
            "Apache-2.0 WITH Swift-exception", "https://github.com/swiftlang/swift", [_swift_notice(swift)]))
    return sorted(result, key=lambda library: library.name)


def static_archive(name):
    """Returns the path of a static library; ends the program with what to install where it is missing."""
    compiler = subprocess.run(["gcc", f"-print-file-name=lib{name}.a"], check=True, capture_output=True, text=True)
    path = pathlib.Path(compiler.stdout.strip())
    if not path.is_absolute():
        raise SystemExit(f"error: lib{name}.a is missing.\nhelp: Install the Debian package that holds it.")
    return path.resolve()


def _pins(root):
    return json.loads((root / "Package.resolved").read_text())["pins"]


def _swift_package(root, pin):
    # Beside the program's own build; in another folder where that was built elsewhere.
    places = [root / ".build" / part / "checkouts" for part in ("packaging", ".")]
    name = pathlib.Path(pin["location"]).stem
    folder = next((place / name for place in places if (place / name).is_dir()), None)
    if folder is None:
        raise SystemExit(f"error: The sources of {name} are missing.\nhelp: Run swift package resolve.")
    notices = [path for path in sorted(folder.iterdir()) if path.name.upper().startswith(("LICENSE", "NOTICE"))]
    return Library(
        pin["identity"], pin["state"].get("version", pin["state"].get("revision")),
        "Apache-2.0 WITH Swift-exception", pin["location"], notices)


def _debian_version(package):
    query = ["dpkg-query", "--show", "--showformat=${Version}", package]
    return subprocess.run(query, check=True, capture_output=True, text=True).stdout


def _debian_notice(package):
    return (pathlib.Path("/usr/share/doc") / package / "copyright").resolve()


def _swift_notice(swift):
    toolchain = pathlib.Path(subprocess.run(["which", swift], check=True, capture_output=True, text=True).stdout.strip())
    return toolchain.resolve().parent.parent / "share" / "swift" / "LICENSE.txt"
