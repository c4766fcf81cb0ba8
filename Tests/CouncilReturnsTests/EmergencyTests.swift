import CouncilReturns
import Foundation
import Periods
import Testing

@Suite("Emergency placements in SSDA903 returns")
struct EmergencyProfileTests {
  private static func returns(_ rows: [String]) throws -> CareReturns {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let episodes =
      "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n"
      + rows.map { "\($0),,,\n" }.joined()
    let header =
      "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\nA,1,03/03/2012,WBRI,,,\nB,2,03/03/2009,WBRI,,,\n"
    try episodes.write(
      to: folder.appendingPathComponent("episodes.csv"), atomically: true, encoding: .utf8)
    try header.write(
      to: folder.appendingPathComponent("header.csv"), atomically: true, encoding: .utf8)
    return try CareReturns.read(folder: folder.path)
  }

  private static let april = Month(year: 2024, monthOfYear: 4)

  @Test("stays, nights, ages, reasons, repeats and what came next are counted over children")
  func profile() throws {
    let returns = try Self.returns([
      // Ten nights in Z1 over a change of legal status, then foster care; back within 90 days.
      "A,01/05/2024,S,C2,N1,Z1,PR4,06/05/2024,X1,",
      "A,06/05/2024,L,C1,N1,Z1,PR4,11/05/2024,X1,CHILD",
      "A,11/05/2024,P,C1,N1,U6,PR1,20/06/2024,X1,CREQB",
      "A,20/06/2024,P,C1,N1,Z1,PR4,27/06/2024,X1,PLANN",
      "A,27/06/2024,P,C1,N1,K2,PR4,,,",
      "B,25/03/2025,S,V2,N1,Z1,PR4,,,",
    ])
    let profile = try returns.emergencies(
      EmergencyDefinition(codes: ["Z1"], noticeDays: 0, shortNights: 28), from: Self.april,
      asOf: CalendarDate(iso: "2025-03-31"))
    #expect(profile.starts.count == 12)
    #expect(profile.starts.reduce(0, +) == 3)
    #expect(profile.starts[1] == 1 && profile.starts[2] == 1 && profile.starts[11] == 1)
    #expect(profile.nights == [0, 10, 7, 0, 0, 0, 0, 0, 0, 0, 0, 6])
    #expect(profile.placements == 5)
    func count(_ counts: [EmergencyProfile.Count], _ label: String) -> Int? {
      counts.first { $0.label == label }?.count
    }
    #expect(count(profile.ages, "10 to 15") == 2 && count(profile.ages, "16 and 17") == 1)
    #expect(count(profile.reasons, "care began") == 2 && count(profile.reasons, "CREQB") == 1)
    #expect(count(profile.repeats, "repeat within 90 days") == 1)
    #expect(count(profile.onward, "foster") == 1 && count(profile.onward, "residential") == 1)
    #expect(count(profile.onward, "still there") == 1)
    // 1 May 2024 was a Wednesday, 20 June a Thursday, 25 March 2025 a Tuesday.
    #expect(profile.weekdays.map(\.count) == [0, 1, 1, 1, 0, 0, 0])
    // One is open after 6 nights; of the two left one ends after 7, the other after 10.
    #expect(profile.stillThere.count == 11)
    #expect(
      profile.stillThere[6] == 1 && profile.stillThere[7] == 0.5 && profile.stillThere[10] == 0)
  }

  @Test(
    "a short stop that ended with a move is counted apart, and an end after the extract is not known"
  )
  func shortStops() throws {
    let returns = try Self.returns([
      "A,01/05/2024,S,C2,N1,K2,PR4,06/05/2024,X1,CREQB",
      "A,06/05/2024,P,C1,N1,U6,PR1,11/09/2024,E4A,",
    ])
    let profile = try returns.emergencies(
      EmergencyDefinition(codes: ["Z1"], noticeDays: 0, shortNights: 28), from: Self.april,
      asOf: CalendarDate(iso: "2024-05-31"))
    #expect(profile.shortStops == 1)
    #expect(profile.starts.reduce(0, +) == 0 && profile.placements == 2)
  }

  private static func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

  @Test("a stay is classed by the definition that held when it began, and priced by what followed")
  func dated() throws {
    let returns = try Self.returns([
      "A,01/05/2024,S,C2,N1,Z1,PR4,11/05/2024,X1,CHILD",
      "A,11/05/2024,P,C1,N1,U6,PR1,01/05/2025,X1,CREQB",
      "A,01/05/2025,P,C1,N1,Z1,PR4,08/05/2025,X1,PLANN",
      "A,08/05/2025,P,C1,N1,Z11,PR4,15/05/2025,X1,PLANN",
      "A,15/05/2025,P,C1,N1,K2,PR4,,,",
      "B,25/05/2025,S,V2,N1,Z11,PR4,,,",
    ])
    let rules = try EmergencyRules(
      bytes: Self.bytes("from,codes,short_nights\n2024-04-01,Z1,28\n2025-04-01,Z11 Z12,28\n"),
      file: "d.csv")
    let prices = try EmergencyPrices(
      bytes: Self.bytes(
        "placement,price_per_week\nZ1,7000\nZ11,8400\nfoster,700\nresidential,7000\n"),
      file: "p.csv")
    let profile = try returns.emergencies(
      rules, prices: prices, from: Self.april, asOf: CalendarDate(iso: "2025-05-31"))
    // The Z1 of May 2025 is none any more.
    #expect(profile.starts.reduce(0, +) == 3)
    #expect(profile.entries == 2)
    // 10 nights at £1,000 − £100 a night, 7 at £1,200 − £1,000; six nights are open.
    let premium = try #require(profile.premium)
    #expect(abs(premium.total - (9_000 + 1_400)) < 1e-9)
    #expect(premium.nights == 17 && premium.nightsLeftOut == 6)
    #expect(profile.open.map(\.count) == [1, 0, 0, 0])
    let early = #expect(throws: EmergencyError.self) {
      try returns.emergencies(
        EmergencyRules(
          bytes: Self.bytes("from,codes,short_nights\n2025-01-01,Z1,28\n"), file: "d.csv"),
        prices: nil, from: Self.april, asOf: CalendarDate(iso: "2025-05-31"))
    }
    #expect(early?.description.contains("holds from 1 January 2025") == true)
  }

  @Test("tables that can't be used are refused with their place")
  func tables() {
    func refuses(_ part: String, _ body: () throws -> Void) {
      let error = #expect(throws: EmergencyError.self) { try body() }
      #expect(error?.description.contains(part) == true, "\(error?.description ?? "")")
    }
    for (rows, part) in [
      ("2025,Z1,28", "is not a date"), ("2025-04-01,z1,28", "d.csv:2:12"),
      ("2025-04-01,,28", "nothing would be an emergency"),
      ("2025-04-01,Z1,x", "is not a whole number"),
      ("2025-04-01,Z1,28\n2025-04-01,Z11,28", "is not after the day above"),
      ("", "has no definition"),
    ] {
      refuses(part) {
        _ = try EmergencyRules(
          bytes: Self.bytes("from,codes,short_nights\n\(rows)\n"), file: "d.csv")
      }
    }
    refuses("means nothing here") {
      _ = try EmergencyRules(bytes: Self.bytes("from,code,short_nights\n"), file: "d.csv")
    }
    for (rows, part) in [
      ("hotel,1", "neither a placement code nor one of"), ("Z1,0", "a missing price is not £0"),
      ("Z1,1\nZ1,2", "is there already"),
    ] {
      refuses(part) {
        _ = try EmergencyPrices(
          bytes: Self.bytes("placement,price_per_week\n\(rows)\n"), file: "p.csv")
      }
    }
    for (rows, part) in [
      ("a,1,1", "needs two names or more"), ("a,1,1\na,1,1", "is empty or there already"),
      ("a,-1,1\nb,1,1", "is not a whole number"), ("a,1,0\nb,1,1", "is not a number above 0"),
    ] {
      refuses(part) {
        _ = try EmergencyPeers(
          bytes: Self.bytes("name,emergencies,entries\n\(rows)\n"), file: "q.csv")
      }
    }
  }

  @Test("a period that ends before it starts, and negative limits, are refused")
  func refusals() throws {
    let returns = try Self.returns(["A,01/05/2024,S,C2,N1,K2,PR4,,,"])
    let definition = try EmergencyDefinition(codes: [], noticeDays: 0, shortNights: 28)
    #expect(throws: EmergencyError.self) {
      try returns.emergencies(
        definition, from: Self.april, asOf: CalendarDate(iso: "2023-05-31"))
    }
    #expect(throws: EmergencyError.self) {
      try EmergencyDefinition(codes: [], noticeDays: -1, shortNights: 28)
    }
    let backwards = PlacementStay(
      code: "Z1", requested: nil, start: try CalendarDate(iso: "2024-05-02"),
      end: try CalendarDate(iso: "2024-05-01"), endedWithMove: true)
    #expect(throws: EmergencyError.self) {
      try definition.verdict(on: backwards, asOf: CalendarDate(iso: "2024-06-01"))
    }
  }
}
