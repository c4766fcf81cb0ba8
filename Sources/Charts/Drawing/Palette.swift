import Foundation

/// The colours of the charts: those that the government's Analysis Function recommends, each with
/// the contrast it needs where it is used.
public enum Palette {
  /// Forecasts and totals: dark blue.
  public static let main = "#12436D"
  /// The edge of a range: mid blue, which stands out from white where a pale band would not.
  public static let edge = "#2073BC"
  /// The inside of a range; never without its edge.
  public static let band = "#DCE8F4"
  /// Increases: orange, always inside an outline of ``main``.
  public static let increase = "#F46A25"
  /// Baselines and text on charts: dark grey.
  public static let context = "#3D3D3D"
  /// Lines of the grid, which carry nothing that figures do not.
  public static let grid = "#D9D9D9"
  /// What charts stand on.
  public static let paper = "#FFFFFF"

  /// Pairs that touch in a chart, and the least contrast they need (WCAG 2.2: 4.5 for text, 3 for
  /// what has to be told apart).
  public static let pairs: [(front: String, back: String, least: Double)] = [
    (main, paper, 3), (main, band, 3), (edge, paper, 3), (edge, band, 3), (context, paper, 4.5),
    (context, band, 4.5), (increase, main, 3), (increase, paper, 3),
  ]

  /// Contrast of two colours written `#RRGGBB` (WCAG 2.2): `(L₁ + 0.05) ÷ (L₂ + 0.05)` with L the
  /// relative luminance, the lighter first.
  public static func contrast(_ one: String, _ other: String) -> Double {
    let (a, b) = (luminance(one), luminance(other))
    return (max(a, b) + 0.05) / (min(a, b) + 0.05)
  }

  private static func luminance(_ colour: String) -> Double {
    let value = UInt32(colour.dropFirst(), radix: 16) ?? 0
    let parts = [value >> 16 & 255, value >> 8 & 255, value & 255].map { part in
      let share = Double(part) / 255
      return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
  }
}
