import DelimitedText

enum DelimitedNumber {
  static func text(_ value: Double) -> String { DelimitedTextWriter.format(value) }
}
