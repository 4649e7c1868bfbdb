"""Writes the manual pages from what the program says of itself.

`tapeout --experimental-dump-help` prints its commands as JSON, so a page and `--help` cannot differ. One page for
`tapeout`, one for each command, in the macros of man(7).
"""

import json
import subprocess


def pages(program, date):
    """Returns the manual pages as a dictionary from file name to text.

    program: path of the binary. date: of the page, such as 2026-11-29.
    """
    dump = subprocess.run([program, "--experimental-dump-help"], check=True, capture_output=True, text=True)
    root = json.loads(dump.stdout)["command"]
    version = subprocess.run([program, "--version"], check=True, capture_output=True, text=True).stdout.strip()
    result = {}
    _add(root, [], version, date, result)
    return result


def _add(command, parents, version, date, result):
    names = parents + [command["commandName"]]
    commands = [inner for inner in command.get("subcommands", []) if inner["commandName"] != "help"]
    result["-".join(names) + ".1"] = _page(command, names, commands, version, date)
    for inner in commands:
        _add(inner, names, version, date, result)


def _page(command, names, commands, version, date):
    shown = [argument for argument in command.get("arguments", []) if argument.get("shouldDisplay", True)]
    title = "-".join(names)
    lines = [
        f'.TH {_quoted(title.upper())} 1 {_quoted(date)} {_quoted("tapeout " + version)} "User Commands"',
        ".SH NAME",
        f"{_text(title)} \\- {_text(_without_stop(command.get('abstract', '')))}",
        ".SH SYNOPSIS",
        f".B {_text(' '.join(names))}",
    ]
    lines += [_synopsis(argument) for argument in shown]
    if commands:
        lines.append("\\fIcommand\\fR ...")
    if command.get("discussion"):
        lines += [".SH DESCRIPTION", *_paragraphs(command["discussion"])]
    for heading, kinds in (("ARGUMENTS", ("positional",)), ("OPTIONS", ("option", "flag"))):
        entries = [argument for argument in shown if argument["kind"] in kinds]
        if entries:
            lines.append(f".SH {heading}")
        for argument in entries:
            lines += [".TP", _tag(argument), *_about(argument)]
    if commands:
        lines.append(".SH COMMANDS")
        for inner in commands:
            page = "-".join(names + [inner["commandName"]])
            lines += [".TP", f"\\fB{_text(page)}\\fR(1)", _text(inner.get("abstract", ""))]
    else:
        lines += [".SH SEE ALSO", "\\fBtapeout\\fR(1)"]
    return "\n".join(line for line in lines if line) + "\n"


def _synopsis(argument):
    text = _tag(argument) if argument["kind"] != "positional" else f"\\fI{_text(argument['valueName'])}\\fR"
    if argument.get("isRepeating"):
        text += " ..."
    return f"[{text}]" if argument.get("isOptional") else text


def _tag(argument):
    if argument["kind"] == "positional":
        return f"\\fI{_text(argument['valueName'])}\\fR"
    marks = {"long": "--", "short": "-", "longWithSingleDash": "-"}
    names = ", ".join(f"\\fB{_text(marks[name['kind']] + name['name'])}\\fR" for name in argument["names"])
    return names if argument["kind"] == "flag" else f"{names} \\fI{_text(argument['valueName'])}\\fR"


def _about(argument):
    lines = _paragraphs(argument.get("abstract", ""))
    if argument.get("discussion"):
        lines += _paragraphs(argument["discussion"])
    values = argument.get("allValues")
    if values and not all(value in argument.get("abstract", "") for value in values):
        lines.append(_text("One of " + ", ".join(values) + "."))
    if argument.get("defaultValue") and argument["kind"] == "option":
        lines.append(_text(f"Default: {argument['defaultValue']}."))
    return lines or [""]


def _paragraphs(text):
    lines = []
    for paragraph in text.split("\n\n"):
        if lines:
            lines.append(".PP")
        lines += [_text(line) for line in paragraph.split("\n")]
    return lines


def _without_stop(text):
    return text[:-1] if text.endswith(".") else text


def _quoted(text):
    return '"' + _text(text).replace('"', '\\(dq') + '"'


def _text(text):
    """Escapes what roff would take for its own: backslashes, hyphens that would become dashes, a control line's sign."""
    text = text.replace("\\", "\\e").replace("-", "\\-")
    return "\\&" + text if text.startswith((".", "'")) else text
