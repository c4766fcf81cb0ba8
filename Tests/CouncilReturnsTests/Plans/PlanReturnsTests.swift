import CouncilReturns
import Foundation
import Periods
import Testing

@Suite("SEN2 returns")
struct PlanReturnsTests {
  @Test(arguments: PlanFixture.Version.allCases)
  func everyVersionGivesTheSameStock(_ version: PlanFixture.Version) throws {
    let returns = try PlanFixture(2024, version: version).read()
    #expect(returns.years == [2024])
    // Both were 9 on 31 August 2023: year 5.
    #expect(
      returns.stock(at: 2024) == [
        PlanState(ncy: 5, need: "ASD", setting: "SCHOOL"): 1,
        PlanState(ncy: 5, need: "SLD", setting: "OLA"): 1,
      ])
    #expect(returns.report.findings.isEmpty)
    let addUp = returns.report.counts.allSatisfy { $0.addsUp && $0.setAside.isEmpty }
    #expect(addUp)
  }

  @Test("Children are counted from census to census, and the stock is conserved")
  func transitions() throws {
    let returns = try PlanFixture.read(
      PlanFixture.folders(["2024": PlanFixture(2024), "2025": PlanFixture(2025, keyOffset: 7)]))
    let transitions = returns.transitions
    let asd = PlanState(ncy: 5, need: "ASD", setting: "SCHOOL")
    let later = PlanState(ncy: 6, need: "ASD", setting: "SCHOOL")
    let left = PlanState(ncy: 5, need: "SLD", setting: "OLA")
    let joined = PlanState(ncy: 6, need: "SLD", setting: "SCHOOL")
    #expect(
      transitions
        == PlanTransitions([
          .init(year: 2024, from: asd, to: later, count: 1),
          .init(year: 2024, from: left, to: nil, count: 1),
          .init(year: 2024, from: nil, to: joined, count: 1),
        ]))
    #expect(transitions.stock(at: 2025) == returns.stock(at: 2025))
    let exposures = transitions.exposures
    #expect(exposures.map(\.left) == [0, 1])
    #expect(exposures.map(\.stayed) == [1, 0])
    let june = try #require(returns.months.first { $0.month == Month(year: 2024, monthOfYear: 6) })
    #expect((june.plans, june.inTime) == (1, 1))
    let before = try #require(
      returns.months.first { $0.month == Month(year: 2023, monthOfYear: 6) })
    // 1 February to 30 June is 149 days.
    #expect((before.plans, before.inTime) == (2, 0))
  }

  @Test("Two censuses in one folder, the year in the files' names")
  func oneFolder() throws {
    var files: [String: [UInt8]] = [:]
    for year in [2024, 2025] {
      for (name, bytes) in PlanFixture(year).texts { files["\(year)-\(name)"] = bytes }
    }
    let returns = try PlanFixture.read(files)
    #expect(returns.years == [2024, 2025])
    #expect(returns.transitions.flows.count == 3)
  }

  @Test("The same return in any encoding gives the same counts")
  func encodings() throws {
    let text = PlanFixture(2024).replacing("one.csv", line: 1, "ZZSURNAME", "\"Zoë\r\nO’Hara\"")
    let expected = try text.read().stock(at: 2024)
    for encoding in [String.Encoding.utf16, .utf16LittleEndian, .utf16BigEndian, .windowsCP1252] {
      let files = try text.texts.mapValues { bytes in
        let data = String(decoding: bytes, as: UTF8.self).data(using: encoding)
        return [UInt8](try #require(data))
      }
      #expect(try PlanFixture.read(files).stock(at: 2024) == expected)
    }
    let marked = text.texts.mapValues { [0xEF, 0xBB, 0xBF] + $0 }
    #expect(try PlanFixture.read(marked).stock(at: 2024) == expected)
  }

  @Test("XML as COLLECT takes it gives what the tables give")
  func xml() throws {
    let returns = try PlanFixture.read(["return.xml": Array(Self.xml.utf8)])
    #expect(
      returns.stock(at: 2024) == [PlanState(ncy: 5, need: "ASD", setting: "SCHOOL"): 1])
    #expect(returns.report.findings.isEmpty)
    let cut = Array(Self.xml.utf8.dropLast(40))
    #expect(throws: ReturnsError.self) { try PlanFixture.read(["return.xml": cut]) }
    let entity = "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b \"c\">]>" + Self.xml
    #expect(throws: ReturnsError.self) { try PlanFixture.read(["return.xml": Array(entity.utf8)]) }
  }

  @Test("A folder without a return is refused")
  func noReturn() {
    #expect(throws: ReturnsError.self) { try PlanFixture.read(["a.csv": Array("x,y\n1,2\n".utf8)]) }
    #expect(throws: ReturnsError.self) { try PlanReturns.read(folder: "/no/such/folder") }
  }

  static let xml = """
    <Message><Header><CollectionDetails><Collection>SEN2</Collection><Year>2024</Year>
    <ReferenceDate>2024-01-18</ReferenceDate></CollectionDetails></Header><SEN2><Persons><Person>
    <Surname>ZZSURNAME</Surname><Forename>ZZFORENAME</Forename>
    <PersonBirthDate>2014-05-01</PersonBirthDate><UPN>A123456789011</UPN>
    <Requests><Request><ReceivedDate>2023-02-01</ReceivedDate><RequestOutcome>Y</RequestOutcome>
    <Assessment><AssessmentOutcome>Y</AssessmentOutcome>
    <NamedPlan><StartDate>2023-06-01</StartDate></NamedPlan></Assessment>
    <ActivePlans><PlacementDetail><URN>100001</URN><EntryDate>2023-09-01</EntryDate>
    </PlacementDetail><SENNeed><SENType>ASD</SENType><SENTypeRank>1</SENTypeRank></SENNeed>
    </ActivePlans></Request></Requests></Person></Persons></SEN2></Message>
    """
}
