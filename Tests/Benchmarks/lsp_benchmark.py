#!/usr/bin/env python3
"""Time what an editor waits for: answers of `tapeout lsp` and diagnostics after a keystroke, on a made-up program.

usage: lsp_benchmark.py TAPEOUT [--chips N] [--strokes N]

A chip has 20 milestones. Prints medians and the worst of each in milliseconds, counted from the write of the message to
the end of the answer, and the peak memory of the server. A stroke breaks or mends a forecast: the edited file's
diagnostics change, and so do those of another file, which waits for it.
"""

import argparse
import json
import os
import pathlib
import queue
import statistics
import subprocess
import tempfile
import threading
import time

from made_up_program import memory_folder, write_program

CAPABILITIES = {
    "textDocument": {"hover": {"contentFormat": ["markdown"]}, "publishDiagnostics": {"relatedInformation": True},
                     "codeAction": {"codeActionLiteralSupport": {}}},
    "workspace": {"didChangeWatchedFiles": {"dynamicRegistration": True}},
}


class Editor:
    def __init__(self, tapeout, root):
        environment = dict(os.environ, XDG_CACHE_HOME=str(root / "cache"))
        self.process = subprocess.Popen([tapeout, "lsp", "--no-history"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        env=environment)
        self.messages = queue.Queue()
        self.ids = 0
        threading.Thread(target=self.read, daemon=True).start()

    def read(self):
        stream = self.process.stdout
        while True:
            length = None
            while (line := stream.readline().strip()):
                if line.startswith(b"Content-Length:"):
                    length = int(line[15:])
            if length is None:
                return
            body = stream.read(length)
            self.messages.put((time.perf_counter(), json.loads(body)))

    def send(self, method, params, id=None):
        message = {"jsonrpc": "2.0", "method": method, "params": params}
        if id is not None:
            message["id"] = id
        body = json.dumps(message).encode()
        start = time.perf_counter()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.process.stdin.flush()
        return start

    def ask(self, method, params):
        """The result, and the milliseconds that it took."""
        self.ids += 1
        start = self.send(method, params, self.ids)
        while True:
            end, message = self.messages.get(timeout=60)
            if message.get("id") == self.ids and "method" not in message:
                return message.get("result"), (end - start) * 1000

    def diagnostics(self, start, uris):
        """Milliseconds until each of the files was told of."""
        found = {}
        while len(found) < len(uris):
            end, message = self.messages.get(timeout=60)
            if message.get("method") == "textDocument/publishDiagnostics" and message["params"]["uri"] in uris:
                found[message["params"]["uri"]] = (end - start) * 1000
        return [found[uri] for uri in uris]

    def memory(self, field):
        for line in pathlib.Path(f"/proc/{self.process.pid}/status").read_text().splitlines():
            if line.startswith(field):
                return int(line.split()[1]) / 1024
        return 0


def row(name, times, limit):
    print(f"{name:<44} {statistics.median(times):>8.1f} {max(times):>8.1f} {limit:>8}")


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("tapeout")
    arguments.add_argument("--chips", type=int, default=500)
    arguments.add_argument("--strokes", type=int, default=21)
    options = arguments.parse_args()
    with tempfile.TemporaryDirectory(prefix="tapeout-bench-", dir=memory_folder()) as folder:
        root = pathlib.Path(folder).resolve()
        write_program(root, options.chips)
        chip = sorted((root / "Content/chips").iterdir())[options.chips // 2]
        edited, waiting = chip / "milestones/qualification.md", chip / "milestones/production-release.md"
        text = edited.read_text()
        editor = Editor(options.tapeout, root)
        start = time.perf_counter()
        editor.ask("initialize", {"processId": os.getpid(), "rootUri": root.as_uri(), "capabilities": CAPABILITIES})
        editor.send("initialized", {})
        document = {"uri": edited.as_uri()}
        editor.send("textDocument/didOpen", {"textDocument": {**document, "languageId": "markdown", "version": 0, "text": text}})
        editor.ask("textDocument/hover", {"textDocument": document, "position": {"line": 1, "character": 8}})
        print(f"{options.chips * 20} milestones, first answer after {time.perf_counter() - start:.2f} s")
        print(f"{'milliseconds':<44} {'median':>8} {'worst':>8} {'limit':>8}")
        time.sleep(2)

        lines = text.split("\n")
        title = next(index for index, line in enumerate(lines) if line.startswith("title:"))
        after = next(index for index, line in enumerate(lines) if line.startswith("after:"))
        value = {"line": after + 1 if lines[after] == "after:" else after, "character": 9}
        places = {"hover on a title": ("hover", {"line": title, "character": 8}),
                  "hover on a milestone": ("hover", value), "completion of milestones": ("completion", value),
                  "completion of kinds": ("completion", {"line": title + 1, "character": 6})}
        for name, (method, position) in places.items():
            times = [editor.ask(f"textDocument/{method}", {"textDocument": document, "position": position})[1]
                     for _ in range(options.strokes)]
            row(name, times, 20)
        times = [editor.ask("workspace/symbol", {"query": "tapeout"})[1] for _ in range(options.strokes)]
        row("symbols of the project", times, "")
        position = {"line": title, "character": 8}
        times = [editor.ask("textDocument/references", {"textDocument": document, "position": position,
                                                        "context": {"includeDeclaration": True}})[1]
                 for _ in range(options.strokes)]
        row("references", times, "")

        own, others, busy = [], [], []
        # A second version of the file moves it by years, so that what waits for it has another finding.
        for stroke in range(1, options.strokes + 1):
            body = text if stroke % 2 == 0 else text.replace("---\n", "---\nnot_before: 2199-12-30\n", 1).replace(
                "\nkind:", "\nkind: no-", 1)
            start = editor.send("textDocument/didChange", {"textDocument": {**document, "version": stroke},
                                                          "contentChanges": [{"text": body}]})
            time.sleep(0.035)
            _, took = editor.ask("textDocument/hover", {"textDocument": document, "position": position})
            busy.append(took)
            own += editor.diagnostics(start, [edited.as_uri()])
        row("hover while an analysis runs", busy, 20)
        row("diagnostics of the edited file", own, 150)
        editor.send("textDocument/didOpen", {"textDocument": {"uri": waiting.as_uri(), "languageId": "markdown", "version": 0,
                                                              "text": waiting.read_text()}})
        editor.diagnostics(0, [waiting.as_uri()])
        for stroke in range(1, options.strokes + 1):
            body = text if stroke % 2 == 0 else text.replace("---\n", "---\nnot_before: 2199-12-30\n", 1)
            start = editor.send("textDocument/didChange", {"textDocument": {**document, "version": 100 + stroke},
                                                          "contentChanges": [{"text": body}]})
            others += [max(editor.diagnostics(start, [edited.as_uri(), waiting.as_uri()]))]
            time.sleep(0.05)
        row("diagnostics of another open file", others, 500)
        time.sleep(3)
        print(f"memory: peak {editor.memory('VmHWM'):.0f} MB, at rest {editor.memory('VmRSS'):.0f} MB, limit 250 MB")
        editor.ask("shutdown", None)
        editor.send("exit", None)
        editor.process.wait(20)


if __name__ == "__main__":
    main()
