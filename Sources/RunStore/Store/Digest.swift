import Crypto

/// SHA-256 in hexadecimal.
enum Digest {
  /// The hash of bytes.
  static func of(_ bytes: [UInt8]) -> String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    for byte in SHA256.hash(data: bytes) {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// The hash of files' names and hashes, in order of name.
  static func of(files: [(name: String, sha256: String)]) -> String {
    let lines = files.sorted { $0.name < $1.name }.map { "\($0.name) \($0.sha256)\n" }
    return of(Array(lines.joined().utf8))
  }
}
