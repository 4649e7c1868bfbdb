"""`tapeout lsp` over the wire: a client that others wrote (pytest-lsp), and streams that no client would write.

usage: TAPEOUT=path/to/tapeout python -m pytest test_language_server.py
"""

import http.server
import json
import os
import re
import signal
import socket
import stat
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

import lsprotocol.converters
import pytest
import pytest_lsp
from lsprotocol import types
from pytest_lsp import ClientServerConfig, LanguageClient, client_capabilities

TAPEOUT = os.environ["TAPEOUT"]
FILES = {
    "program.md": "---\ntitle: Program\nlaunch: 2026\nstatus_date: 2026-01-15\nrules: {no-baseline: off, tape-out-without-signoff: off}\n---\n",
    "partners/broadcom.md": "---\ntitle: Broadcom\nrole: design-partner\n---\n",
    "chips/one/chip.md": "---\ntitle: Chip\nkind: custom\ndesign_partner: broadcom\nlaunch: tape-out\n---\n",
    "chips/one/milestones/signoff.md":
        "---\ntitle: Sign-off\nkind: timing-signoff\nowner: Layout team\nforecast: 2026-06-01\n---\n",
    "chips/one/milestones/tape-out.md":
        "---\ntitle: Tape-out\nkind: tape-out\nowner: 😀 team\nforecast: 2026-06-26\nafter:\n  signoff: 2w\n---\n\n"
        "## Exit criteria\n\n- [ ] Rules clean\n",
}


