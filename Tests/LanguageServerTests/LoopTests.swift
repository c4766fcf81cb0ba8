import Foundation
import LanguageServer
import Testing

@Suite("The loop over streams", .serialized)
struct LoopTests {
  private func run(_ stream: [UInt8]) async throws -> (code: Int, messages: [JSON]) {
    let input = Pipe()
    let output = Pipe()
    let files = try transcriptFiles()
    let writer = input.fileHandleForWriting
    try writer.write(contentsOf: Data(stream))
    try writer.close()
    // A thread of its own: the loop blocks, which tasks must not.
    let code = AsyncStream<Int> { continuation in
      Thread.detachNewThread {
        let code = ServerLoop.run(
          LanguageServer(access: .inMemory(files)), input: input.fileHandleForReading,
          output: output.fileHandleForWriting)
        try? output.fileHandleForWriting.close()
        continuation.yield(code)
        continuation.finish()
      }
    }
    let data = try output.fileHandleForReading.readToEnd() ?? Data()
    var framing = MessageFraming()
    framing.append(data)
    var messages: [JSON] = []
    while case .body(let body)? = framing.next() { messages.append(try JSON(bytes: body)) }
    var codes = code.makeAsyncIterator()
    return (await codes.next() ?? -1, messages)
  }

  private func frame(_ message: JSON) -> [UInt8] { MessageFraming.frame(message.bytes) }

  @Test("serves a stream from initialize to exit")
  func wholeSession() async throws {
    let stream =
      frame(["jsonrpc": "2.0", "id": 1, "method": "initialize", "params": [:]])
      + MessageFraming.frame(Array("no json".utf8))
      + Array("Content-Length: x\r\n\r\n".utf8)
      + frame(["jsonrpc": "2.0", "id": "two", "method": "shutdown"])
      + frame(["jsonrpc": "2.0", "method": "exit"])
    let (code, messages) = try await run(stream)
    #expect(code == 0)
    #expect(messages.count == 4)
    #expect(messages.compactMap { $0["error"]?["code"]?.whole } == [-32700, -32700])
    #expect(messages.last?["id"] == "two")
  }

  @Test("a client that goes away without saying so ends the server with 1")
  func lostClient() async throws {
    let (code, messages) = try await run(
      frame(["jsonrpc": "2.0", "id": 1, "method": "initialize", "params": [:]]))
    #expect(code == 1)
    #expect(messages.count == 1)
  }

  @Test("a request that is cancelled while it waits is answered so, once")
  func cancelled() async throws {
    var stream = frame(["jsonrpc": "2.0", "id": 1, "method": "initialize", "params": [:]])
    for id in 2..<60 {
      stream += frame(["jsonrpc": "2.0", "id": .integer(id), "method": "workspace/symbol"])
    }
    stream += frame(["jsonrpc": "2.0", "method": "$/cancelRequest", "params": ["id": 59]])
    stream += frame(["jsonrpc": "2.0", "method": "$/cancelRequest", "params": ["id": 999]])
    stream += frame(["jsonrpc": "2.0", "id": 60, "method": "shutdown"])
    stream += frame(["jsonrpc": "2.0", "method": "exit"])
    let (code, messages) = try await run(stream)
    #expect(code == 0)
    #expect(messages.count == 60)
    let answers = messages.filter { $0["id"] == 59 }
    #expect(answers.count == 1)
    // The request may have been answered before the cancellation was read.
    let error = answers.first?["error"]?["code"]?.whole
    #expect(error == nil || error == -32800)
  }
}
