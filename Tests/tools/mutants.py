"""Changes the program in small ways, one at a time, and looks whether a test notices.

usage: mutants.py [--modules Schedule,History] [--sample 60] [--seed 1] [--least 85] [--jobs 2] [--survivors]

A copy of the tree gets a fixed sample of places a module (comparisons, bounds, sums, constants, conditions), each
behind a switch that the environment variable TAPEOUT_MUTANT names by number. The copy is built once; then each mutant
runs against the suite of its module. One that every test lets pass has survived: either a test is missing, or the
change is none, and mutants_equivalent.txt says why.

A place is known by the text of its line, never by its number, so the sample stays the same while code moves.
Prints the survivors and the score of each module, and ends with 1 where a score is below --least.
"""

import argparse
import collections
import concurrent.futures
import hashlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent.parent
EQUIVALENT = Path(__file__).resolve().with_name("mutants_equivalent.txt")
MODULES = ["Schedule", "Forecast", "History", "Rules"]
SWIFT = os.environ.get("SWIFT", "swift")
FLAGS = ["--explicit-target-dependency-import-check", "error"]
KEPT_OUT = {".git", ".build", "Public", "__pycache__"}
BUILDS = 12

# An operator, what it becomes, and its group of precedence.
OPERATORS = {
    "<": ("<=", "ComparisonPrecedence"), "<=": ("<", "ComparisonPrecedence"),
    ">": (">=", "ComparisonPrecedence"), ">=": (">", "ComparisonPrecedence"),
    "==": ("!=", "ComparisonPrecedence"), "!=": ("==", "ComparisonPrecedence"),
    "&&": ("||", "LogicalConjunctionPrecedence"), "||": ("&&", "LogicalDisjunctionPrecedence"),
    "+": ("-", "AdditionPrecedence"), "-": ("+", "AdditionPrecedence"),
    "+=": ("-=", "AssignmentPrecedence"), "-=": ("+=", "AssignmentPrecedence"),
    "??": ("its right side", "NilCoalescingPrecedence"),
}

PRELUDE = """#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The number of the mutant that is switched on; 0 for none.
let activeMutant = getenv("TAPEOUT_MUTANT").flatMap { Int(String(cString: $0)) } ?? 0

@inline(__always) func mutantIsOff(_ number: Int) -> Bool { activeMutant != number }

@inline(__always) func mutantFlag(_ number: Int, _ value: Bool) -> Bool { activeMutant == number ? !value : value }

@inline(__always) func mutantNumber<T: Numeric>(_ number: Int, _ value: T, plus step: T) -> T {
  activeMutant == number ? value + step : value
}

@inline(__always) func mutantNumber<T: Numeric>(_ number: Int, _ value: T, minus step: T) -> T {
  activeMutant == number ? value - step : value
}

@inline(__always) func mutantMin<T: Comparable>(_ number: Int, _ values: T...) -> T {
  activeMutant == number ? values.max()! : values.min()!
}

@inline(__always) func mutantMax<T: Comparable>(_ number: Int, _ values: T...) -> T {
  activeMutant == number ? values.min()! : values.max()!
}

extension Sequence where Element: Comparable {
  func mutantMin(_ number: Int) -> Element? { activeMutant == number ? self.max() : self.min() }
  func mutantMax(_ number: Int) -> Element? { activeMutant == number ? self.min() : self.max() }
}
"""


# At the end of the copy's Package.swift: without what the suites do not need, which takes most of the time to build.
TRIMMED = """
var kept: Set<String> = %s
var known = 0
while known < kept.count {
  known = kept.count
  for target in package.targets where kept.contains(target.name) {
    for case .byNameItem(let name, _) in target.dependencies { kept.insert(name) }
  }
}
package.targets.removeAll { !kept.contains($0.name) }
package.products = []
package.dependencies = []
"""


# MARK: Places


