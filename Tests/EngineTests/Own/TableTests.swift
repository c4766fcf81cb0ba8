import Engine
import Foundation
import Periods
import Results
import ScenarioLanguage
import Testing

@Suite("Tables of one's own, and what is wrong with them")
struct TableTests {
  private let split = OwnFixture.model([OwnFixture.measure("cla", split: true)], runs: 2)
  private let header = "month,placement,count\n"

  private func fault(_ table: String) async -> String {
    await OwnFixture.fault(split, ["cla.csv": table]) ?? "no error"
  }

  @Test(
    "a history names file, line, column, why and what to do",
    arguments: [
      ("placement,count\nifa,1\n", "cla.csv:1:1: there is no column `month` or `date`"),
      ("month,count\n2026-03,1\n", "cla.csv:1:1: there is no column `placement`"),
      ("month,placement\n2026-03,ifa\n", "cla.csv:1:1: there is no column `count`"),
      ("month,placement,count\n", "cla.csv:1:1: there is no row below the header"),
      ("month,placement,count\n2026-13,ifa,1\n", "cla.csv:2:1: `2026-13` is not a month"),
      ("month,placement,count\n2026-03-32,ifa,1\n", "cla.csv:2:1: `2026-03-32` is not a month"),
      ("month,placement,count\n2026-3,ifa,1\n", "cla.csv:2:1: `2026-3` is not a month"),
      ("month,placement,count\n2026-03,kinship,1\n", "cla.csv:2:9: `kinship` is not an item"),
      ("month,placement,count\n2026-03,ifa,c\n", "cla.csv:2:13: `c` in `count` is not a count"),
      ("month,placement,count\n2026-03,ifa,-2\n", "cla.csv:2:13: `-2` in `count`"),
      (
        "month,placement,count\n2026-03,ifa,1\n2026-03,ifa,1\n",
        "cla.csv:3:1: this row stands twice: March 2026, ifa"
      ),
      (
        "month,placement,count\n2026-03,ifa,1\n2026-03,fostering,1\n",
        "cla.csv:2:1: March 2026 has no row for `residential`"
      ),
      ("month,placement,age,count\n2026-03,ifa,old,1\n", "cla.csv:2:13: `old` is not an age"),
      ("month,placement,count\n2026-03,ifa\n", "cla.csv:2:"),
      ("", "cla.csv:1:1"),
    ])
  func history(_ table: String, _ message: String) async {
    let found = await fault(table)
    #expect(found.hasPrefix(message), "\(found)")
  }

  @Test("months left out between two others are named")
  func gap() async {
    let table = OwnFixture.stocks.split(separator: "\n").filter { !$0.hasPrefix("2025-07") }
      .joined(separator: "\n")
    let found = await fault(table)
    #expect(found.contains("there is no figure for July 2025"))
  }

  @Test("a month that is not the census's is named")
  func census() async {
    let found = await OwnFixture.fault(
      OwnFixture.model([OwnFixture.measure("places", cadence: .census("ssda903"))]),
      ["places.csv": "date,count\n2026-03-31,4\n2026-04-30,4\n"])
    #expect(found?.hasPrefix("places.csv:3:1: April 2026 is not a month of the census") == true)
  }

  @Test(
    "moves that lead nowhere, stand twice or miss the window are named",
    arguments: [
      ("month,from,to\n2026-03,ifa,outside\n", "moves.csv:1:1: there is no column `count`"),
      ("month,to,count\n2026-03,ifa,1\n", "moves.csv:1:1: there is no column `from`"),
      ("month,from,to,count\n2026-03,ifa,ifa,1\n", "moves.csv:2:13: this move leads from `ifa`"),
      ("month,from,to,count\n2026-03,ifa,away,1\n", "moves.csv:2:13: `away` is not an item"),
      (
        "month,from,to,count\n2026-03,ifa,outside,1\n2026-03,ifa,outside,2\n",
        "moves.csv:3:1: this row stands twice"
      ),
      (
        "month,from,to,count\n2019-03,ifa,outside,1\n",
        "moves.csv:1:1: it has no move between April 2024 and March 2026"
      ),
    ])
  func moves(_ table: String, _ message: String) async {
    let found = await OwnFixture.fault(
      OwnFixture.model(
        [OwnFixture.measure("cla", split: true, .pathway("placements"))],
        pathways: [OwnFixture.pathway()]), ["cla.csv": OwnFixture.stocks, "moves.csv": table])
    #expect(found?.hasPrefix(message) == true, "\(found ?? "none")")
  }

