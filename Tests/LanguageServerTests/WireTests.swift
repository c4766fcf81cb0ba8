import LanguageServer
import Testing

@Suite("JSON and framing")
struct WireTests {
  @Test(
    "values come back as they were",
    arguments: [
      #"{"a":[1,-2,3.5,true,false,null,"x\n\t\"\\é£🧒"],"b":{}}"#, #""""#, "[]", "0", "-7",
      #"{"a":1,"a":2}"#,
    ])
  func roundTrip(text: String) throws {
    let value = try JSON(bytes: Array(text.utf8))
    #expect(try JSON(bytes: value.bytes) == value)
    #expect(String(decoding: value.bytes, as: UTF8.self) == text)
  }

  @Test("escapes are read, surrogates put together, halves replaced")
  func escapes() throws {
    let text = #""\u00a3 \ud83e\uddd2 \ud83e x \uddd2 \/ \b\f\u0000""#
    let value = try JSON(bytes: Array(text.utf8))
    #expect(value == .string("£ 🧒 \u{FFFD} x \u{FFFD} / \u{8}\u{C}\u{0}"))
    #expect(try JSON(bytes: value.bytes) == value)
  }

  @Test(
    "what is no JSON is refused",
    arguments: [
      "", "{", "[1,]", "{\"a\"}", "nul", "1 2", "\"", "\"\\x\"", "\"\\u12\"", "--1", "1e999",
      "\u{1}", "\"\u{1}\"", "{1:2}", "[1 2]", "{\"a\":1,}",
    ])
  func refused(text: String) {
    #expect(throws: JSON.Problem.self) { try JSON(bytes: Array(text.utf8)) }
  }

  @Test("brackets inside brackets have a limit")
  func depth() throws {
    let fine = String(repeating: "[", count: 128) + String(repeating: "]", count: 128)
    _ = try JSON(bytes: Array(fine.utf8))
    let deep = String(repeating: "[", count: 100_000)
    #expect(throws: JSON.Problem.self) { try JSON(bytes: Array(deep.utf8)) }
  }

  @Test("messages are cut out of a stream in pieces of any size", arguments: [1, 2, 3, 7, 1000])
  func pieces(size: Int) {
    let bodies = ["{}", "[\"£🧒\"]", ""].map { Array($0.utf8) }
    let stream = bodies.flatMap { MessageFraming.frame($0) }
    var framing = MessageFraming()
    var found: [MessageFraming.Frame] = []
    for start in stride(from: 0, to: stream.count, by: size) {
      framing.append(stream[start..<min(start + size, stream.count)])
      while let frame = framing.next() { found.append(frame) }
    }
    #expect(found == bodies.map { .body($0) })
  }

  @Test("headers that give no length are passed over, and so are bodies that are too long")
  func brokenHeaders() {
    var framing = MessageFraming()
    framing.append(Array("Content-Length: many\r\n\r\n".utf8))
    framing.append(Array("Content-Type: x\r\ncontent-length:2\r\n\r\n{}".utf8))
    framing.append(Array("Content-Length: -3\r\n\r\n".utf8))
    var found: [MessageFraming.Frame] = []
    while let frame = framing.next() { found.append(frame) }
    #expect(found.count == 3)
    #expect(found.contains(.body(Array("{}".utf8))))
    let length = MessageFraming.greatestBody + 1
    framing.append(Array("Content-Length: \(length)\r\n\r\n".utf8))
    #expect(framing.next() != nil)
    framing.append([UInt8](repeating: 0x20, count: length))
    #expect(framing.next() == nil)
    framing.append(MessageFraming.frame(Array("1".utf8)))
    #expect(framing.next() == .body(Array("1".utf8)))
  }
}
