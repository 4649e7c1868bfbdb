"""Checks every document of the repository: links and anchors lead somewhere, every document is linked from
Docs/README.md, commands and options that are named exist, JSON can be read, and what a document shows of the program is
what the program prints.

usage: check_documents.py TAPEOUT [--record] [DOCUMENT …]

A block of code that begins with ```console holds commands behind “$ ” and what they print, errors included. The blocks of a
document are one session: they run one after another, from an empty folder. “…” stands for any characters of a line; alone
on its line, for any number of lines. All commands of a block must succeed; in a block ```console fails its last one must
not. A block ```console quiet shows commands without what they print. Other blocks of such a document may name a file behind their language: it is written, or, with ```diff FILE, changed
where it holds the lines that stay and go. Remarks that are not shown set the scene:

  <!-- day: 2026-03-02 -->    what follows happens on that day: SOURCE_DATE_EPOCH and the dates of Git's commits
  <!-- practice: falcon -->   the folder holds a copy of that practice plan of the guide
  <!-- sample -->             the folder holds a copy of Content/, without the history of this repository

In the session ~ is a folder of its own, and ~/tapeout is this repository. --record writes what the program prints into the
documents. Exits with 1 where anything is wrong. Standard library only.
"""

import argparse
import datetime
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

REPOSITORY = Path(__file__).resolve().parent.parent.parent
INDEX = "Docs/README.md"
# Longest pages, in lines of text on a screen of 60: a page of the guide and the first one have two screens.
LONGEST = 120
FENCE = re.compile(r"^( {0,3})(`{3,}|~{3,})\s*(\S*)\s*(.*?)\s*$")
REMARK = re.compile(r"^<!-- (day|practice|sample)(?:: (\S+))? -->$")


# MARK: Documents


class Block:
    """A fenced block: its language, the words behind that, the number of its first line, and its lines."""

    def __init__(self, language, words, first):
        self.language, self.words, self.first, self.lines = language, words, first, []


class Document:
    """A Markdown file as lines, blocks of code, and what stands outside of these."""

    def __init__(self, path):
        self.path = path
        self.lines = (REPOSITORY / path).read_text(encoding="utf-8", errors="replace").split("\n")
        self.scenes, self.blocks, prose, fence = [], [], [], None
        for number, line in enumerate(self.lines):
            mark = FENCE.match(line)
            if fence is not None:
                if mark and mark[2].startswith(fence) and not mark[3]:
                    fence = None
                else:
                    self.blocks[-1].lines.append(line)
                prose.append("")
            elif mark:
                fence = mark[2]
                self.blocks.append(Block(mark[3], mark[4], number + 1))
                self.scenes.append(self.blocks[-1])
                prose.append("")
            else:
                if remark := REMARK.match(line):
                    self.scenes.append((number, remark[1], remark[2]))
                prose.append(line)
        self.prose = prose

    def anchors(self):
        """The names of headings as GitHub makes them, and those that are given by hand."""
        names, counts = set(), {}
        for line in self.prose:
            names.update(re.findall(r'<a (?:id|name)="([^"]+)"', line))
            heading = re.match(r"^#{1,6}\s+(.*?)\s*#*$", line)
            if not heading:
                continue
            text = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", heading[1])
            text = re.sub(r"(?<!\w)[*_]{1,3}|[*_]{1,3}(?!\w)", "", text.replace("`", ""))
            slug = re.sub(r"[^\w\- ]", "", text.lower()).replace(" ", "-")
            count = counts.get(slug, 0)
            counts[slug] = count + 1
            names.add(f"{slug}-{count}" if count else slug)
        return names

    def links(self):
        """Places and targets of links and pictures outside of code."""
        for number, line in enumerate(self.prose):
            text = re.sub(r"(`+)(?!`).*?(?<!`)\1(?!`)", "", line)
            for target in re.findall(r"\]\(<?([^)\s>]*)>?(?:\s+\"[^\"]*\")?\)", text):
                yield number, target
            if definition := re.match(r"^ {0,3}\[[^\]]+\]:\s*<?([^\s>]+)>?", text):
                yield number, definition[1]
        # A link may go on in the next line: its text in this one, its address in that.
        for number, (line, after) in enumerate(zip(self.prose, self.prose[1:])):
            if re.search(r"\]\($", line):
                yield number + 1, after.split(")")[0]

    def code(self):
        """Places and texts of code in sentences, and of commands in blocks."""
        for number, line in enumerate(self.prose):
            for match in re.finditer(r"(`+)(?!`)(.+?)(?<!`)\1(?!`)", line):
                yield number, match[2]
        for block in self.blocks:
            if block.language in ("", "sh", "console"):
                for place, line in enumerate(block.lines):
                    command = line.removeprefix("$ ")
                    if (block.language != "console" or command != line) and command.startswith(("tapeout ", "make ")):
                        yield block.first + place, command.split("  ")[0]


