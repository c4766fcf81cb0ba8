import Foundation
import GRDB

extension [UInt8] {
  /// As the database takes bytes.
  var data: Data { Data(self) }
}

extension Row {
  /// A column of bytes; empty where it holds none.
  func bytes(_ column: String) -> [UInt8] {
    let data: Data? = self[column]
    return data.map { [UInt8]($0) } ?? []
  }
}
