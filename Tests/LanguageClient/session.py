"""Drives `headroom lsp` over stdio with the client of pygls, which reads every answer into the types
of the protocol and refuses what does not fit them.

Usage: session.py PROGRAM FOLDER   (a folder with shipped scenario files)
"""

import asyncio
import pathlib
import sys

from lsprotocol import types
from pygls.lsp.client import LanguageClient

PROGRAM, FOLDER = sys.argv[1], pathlib.Path(sys.argv[2]).resolve()


def position(text, piece, plus=0):
    before = text[: text.index(piece)].split("\n")
    units = len(before[-1].encode("utf-16-le")) // 2
    return types.Position(line=len(before) - 1, character=units + plus)


async def session():
    client = LanguageClient("headroom-test", "1")
    published = {}
    problems = []

    @client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
    def _(params: types.PublishDiagnosticsParams):
        published.setdefault(params.uri, []).append(params)

    @client.feature(types.WINDOW_LOG_MESSAGE)
    def _(params: types.LogMessageParams):
        problems.append(params.message)

    client.report_server_error = lambda error, source: problems.append(repr(error))
    await client.start_io(PROGRAM, "lsp")
    answer = await client.initialize_async(
        types.InitializeParams(
            capabilities=types.ClientCapabilities(),
            workspace_folders=[types.WorkspaceFolder(uri=FOLDER.as_uri(), name="scenarios")],
        )
    )
    assert answer.capabilities.position_encoding == "utf-16"
    client.initialized(types.InitializedParams())

    path = FOLDER / "step-down.scenario"
    uri = path.as_uri()
    text = path.read_text(encoding="utf-8")
    document = types.TextDocumentIdentifier(uri=uri)
    client.text_document_did_open(
        types.DidOpenTextDocumentParams(
            types.TextDocumentItem(uri=uri, language_id="headroom-scenario", version=1, text=text)
        )
    )

    async def until(version):
        for _ in range(600):
            for params in published.get(uri, []):
                if params.version == version:
                    return params.diagnostics
            await asyncio.sleep(0.05)
        raise AssertionError(f"no messages about version {version}")

    found = await until(1)
    assert not found, found
    start = position(text, "  from ", 2)
    end = types.Position(line=start.line, character=start.character + 4)

    def change(version, first, last, new):
        client.text_document_did_change(
            types.DidChangeTextDocumentParams(
                types.VersionedTextDocumentIdentifier(uri=uri, version=version),
                [types.TextDocumentContentChangePartial(types.Range(first, last), new)],
            )
        )

    change(2, start, end, "form")
    found = await until(2)
    assert [d.code for d in found][:1] == ["E101"], found
    actions = await client.text_document_code_action_async(
        types.CodeActionParams(document, found[0].range, types.CodeActionContext(found))
    )
    assert any("from" in action.title for action in actions), actions
    change(3, start, end, "from")
    assert not await until(3)

    at = types.TextDocumentPositionParams(document, position(text, "lever ", 7))
    place = {"text_document": document, "position": at.position}
    hover = await client.text_document_hover_async(types.HoverParams(**place))
    assert "Evidence" in hover.contents.value, hover
    completion = await client.text_document_completion_async(
        types.CompletionParams(document, start)
    )
    assert any(item.label == "end lever" for item in completion.items), completion
    definition = await client.text_document_definition_async(types.DefinitionParams(**place))
    assert definition.uri == uri
    references = await client.text_document_references_async(
        types.ReferenceParams(context=types.ReferenceContext(True), **place)
    )
    assert len(references) > 1, references
    renamed = await client.text_document_rename_async(
        types.RenameParams(new_name="quite-new", **place)
    )
    assert sum(len(edits) for edits in renamed.changes.values()) == len(references)
    everything = types.Range(types.Position(0, 0), types.Position(text.count("\n"), 0))
    hints = await client.text_document_inlay_hint_async(types.InlayHintParams(document, everything))
    assert hints
    await client.text_document_formatting_async(
        types.DocumentFormattingParams(document, types.FormattingOptions(2, True))
    )
    assert await client.text_document_folding_range_async(types.FoldingRangeParams(document))
    symbols = await client.text_document_document_symbol_async(types.DocumentSymbolParams(document))
    assert symbols
    assert await client.text_document_code_lens_async(types.CodeLensParams(document))
    tokens = await client.text_document_semantic_tokens_full_async(
        types.SemanticTokensParams(document)
    )
    assert tokens.data and len(tokens.data) % 5 == 0
    found = await client.workspace_symbol_async(types.WorkspaceSymbolParams("baseline"))
    assert any(symbol.name == "baseline" for symbol in found), found
    await client.shutdown_async(None)
    client.exit(None)
    await asyncio.wait_for(client.stop(), 30)
    assert not problems, problems
    print("lsp: a session of pygls went as it should")


asyncio.run(asyncio.wait_for(session(), 120))