class Checks:
    def __init__(self):
        self.wrong, self.count = [], 0

    def holds(self, document, number, is_so, sentence):
        self.count += 1
        if not is_so:
            self.wrong.append(f"{document.path}:{number + 1}: {sentence}")


def found_documents():
    """Every Markdown file of the repository that is no content, and no input of a test."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "*.md"], cwd=REPOSITORY,
        capture_output=True, text=True)
    if listed.returncode == 0:
        paths = [path for path in listed.stdout.split("\0") if path]
    else:
        # A copy without Git.
        paths = [str(path.relative_to(REPOSITORY)) for path in REPOSITORY.rglob("*.md")]
    hidden = re.compile(r"(^|/)(Content|Fixtures|\.[^/]*|Public)/")
    return sorted(
        path for path in paths if not hidden.search(path) and (REPOSITORY / path).is_file() and not path.startswith("Sources/"))


# MARK: What needs no program


def check_links(checks, documents):
    anchors = {path: document.anchors() for path, document in documents.items()}
    for path, document in documents.items():
        for number, target in document.links():
            if re.match(r"^(https://|mailto:)", target):
                continue
            if re.match(r"^[a-z][a-z+.-]*:", target):
                checks.holds(document, number, False, f"{target} is no https address")
                continue
            address, _, anchor = target.partition("#")
            place = normal(PurePosixPath(path).parent / unquote(address)) if address else path
            there = place is not None and is_there(place)
            checks.holds(document, number, there, f"nothing lies at {target}")
            if there and anchor and place in anchors:
                checks.holds(document, number, unquote(anchor) in anchors[place], f"{place} has no heading #{anchor}")


def normal(path):
    """The path without . and ..; nil where that leads out of the repository."""
    parts = []
    for part in path.parts:
        if part == ".." and not parts:
            return None
        if part == "..":
            parts.pop()
        elif part != ".":
            parts.append(part)
    return "/".join(parts)


def is_there(path):
    """Whether the repository holds the path, in the same upper and lower case on every file system."""
    place = REPOSITORY
    for part in path.split("/") if path else []:
        if not place.is_dir() or part not in os.listdir(place):
            return False
        place = place / part
    return True


def check_index(checks, documents):
    index = documents[INDEX]
    linked = {normal(PurePosixPath("Docs") / target.partition("#")[0]) for _, target in index.links() if ":" not in target}
    for path in documents:
        checks.holds(index, 0, path in linked or path == INDEX, f"{path} is not linked")


def check_lengths(checks, documents):
    for path, document in documents.items():
        if path == "README.md" or path.startswith("Docs/guide/"):
            lines = len("\n".join(document.lines).rstrip().split("\n"))
            checks.holds(document, lines, lines <= LONGEST, f"{lines} lines are more than two screens of 60")


def check_json(checks, documents):
    for document in documents.values():
        for block in document.blocks:
            if block.language == "json":
                try:
                    json.loads("\n".join(block.lines))
                    checks.holds(document, block.first, True, "")
                except ValueError as error:
                    checks.holds(document, block.first, False, f"no JSON: {error}")


# MARK: Names of commands, options, targets and files


def help_of(tapeout, words=()):
    return subprocess.run([tapeout, *words, "--help"], capture_output=True, text=True, encoding="utf-8").stdout


def known_commands(tapeout):
    """Commands, as words parted by blanks, with the options that each has."""
    known, waiting = {}, [()]
    while waiting:
        with ThreadPoolExecutor() as pool:
            texts = list(pool.map(lambda words: help_of(tapeout, words), waiting))
        found = []
        for words, text in zip(waiting, texts):
            known[" ".join(words)] = set(re.findall(r"(?<![\w-])--?[a-z][a-z-]*", text))
            section = text.partition("SUBCOMMANDS:\n")[2]
            found += [(*words, name) for name in re.findall(r"^  ([a-z-]+)(?: .*)?$", section, re.M)]
        waiting = found
    return known


def check_names(checks, documents, tapeout):
    known = known_commands(tapeout)
    rules = re.findall(r"^([a-z][a-z -]*):", (REPOSITORY / "Makefile").read_text(encoding="utf-8"), re.M)
    targets = {target for rule in rules for target in rule.split()}
    # Not Content/ and Public/: a plan has others than ours.
    tops = {"Docs", "Sources", "Templates", "Tests"}
    for path, document in documents.items():
        # The change log also speaks of what there was.
        if path == "CHANGELOG.md":
            continue
        for number, code in document.code():
            words = re.sub(r"\"[^\"]*\"|'[^']*'", "TEXT", code).split()
            if words[:1] == ["make"] and len(words) > 1 and re.fullmatch(r"[a-z-]+", words[1]):
                checks.holds(document, number, words[1] in targets, f"make {words[1]} is no target of the Makefile")
            if words[:1] == ["tapeout"] and len(words) > 1:
                check_command(checks, document, number, words[1:], known)
            name = re.fullmatch(r"([A-Z]\w*)/[\w./-]*[\w/]", code)
            if name and name[1] in tops and not re.search(r"ID|DATE|YYYY|NAME", code):
                checks.holds(document, number, is_there(code.rstrip("/")), f"there is no {code}")


def check_command(checks, document, number, words, known):
    if not re.fullmatch(r"[a-z-]+", words[0].partition("|")[0]):
        return
    name = ""
    while words and (longer := f"{name} {words[0].partition('|')[0]}".strip()) in known:
        name, words = longer, words[1:]
    if not name:
        checks.holds(document, number, words[0].startswith("-"), f"tapeout {words[0]} is no command")
        return
    for word in words:
        if word in ("|", ">", "&&", ";", "--"):
            break
        option = re.match(r"\[?(--?[a-z][a-z-]*)", word)
        if option:
            checks.holds(document, number, option[1] in known[name], f"tapeout {name} has no option {option[1]}")


# MARK: Sessions


class Session:
    """The commands of one document, run in a folder of their own."""

    def __init__(self, document, tapeout, scratch):
        self.document, self.scratch, self.status, self.wrong, self.outputs = document, scratch, 0, [], []
        self.home, programs = scratch / "home", scratch / "programs"
        self.folder = self.home / "work"
        self.folder.mkdir(parents=True)
        programs.mkdir()
        (programs / "tapeout").symlink_to(tapeout)
        (self.home / "tapeout").symlink_to(REPOSITORY)
        (self.home / ".gitconfig").write_text(
            "[user]\n\tname = Ada\n\temail = ada@example.com\n[init]\n\tdefaultBranch = main\n[advice]\n\tdetachedHead = false\n")
        self.environment = {
            "PATH": f"{programs}:{os.environ['PATH']}", "HOME": str(self.home), "LC_ALL": "C.UTF-8", "TZ": "UTC",
            "XDG_CACHE_HOME": str(scratch / "cache"), "GIT_CONFIG_NOSYSTEM": "1", "GIT_PAGER": "cat", "COLUMNS": "80",
            "GIT_CEILING_DIRECTORIES": str(scratch),
        }

    def run(self):
        for scene in self.document.scenes:
            if not isinstance(scene, Block):
                number, what, value = scene
                if what == "day":
                    noon = int(datetime.datetime.fromisoformat(f"{value}T12:00:00+00:00").timestamp())
                    for name in ("GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE"):
                        self.environment[name] = f"{noon} +0000"
                    self.environment["SOURCE_DATE_EPOCH"] = str(noon)
                elif what == "practice":
                    shutil.copytree(REPOSITORY / "Docs/guide/practice" / value, self.folder, dirs_exist_ok=True)
                else:
                    shutil.copytree(REPOSITORY / "Content", self.folder / "Content")
                    self.without_history()
            elif scene.language == "console":
                self.run_block(scene)
            elif scene.words:
                self.write_file(scene)

    def without_history(self):
        """Puts a program in the place of tapeout that looks at no history, where a command would."""
        program = self.scratch / "programs" / "tapeout"
        binary = os.readlink(program)
        program.unlink()
        program.write_text(
            '#!/bin/sh\nfirst=$1\nshift\ncase $first in\n'
            f'check|status|build|why|export) exec "{binary}" "$first" --no-history "$@" ;;\n'
            f'*) exec "{binary}" "$first" "$@" ;;\nesac\n')
        program.chmod(0o755)

    def write_file(self, block):
        path = self.folder / block.words
        if block.language != "diff":
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("\n".join(block.lines) + "\n", encoding="utf-8")
            return
        before = "".join(line[1:] + "\n" for line in block.lines if line[:1] in " -")
        after = "".join(line[1:] + "\n" for line in block.lines if line[:1] in " +")
        text = path.read_text(encoding="utf-8") if path.is_file() else ""
        if ("\n" + text).count("\n" + before) != 1:
            self.wrong.append((block.first, f"{block.words} does not hold the lines that change once: {text!r}"))
        else:
            path.write_text(("\n" + text).replace("\n" + before, "\n" + after)[1:], encoding="utf-8")

    def run_block(self, block):
        steps = []
        for place, line in enumerate(block.lines):
            if line.startswith("$ "):
                steps.append((block.first + place, line[2:], []))
            elif steps and "quiet" not in block.words:
                steps[-1][2].append(line)
            elif line:
                self.wrong.append((block.first + place, f"this is no command: {line}"))
        written = []
        for index, (place, command, shown) in enumerate(steps):
            actual = self.execute(command)
            is_last = index == len(steps) - 1
            if (self.status != 0) != ("fails" in block.words and is_last):
                self.wrong.append((place, f"$ {command}\nends with {self.status} and prints\n" + "\n".join(actual)))
                continue
            if "quiet" in block.words:
                continue
            # The blank line before the next command is there for the reader, and not printed.
            gap = [""] if not is_last and actual and actual[-1] else []
            expected = shown[:-1] if gap and shown[-1:] == [""] else shown
            if not is_same(expected, actual):
                self.wrong.append((place, f"$ {command}\nprints\n" + "\n".join(actual)))
                shown = shortened(actual, expected) + gap
            written += ["$ " + command, *shown]
        if written:
            self.outputs.append((block, written))

    def execute(self, command):
        place = self.scratch / "place"
        script = f"(exit {self.status})\n{command}\nstatus=$?\npwd > {place}\nexit $status\n"
        done = subprocess.run(
            ["bash", "-c", script], cwd=self.folder, env=self.environment, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, text=True, encoding="utf-8", timeout=60)
        self.status = done.returncode
        if place.is_file():
            self.folder = Path(place.read_text(encoding="utf-8").rstrip("\n"))
        text = done.stdout.replace(str(self.home), "/home/ada")
        return text.removesuffix("\n").split("\n") if text else []


def is_same(expected, actual):
    """Whether what is printed is what a document shows, where “…” stands for anything."""
    pattern = ""
    for line in expected:
        if line.strip() == "…":
            pattern += r"(?:[^\n]*\n)*?"
        else:
            pattern += r"[^\n]*".join(re.escape(part) for part in line.split("…")) + r"\n"
    return re.fullmatch(pattern, "".join(line + "\n" for line in actual)) is not None


def shortened(actual, expected):
    """What is printed, without what the document leaves out; all of it where its parts are not found again."""
    parts = [[]]
    for line in expected:
        if line.strip() == "…":
            parts.append([])
        else:
            parts[-1].append(line)
    if len(parts) == 1:
        return actual
    alike = [re.sub(r"[−+]?\d[\d,.]*", "0", line) for line in actual]
    shown, place = [], 0
    for index, part in enumerate(parts):
        starts = range(place, len(actual) - len(part) + 1)
        if not starts:
            return actual
        if index == 0:
            start = 0
        elif index == len(parts) - 1:
            start = starts[-1]
        else:
            masks = [re.sub(r"[−+]?\d[\d,.]*", "0", line) for line in part]
            start = max(starts, key=lambda start: sum(map(str.__eq__, masks, alike[start:])))
        for line, now in zip(part, actual[start:]):
            shown.append(line if "…" in line and is_same([line], [now]) else now)
        shown.append("…")
        place = start + len(part)
    return shown[:-1]


def run_session(document, tapeout, record):
    with tempfile.TemporaryDirectory() as scratch:
        session = Session(document, tapeout, Path(scratch).resolve())
        session.run()
    if record:
        lines = list(document.lines)
        for block, written in reversed(session.outputs):
            lines[block.first:block.first + len(block.lines)] = written
        if lines != document.lines:
            (REPOSITORY / document.path).write_text("\n".join(lines), encoding="utf-8")
    return session.wrong


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("tapeout", type=lambda path: str(Path(path).resolve()))
    parser.add_argument("documents", nargs="*", help="only these, as paths from the repository's root")
    parser.add_argument("--record", action="store_true", help="write what commands print into the documents")
    options = parser.parse_intermixed_args()
    checks = Checks()
    documents = {path: Document(path) for path in found_documents()}
    if not options.documents:
        check_links(checks, documents)
        check_index(checks, documents)
        check_lengths(checks, documents)
        check_json(checks, documents)
        check_names(checks, documents, options.tapeout)
    shown = [
        document for path, document in documents.items()
        if any(block.language == "console" for block in document.blocks)
        and (not options.documents or path in options.documents)
    ]
    with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        results = pool.map(lambda document: run_session(document, options.tapeout, options.record), shown)
        commands = 0
        for document, wrong in zip(shown, results):
            commands += sum(
                line.startswith("$ ") for block in document.blocks if block.language == "console" for line in block.lines)
            checks.wrong += [f"{document.path}:{number + 1}: {sentence}" for number, sentence in wrong]
    print(*checks.wrong, sep="\n")
    print(
        f"{len(documents)} documents, {checks.count} links and names, {commands} commands, {len(checks.wrong)} wrong")
    sys.exit(1 if checks.wrong else 0)


if __name__ == "__main__":
    main()