class Place:
    """One change that can be made: in which module and file, which bytes of which line, and what they become."""

    def __init__(self, module, path, line, column, old, kind, becomes):
        self.module, self.path, self.line, self.column = module, path, line, column
        self.old, self.kind, self.becomes = old, kind, becomes
        self.number, self.text, self.key = 0, "", ""

    def name(self, lines, seen):
        """Text and key, from the line and how many lines just like it came before."""
        text = lines[self.line]
        marked = text[:self.column] + "⟦" + self.old + "⟧" + text[self.column + len(self.old):]
        self.text = " ".join(marked.split())
        signature = f"{self.module}: {self.text} => {self.becomes}"
        seen[signature] += 1
        again = f" (no. {seen[signature]})" if seen[signature] > 1 else ""
        self.key = signature + again

    def rank(self, seed):
        return hashlib.sha256(f"{seed} {self.key}".encode()).hexdigest()

    def replacement(self):
        digits, number = "", self.number
        while number:
            digits, number = "^~%"[number % 3] + digits, number // 3
        if self.kind == "operator":
            return self.old + digits
        if self.kind == "not":
            return "!" + digits
        if self.kind == "condition":
            return f"{self.old}mutantIsOff({self.number}), "
        if self.kind == "number":
            return f"mutantNumber({self.number}, {self.old}, {'plus' if self.becomes.endswith('+ 1') else 'minus'}: 1)"
        if self.kind == "flag":
            return f"mutantFlag({self.number}, {self.old})"
        # min, max, as functions and as methods
        bare = self.old.strip(".(")
        tail = "" if self.old.startswith(".") else ", "
        return f"{'.' if self.old.startswith('.') else ''}mutant{bare.capitalize()}({self.number}{tail}"

    def declaration(self):
        """The operator that stands for the one at this place."""
        sign = self.replacement()
        if self.kind == "not":
            return (f"prefix operator {sign}\n@inline(__always) prefix func {sign} (value: Bool) -> Bool "
                    f"{{ activeMutant == {self.number} ? value : !value }}\n")
        if self.kind != "operator":
            return ""
        other, precedence = OPERATORS[self.old]
        text = f"infix operator {sign}: {precedence}\n"
        def function(generic, left, right, result, body):
            return f"@inline(__always) func {sign} {generic}(a: {left}, b: {right}) -> {result} {{ {body} }}\n"
        choice = f"activeMutant == {self.number} ? a {other} b : a {self.old} b"
        if precedence == "ComparisonPrecedence":
            law = "Equatable" if self.old in ("==", "!=") else "Comparable"
            text += function(f"<T: {law}>", "T", "T", "Bool", choice)
            text += "@_disfavoredOverload "
            text += function("<T: BinaryInteger, U: BinaryInteger>", "T", "U", "Bool", choice)
            if law == "Equatable":
                text += function("<T>", "T?", "_OptionalNilComparisonType", "Bool", choice)
        elif self.old in ("&&", "||"):
            lazily = f"activeMutant == {self.number} ? a {other} b() : a {self.old} b()"
            text += function("", "Bool", "@autoclosure () -> Bool", "Bool", lazily)
        elif self.old == "??":
            value = f"activeMutant == {self.number} ? b() : a ?? b()"
            text += function("<T>", "T?", "@autoclosure () -> T", "T", value)
            text += function("<T>", "T?", "@autoclosure () -> T?", "T?", value)
        elif precedence == "AssignmentPrecedence":
            text += function("<T: AdditiveArithmetic>", "inout T", "T", "Void",
                             f"if activeMutant == {self.number} {{ a {other} b }} else {{ a {self.old} b }}")
        else:
            text += function("<T: AdditiveArithmetic>", "T", "T", "T", choice)
            text += function("", "Day", "Int", "Day", choice)
            if self.old == "-":
                text += function("", "Day", "Day", "Int", f"activeMutant == {self.number} ? b - a : a - b")
        return text


def code_only(text):
    """The text with every comment and string blanked out, as long as before."""
    out, index, depths = list(text), 0, []

    def blank(first, last):
        for place in range(first, last):
            if out[place] != "\n":
                out[place] = " "

    while index < len(text):
        if text.startswith("//", index):
            end = text.find("\n", index)
            end = len(text) if end < 0 else end
            blank(index, end)
            index = end
        elif text.startswith("/*", index):
            end = text.find("*/", index) + 2
            blank(index, end)
            index = end
        elif match := re.compile(r'(#*)("""|")').match(text, index):
            end = string_end(text, index, match[1], match[2])
            blank(index, end)
            index = end
        else:
            index += 1
    return "".join(out)


