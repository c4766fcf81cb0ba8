import CouncilReturns
import Foundation
import Periods
import ReferenceCases
import Testing

/// A folder of returns for the time of a test.
struct ReturnsFolder: ~Copyable {
  let path: String

  init(_ files: [String: String]) throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("returns-\(UUID().uuidString)")
    for (name, text) in files {
      let file = folder.appendingPathComponent(name)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
    path = folder.path
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}

/// The date of an ISO text of a test.
func day(_ text: String) throws -> CalendarDate { try CalendarDate(iso: text) }

@Suite("Exposure of looked-after children")
struct CareExposureTests {
  static let header = """
    CHILD,SEX,DOB
    a,1,10/05/2010
    b,1,20/03/2001
    c,2,08/05/2019
    e,2,01/01/2012
    f,2,15/06/2005
    g,1,29/02/2004
    """

  static let episodes = """
    CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC
    a,15/01/2019,S,C2,N1,U4,PR1,10/02/2019,X1
    a,10/02/2019,L,V2,N1,U4,PR1,01/03/2019,X1
    a,01/03/2019,P,V2,N1,K2,PR4,05/04/2019,E4A
    b,01/12/2018,S,C2,N1,H5,PR1,,
    c,10/05/2019,S,C2,N1,U1,PR1,,
    d,10/05/2019,S,C2,N1,U1,PR1,,
    e,10/05/2019,S,C2,N1,U1,PR1,01/05/2019,E8
    f,01/01/2018,S,C2,N1,K1,PR1,01/03/2018,E11
    g,01/06/2019,S,C2,N1,Q9,PR1,01/06/2019,X1
    """

  static func few() throws -> CareExposure {
    let folder = try ReturnsFolder(["header.csv": header, "episodes.csv": episodes])
    return try CareReturns.read(folder: folder.path)
      .exposure(from: day("2019-02-01"), to: day("2019-07-01"))
  }

  static func cell(
    _ age: CareStays.AgeGroup, _ placement: CareStays.Placement, _ band: Int
  ) -> CareStays.Cell { CareStays.Cell(age: age, placement: placement, band: band) }

  @Test("nights fall into months, ages and bands of time in placement, counted by hand")
  func byHand() throws {
    let exposure = try Self.few()
    let middle = CareStays.AgeGroup.fiveToNine
    // The change of legal status on 10 February does not restart the clock of 15 January.
    #expect(exposure.exposure(Self.cell(middle, .fostering, 1)) == 11)
    #expect(exposure.exposure(Self.cell(middle, .fostering, 2)) == 17)
    #expect(exposure.moves(Self.cell(middle, .fostering, 2), to: .residential) == 1)
    #expect(exposure.exposure(Self.cell(middle, .residential, 0)) == 7)
    #expect(exposure.exposure(Self.cell(middle, .residential, 1)) == 21)
    #expect(exposure.exposure(Self.cell(middle, .residential, 2)) == 7)
    #expect(exposure.exits(Self.cell(middle, .residential, 2), .home) == 1)
    #expect(exposure.exposure[1][Self.cell(middle, .residential, 2).index] == 3)
    #expect(exposure.exposure[2][Self.cell(middle, .residential, 2).index] == 4)
    // 28 nights of February and 19 of March, then the 18th birthday.
    let supported = (0..<8).reduce(0) {
      $0 + exposure.exposure(Self.cell(.sixteenAndOver, .supported, $1))
    }
    #expect(supported == 47)
    #expect(exposure.turnedEighteen[1][CareStays.Placement.supported.rawValue] == 1)
    #expect(exposure.exposure(Self.cell(.underOne, .fostering, 0)) == 7)
    #expect(exposure.exposure(Self.cell(.underOne, .fostering, 1)) == 21)
    #expect(exposure.exposure(Self.cell(.underOne, .fostering, 2)) == 24)
    #expect(exposure.entries[3][0] == 1)
    // A stay without a night still enters and leaves, in a group of its own for unknown codes.
    #expect(exposure.entries[4][15 * 5 + 4] == 1)
    #expect(exposure.exits(Self.cell(.tenToFifteen, .unknown, 0), .unrecorded) == 1)
    #expect(exposure.opening == [1, 0, 1, 0, 0])
    #expect(exposure.closing == [1, 0, 0, 0, 0])
    #expect(exposure.nights == [28, 31, 30, 31, 30])
    #expect(exposure.counts == ["birth.missing": 1, "episode.reversed": 1])
  }

  @Test("the stock of a day counts those whose stay has begun and not ended")
  func stock() throws {
    let folder = try ReturnsFolder(["header.csv": Self.header, "episodes.csv": Self.episodes])
    let returns = try CareReturns.read(folder: folder.path)
    let stock = try returns.stock(on: day("2019-02-10"))
    #expect(
      stock.groups == [
        .init(
          birthMonth: Month(year: 2001, monthOfYear: 3), age: .sixteenAndOver,
          placement: .supported, weeks: 10, count: 1),
        .init(
          birthMonth: Month(year: 2010, monthOfYear: 5), age: .fiveToNine, placement: .fostering,
          weeks: 3, count: 1),
      ])
    #expect(try returns.stock(on: day("2019-03-20")).total == 1)
    #expect(try returns.stock(on: day("2019-03-19")).total == 2)
  }

