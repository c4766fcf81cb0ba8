extension LanguageTable {
  /// The lines that stand outside blocks.
  public static let lines: [Line] = [
    line("edition <year>", "The edition of the language the file is written in: the first line."),
    line("title <text>", "What the file is about; the heading of its tables."),
    line(
      "import <file>",
      "Brings in the declarations of another file of this folder. An import changes no number.",
      repeats: true),
    line(
      "category <new-category> is <new-item> { , <new-item> }",
      "The items that measures and prices can be split by.", repeats: true),
    line(
      "census <new-census> each [ <integer> ] <month-name>",
      "The day or month of each year on which something is counted.", repeats: true),
    line(
      "fund <new-fund> is <text> [ , ringfenced ]",
      "Who pays. A ringfenced fund is never netted against another.", repeats: true),
    line("unit <new-noun> , plural <new-noun>", "A noun that counts things.", repeats: true),
    line(
      "covariate <new-covariate> is <table>",
      "A table whose values explain counts in a regression.", repeats: true),
    line(
      "figure <new-figure> in @unit is @expression",
      "A number made of others, with its unit checked.", repeats: true),
  ]

  /// The blocks, in the order in which a file usually has them.
  public static let blocks: [Block] = declarations + decisions + questions
}
