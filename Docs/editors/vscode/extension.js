// Starts `tapeout lsp` for the content files of a workspace. Plain JavaScript, without a build step.
const { workspace } = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

let client;

exports.activate = function () {
  const command = workspace.getConfiguration("tapeout").get("command", "tapeout");
  const server = { command, args: ["lsp"] };
  client = new LanguageClient(
    "tapeout",
    "tapeout",
    { run: server, debug: server },
    { documentSelector: [{ scheme: "file", language: "markdown", pattern: "**/Content/**/*.md" }] },
  );
  return client.start();
};

exports.deactivate = function () {
  return client ? client.stop() : undefined;
};
