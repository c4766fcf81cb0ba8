/// Why a request could not be answered, as the protocol says it.
struct RequestFailure: Error {
  enum Code: Int {
    case parseError = -32700
    case invalidRequest = -32600
    case methodNotFound = -32601
    case invalidParams = -32602
    case notInitialized = -32002
    case requestFailed = -32803
    case cancelled = -32800
  }
  var code: Code
  var message: String

  static func parameters(_ message: String) -> Self { Self(code: .invalidParams, message: message) }
}
