import Foundation
import Testing

@Suite("headroom disclose")
struct DiscloseTests {
  private let example = "docs/examples/placements.csv"

  @Test("prints the safe table, and what was hidden and why beside it")
  func safeTable() throws {
    let result = try Command.run(["disclose", example])
    #expect(result.status == 0)
    #expect(
      result.output.contains("\nfoster,5-11,c\n") && result.output.contains("\nTotal,Total,146\n"))
    #expect(!result.output.contains("foster,5-11,2"))
    #expect(result.messages.contains("4 of 16 figures are hidden: 2 small"))
    #expect(result.messages.contains("docs/examples/placements.csv:3): below 5"))
  }

  @Test("takes another threshold, rounding, and several tables into a folder")
  func options() throws {
    let lower = try Command.run(["disclose", example, "--threshold", "1"])
    #expect(lower.output.contains("residential,0-4,1\n"))
    let rounded = try Command.run(["disclose", example, "--round", "5"])
    #expect(rounded.output.contains("foster,0-4,15\n"))
    try Command.temporary { folder in
      let first = "sex,children\nboys,44\ngirls,3\nTotal,47\n"
      let second = "age,children\nyoung,20\nold,27\nTotal,47\n"
      try Data(first.utf8).write(to: URL(fileURLWithPath: "\(folder)/sex.csv"))
      try Data(second.utf8).write(to: URL(fileURLWithPath: "\(folder)/age.csv"))
      let tables = ["\(folder)/sex.csv", "\(folder)/age.csv"]
      #expect(try Command.run(["disclose"] + tables).status == 64)
      let result = try Command.run(["disclose"] + tables + ["-o", "\(folder)/safe"])
      #expect(result.status == 0)
      let safe = Command.contents("\(folder)/safe")
      #expect(safe["sex.csv"] == Data("sex,children\nboys,c\ngirls,c\nTotal,47\n".utf8))
      #expect(safe["age.csv"] == Data(second.utf8))
      let over = try Command.run(["disclose"] + tables + ["-o", folder])
      #expect(over.status == 2 && over.messages.contains("is the table itself"))
      #expect(Command.contents(folder)["sex.csv"] == Data(first.utf8))
      let known = try Command.run(["disclose", tables[0], "--previous", tables[0]])
      #expect(known.status == 1 && known.messages.contains("NOT HIDDEN: sex=girls"))
    }
  }

  @Test("names file, line and column of what is no count")
  func mistakes() throws {
    try Command.temporary { folder in
      let path = "\(folder)/bad.csv"
      try Data("a,n\nx,many\n".utf8).write(to: URL(fileURLWithPath: path))
      let result = try Command.run(["disclose", path])
      #expect(
        result.status == 2 && result.messages.contains("bad.csv:2:3: 'many' in n is no count"))
      #expect(result.output.isEmpty)
    }
    #expect(try Command.run(["disclose", "nowhere.csv"]).status == 2)
    #expect(try Command.run(["disclose", example, "--threshold", "0"]).status == 2)
  }
}
