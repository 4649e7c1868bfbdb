"""Holds the front matter of real files against the schemas that `tapeout schema` prints, with a validator of others."""

import json
import re
import subprocess

import jsonschema
import yaml

NOUNS = ["program", "partner", "chip", "milestone", "risk", "report", "scenario"]
# Front matter that a validator must refuse, by the kind of its file, and why.
WRONG = [
    ("milestone", "title: T\nkind: tape-out\nforcast: 2026-06-01", "unknown-field"),
    ("milestone", "title: T\nkind: Tape out", "invalid-kind"),
    ("milestone", "kind: tape-out", "missing-field"),
    ("milestone", "title: T\nkind: tape-out\nforecast: 2026-13-01", "invalid-date"),
    ("milestone", "title: T\nkind: tape-out\nforecast: soon", "invalid-date"),
    ("milestone", "title: T\nkind: tape-out\nafter: {x: 3 weeks}", "invalid-duration"),
    ("milestone", "title: T\nkind: tape-out\nafter: [x]", "wrong-type"),
    ("milestone", "title: T\nkind: tape-out\ngate: perhaps", "invalid-flag"),
    ("milestone", "title: T\nkind: tape-out\nstatus: late", "invalid-word"),
    ("risk", "title: T\nprobability: 0.3", "invalid-probability"),
    ("risk", "title: T\nprobability: 30%\ndelays: {x: a while}", "invalid-duration"),
    ("scenario", "title: T\nchanges: {custom-1/tape-out: 3w}", "invalid-supposition"),
    ("chip", "title: T\nkind: gadget", "invalid-word"),
    ("partner", "title: T\nrole: emperor", "invalid-word"),
    ("program", "title: T\nlaunch: 2026\nsite: ftp://example.org", "invalid-address"),
    ("program", "title: T\nlaunch: 2026\nkinds: {x: 3}", "wrong-type"),
]


class CoreLoader(yaml.SafeLoader):
    """YAML 1.2's core schema: a date is a text there, and `on` is one, too."""


CoreLoader.yaml_implicit_resolvers = {}
for tag, pattern, first in [
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]), ("bool", r"true|True|TRUE|false|False|FALSE", list("tTfF")),
    ("int", r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", list("-+0123456789")),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", list("-+.0123456789")),
]:
    CoreLoader.add_implicit_resolver("tag:yaml.org,2002:" + tag, re.compile(f"^(?:{pattern})$"), first)


def keys_as_text(value):
    """Names of entries are texts whatever they look like."""
    if isinstance(value, dict):
        return {str(name): keys_as_text(own) for name, own in value.items()}
    return [keys_as_text(own) for own in value] if isinstance(value, list) else value


def front_matter(text):
    return keys_as_text(yaml.load(text, CoreLoader))


def noun(path, content):
    parts = path.relative_to(content).parts
    if parts == ("program.md",):
        return "program"
    return {"partners": "partner", "reports": "report", "milestones": "milestone", "risks": "risk", "scenarios": "scenario"}.get(
        parts[-2], "chip" if parts[-1] == "chip.md" else None)


def check_schemas(tapeout, repository):
    """Return how many files were held against the schemas."""
    validators = {}
    for name in NOUNS:
        printed = subprocess.run([tapeout, "schema", name], capture_output=True, check=True)
        schema = json.loads(printed.stdout)
        jsonschema.Draft202012Validator.check_schema(schema)
        validators[name] = jsonschema.Draft202012Validator(schema)
    held = 0
    contents = [repository / "Content", *(path.parent for path in sorted(repository.glob("Docs/guide/**/Content/program.md")))]
    for content in contents:
        for path in sorted(content.rglob("*.md")):
            name, text = noun(path, content), path.read_text(encoding="utf-8")
            if name is None or not text.startswith("---\n"):
                continue
            validators[name].validate(front_matter(text.split("---\n", 2)[1]))
            held += 1
    for name, text, says in WRONG:
        assert list(validators[name].iter_errors(front_matter(text))), f"{says}: the schema of a {name} allows {text!r}"
    return held
