import DisclosureControl
import Handover
import Testing

@Suite("Tables of counts")
struct CountTableTests {
  private let long = """
    placement,age,children,percent
    foster,0-4,14,30
    foster,5-11,2,4
    foster,Total,16,34
    home,0-4,20,43
    home,5-11,11,23
    home,Total,31,66
    Total,0-4,34,72
    Total,5-11,13,28
    Total,Total,47,100

    """

  private func table(
    _ text: String, _ options: CountTableOptions = CountTableOptions(), file: String = "t.csv",
    isPublished: Bool = false
  ) throws -> CountTable {
    try CountTable(
      bytes: Array(text.utf8), file: file, options: options, isPublished: isPublished)
  }

  private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  private let options = CountTableOptions(value: "children", dependents: ["percent"])

  @Test("are made safe with what rests on the counts, and say why")
  func safe() throws {
    let safe = try SafeTables([table(long, options)], rules: .standard)
    #expect(
      text(safe.published(0)) == """
        placement,age,children,percent
        foster,0-4,c,c
        foster,5-11,c,c
        foster,Total,16,34
        home,0-4,c,c
        home,5-11,c,c
        home,Total,31,66
        Total,0-4,34,72
        Total,5-11,13,28
        Total,Total,47,100

        """)
    #expect(safe.cellCount == 9)
    #expect(safe.hidden.count == 4)
    let small = safe.hidden.filter(\.isPrimary)
    #expect(small.map(\.name) == ["age=5-11, placement=foster"])
    #expect(small.first?.places == ["t.csv:3"])
    let report = DisclosureText.report(safe, rules: .standard)
    #expect(report.contains("4 of 9 figures are hidden: 1 small, 3 more"))
    #expect(
      report.contains("age=5-11, placement=foster (t.csv:3): below 5; a reader can tell 0 to 13"))
    #expect(report.contains("follows from the sum to placement=foster"))
    #expect(report.contains("not for publication"))
  }

  @Test("laid out wide are the same")
  func wide() throws {
    let wide = "placement,0-4,5-11,Total\nfoster,14,2,16\nhome,20,11,31\nTotal,34,13,47\n"
    let safe = try SafeTables(
      [table(wide, CountTableOptions(isWide: true))], rules: .standard)
    #expect(
      text(safe.published(0))
        == "placement,0-4,5-11,Total\nfoster,c,c,16\nhome,c,c,31\nTotal,34,13,47\n"
    )
  }

  @Test("published together are one problem: a cell hidden in one is hidden in the other")
  func linked() throws {
    let byAge = "age,children\n0-4,34\n5-11,13\nTotal,47\n"
    let bySex = "sex,children\nboys,44\ngirls,3\nTotal,47\n"
    let both = try SafeTables(
      [table(byAge, file: "age.csv"), table(bySex, file: "sex.csv")], rules: .standard)
    #expect(both.cellCount == 5)
    #expect(text(both.published(0)) == byAge)
    #expect(text(both.published(1)) == "sex,children\nboys,c\ngirls,c\nTotal,47\n")
    #expect(throws: HandoverError.self) {
      try SafeTables(
        [table(byAge), table("sex,children\nboys,44\ngirls,4\nTotal,48\n")], rules: .standard)
    }
  }

  @Test("published before are known: what has not changed hides nothing")
  func previous() throws {
    let now = "sex,children\nboys,20\ngirls,3\nunknown,24\nTotal,47\n"
    let before = try table(
      "sex,children\nboys,20\ngirls,c\nunknown,c\nTotal,46\n", isPublished: true)
    let safe = try SafeTables([table(now)], previous: [before], rules: .standard)
    #expect(text(safe.published(0)) == "sex,children\nboys,20\ngirls,c\nunknown,c\nTotal,47\n")
    let known = try table(now, isPublished: true)
    let late = try SafeTables([table(now)], previous: [known], rules: .standard)
    #expect(late.unprotected == ["sex=girls"])
    #expect(DisclosureText.report(late, rules: .standard).contains("NOT HIDDEN: sex=girls"))
  }

  @Test("have the same figures hidden in whatever order they are listed")
  func order() throws {
    let (rows, columns) = (5, 4)
    for index in 0..<60 {
      func count(_ row: Int, _ column: Int) -> Int {
        let u = Double((index * 7_919 + row * 104_729 + column * 1_299_709) % 997) / 997
        return Int(30 * u * u)
      }
      var lines: [String] = []
      for row in 0...rows {
        for column in 0...columns {
          let sum = (row < rows ? row..<(row + 1) : 0..<rows).reduce(0) { sum, row in
            (column < columns ? column..<(column + 1) : 0..<columns).reduce(sum) {
              $0 + count(row, $1)
            }
          }
          lines.append(
            "\(row < rows ? "r\(row)" : "Total"),\(column < columns ? "c\(column)" : "Total"),\(sum)"
          )
        }
      }
      func hidden(_ lines: [String]) throws -> Set<String> {
        let text = "row,column,n\n" + lines.joined(separator: "\n") + "\n"
        return Set(try SafeTables([table(text)], rules: .standard).hidden.map(\.name))
      }
      let first = try hidden(lines)
      #expect(try hidden(lines.reversed()) == first)
      #expect(try hidden(lines.sorted()) == first)
    }
  }

  @Test("are laid out for a terminal, and as JSON with what was hidden")
  func formats() throws {
    let safe = try SafeTables([table("sex,n\nboys,44\ngirls,3\nTotal,47\n")], rules: .standard)
    #expect(
      DisclosureText.columns(safe, table: 0) == "sex     n\nboys    c\ngirls   c\nTotal  47\n")
    let json = text(DisclosureText.json(safe))
    #expect(
      json.contains("{\"figure\": \"sex=girls\", \"places\": [\"t.csv:3\"], \"is_small\": true"))
    #expect(json.contains("\"at_least\": 0, \"at_most\": 47}"))
    #expect(json.contains("[\"Total\", \"47\"]"))
  }

  @Test("can be rounded instead")
  func rounded() throws {
    let five = try CountRounding(base: 5)
    let rounded = text(try table(long, options).rounded(five))
    #expect(rounded.contains("foster,5-11,0,\n"))
    #expect(rounded.contains("Total,Total,45,\n"))
  }

  @Test("that hold no counts are refused with the place and what to do")
  func refusals() throws {
    func message(_ text: String, _ options: CountTableOptions = CountTableOptions()) -> String {
      do {
        _ = try SafeTables([table(text, options)], rules: .standard)
        return ""
      } catch {
        return "\(error)"
      }
    }
    #expect(message("a,n\nx,many\n").hasPrefix("t.csv:2:3: 'many' in n is no count"))
    #expect(message("a,n\nx,-2\n").hasPrefix("t.csv:2:3: '-2' in n is no count"))
    #expect(message("a,n\nx,1\nx,2\n").contains("the count of a=x is on line 2 already"))
    #expect(message("n\n1\n").contains("one column"))
    #expect(message("a,n\nx,1\n", CountTableOptions(value: "m")).contains("'m' is missing"))
    let sum = message("a,n\nx,10\ny,20\nTotal,31\n")
    #expect(sum.contains("the total is printed as 31.0 and its parts add to 30.0"))
    #expect(message("").contains("empty"))
  }

  @Test("guard labels that a spreadsheet would run")
  func labels() throws {
    let safe = try SafeTables([table("a,n\n=1+1,10\n")], rules: .standard)
    #expect(text(safe.published(0)) == "a,n\n'=1+1,10\n")
  }
}