  @Test("children who left an item in which nobody was are an error")
  func nobody() async {
    let found = await OwnFixture.fault(
      OwnFixture.model(
        [OwnFixture.measure("cla", split: true, .pathway("placements"))],
        pathways: [OwnFixture.pathway()]),
      [
        "cla.csv": OwnFixture.history(months: 25) { _, item in [100, 80, 0][item] },
        "moves.csv": OwnFixture.moves,
      ])
    #expect(found?.contains("the history has nobody there") == true)
  }

  @Test(
    "projections and their years are checked",
    arguments: [
      ("year,count\nsoon,5\n", "snpp.csv:2:1: `soon` is not a year"),
      ("year,count\n2026,5\n2026,6\n", "snpp.csv:3:1: this row stands twice"),
      ("count\n5\n", "snpp.csv:1:1: there is no column `month` or `date`"),
      ("year,count\n2026,few\n", "snpp.csv:2:6: `few` in `count` is not a count"),
    ])
  func projection(_ table: String, _ message: String) async {
    let residents = Measure(
      name: "residents", label: "residents", noun: "child", splitBy: [],
      source: .projection(OwnFixture.file("snpp.csv")), evidence: Evidence())
    let found = await OwnFixture.fault(OwnFixture.model([residents]), ["snpp.csv": table])
    #expect(found?.hasPrefix(message) == true, "\(found ?? "none")")
  }

  @Test("a table that is not there, too large, a folder or outside is refused at its clause")
  func files() async throws {
    let found = await OwnFixture.fault(split, [:])
    #expect(found?.hasPrefix("own.scenario:3:5: I can't find the table `cla.csv`") == true)

    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("headroom-tables-\(ProcessInfo.processInfo.processIdentifier)")
    let inside = folder.appendingPathComponent("scenarios")
    try FileManager.default.createDirectory(
      at: inside.appendingPathComponent("folder"), withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data("month,count\n".utf8).write(to: inside.appendingPathComponent("good.csv"))
    try Data("secret".utf8).write(to: folder.appendingPathComponent("outside.csv"))
    try FileManager.default.createSymbolicLink(
      at: inside.appendingPathComponent("link.csv"),
      withDestinationURL: folder.appendingPathComponent("outside.csv"))
    let large = inside.appendingPathComponent("large.csv")
    FileManager.default.createFile(atPath: large.path, contents: nil)
    let handle = try FileHandle(forWritingTo: large)
    try handle.truncate(atOffset: UInt64(TableProvider.largestTable) + 1)
    try handle.close()
    let provider = TableProvider.fileSystem(rootPath: inside.path + "/main.scenario")
    #expect(try provider.read(inside.path + "/good.csv").count == 12)
    for (name, reason) in [
      ("missing.csv", "can't find"), ("folder", "is a folder"), ("large.csv", "over 50 MB"),
      ("link.csv", "outside the folder"), ("../outside.csv", "outside the folder"),
    ] {
      #expect {
        try provider.read(inside.path + "/" + name)
      } throws: {
        "\($0)".contains(reason)
      }
    }
  }

  @Test("a byte-order mark, quotes and Windows line ends are read; a table is read once")
  func reading() async throws {
    let text =
      "\u{FEFF}"
      + OwnFixture.stocks.replacingOccurrences(of: "\n", with: "\r\n")
      .replacingOccurrences(of: ",ifa,", with: ",\"ifa\",")
    let run = try await OwnFixture.run(
      OwnFixture.model([OwnFixture.measure("cla", split: true)]), ["cla.csv": text])
    #expect(OwnFixture.value(run, "cla", "2026/27")?.mean == 220)
    #expect(run.manifest.inputs.count == 1)
  }
}
