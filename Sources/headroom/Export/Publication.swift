import ArgumentParser
import Handover

/// Whether what is written is meant for the public.
enum Publication {
  /// Whether a place says that what is there is for publication: a file or folder on its path, as it
  /// was typed, has "publish" or "public" in its name.
  static func isNamed(_ place: String?) -> Bool {
    (place ?? "").lowercased().split(separator: "/").contains { $0.contains("publi") }
  }

  /// Whom an output is for: as asked; without that for the public where its place says so.
  ///
  /// Throws where every figure is asked for at a place that is named for publication.
  static func mode(
    _ asked: ExportAudience?, usual: ExportAudience, place: String?
  ) throws -> ExportAudience {
    let isNamed = isNamed(place)
    if asked == .internal, isNamed, let place {
      throw ValidationError(
        "--mode internal shows every figure, and \(place) is named for publication: use --mode "
          + "public, or another name.")
    }
    return asked ?? (isNamed ? .public : usual)
  }
}
