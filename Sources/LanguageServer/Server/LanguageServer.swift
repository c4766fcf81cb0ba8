/// A language server for scenario files, without its streams: messages in, messages out.
///
/// One message is handled at a time. Diagnostics are worked out in ``settle()``, which the loop
/// calls when no message waits, so that fast typing never queues up work that is out of date.
public struct LanguageServer {
  enum Stage {
    case fresh
    case running
    case shutDown
  }
  var workspace: Workspace
  var stage = Stage.fresh
  var supportsSnippets = false
  /// Where the pages of messages are, without the last slash; `nil` where that is not known.
  var documentation: String?
  /// Messages for the client that answer no request.
  var outbox: [JSON] = []
  /// Open documents whose messages may be out of date.
  var stale: Set<String> = []
  /// The messages that each file was last given.
  var published: [String: [JSON]] = [:]
  /// The version of each open document that its messages were last about.
  var versions: [String: Int] = [:]
  /// 0 after `shutdown` and `exit`, 1 after `exit` alone; `nil` until `exit`.
  public private(set) var exitCode: Int?

  /// A server that reaches files by `access`.
  ///
  /// - Parameter documentation: an address under which `MESSAGES.md` lies, for links from codes.
  public init(access: FileAccess, documentation: String? = nil) {
    workspace = Workspace(access: access)
    self.documentation = documentation
  }

  /// Answers one message, which may be any bytes. Whatever it is, the server goes on.
  public mutating func receive(_ body: [UInt8]) -> [JSON] {
    let message: JSON
    do throws(JSON.Problem) {
      message = try JSON(bytes: body)
    } catch {
      return [Self.failure(.null, .init(code: .parseError, message: error.description))]
    }
    return receive(message)
  }

  /// Answers one message.
  public mutating func receive(_ message: JSON) -> [JSON] {
    guard case .object = message, let method = message["method"]?.text else {
      // An answer to a request of ours, of which there are none that matter.
      if message["result"] != nil || message["error"] != nil { return [] }
      return [
        Self.failure(
          Self.identifier(message),
          .init(code: .invalidRequest, message: "A message needs a `method`."))
      ]
    }
    let parameters = message["params"] ?? .null
    guard message["id"] != nil else {
      notify(method, parameters)
      return drained()
    }
    let id = Self.identifier(message)
    do throws(RequestFailure) {
      let result = try answer(method, parameters)
      return drained() + [["jsonrpc": "2.0", "id": id, "result": result]]
    } catch {
      return drained() + [Self.failure(id, error)]
    }
  }

  /// The answer to a request that was cancelled before its turn came.
  public static func cancelled(_ message: JSON) -> JSON {
    failure(identifier(message), .init(code: .cancelled, message: "The request was cancelled."))
  }

  /// The answer to bytes that are no message.
  public func brokenFrame(_ reason: String) -> JSON {
    Self.failure(.null, .init(code: .parseError, message: reason))
  }

  /// Works out the messages of documents that changed, and of those that import them.
  public mutating func settle() -> [JSON] {
    guard stage == .running, !stale.isEmpty else { return [] }
    publish()
    return drained()
  }

  private mutating func drained() -> [JSON] {
    defer { outbox = [] }
    return outbox
  }

  private static func identifier(_ message: JSON) -> JSON {
    switch message["id"] {
    case .integer(let value)?: .integer(value)
    case .string(let value)?: .string(value)
    default: .null
    }
  }

  private static func failure(_ id: JSON, _ failure: RequestFailure) -> JSON {
    [
      "jsonrpc": "2.0", "id": id,
      "error": ["code": .integer(failure.code.rawValue), "message": .string(failure.message)],
    ]
  }

  mutating func tell(_ method: String, _ parameters: JSON) {
    outbox.append(["jsonrpc": "2.0", "method": .string(method), "params": parameters])
  }

  mutating func log(_ message: String) {
    tell("window/logMessage", ["type": 2, "message": .string(message)])
  }

  mutating func exit() { exitCode = stage == .shutDown ? 0 : 1 }
}