def string_end(text, start, hashes, quote):
    """Where a literal ends; what is interpolated counts as part of it."""
    index = start + len(hashes) + len(quote)
    while index < len(text):
        if text.startswith("\\" + hashes + "(", index):
            index += len(hashes) + 2
            depth = 1
            while depth and index < len(text):
                if inner := re.compile(r'(#*)("""|")').match(text, index):
                    index = string_end(text, index, inner[1], inner[2])
                    continue
                depth += {"(": 1, ")": -1}.get(text[index], 0)
                index += 1
        elif text.startswith("\\" + hashes, index):
            index += len(hashes) + 2
        elif text.startswith(quote + hashes, index):
            return index + len(quote) + len(hashes)
        else:
            index += 1
    return index


PATTERNS = [
    ("operator", re.compile(r"(?<= )(<=|>=|==|!=|<|>|&&|\|\||\+=|-=|\+|-|\?\?)(?= )")),
    ("not", re.compile(r"(?<=[ (\[,{])!(?=[\w(.$])")),
    ("condition", re.compile(r"(?<![#\w.`])(?:if|guard|while) (?=\S)")),
    ("number", re.compile(r"(?<![\w.$])\d[\d_]*(?![\w.])")),
    ("flag", re.compile(r"(?<![\w.`])(?:true|false)\b(?!:)")),
    ("extreme", re.compile(r"(?<![\w.`])(?:min|max)\((?=\S)|\.(?:min|max)\((?=\))")),
]
# Lines that hold no expressions, or where only literals may stand.
SKIPPED = re.compile(r"^\s*(import|package import|internal import|@|#|extension|typealias|associatedtype|case \d|case -)")
EXAMPLE = re.compile(r"^  var explanation: Explanation \{$")
TYPES = re.compile(r"\b(func|init|struct|enum|class|protocol|extension)\b.*\bwhere\b")


def places(module):
    """Every place of a module, in the order of files and lines."""
    found, seen = [], collections.Counter()
    folder = REPOSITORY / "Sources" / f"Tapeout{module}"
    for path in sorted(folder.rglob("*.swift")):
        text = path.read_text(encoding="utf-8")
        lines, bare = text.split("\n"), code_only(text).split("\n")
        is_example = False
        for number, line in enumerate(bare):
            # What a rule says of itself is text and examples, not a part of how it decides.
            is_example = EXAMPLE.match(line) is not None or is_example and line != "  }"
            if is_example or SKIPPED.match(line) or TYPES.search(line):
                continue
            for kind, pattern in PATTERNS:
                for match in pattern.finditer(line):
                    old = match[0]
                    before, after = lines[number][:match.start()].rstrip(), lines[number][match.end():].lstrip()
                    # The name of an operator that is declared, or texts put together.
                    if before.endswith(("func", '"')) or after.startswith('"'):
                        continue
                    if kind == "operator":
                        becomes = OPERATORS[old][0]
                    elif kind == "number":
                        flip = hashlib.sha256(line.strip().encode()).digest()[0] % 2 and old != "0"
                        becomes = f"{old} {'-' if flip else '+'} 1"
                    else:
                        becomes = {"not": "nothing", "condition": f"never {old.strip()}", "flag": "the other"}.get(
                            kind, "max" if "min" in old else "min")
                    place = Place(module, path.relative_to(REPOSITORY), number, match.start(), old, kind, becomes)
                    place.name(lines, seen)
                    found.append(place)
    return found


def equivalents():
    """The changes that are none, each with its reason."""
    reasons, key = {}, None
    if EQUIVALENT.exists():
        for line in EQUIVALENT.read_text(encoding="utf-8").splitlines():
            if line.startswith("  ") and key:
                reasons[key] = f"{reasons[key]} {line.strip()}".strip()
            elif line.strip() and not line.startswith("#"):
                key = line.strip()
                reasons[key] = ""
    for key, reason in reasons.items():
        if not reason:
            sys.exit(f"{EQUIVALENT.name} gives no reason for {key}")
    return reasons


# MARK: The copy


