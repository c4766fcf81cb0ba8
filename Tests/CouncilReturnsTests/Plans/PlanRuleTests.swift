import CouncilReturns
import Foundation
import Testing

@Suite("Rules of SEN2 returns")
struct PlanRuleTests {
  /// A change of one line and the rule that finds it.
  struct Damage: Sendable, CustomTestStringConvertible {
    let rule: String
    let file: String
    let line: Int
    let old: String
    let new: String
    var testDescription: String { rule }

    init(_ rule: String, _ file: String, _ line: Int, _ old: String, _ new: String) {
      self.rule = rule
      self.file = file
      self.line = line
      self.old = old
      self.new = new
    }
  }

  static let damages = [
    Damage("column.missing", "fiveC.csv", 0, "sentype,", "type,"),
    Damage("column.missing", "one.csv", 0, "persontableid", "person"),
    Damage("column.missing", "one.csv", 0, "personbirthdate", "birth"),
    Damage("key.missing", "two.csv", 1, "1,1,2023", ",1,2023"),
    Damage("key.repeated", "two.csv", 2, "2,2,", "1,2,"),
    Damage("parent.missing", "three.csv", 1, "1,1,", "1,99,"),
    Damage("parent.setAside", "one.csv", 1, "2014-May", "1974-May"),
    Damage("census.unknown", "zero.csv", 1, "2024,2024-Jan-18 00:00:00", ","),
    Damage("person.repeated", "one.csv", 2, "A12345678902", "A12345678901"),
    Damage(
      "person.unlinkable", "one.csv", 1, "ZZFORENAME1,2014-May-01 00:00:00,F,QQ1 1QQ,A12345678901",
      ",2014-May-01,F,,"),
    Damage("birth.missing", "one.csv", 1, "2014-May-01 00:00:00", ""),
    Damage("age.impossible", "one.csv", 1, "2014-May", "2034-May"),
    Damage("age.late", "one.csv", 1, "2014-May", "1997-May"),
    Damage("date.invalid", "two.csv", 1, "2023-02-01", "2023-02-31"),
    Damage("date.missing", "two.csv", 1, "2023-02-01", ""),
    Damage("date.future", "fourA.csv", 1, "2023-06-30", "2024-06-30"),
    Damage("date.future", "fiveB.csv", 1, "2023-09-01", "2024-09-01"),
    Damage("date.reversed", "fourA.csv", 1, ",,", ",2022-01-01,1"),
    Damage("date.reversed", "two.csv", 1, "01/03/2023", "01/01/2023"),
    Damage("cease.unexplained", "fourA.csv", 1, ",,", ",2023-12-01,"),
    Damage("code.unknown", "fiveC.csv", 1, "ASD", "ZZSURNAME"),
    Damage("code.unknown", "fiveB.csv", 2, "OLA", "XYZ"),
    Damage("code.unknown", "two.csv", 1, ",Y", ",Q"),
    Damage("code.early", "fiveC.csv", 1, "ASD", "DS"),
    Damage("need.missing", "fiveC.csv", 1, "ASD,1", "ASD,2"),
    Damage("need.repeated", "fiveC.csv", 2, "2,2", "2,1"),
    Damage("placement.overlap", "fiveB.csv", 2, "2,2,", "2,1,"),
    Damage("placement.missing", "fiveB.csv", 2, "2023-09-01,", "2023-09-01,2023-12-01"),
    Damage("plan.repeated", "fiveA.csv", 2, "2,2,", "2,1,"),
    Damage("file.malformed", "two.csv", 1, "Y,1", "Y"),
  ]

  @Test("Each damage is found by its rule, and the counts add up", arguments: damages)
  func damage(_ damage: Damage) throws {
    let fixture = PlanFixture(2024).replacing(
      damage.file, line: damage.line, damage.old, damage.new)
    #expect(fixture.files != PlanFixture(2024).files)
    let report = try fixture.read().report
    #expect(report.rules.contains(damage.rule), "\(report.rules.sorted())")
    let addUp = report.counts.allSatisfy(\.addsUp)
    #expect(addUp)
    #expect(report.isSilent)
  }

  @Test("Unknown and missing codes are kept apart in the stock")
  func keptApart() throws {
    let returns = try PlanFixture(2024).replacing("fiveC.csv", line: 1, "ASD", "QQQ").read()
    #expect(
      returns.stock(at: 2024)[
        PlanState(ncy: 5, need: PlanReturns.unrecognised, setting: "SCHOOL")] == 1)
  }

  @Test("Empty and foreign files are reported")
  func files() throws {
    var files = PlanFixture(2024).texts
    files["empty.csv"] = []
    files["other.csv"] = Array("a,b\n1,2\n".utf8)
    files["zero.csv"] = nil
    let named = Dictionary(uniqueKeysWithValues: files.map { ("2024/\($0)", $1) })
    let returns = try PlanFixture.read(named)
    #expect(returns.report.rules == ["file.empty", "file.unrecognised", "census.assumed"])
    #expect(returns.stock(at: 2024).values.reduce(0, +) == 2)
  }

  @Test("Damaged bytes never trap, never lose a row, never give away a child")
  func mutations() throws {
    var state: UInt64 = 20_260_101
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    let whole = PlanFixture.folders(["2024": PlanFixture(2024), "2025": PlanFixture(2025)])
    let names = whole.keys.sorted()
    for _ in 0..<120 {
      var files = whole
      let name = names[next(names.count)]
      for _ in 0...next(4) {
        guard var bytes = files[name], !bytes.isEmpty else { continue }
        let place = next(bytes.count)
        switch next(4) {
        case 0: bytes[place] = UInt8(next(256))
        case 1: bytes.remove(at: place)
        case 2: bytes.insert(UInt8(next(256)), at: place)
        default: bytes.removeSubrange(place..<min(place + next(30), bytes.count))
        }
        files[name] = bytes
      }
      guard let returns = try? PlanFixture.read(files) else { continue }
      let addUp = returns.report.counts.allSatisfy(\.addsUp)
      #expect(addUp)
      #expect(returns.report.isSilent)
      for year in returns.transitions.years {
        let flows = returns.transitions.flows.filter { $0.year == year }
        let joined = flows.reduce(0) { $0 + ($1.from == nil ? $1.count : 0) }
        let left = flows.reduce(0) { $0 + ($1.to == nil ? $1.count : 0) }
        let before = returns.stock(at: year).values.reduce(0, +)
        #expect(before + joined - left == returns.stock(at: year + 1).values.reduce(0, +))
      }
    }
  }

  @Test("A phase-transfer date that is none leaves the plan in use")
  func unreadPhaseTransfer() throws {
    var fixture = PlanFixture(2024)
    fixture.files["fiveA.csv"]?[0] += ",phasetransferduedate,phasetransferfinaldate"
    fixture.files["fiveA.csv"]?[1] += ",2024-02-15,soon"
    fixture.files["fiveA.csv"]?[2] += ",2024-Feb-15 00:00:00,"
    let read = try fixture.read()
    let unread = read.report.findings.filter { $0.rule == "date.unread" }
    #expect(unread.map(\.column) == ["phasetransferfinaldate"])
    #expect(unread.map(\.row) == [2])
    #expect(read.stock(at: 2024) == (try PlanFixture(2024).read()).stock(at: 2024))
    #expect(read.report.counts.map(\.addsUp).contains(false) == false)
  }
}
