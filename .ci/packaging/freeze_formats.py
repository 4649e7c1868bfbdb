#!/usr/bin/env python3
"""Keeps the schemas of a release, as its readers know them, for the test that they can read what is written later.

A reader ignores what it does not know, so what is kept says nothing of further fields.
"""

import json
import pathlib

import release

SCHEMAS = release.ROOT / "Docs" / "schemas"


def open_to_more(node):
    """Returns a schema without the rule that there is nothing else."""
    if isinstance(node, dict):
        return {
            key: open_to_more(value) for key, value in node.items()
            if not (key == "additionalProperties" and value is False)}
    return [open_to_more(item) for item in node] if isinstance(node, list) else node


def main():
    folder = release.ROOT / "Tests/Fixtures/formats" / release.version()
    folder.mkdir(parents=True, exist_ok=True)
    for path in sorted(SCHEMAS.glob("*.schema.json")):
        schema = open_to_more(json.loads(path.read_text()))
        (folder / path.name).write_text(json.dumps(schema, indent=1, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