def write(path, data):
    """Only where it differs: what keeps its time is not built again."""
    if not (path.exists() and not path.is_symlink() and path.read_bytes() == data):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def copy_tree(tree, chosen):
    """The repository with every chosen place behind its switch."""
    present = set()
    by_file = collections.defaultdict(list)
    for place in chosen:
        by_file[place.path].append(place)
    for folder, folders, files in os.walk(REPOSITORY):
        folders[:] = [name for name in folders if name not in KEPT_OUT]
        for name in files + [name for name in folders if (Path(folder) / name).is_symlink()]:
            path = Path(folder) / name
            relative = path.relative_to(REPOSITORY)
            present.add(relative)
            if path.is_symlink():
                (tree / relative).parent.mkdir(parents=True, exist_ok=True)
                if not (tree / relative).is_symlink():
                    (tree / relative).symlink_to(os.readlink(path))
            elif relative == Path("Package.swift"):
                names = json.dumps(sorted({suites(place.module) for place in chosen}))
                write(tree / relative, path.read_bytes() + (TRIMMED % names).encode())
            elif relative in by_file:
                write(tree / relative, switched(path.read_text(encoding="utf-8"), by_file[relative]).encode())
            else:
                write(tree / relative, path.read_bytes())
    for module in {place.module for place in chosen}:
        relative = Path("Sources") / f"Tapeout{module}" / "Mutants.swift"
        own = [place for place in chosen if place.module == module]
        text = "import TapeoutModel\n\n" + PRELUDE + "".join(place.declaration() for place in own)
        write(tree / relative, text.encode())
        present.add(relative)
    for folder, folders, files in os.walk(tree):
        folders[:] = [name for name in folders if name not in KEPT_OUT]
        for name in files:
            if (Path(folder) / name).relative_to(tree) not in present:
                (Path(folder) / name).unlink()


def switched(text, chosen):
    lines = text.split("\n")
    for place in sorted(chosen, key=lambda place: place.column, reverse=True):
        line = lines[place.line]
        lines[place.line] = line[:place.column] + place.replacement() + line[place.column + len(place.old):]
    return "\n".join(lines)