  @Test("a window that says nothing is refused, one that opens too early is shortened")
  func windows() throws {
    let folder = try ReturnsFolder([
      "2018/header.csv": Self.header, "2018/episodes.csv": Self.episodes,
    ])
    let returns = try CareReturns.read(folder: folder.path)
    func reason(_ from: String, _ to: String) throws -> String? {
      let (from, to) = (try day(from), try day(to))
      do { _ = try returns.exposure(from: from, to: to) } catch { return error.reason }
      return nil
    }
    #expect(try reason("2019-01-01", "2019-01-01")?.contains("must end after") == true)
    #expect(try reason("2019-01-01", "2019-05-01")?.contains("last return ends") == true)
    #expect(try reason("2017-01-01", "2018-02-01")?.contains("first return opens") == true)
    let early = try returns.exposure(from: day("2017-01-01"), to: day("2019-03-01"))
    #expect(try early.from == day("2018-04-01"))
    #expect(early.notes.count == 1)
  }

  /// Invented children with random episodes, written as a return.
  static func random(_ seed: Int) -> (header: String, episodes: String, stays: [[Int]]) {
    var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 &+ 1
    func next(_ below: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % below
    }
    let codes = ["U4", "K2", "H5", "P1", "??"]
    let reasons = ["P", "L", "T", "U", "B"]
    func text(_ day: Int) -> String { CalendarDate(daysSince1970: day).dayMonthYear }
    var header = "CHILD,DOB\n"
    var rows = "CHILD,DECOM,RNE,PLACE,DEC,REC\n"
    // start, end, 18th birthday of each time in care
    var stays: [[Int]] = []
    for child in 0..<40 {
      let birth = 11_000 + next(6_800)
      let parts = CalendarDate(daysSince1970: birth).components
      let adult =
        CalendarDate(year: parts.year + 18, month: parts.month, day: parts.day)?.daysSince1970
        ?? Month(year: parts.year + 18, monthOfYear: 3).firstDay.daysSince1970
      header += "\(child),\(text(birth))\n"
      var day = max(birth, 16_500 + next(1_500))
      for _ in 0..<(1 + next(3)) {
        let began = day
        for episode in 0..<(1 + next(4)) {
          guard day < adult else { break }
          let end = day + 1 + next(next(4) == 0 ? 900 : 60)
          let reason = episode == 0 ? "S" : reasons[next(5)]
          rows += "\(child),\(text(day)),\(reason),\(codes[next(5)]),\(text(end)),E4A\n"
          day = end
        }
        if day > began { stays.append([began, day, adult]) }
        day += 1 + next(200)
      }
    }
    return (header, rows, stays)
  }

  @Test("nights of the parts add up to nights in care, and children are conserved")
  func conservation() throws {
    for seed in 0..<25 {
      let made = Self.random(seed)
      let folder = try ReturnsFolder(["header.csv": made.header, "episodes.csv": made.episodes])
      let returns = try CareReturns.read(folder: folder.path)
      let from = max(try #require(returns.firstDay), CalendarDate(daysSince1970: 17_000))
      let to = from.adding(days: 731)
      let exposure = try returns.exposure(from: from, to: to)
      let nights = made.stays.reduce(0) { sum, stay in
        sum + max(0, min(stay[1], stay[2], to.daysSince1970) - max(stay[0], from.daysSince1970))
      }
      #expect(exposure.exposure.joined().reduce(0, +) == nights)
      #expect(exposure.nights.reduce(0, +) == 731)
      var stock = exposure.opening
      for month in exposure.months.indices {
        for (index, count) in exposure.entries[month].enumerated() { stock[index % 5] += count }
        for place in 0..<5 { stock[place] -= exposure.turnedEighteen[month][place] }
        for cell in CareStays.Cell.all {
          let place = cell.placement.rawValue
          for exit in 0..<5 { stock[place] -= exposure.exits[month][cell.index * 5 + exit] }
          for destination in 0..<5 {
            let moved = exposure.moves[month][cell.index * 5 + destination]
            stock[place] -= moved
            stock[destination] += moved
          }
        }
      }
      #expect(stock == exposure.closing)
    }
  }

  @Test(
    "the artificial sample has the stock that the open tools count",
    .enabled(if: SharedReference.isPresent))
  func sample() throws {
    let folder = SharedReference.folder.appending(path: "peers/cla/input").path
    let returns = try CareReturns.read(folder: folder)
    #expect(try returns.stock(on: day("2020-01-01")).total == 241)
    let exposure = try returns.exposure(from: day("2019-01-01"), to: day("2020-01-01"))
    #expect(exposure.notes.count == 1)
    #expect(exposure.counts == ["episode.overlap": 40])
  }
}
