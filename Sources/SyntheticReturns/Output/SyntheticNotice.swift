/// The texts that say that returns are synthetic.
struct SyntheticNotice {
  let area: String
  let command: String
  let years: ClosedRange<Int>
  let margins: [MarginComparison]
  let tables: [SyntheticCouncil.WrittenFile]

  /// `SYNTHETIC.txt`: for whoever opens the folder.
  var mark: String {
    """
    SYNTHETIC

    No child in these files exists. They are invented so that their totals are those published for
    \(area). Do not submit them as a return, and do not mix them with real ones.

    """
  }

  /// `README.txt`: what the folder holds and how it was made.
  var readme: String {
    let off = margins.filter { !$0.isWithinTolerance }.count
    var text = """
      Synthetic returns: \(area), returns of \(years.lowerBound) to \(years.upperBound)

      SYNTHETIC: no child in these files exists. Every child number begins with SYN, every table ends
      with a column SYNTHETIC that says yes, and there are no names, postcodes or pupil numbers.

      Made by:
        \(command)

      Of \(margins.count) published figures compared, \(margins.count - off) are met within 2%.
      margins.csv has every one beside what the returns have.

      How the figures are counted
      - Children looked after: stock and ages on 31 March; a child's first start and last end in a year
        once; every placement that began in a year, changes of legal status apart.
      - Plans: stock and ages on the day of the January census; starts and ends of the calendar year.
      - Transfers of plans between areas carry what the stocks leave of starts and ends. A few plans
        disappear without an end where published ends are too few.
      - Birthdays keep clear of the days of the counts, so that ages at events and counts agree.

      What there is
      - ssda903/2024-25 and so on: one folder per financial year: episodes, header, uasc, missing,
        reviews, placed_adoption. Registration numbers of homes are invented.
      - sen2/2025 and so on: one folder per January census: modules 0 to 5c as COLLECT exports them.
        Numbers of schools (990001 to 998099) and colleges are invented: establishments.csv gives
        each its kind.
      - sen2/transitions.csv, sen2/population.csv: one row per child and pair of censuses; people by
        curriculum year, held at the last estimate in later years.

      Rows by table

      """
    for table in tables { text += "- \(table.name): \(table.rows)\n" }
    return text
  }

  /// `manifest-synthetic.json`.
  var manifest: String {
    var text = """
      {
        "synthetic": true,
        "area": "\(area)",
        "years": "\(years.lowerBound)-\(years.upperBound)",
        "command": "\(command.replacing("\"", with: "\\\""))",
        "tables": [

      """
    text += tables.map { "    { \"file\": \"\($0.name)\", \"rows\": \($0.rows) }" }
      .joined(separator: ",\n")
    return text + "\n  ]\n}\n"
  }
}
