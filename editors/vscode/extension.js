"use strict";

const { workspace, window } = require("vscode");
const { LanguageClient, TransportKind } = require("vscode-languageclient/node");

let client;

async function activate() {
  const settings = workspace.getConfiguration("headroom");
  const program = {
    command: settings.get("path", "headroom"),
    args: ["lsp"],
    transport: TransportKind.stdio,
  };
  client = new LanguageClient("headroom", "Headroom", program, {
    documentSelector: [
      { scheme: "file", language: "headroom-scenario" },
      { scheme: "untitled", language: "headroom-scenario" },
    ],
    initializationOptions: { documentation: settings.get("documentation", "") },
    synchronize: { fileEvents: workspace.createFileSystemWatcher("**/*.{scenario,csv}") },
  });
  try {
    await client.start();
  } catch (error) {
    window.showErrorMessage(
      `I could not start \`${program.command} lsp\`. Build it with \`make build\` and set ` +
        `headroom.path to .build/release/headroom. (${error})`
    );
  }
}

function deactivate() {
  return client ? client.stop() : undefined;
}

module.exports = { activate, deactivate };
