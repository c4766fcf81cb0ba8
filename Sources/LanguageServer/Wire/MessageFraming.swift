/// Cuts a stream of bytes into messages: a `Content-Length` header, a blank line, the body.
public struct MessageFraming: Sendable {
  /// What came out of the stream.
  public enum Frame: Sendable, Equatable {
    /// The body of a message.
    case body([UInt8])
    /// A header that gives no length that can be used, or one over the limit; it was passed over.
    case broken(String)
  }

  /// The most bytes a message may have.
  public static let greatestBody = 8 << 20
  private static let greatestHeader = 8192
  private var buffer: [UInt8] = []
  private var start = 0
  /// Bytes of a body over the limit that are still to be passed over.
  private var unwanted = 0

  /// A stream of which nothing has been read.
  public init() {}

  /// Takes more bytes of the stream, in pieces of any size.
  public mutating func append(_ bytes: some Sequence<UInt8>) { buffer += bytes }

  /// The next message, or `nil` where more bytes are needed.
  public mutating func next() -> Frame? {
    if unwanted > 0 {
      let passed = min(unwanted, buffer.count - start)
      start += passed
      unwanted -= passed
      compact()
      if unwanted > 0 { return nil }
    }
    guard let header = headerEnd() else {
      guard buffer.count - start > Self.greatestHeader else { return nil }
      start = buffer.count
      compact()
      return .broken("A header of a message is over 8 KiB.")
    }
    let lines = String(decoding: buffer[start..<header], as: UTF8.self)
    var length: Int?
    for line in lines.split(whereSeparator: \.isNewline) {
      let parts = line.split(separator: ":", maxSplits: 1)
      guard parts.count == 2, parts[0].lowercased() == "content-length" else { continue }
      length = Int(parts[1].filter { !$0.isWhitespace })
    }
    guard let length, length >= 0 else {
      start = header
      compact()
      return .broken("A message has no `Content-Length` that I can read.")
    }
    guard length <= Self.greatestBody else {
      start = header
      unwanted = length
      return .broken("A message has \(length) bytes; I take at most \(Self.greatestBody).")
    }
    guard buffer.count - header >= length else { return nil }
    let body = Array(buffer[header..<header + length])
    start = header + length
    compact()
    return .body(body)
  }

  /// A body with its header.
  public static func frame(_ body: [UInt8]) -> [UInt8] {
    Array("Content-Length: \(body.count)\r\n\r\n".utf8) + body
  }

  /// Just after the blank line that ends the header.
  private func headerEnd() -> Int? {
    var index = start
    while index + 3 < buffer.count, index - start <= Self.greatestHeader {
      if buffer[index] == 0x0D, buffer[index + 1] == 0x0A, buffer[index + 2] == 0x0D,
        buffer[index + 3] == 0x0A
      {
        return index + 4
      }
      index += 1
    }
    return nil
  }

  private mutating func compact() {
    guard start > 0, start == buffer.count || start > 1 << 16 else { return }
    buffer.removeFirst(start)
    start = 0
  }
}