def build(tree):
    """Builds the copy; the output, and whether it went well."""
    done = subprocess.run(
        [SWIFT, "build", "--build-tests", *FLAGS], cwd=tree, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    return done.stdout, done.returncode == 0


def to_blame(output, tree, chosen):
    """The places whose lines the compiler refuses: nearest first where it names a line beside one."""
    blamed = set()
    for path, line in re.findall(r"(?m)^(\S+\.swift):(\d+):\d+: error:", output):
        try:
            relative = Path(path).resolve().relative_to(tree.resolve())
        except ValueError:
            continue
        own = [place for place in chosen if place.path == relative]
        at = [place for place in own if place.line == int(line) - 1]
        near = sorted(own, key=lambda place: abs(place.line - int(line) + 1))[:1]
        blamed |= {place.key for place in at or near if abs(place.line - int(line) + 1) <= 12}
        if relative.name == "Mutants.swift":
            text = (tree / relative).read_text(encoding="utf-8").split("\n")[int(line) - 1]
            blamed |= {place.key for place in chosen if f"activeMutant == {place.number} " in text}
    return blamed


def choose(modules, sample, seed, refused):
    chosen = []
    for module in modules:
        ranked = sorted(places(module), key=lambda place: place.rank(seed))
        chosen += [place for place in ranked if place.key not in refused][:sample]
    # By key, so that a mutant keeps its number as long as the sample stays.
    for number, place in enumerate(sorted(chosen, key=lambda place: place.key), 1):
        place.number = number
    return chosen


# MARK: Running


def suites(module):
    """The tests that must notice: the module's own."""
    own = f"Tapeout{module}Tests"
    return own if (REPOSITORY / "Tests" / own).is_dir() else "TapeoutScheduleTests"


def run(bundle, module, number, limit):
    """How one mutant ends: killed, survived, or took too long."""
    environment = {**os.environ, "TAPEOUT_MUTANT": str(number)}
    command = [bundle, "--testing-library", "swift-testing", "--filter", f"^{suites(module)}\\."]
    start = time.monotonic()
    process = subprocess.Popen(
        command, cwd=bundle.parent, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        start_new_session=True)
    try:
        output, _ = process.communicate(timeout=limit)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        return "took too long", limit, ""
    seconds = time.monotonic() - start
    text = output.decode(errors="replace")
    if process.returncode == 0:
        return ("survived" if re.search(r"with [1-9]\d* tests?\b", text) else "ran no test"), seconds, text
    return "killed", seconds, text


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--modules", default=",".join(MODULES))
    options.add_argument("--sample", type=int, default=60, help="places a module")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--least", type=float, default=85, help="the score in percent below which the run fails")
    options.add_argument("--jobs", type=int, default=2)
    options.add_argument("--scratch", type=Path, default=REPOSITORY / ".build" / "mutants")
    options.add_argument("--survivors", action="store_true", help="only those that survived the last run")
    options.add_argument("--list", action="store_true", help="only say which places there are")
    options = options.parse_args()
    modules = [name for name in options.modules.split(",") if (REPOSITORY / "Sources" / f"Tapeout{name}").is_dir()]
    tree, memory = options.scratch / "tree", options.scratch / "memory.json"
    known = json.loads(memory.read_text()) if memory.exists() else {}
    refused, last = set(known.get("refused", [])), known.get("ended", {})
    start = time.monotonic()
    reasons = equivalents()
    for _ in range(BUILDS):
        chosen = choose(modules, options.sample, options.seed, refused)
        if options.list:
            print("\n".join(f"{place.path}:{place.line + 1}: {place.key}" for place in chosen))
            return
        copy_tree(tree, chosen)
        output, is_built = build(tree)
        if is_built:
            break
        blamed = to_blame(output, tree, chosen)
        if not blamed:
            sys.exit(f"The copy does not build:\n{output[-3000:]}")
        print(f"{len(blamed)} places cannot be switched: others take their turn", flush=True)
        refused |= blamed
        remember(memory, refused, last)
    else:
        sys.exit("The copy does not build")
    remember(memory, refused, last)
    print(f"{len(chosen)} mutants built in {time.monotonic() - start:.0f} s", flush=True)
    bundle = next((tree / ".build" / "debug").resolve().glob("*PackageTests.xctest"))
    if bundle.is_dir():
        bundle = next((bundle / "Contents" / "MacOS").iterdir())
    limits = {}
    for module in modules:
        ended, seconds, text = run(bundle, module, 0, 900)
        if ended != "survived":
            sys.exit(f"The suite of {module} fails without a mutant ({ended}):\n{text[-3000:]}")
        limits[module] = 20 + 6 * seconds
        print(f"{suites(module)} takes {seconds:.1f} s", flush=True)
    due = [place for place in chosen if place.key not in reasons]
    if options.survivors:
        due = [place for place in due if last.get(place.key, "survived") == "survived"]
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        futures = {pool.submit(run, bundle, place.module, place.number, limits[place.module]): place for place in due}
        for future in concurrent.futures.as_completed(futures):
            last[futures[future].key] = future.result()[0]
    ended = {place.key: last[place.key] for place in chosen if place.key in last and place.key not in reasons}
    remember(memory, refused, {**last, **ended})
    is_enough = report(modules, chosen, ended, reasons, options.least)
    print(f"{time.monotonic() - start:.0f} s")
    sys.exit(0 if is_enough else 1)


def remember(memory, refused, ended):
    memory.parent.mkdir(parents=True, exist_ok=True)
    memory.write_text(json.dumps({"refused": sorted(refused), "ended": ended}, indent=1, ensure_ascii=False))


def report(modules, chosen, ended, reasons, least):
    is_enough = True
    for module in modules:
        own = [place for place in chosen if place.module == module]
        counted = [place for place in own if place.key in ended]
        alive = [place for place in counted if ended[place.key] in ("survived", "ran no test")]
        for place in sorted(alive, key=lambda place: (place.path, place.line)):
            print(f"{place.path}:{place.line + 1}: {place.text} => {place.becomes}: {ended[place.key]}")
        score = 100 * (1 - len(alive) / max(1, len(counted)))
        is_enough = is_enough and score >= least
        slow = sum(1 for place in counted if ended[place.key] == "took too long")
        print(f"{module}: {len(counted) - len(alive)} of {len(counted)} noticed ({score:.0f} %), {slow} of them by time; "
              f"{sum(1 for place in own if place.key in reasons)} change nothing")
        for key in reasons:
            if key.startswith(f"{module}: ") and key not in {place.key for place in own}:
                print(f"{EQUIVALENT.name} names a place that is not in the sample: {key}")
    return is_enough


if __name__ == "__main__":
    main()
