"""Opens a content file in headless editors, types into it, and looks at what they show.

usage: check_editors.py TAPEOUT [nvim|emacs|vscode ...]

Uses the set-up files in Docs/editors. Exits with 1 and says what is wrong where anything is.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent.parent
SETUP = REPOSITORY / "Docs" / "editors"
SESSIONS = Path(__file__).resolve().parent / "editors"

FILES = {
    "program.md": "---\ntitle: Program\nlaunch: 2026\nstatus_date: 2026-01-15\nrules: {no-baseline: off, tape-out-without-signoff: off}\n---\n",
    "partners/broadcom.md": "---\ntitle: Broadcom\nrole: design-partner\n---\n",
    "partners/tsmc.md": "---\ntitle: TSMC\nrole: foundry\n---\n",
    "partners/acme.md": "---\ntitle: Acme\nrole: customer\n---\n",
    "chips/one/chip.md":
        "---\ntitle: Chip 😀\nkind: custom\ndesign_partner: broadcom\nfoundry: tsmc\npackaging: tsmc\nlaunch: tape-out\n---\n",
    "chips/one/milestones/signoff.md":
        "---\ntitle: Sign-off\nkind: timing-signoff\nowner: Layout team\nforecast: 2026-06-01\n---\n",
    "chips/one/milestones/tape-out.md":
        "---\ntitle: Tape-out 😀\nkind: tape-out\nowner: Layout team\nforecast: 2026-06-31\nafter:\n  signoff: 2w\n---\n\n"
        "## Exit criteria\n\n- [ ] Rules clean\n",
}


class Wrong(Exception):
    pass


def expect(condition, what):
    if not condition:
        raise Wrong(what)


def run(editor, command, tapeout, setup):
    with tempfile.TemporaryDirectory() as folder:
        # Resolved, as editors resolve it.
        root = Path(folder).resolve()
        for name, text in FILES.items():
            path = root / "Content" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        file = root / "Content/chips/one/milestones/tape-out.md"
        environment = dict(os.environ, TAPEOUT=str(tapeout), SETUP=str(setup), FILE=str(file), HOME=str(root / "home"),
                           XDG_CACHE_HOME=str(root / "cache"), XDG_DATA_HOME=str(root / "data"),
                           XDG_STATE_HOME=str(root / "state"), XDG_CONFIG_HOME=str(root / "config"))
        (root / "home").mkdir()
        done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, timeout=180)
        lines = [line for line in done.stdout.splitlines() if line.startswith("{")]
        expect(lines, f"no result: {done.stdout[-500:]} {done.stderr[-500:]}")
        found = json.loads(lines[-1])
        judge(found, root)


def judge(found, root):
    expect(not found.get("problem"), f"an error: {found.get('problem')}")
    expect(found["attached"] is True, "the server was not attached")
    before = found["before"]
    expect(len(before) == 1 and before[0]["line"] == 4 and "There is no 2026-06-31" in before[0]["message"],
           f"what is wrong was not shown: {before}")
    expect(not found["after"], f"what was mended is still shown: {found['after']}")
    expect("Sign-off" in found["hover"]["contents"]["value"], f"hover: {found['hover']}")
    definition = found["definition"]
    definition = definition[0] if isinstance(definition, list) else definition
    expect(definition["uri"] == (root / "Content/chips/one/milestones/signoff.md").as_uri(), f"definition: {definition}")
    labels = [item["label"] for item in found["completion"]["items"]]
    expect(labels[0] == "tape-out" and "review" in labels, f"completion: {labels[:5]}")
    if "lines" in found:
        expect(found["lines"][11] == "- [x] Rules clean", f"the action changed: {found['lines']}")
    if "renamed" in found:
        milestones = root / "Content/chips/one/milestones"
        expect(found["renamed"], "the id was not renamed")
        expect(not (milestones / "signoff.md").exists() and (milestones / "timing-signoff.md").exists(), "the file was not moved")
        expect("renamed: [signoff]" in (milestones / "timing-signoff.md").read_text(), "the old id was not kept")


def vscode():
    """The extension is loaded with stand-ins for what VS Code brings."""
    if not shutil.which("node"):
        return "no node"
    script = """
      const Module = require("module"), load = Module._load, made = [];
      Module._load = (name, ...rest) =>
        name === "vscode" ? { workspace: { getConfiguration: () => ({ get: (n, usual) => usual }) } }
        : name === "vscode-languageclient/node"
          ? { LanguageClient: class { constructor(...all) { made.push(all) } start() { return "started" } stop() { return "stopped" } } }
          : load(name, ...rest);
      const extension = require(process.argv[1]);
      const answers = [extension.deactivate(), extension.activate(), extension.deactivate()];
      console.log(JSON.stringify({ answers, made }));
    """
    done = subprocess.run(["node", "-e", script, str(SETUP / "vscode" / "extension.js")], capture_output=True, text=True)
    expect(done.returncode == 0, done.stderr[-500:])
    found = json.loads(done.stdout)
    expect(found["answers"] == [None, "started", "stopped"], f"it answered {found['answers']}")
    expect(found["made"][0][2]["run"] == {"command": "tapeout", "args": ["lsp"]}, f"it started {found['made']}")
    package = json.loads((SETUP / "vscode" / "package.json").read_text())
    expect(package["main"] == "./extension.js", "package.json names another file")
    return None


def main():
    tapeout = Path(sys.argv[1]).resolve()
    wanted = sys.argv[2:] or ["nvim", "emacs", "vscode"]
    failed = False
    for editor in wanted:
        try:
            skipped = None
            if editor == "vscode":
                skipped = vscode()
            elif not shutil.which(editor):
                skipped = f"no {editor}"
            elif editor == "nvim":
                run(editor, ["nvim", "--headless", "-u", "NONE", "-i", "NONE", "-n", "-c",
                             f"luafile {SESSIONS / 'session.lua'}"], tapeout, SETUP / "nvim" / "tapeout.lua")
            else:
                run(editor, ["emacs", "--batch", "--no-init-file", "-l", str(SESSIONS / "session.el")], tapeout,
                    SETUP / "emacs" / "tapeout.el")
            print(f"{editor}: {'skipped, ' + skipped if skipped else 'as it should be'}")
            failed = failed or bool(skipped and len(sys.argv) > 2)
        except (Wrong, subprocess.TimeoutExpired, KeyError, IndexError, TypeError) as problem:
            print(f"{editor}: {problem!r}", file=sys.stderr)
            failed = True
    sys.exit(1 if failed else 0)


main()