@pytest.fixture
def root(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    for name, text in FILES.items():
        path = tmp_path / "plan" / "Content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return tmp_path / "plan"


def tape_out(root):
    return root / "Content/chips/one/milestones/tape-out.md"


# A client that others wrote.

@pytest_lsp.fixture(params=["visual_studio_code", "neovim", "emacs"],
                    config=ClientServerConfig(server_command=[TAPEOUT, "lsp", "--no-history"]))
async def client(request, lsp_client: LanguageClient, root):
    capabilities = client_capabilities(request.param)
    await lsp_client.initialize_session(types.InitializeParams(
        capabilities=capabilities, process_id=os.getpid(), root_uri=root.as_uri(),
        workspace_folders=[types.WorkspaceFolder(uri=root.as_uri(), name="plan")]))
    yield
    await lsp_client.shutdown_session()


def opened(client, root, text=None):
    path = tape_out(root)
    uri = path.as_uri()
    client.text_document_did_open(types.DidOpenTextDocumentParams(types.TextDocumentItem(
        uri=uri, language_id="markdown", version=1, text=path.read_text() if text is None else text)))
    return uri


@pytest.mark.asyncio
async def test_diagnostics_follow_incremental_changes(client, root):
    uri = opened(client, root)
    await client.wait_for_notification("textDocument/publishDiagnostics")
    for _ in range(200):
        if uri in client.diagnostics:
            break
        await client.wait_for_notification("textDocument/publishDiagnostics")
    assert "invalid-date" not in [item.code for item in client.diagnostics[uri]]
    change = types.TextDocumentContentChangePartial(
        range=types.Range(types.Position(4, 18), types.Position(4, 20)), text="31")
    client.text_document_did_change(types.DidChangeTextDocumentParams(
        types.VersionedTextDocumentIdentifier(uri=uri, version=2), [change]))
    while not (found := [item for item in client.diagnostics[uri] if item.code == "invalid-date"]):
        await client.wait_for_notification("textDocument/publishDiagnostics")
    found = found[0]
    assert found.code == "invalid-date" and found.range.start == types.Position(4, 10)
    if found.code_description:
        assert found.code_description.href.endswith("rules.md#invalid-date")
        assert "## invalid-date" in Path(found.code_description.href.split("#")[0][7:]).read_text()


@pytest.mark.asyncio
async def test_answers(client, root):
    uri = opened(client, root)
    document = types.TextDocumentIdentifier(uri)
    name = types.Position(6, 4)
    hover = await client.text_document_hover_async(types.HoverParams(document, name))
    assert "Sign-off" in hover.contents.value
    completion = await client.text_document_completion_async(types.CompletionParams(document, types.Position(2, 6)))
    assert completion.items[0].label == "tape-out"
    definition = await client.text_document_definition_async(types.DefinitionParams(document, name))
    assert definition.uri.endswith("signoff.md")
    references = await client.text_document_references_async(
        types.ReferenceParams(types.ReferenceContext(include_declaration=True), document, name))
    assert [location.uri.rsplit("/", 1)[1] for location in references] == ["signoff.md", "tape-out.md"]
    highlights = await client.text_document_document_highlight_async(types.DocumentHighlightParams(document, name))
    assert len(highlights) == 1
    symbols = await client.text_document_document_symbol_async(types.DocumentSymbolParams(document))
    assert symbols[0].name == "title"
    found = await client.workspace_symbol_async(types.WorkspaceSymbolParams(query="tapo"))
    assert [symbol.name for symbol in found] == ["one/tape-out · Tape-out"]
    folds = await client.text_document_folding_range_async(types.FoldingRangeParams(document))
    assert folds[0].start_line == 0
    whole = types.Range(types.Position(0, 0), types.Position(99, 0))
    hints = await client.text_document_inlay_hint_async(types.InlayHintParams(document, whole))
    assert hints[0].label.startswith("expected 2026-06-26")
    lenses = await client.text_document_code_lens_async(types.CodeLensParams(document))
    assert "Sign-off" in lenses[0].command.title
    actions = await client.text_document_code_action_async(
        types.CodeActionParams(document, whole, types.CodeActionContext([])))
    assert any(action.title.startswith("Tick") for action in actions)
    links = await client.text_document_document_link_async(types.DocumentLinkParams(document))
    assert not links


def applied(root, edit):
    """Do on the disk what an editor does with an edit: texts first, then moves, as they come. Columns are UTF-16."""
    def path(uri):
        return Path(urllib.parse.unquote(urllib.parse.urlparse(uri).path))

    def offset(text, place):
        line = text.split("\n")[place["line"]].encode("utf-16-le")
        before = sum(len(line) + 1 for line in text.split("\n")[:place["line"]])
        return before + len(line[:place["character"] * 2].decode("utf-16-le"))

    for change in edit["documentChanges"]:
        if change.get("kind") == "rename":
            assert not path(change["newUri"]).exists()
            path(change["oldUri"]).rename(path(change["newUri"]))
            continue
        file = path(change["textDocument"]["uri"])
        text = file.read_text()
        for one in sorted(change["edits"], key=lambda one: offset(text, one["range"]["start"]), reverse=True):
            text = text[:offset(text, one["range"]["start"])] + one["newText"] + text[offset(text, one["range"]["end"]):]
        file.write_text(text)


def errors(root):
    done = subprocess.run([TAPEOUT, "check", "--root", root, "--no-history", "--format", "json"], capture_output=True, text=True)
    return [found["headline"] for found in json.loads(done.stdout)["findings"] if found["severity"] == "error"]


@pytest.mark.asyncio
async def test_rename(client, root):
    uri = opened(client, root)
    document, name = types.TextDocumentIdentifier(uri), types.Position(6, 4)
    prepared = await client.text_document_prepare_rename_async(types.PrepareRenameParams(document, name))
    assert prepared.placeholder == "signoff" and prepared.range.start == types.Position(6, 2)
    request = client.text_document_rename_async(types.RenameParams(document, name, "timing-signoff"))
    if "rename" not in (client.capabilities.workspace.workspace_edit.resource_operations or []):
        with pytest.raises(Exception, match="tapeout rename one/signoff one/timing-signoff"):
            await request
        return
    edit = (await request)
    annotations = client.capabilities.workspace.workspace_edit.change_annotation_support
    assert bool(edit.change_annotations) == bool(annotations)
    if annotations:
        assert [one.needs_confirmation for one in edit.change_annotations.values()] == [True]
    applied(root, lsprotocol.converters.get_converter().unstructure(edit))
    assert not (root / "Content/chips/one/milestones/signoff.md").exists()
    assert "timing-signoff: 2w" in tape_out(root).read_text()
    assert "renamed: [signoff]" in (root / "Content/chips/one/milestones/timing-signoff.md").read_text()
    assert not errors(root)


# The wire itself.

class Wire:
    def __init__(self, *arguments, **options):
        self.process = subprocess.Popen([TAPEOUT, "lsp", "--no-history", *arguments], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options)
        self.ids = 0

    def raw(self, data):
        try:
            self.process.stdin.write(data)
            self.process.stdin.flush()
        except BrokenPipeError:
            pass

    def send(self, message):
        body = message if isinstance(message, bytes) else json.dumps(message).encode()
        self.raw(b"Content-Length: %d\r\n\r\n" % len(body) + body)

    def read(self):
        length = None
        while (line := self.process.stdout.readline().strip()):
            if line.lower().startswith(b"content-length:"):
                length = int(line.split(b":")[1])
        return json.loads(self.process.stdout.read(length)) if length is not None else None

    def ask(self, method, params=None, **more):
        self.ids += 1
        self.send({"jsonrpc": "2.0", "id": self.ids, "method": method, "params": params, **more})
        while (message := self.read()) is not None:
            if message.get("id") == self.ids and "method" not in message:
                return message
        raise AssertionError(f"{method} was not answered")

    def start(self, root, capabilities=None, process=None):
        answer = self.ask("initialize", {"processId": process, "rootUri": root.as_uri(),
                                         "capabilities": capabilities or {}})
        self.send({"jsonrpc": "2.0", "method": "initialized", "params": {}})
        return answer["result"]["capabilities"]

    def end(self):
        self.process.stdin.close()
        status = self.process.wait(20)
        errors = self.process.stderr.read()
        assert not errors, errors
        return status


@pytest.fixture
def wire(root):
    wire = Wire()
    yield wire
    wire.process.kill()
    wire.process.wait()


def test_columns_are_those_of_the_client(wire, root):
    capabilities = wire.start(root, {"general": {"positionEncodings": ["utf-8", "utf-16"]}})
    assert capabilities["positionEncoding"] == "utf-8"
    uri = tape_out(root).as_uri()
    wire.send({"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": {"textDocument": {
        "uri": uri, "languageId": "markdown", "version": 1,
        "text": tape_out(root).read_text().replace("owner: 😀 team", "owner: 😀 team, 😀 # x")}}})
    while (message := wire.read()):
        if message.get("method") == "textDocument/publishDiagnostics" and message["params"]["diagnostics"]:
            break
    found = message["params"]["diagnostics"][0]
    assert found["code"] == "comment-in-text"
    assert found["range"]["start"] == {"line": 3, "character": len("owner: 😀 team, 😀 ".encode())}


def test_it_ends_with_its_client(wire, root):
    wire.start(root)
    assert wire.ask("shutdown")["result"] is None
    assert wire.ask("textDocument/hover", {})["error"]["code"] == -32600
    wire.send({"jsonrpc": "2.0", "method": "exit"})
    assert wire.process.wait(20) == 0


def test_it_ends_where_the_stream_does(wire, root):
    wire.start(root)
    assert wire.end() == 1


def test_it_ends_where_the_client_has_died(root):
    # The pipe stays open, held by this process.
    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
    wire = Wire()
    wire.start(root, process=child.pid)
    child.kill()
    child.wait()
    assert wire.process.wait(30) == 1


def test_a_client_that_does_not_read_stops_nothing(wire, root):
    wire.start(root)
    for index in range(20000):
        wire.send({"jsonrpc": "2.0", "id": f"x{index}", "method": "textDocument/documentSymbol",
                   "params": {"textDocument": {"uri": tape_out(root).as_uri()}}})
    wire.process.send_signal(signal.SIGTERM)
    wire.process.wait(20)


BROKEN = [
    b"", b"\r\n", b"\r\n\r\n", b"hello\r\n\r\n", b"Content-Length: 5\r\n\r\n", b"Content-Length: -1\r\n\r\n{}",
    b"Content-Length: abc\r\n\r\n{}", b"Content-Length: 99999999999999999999999\r\n\r\n{}", b"Content-Length: 4294967296\r\n\r\n{}",
    b"Content-Length: 2\r\n\r\n{", b"Content-Length: 1\r\n\r\n{}", b"Content-Length: 0\r\n\r\n", b"\x00\x01\x02\xff" * 1000,
    b"Content-Length: 3\r\n\r\n\xff\xfe\xfd", b"Content-Length: 2\r\n\r\n[]", b"Content-Length: 4\r\n\r\nnull",
    b"x" * 1_000_000, b"Content-Length: 12\r\n\r\n" + b"[" * 12, b"Content-Length: 200000\r\n\r\n" + b"[" * 200000,
    b"Content-Type: text/plain\r\n\r\n{}", b"Content-Length: 2\nContent-Length: 9\n\n{}", b"content-length:2\n\n{}",
    b"Content-Length: 2\r\nX-More: " + b"y" * 100_000 + b"\r\n\r\n{}", b"Content-Length: +2\r\n\r\n{}",
    b"Content-Length: 0x2\r\n\r\n{}", b"Content-Length: 2, 2\r\n\r\n{}", b"Content-Length:\r\n\r\n{}",
    b"Content-Length: 2\r\nContent-Type: application/vscode-jsonrpc; charset=latin-1\r\n\r\n{}",
    b'Content-Length: 16\r\n\r\n{"jsonrpc":"1.0"}', b"Content-Length: 9\r\n\r\n" + b'{"a":"\x00"}'[:9],
    b"Content-Length: 13\r\n\r\n" + b'{"id":"\\ud800"',
    b"\xef\xbb\xbfContent-Length: 2\r\n\r\n{}", b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n",
]


# Those behind which the next header can be found.
AFTERWARDS = BROKEN[:4] + BROKEN[11:16] + BROKEN[18:22] + BROKEN[24:]


@pytest.mark.parametrize("data", BROKEN, ids=range(len(BROKEN)))
def test_broken_streams_end_cleanly(root, data):
    wire = Wire()
    wire.raw(data)
    output, errors = wire.process.communicate(timeout=20)
    assert wire.process.returncode == 1 and not errors


@pytest.mark.parametrize("data", AFTERWARDS, ids=range(len(AFTERWARDS)))
def test_after_a_broken_message_the_next_is_read(wire, root, data):
    wire.raw(data)
    assert wire.start(root)["hoverProvider"]


REQUESTS = [
    ("textDocument/hover", {}, -32602), ("textDocument/hover", None, -32602), ("textDocument/hover", [], -32602),
    ("textDocument/hover", {"textDocument": {"uri": 5}, "position": {"line": 0, "character": 0}}, -32602),
    ("textDocument/hover", {"textDocument": "x"}, -32602), ("no/such/method", {}, -32601), ("$/unknown", {}, -32601),
    ("initialize", {}, -32600), ("workspace/symbol", {}, -32602), ("workspace/executeCommand", {"command": "rm"}, -32602),
    ("", {}, -32601), ("textDocument/hover", "text", -32600), ("textDocument/hover", 5, -32600),
    ("textDocument/hover", {"textDocument": {"uri": None}}, -32602), ("textDocument/hover", {"textDocument": {"uri": ["file:///"]}}, -32602),
    ("textDocument/hover", {"textDocument": []}, -32602), ("textDocument/hover", {"textDocument": {"URI": "x"}}, -32602),
    ("textDocument/completion", {}, -32602), ("textDocument/definition", {}, -32602), ("textDocument/references", {}, -32602),
    ("textDocument/documentHighlight", {}, -32602), ("textDocument/documentSymbol", {}, -32602),
    ("textDocument/foldingRange", {}, -32602), ("textDocument/codeAction", {}, -32602), ("textDocument/codeLens", {}, -32602),
    ("textDocument/documentLink", {}, -32602), ("textDocument/inlayHint", {}, -32602),
    ("textDocument/prepareRename", {}, -32602), ("textDocument/rename", {"newName": "x"}, -32602),
    ("workspace/symbol", {"query": 5}, -32602), ("workspace/symbol", [], -32602), ("workspace/symbol", None, -32602),
    ("workspace/executeCommand", {}, -32602), ("workspace/executeCommand", {"command": "tapeout.open", "arguments": []}, -32602),
    ("workspace/executeCommand", {"command": "tapeout.open", "arguments": [5]}, -32602),
    ("textDocument/Hover", {}, -32601), ("textDocument/formatting", {}, -32601), ("exit", {}, -32601),
    ("initialized", {}, -32601), ("x" * 10000, {}, -32601), ("\u0000", {}, -32601),
]


@pytest.mark.parametrize("method,params,code", REQUESTS, ids=range(len(REQUESTS)))
def test_broken_requests_are_refused(wire, root, method, params, code):
    wire.start(root)
    assert wire.ask(method, params)["error"]["code"] == code


RANGES = [
    None, [], {}, {"start": {"line": 0, "character": 0}}, {"end": {"line": 0, "character": 0}}, "0:0", 0,
    {"start": {"line": 1, "character": 0}, "end": {"line": 0, "character": 0}},
    {"start": {"line": 0, "character": -1}, "end": {"line": 0, "character": 0}},
]


@pytest.mark.parametrize("span", RANGES, ids=range(len(RANGES)))
def test_what_is_no_range_is_refused(wire, root, span):
    wire.start(root)
    params = {"textDocument": {"uri": tape_out(root).as_uri()}, "range": span, "context": {"diagnostics": []}}
    for method in ["codeAction", "inlayHint"]:
        assert wire.ask(f"textDocument/{method}", params)["error"]["code"] == -32602


POSITIONS = [
    {"line": -1, "character": 0}, {"line": 0, "character": -5}, {"line": 1.5, "character": 0}, {"line": "1", "character": 0},
    {}, None, {"line": 0}, [],
]


@pytest.mark.parametrize("position", POSITIONS, ids=str)
def test_what_is_no_position_is_refused(wire, root, position):
    wire.start(root)
    params = {"textDocument": {"uri": tape_out(root).as_uri()}, "position": position}
    for method in ["hover", "completion", "definition", "references", "documentHighlight", "prepareRename", "rename"]:
        assert wire.ask(f"textDocument/{method}", params)["error"]["code"] == -32602


@pytest.mark.parametrize("position", [{"line": 10 ** 9, "character": 10 ** 9}, {"line": 2, "character": 10 ** 15},
                                      {"line": 9223372036854775807, "character": 9223372036854775807}], ids=str)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
def test_places_outside_the_text_are_its_ends(wire, root, position, encoding):
    wire.start(root, {"general": {"positionEncodings": [encoding]}})
    params = {"textDocument": {"uri": tape_out(root).as_uri()}, "position": position,
              "range": {"start": position, "end": position}, "context": {"diagnostics": []}}
    for method in ["hover", "completion", "definition", "references", "documentHighlight", "codeAction", "inlayHint"]:
        assert "error" not in wire.ask(f"textDocument/{method}", params), method


@pytest.mark.parametrize("uri", ["file:///nowhere/Content/program.md", "untitled:1", "", "file:///", "http://x/y.md", "file:///%00",
                                 "file:///etc/passwd"], ids=str)
def test_documents_of_no_project_have_no_answer(wire, root, uri):
    wire.start(root)
    for method in ["hover", "documentSymbol", "codeLens"]:
        answer = wire.ask(f"textDocument/{method}", {"textDocument": {"uri": uri}, "position": {"line": 0, "character": 0}})
        assert answer["result"] is None


FULL = {"workspace": {"workspaceEdit": {"documentChanges": True, "resourceOperations": ["rename"]}}}


def renamed(wire, root, name, line=6, character=4, path=None):
    position = {"textDocument": {"uri": (path or tape_out(root)).as_uri()}, "position": {"line": line, "character": character}}
    return wire.ask("textDocument/prepareRename", position), wire.ask("textDocument/rename", {**position, "newName": name})


@pytest.mark.parametrize("name,says", [
    ("tape-out", "already"), ("signoff", "called one/signoff already"), ("con", "devices"), ("tbd", "keyword"),
    ("Sign off", "cannot be the id"), ("", "cannot be the id"), ("2026-06", "a date"), ("../../etc", "cannot be the id"),
    ("two/signoff", "another chip"), ("x" * 500, "cannot be the id"), ("a\u202eb", "cannot be the id"),
], ids=range(11))
def test_a_name_that_cannot_be_given_is_refused(wire, root, name, says):
    wire.start(root, FULL)
    prepared, answer = renamed(wire, root, name)
    assert prepared["result"]["placeholder"] == "signoff"
    assert answer["error"]["code"] == -32803 and says in answer["error"]["message"], answer


def test_what_has_no_id_is_not_renamed(wire, root):
    wire.start(root, FULL)
    for line, character, says in [(2, 6, "built in"), (0, 1, None), (3, 9, None)]:
        prepared, answer = renamed(wire, root, "new", line, character)
        if says:
            assert says in prepared["error"]["message"] and says in answer["error"]["message"]
        else:
            assert prepared["result"] is None and "Nothing here" in answer["error"]["message"]
    assert wire.ask("textDocument/rename", {"textDocument": {"uri": tape_out(root).as_uri()},
                                            "position": {"line": 6, "character": 4}})["error"]["code"] == -32602


@pytest.mark.parametrize("path,line,name,moved", [
    ("chips/one/chip.md", 1, "two", "chips/two"), ("partners/broadcom.md", 1, "avago", "partners/avago.md"),
    ("chips/one/milestones/tape-out.md", 1, "one/tape-out-a0", "chips/one/milestones/tape-out-a0.md"),
])
def test_a_title_stands_for_its_file(wire, root, path, line, name, moved):
    wire.start(root, FULL)
    prepared, answer = renamed(wire, root, name, line, 9, root / "Content" / path)
    assert "changeAnnotations" not in answer["result"]
    applied(root, answer["result"])
    assert (root / "Content" / moved).exists() and not (root / "Content" / moved.replace(name.split("/")[-1], prepared["result"]["placeholder"])).exists()
    assert not errors(root)


def test_a_rename_is_made_of_what_is_typed_and_of_the_disk_as_it_is(wire, root):
    wire.start(root, FULL)
    uri = tape_out(root).as_uri()
    text = tape_out(root).read_text().replace("owner: 😀 team\n", "owner: 😀 team\ntags: [😀, b]\n")
    wire.send({"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": {"textDocument": {
        "uri": uri, "languageId": "markdown", "version": 7, "text": text}}})
    # Nobody tells of it: the server looks by itself.
    (root / "Content/chips/one/milestones/later.md").write_text(
        "---\ntitle: Later\nforecast: 2026-08-01\nafter: {signoff: 3w}\n---\n")
    answer = renamed(wire, root, "signed", 7)[1]["result"]
    changes = {change["textDocument"]["uri"].rsplit("/", 1)[1]: change for change in answer["documentChanges"][:-1]}
    assert set(changes) == {"tape-out.md", "later.md", "signoff.md"}
    assert changes["tape-out.md"]["textDocument"]["version"] == 7 and changes["later.md"]["textDocument"]["version"] is None
    assert changes["tape-out.md"]["edits"][0]["range"]["start"] == {"line": 7, "character": 2}


class Preview:
    """A running `tapeout serve`."""

    def __init__(self, root):
        self.process = subprocess.Popen([TAPEOUT, "serve", "--root", root, "--port", "0", "--no-history"],
                                        stdout=subprocess.PIPE, text=True)
        self.address = re.search(r"http://\S+/", self.process.stdout.readline()).group()

    def stop(self):
        self.process.kill()
        self.process.wait()


def page_link(wire, root):
    """The address that a hover over the own title offers."""
    position = {"textDocument": {"uri": tape_out(root).as_uri()}, "position": {"line": 1, "character": 9}}
    found = re.search(r"http://[^\s)]+", wire.ask("textDocument/hover", position)["result"]["contents"]["value"])
    links = wire.ask("textDocument/documentLink", position)["result"]
    assert [link["target"] for link in links] == ([found.group()] if found else [])
    return found and found.group()


def noted(root):
    return next((root.parent / "cache/tapeout").glob("preview-*"))


def test_names_lead_to_their_pages_while_a_preview_runs(wire, root):
    wire.start(root)
    assert page_link(wire, root) is None
    preview = Preview(root)
    try:
        link = page_link(wire, root)
        assert link == preview.address + "-/page?file=Content/chips/one/milestones/tape-out.md"
        with urllib.request.urlopen(link) as page:
            assert page.url == preview.address + "chips/one/tape-out.html" and b"<h1" in page.read()
        for other in ["Content/nothing.md", "/etc/passwd", "../Content/program.md", "https://example.org/"]:
            with pytest.raises(urllib.error.HTTPError, match="404"):
                urllib.request.urlopen(preview.address + "-/page?file=" + urllib.parse.quote(other, safe=""))
    finally:
        preview.stop()
    assert page_link(wire, root) is None


def test_another_program_on_the_port_of_a_preview_is_no_preview(wire, root):
    wire.start(root)
    preview = Preview(root)
    preview.stop()
    port = int(preview.address.split(":")[2].strip("/"))
    asked = []

    class Stranger(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b'{"session": "0123456789"}' * 500)

        def log_message(self, *_):
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", port), Stranger) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        assert page_link(wire, root) is None and asked
        server.shutdown()
    with socket.create_server(("127.0.0.1", port)):
        # It listens and says nothing.
        start = time.monotonic()
        assert page_link(wire, root) is None
        assert time.monotonic() - start < 5


def test_a_note_that_is_not_ours_is_not_believed(wire, root):
    wire.start(root)
    preview = Preview(root)
    try:
        note = noted(root)
        good = note.read_bytes()
        assert stat.S_IMODE(note.stat().st_mode) == 0o600
        assert page_link(wire, root)
        for bad in [b"", b"8080\n", good[:-1], b"0 " + good.split()[1] + b"\n", good.replace(b" ", b"@"), b"1" + good, good * 9,
                    good.split()[0] + b" \n", good.split()[0] + b" {\n", b"-1 12345678\n", b"\xff\xfe \x00"]:
            note.write_bytes(bad)
            assert page_link(wire, root) is None, bad
        note.write_bytes(good)
        assert page_link(wire, root)
        note.chmod(0o622)
        assert page_link(wire, root) is None
        elsewhere = root.parent / "elsewhere"
        elsewhere.write_bytes(good)
        note.unlink()
        note.symlink_to(elsewhere)
        assert page_link(wire, root) is None
    finally:
        preview.stop()


def test_requests_before_initialize_are_refused(wire, root):
    assert wire.ask("textDocument/hover", {})["error"]["code"] == -32002
    assert wire.ask("shutdown")["error"]["code"] == -32002
    assert wire.start(root)


def test_the_folder_vanishes(wire, root):
    wire.start(root)
    tape_out(root).write_text("no front matter")
    wire.send({"jsonrpc": "2.0", "method": "workspace/didChangeWatchedFiles", "params": {"changes": []}})
    while (message := wire.read())["method"] != "textDocument/publishDiagnostics" or not message["params"]["diagnostics"]:
        pass
    root.rename(root.parent / "elsewhere")
    wire.send({"jsonrpc": "2.0", "method": "workspace/didChangeWatchedFiles", "params": {"changes": []}})
    methods = []
    while (message := wire.read()):
        methods.append(message["method"])
        if message["method"] == "textDocument/publishDiagnostics" and not message["params"]["diagnostics"]:
            break
    assert "window/showMessage" in methods
    params = {"textDocument": {"uri": tape_out(root).as_uri()}, "position": {"line": 0, "character": 0}}
    answer = wire.ask("textDocument/hover", params)
    assert answer.get("error", {}).get("code") == -32803 or answer["result"] is None
    assert wire.ask("shutdown")["result"] is None
