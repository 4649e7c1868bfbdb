"""`tapeout lsp` over the wire: a client that others wrote (pytest-lsp), and streams that no client would write.

usage: TAPEOUT=path/to/tapeout python -m pytest test_language_server.py
"""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

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
]


# Those behind which the next header can be found.
AFTERWARDS = BROKEN[:4] + BROKEN[11:16] + BROKEN[18:]


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
    ("", {}, -32601),
]


@pytest.mark.parametrize("method,params,code", REQUESTS)
def test_broken_requests_are_refused(wire, root, method, params, code):
    wire.start(root)
    assert wire.ask(method, params)["error"]["code"] == code


POSITIONS = [
    {"line": -1, "character": 0}, {"line": 0, "character": -5}, {"line": 1.5, "character": 0}, {"line": "1", "character": 0},
    {}, None, {"line": 0}, [],
]


@pytest.mark.parametrize("position", POSITIONS, ids=str)
def test_what_is_no_position_is_refused(wire, root, position):
    wire.start(root)
    params = {"textDocument": {"uri": tape_out(root).as_uri()}, "position": position}
    for method in ["hover", "completion", "definition", "references", "documentHighlight"]:
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
