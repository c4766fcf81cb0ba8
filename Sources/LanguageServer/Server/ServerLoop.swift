import Dispatch
public import Foundation
import Synchronization

/// Runs a server over two streams until the client says `exit` or closes its end.
public enum ServerLoop {
  /// Reads framed messages from `input` and writes answers to `output`. Returns the exit code.
  public static func run(
    _ server: LanguageServer, input: FileHandle, output: FileHandle
  ) -> Int {
    var server = server
    let inbox = Inbox()
    let descriptor = input.fileDescriptor
    let reader = Thread { read(descriptor, into: inbox) }
    reader.stackSize = 1 << 20
    reader.start()
    func write(_ messages: [JSON]) {
      for message in messages {
        try? output.write(contentsOf: Data(MessageFraming.frame(message.bytes)))
      }
    }
    while let letter = inbox.next(orWhenEmpty: { write(server.settle()) }) {
      switch letter {
      case .message(let message):
        if let id = message["id"], message["method"] != nil, inbox.takeCancelled(id) {
          write([LanguageServer.cancelled(message)])
        } else {
          write(server.receive(message))
        }
      case .unreadable(let bytes): write(server.receive(bytes))
      case .broken(let reason): write([server.brokenFrame(reason)])
      }
      if let code = server.exitCode { return code }
    }
    return 1
  }

  /// Blocking reads, cut into messages, until the stream ends.
  private static func read(_ descriptor: Int32, into inbox: Inbox) {
    var framing = MessageFraming()
    let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: false)
    while true {
      let data = handle.availableData
      if data.isEmpty { break }
      framing.append(data)
      while let frame = framing.next() {
        switch frame {
        case .broken(let reason): inbox.put(.broken(reason))
        case .body(let bytes):
          guard let message = try? JSON(bytes: bytes) else {
            inbox.put(.unreadable(bytes))
            continue
          }
          if message["method"]?.text == "$/cancelRequest", let id = message["params"]?["id"] {
            inbox.cancel(id)
          } else {
            inbox.put(.message(message))
          }
        }
      }
    }
    inbox.close()
  }
}

/// Messages that wait for their turn.
private final class Inbox: Sendable {
  enum Letter: Sendable {
    case message(JSON)
    case unreadable([UInt8])
    case broken(String)
  }
  private struct State {
    var letters: [Letter] = []
    var cancelled: [JSON] = []
    var isClosed = false
  }
  private let state = Mutex(State())
  private let arrived = DispatchSemaphore(value: 0)

  func put(_ letter: Letter) {
    state.withLock { $0.letters.append(letter) }
    arrived.signal()
  }

  func close() {
    state.withLock { $0.isClosed = true }
    arrived.signal()
  }

  /// Only a request that waits can be cancelled.
  func cancel(_ id: JSON) {
    state.withLock { state in
      let waits = state.letters.contains {
        if case .message(let message) = $0 { message["id"] == id } else { false }
      }
      if waits { state.cancelled.append(id) }
    }
  }

  func takeCancelled(_ id: JSON) -> Bool {
    state.withLock { state in
      guard let index = state.cancelled.firstIndex(of: id) else { return false }
      state.cancelled.remove(at: index)
      return true
    }
  }

  /// The next message; waits for it, after doing what is left to do. `nil` after the last.
  func next(orWhenEmpty body: () -> Void) -> Letter? {
    var isIdle = false
    while true {
      let (letter, isClosed) = state.withLock { state in
        (state.letters.isEmpty ? nil : state.letters.removeFirst(), state.isClosed)
      }
      if let letter { return letter }
      if !isIdle {
        body()
        isIdle = true
        continue
      }
      if isClosed { return nil }
      arrived.wait()
    }
  }
}
