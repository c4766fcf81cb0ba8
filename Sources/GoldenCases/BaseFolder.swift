public import Foundation

/// The folder of a golden file, against which relative paths inside its inputs resolve.
public struct BaseFolder: Equatable, Sendable {
  /// The path of the folder.
  public let path: String

  /// The folder at that path.
  public init(path: String) {
    self.path = path
  }

  /// The folder that holds that file.
  public init(ofFile file: String) {
    path = URL(fileURLWithPath: file).deletingLastPathComponent().path
  }

  /// The absolute path a path in an input stands for.
  public func resolve(_ relative: String) -> String {
    relative.hasPrefix("/")
      ? relative : URL(fileURLWithPath: path).appendingPathComponent(relative).path
  }

  /// The bytes of a file named in an input; throws ``GoldenError`` naming it if it cannot be read.
  public func contents(of relative: String) throws(GoldenError) -> Data {
    guard let data = FileManager.default.contents(atPath: resolve(relative)) else {
      throw GoldenError(
        input: relative, reason: "cannot be read; paths start from the folder of the golden file")
    }
    return data
  }
}
