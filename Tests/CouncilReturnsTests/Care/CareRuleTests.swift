import CouncilReturns
import Testing

@Suite("Rules on SSDA903 returns")
struct CareRuleTests {
  /// One damage and what is said of it.
  struct Damage: CustomTestStringConvertible, Sendable {
    let testDescription: String
    var header = CareFixture.header
    var episodes = CareFixture.episodes
    var others: [String: String] = [:]
    let broken: [String]
    var aside: [String: Int] = [:]
  }

  @Test("a whole return breaks no rule")
  func whole() throws {
    let report = try CareFixture.read(others: ["2019/uasc.csv": CareFixture.uasc])
    #expect(report.broken == [])
    #expect(report.rows("episodes") == (4, 4))
    #expect(report.rows("header") == (2, 2))
    #expect(report.rows("uasc") == (1, 1))
  }

  @Test("each rule finds its damage, and only what it says is set aside", arguments: damages)
  func rule(_ damage: Damage) throws {
    let report = try CareFixture.read(
      header: damage.header, episodes: damage.episodes, others: damage.others)
    #expect(report.broken == damage.broken)
    #expect(report.aside == damage.aside)
    let addUp = report.counts.allSatisfy(\.addsUp)
    #expect(addUp)
    for finding in report.findings {
      let said = finding.file + finding.message + finding.action
      #expect(!CareFixture.secrets.contains { said.contains($0) })
      #expect(!finding.message.contains("breaks the rule"))
    }
  }

  static let damages = episodeDamages + rowDamages + childDamages + fileDamages

  static let episodeDamages: [Damage] = [
    Damage(
      testDescription: "reversed",
      episodes: CareFixture.episodes("04/07/2019", "01/05/2019"),
      broken: ["episode.reversed 5 DEC"], aside: ["episode.reversed": 1]),
    Damage(
      testDescription: "overlap", episodes: CareFixture.episodes("10/06/2019,X1", "12/06/2019,X1"),
      broken: ["episode.overlap 2 DEC"]),
    Damage(
      testDescription: "gap", episodes: CareFixture.episodes("10/06/2019,L", "12/06/2019,S"),
      broken: ["episode.gap 2 DEC"]),
    Damage(
      testDescription: "open and not last",
      episodes: CareFixture.episodes("10/06/2019,X1", ","),
      broken: ["episode.open-not-last 2 DEC"]),
    Damage(
      testDescription: "nothing follows", episodes: CareFixture.episodes("E4A", "X1"),
      broken: ["episode.unfollowed 5 REC"]),
    Damage(
      testDescription: "duplicate",
      episodes: CareFixture.episodes
        + "\nsecretB,02/05/2019,S,V2,N5,U6,PR2,04/07/2019,E4A,,ZZ1 1ZZ,ZZ4 4ZZ,",
      broken: ["episode.duplicate 5"], aside: ["episode.duplicate": 1]),
    Damage(
      testDescription: "two rows of one start that differ",
      episodes: CareFixture.episodes + "\nsecretB,02/05/2019,S,V2,N5,K2,PR2,04/07/2019,E4A,,,,",
      broken: ["episode.conflict 5"], aside: ["episode.conflict": 1]),
    Damage(
      testDescription: "end without reason", episodes: CareFixture.episodes("E4A", ""),
      broken: ["episode.end-without-reason 5 REC"]),
    Damage(
      testDescription: "reason without end", episodes: CareFixture.episodes("04/07/2019", ""),
      broken: ["episode.reason-without-end 5 DEC"]),
    Damage(
      testDescription: "care begins with a move",
      episodes: CareFixture.episodes("02/05/2019,S", "02/05/2019,P"),
      broken: ["episode.first-reason 5 RNE"]),
    Damage(
      testDescription: "legal status only, with a move",
      episodes: CareFixture.episodes("01/10/2019,P", "01/10/2019,L"),
      broken: ["episode.status-only 4 PLACE"]),
    Damage(
      testDescription: "the next return repeats, changes and loses episodes",
      others: [
        "2020/episodes.csv": "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,"
          + "REASON_PLACE_CHANGE\nsecretB,02/05/2019,S,V2,N5,K2,PR2,,,\n"
      ],
      broken: ["episode.absent 4", "episode.changed 2", "episode.reopened 2 DEC"],
      aside: ["episode.repeated": 1]),
  ]

  static let rowDamages: [Damage] = [
    Damage(
      testDescription: "deprivations of liberty without order in time",
      others: [
        "2019/dolo.csv": """
        CHILD,DOB,DOLO_START,DOLO_END
        secretA,10/05/2010,01/11/2019,
        secretA,10/05/2010,05/08/2019,01/08/2019
        secretA,10/05/2010,,01/09/2019
        secretA,10/05/2010,01/06/2019,soon
        """
      ],
      broken: ["date.reversed 3 DOLO_END", "date.missing 4 DOLO_START", "date.unread 5 DOLO_END"],
      aside: ["date.missing": 1, "date.reversed": 1]),
    Damage(
      testDescription: "no start", episodes: CareFixture.episodes("02/05/2019", ""),
      broken: ["date.missing 5 DECOM"], aside: ["date.missing": 1]),
    Damage(
      testDescription: "start that is no date",
      episodes: CareFixture.episodes("02/05/2019", "31/02/2019"),
      broken: ["date.invalid 5 DECOM"], aside: ["date.invalid": 1]),
    Damage(
      testDescription: "end that is no date",
      episodes: CareFixture.episodes("04/07/2019", "04/07/19"),
      broken: ["date.invalid 5 DEC"], aside: ["date.invalid": 1]),
    Damage(
      testDescription: "after the return",
      episodes: CareFixture.episodes("04/07/2019", "01/04/2020"),
      broken: ["date.future 5 DEC"]),
    Damage(
      testDescription: "years after the return",
      episodes: CareFixture.episodes("04/07/2019", "04/07/2091"),
      broken: ["date.far-future 5 DEC"], aside: ["date.far-future": 1]),
    Damage(
      testDescription: "placement that no set has",
      episodes: CareFixture.episodes("V2,N5,U6", "V2,N5,Q9"), broken: ["code.unknown 5 PLACE"]),
    Damage(
      testDescription: "text in place of a code",
      episodes: CareFixture.episodes("V2,N5,U6", "V2,N5,foster home"),
      broken: ["code.unknown 5 PLACE"]),
    Damage(
      testDescription: "no placement", episodes: CareFixture.episodes("V2,N5,U6", "V2,N5,"),
      broken: ["code.missing 5 PLACE"]),
    Damage(
      testDescription: "a code of a later year, too young for it",
      episodes: CareFixture.episodes("V2,N5,U6", "V2,N5,K3"),
      broken: ["code.year 5 PLACE", "place.age 5 PLACE"]),
    Damage(
      testDescription: "a code of an earlier year", episodes: CareFixture.episodes("E4A", "E43"),
      broken: ["code.year 5 REC"]),
    Damage(
      testDescription: "sex of a later coding",
      header: CareFixture.header("secretA,1", "secretA,M"),
      broken: ["code.year 2 SEX"]),
    Damage(
      testDescription: "too few fields", episodes: CareFixture.episodes("secretB,", "secretB "),
      broken: ["row.fields 5", "child.unlisted 3"], aside: ["row.fields": 1]),
    Damage(
      testDescription: "a quote that is never closed",
      episodes: CareFixture.episodes("secretA,10/06", "\"secretA,10/06")
        + "\nsecretB,05/08/2019,S,V2,N5,U6,PR2,06/08/2019,E4A,,,,",
      broken: ["episode.gap 2 DEC", "row.fields 3", "episode.first-reason 4 RNE"],
      aside: ["row.fields": 1]),
    Damage(
      testDescription: "blank row", episodes: CareFixture.episodes + "\n,,,,,,,,,,,,\n",
      broken: [], aside: ["row.empty": 1]),
    Damage(
      testDescription: "empty fields beyond the header",
      episodes: CareFixture.episodes("ZZ4 4ZZ,", "ZZ4 4ZZ,,,"), broken: []),
  ]

  static let childDamages: [Damage] = [
    Damage(
      testDescription: "row without a child", episodes: CareFixture.episodes("secretB", ""),
      broken: ["child.missing 5 CHILD", "child.unlisted 3"], aside: ["child.missing": 1]),
    Damage(
      testDescription: "child of no other table",
      episodes: CareFixture.episodes("secretB", "other"),
      broken: ["child.unknown 5 CHILD", "child.unlisted 3"], aside: ["child.unknown": 1]),
    Damage(
      testDescription: "no date of birth", header: CareFixture.header("20/03/2005", ""),
      broken: ["child.birth.missing 5 DOB"], aside: ["child.birth.missing": 1]),
    Damage(
      testDescription: "date of birth that is none",
      header: CareFixture.header("20/03/2005", "2005"),
      broken: ["child.birth.missing 5 DOB", "date.unread 3 DOB"],
      aside: ["child.birth.missing": 1]),
    Damage(
      testDescription: "two dates of birth and sexes",
      others: ["2019/uasc.csv": "CHILD,DOB,SEX,DUC\nsecretB,20/03/2006,1,\n"],
      broken: ["child.birth.conflict 2 DOB", "child.sex.conflict 2 SEX"]),
    Damage(
      testDescription: "born after the episode",
      header: CareFixture.header("20/03/2005", "03/05/2019"),
      broken: ["age.impossible 5 DECOM"], aside: ["age.impossible": 1]),
    Damage(
      testDescription: "a young adult", header: CareFixture.header("20/03/2005", "02/05/2001"),
      broken: ["age.adult 5 DECOM"]),
    Damage(
      testDescription: "an adult", header: CareFixture.header("20/03/2005", "02/05/1998"),
      broken: ["age.impossible 5 DECOM"], aside: ["age.impossible": 1]),
    Damage(
      testDescription: "unaccompanied until after 18",
      others: ["2019/uasc.csv": "CHILD,DOB,SEX,DUC\nsecretB,20/03/2005,2,21/03/2023\n"],
      broken: ["uasc.mismatch 2 DUC"]),
    Damage(
      testDescription: "unaccompanied without episode",
      others: ["2019/uasc.csv": "CHILD,DOB,SEX,DUC\nother,20/03/2005,2,\n"],
      broken: ["uasc.mismatch 2"]),
    Damage(
      testDescription: "the same child twice in the header",
      header: CareFixture.header + "\nsecretB,2,20/03/2005,BAFR,UPNB,0,",
      broken: ["row.duplicate 4"], aside: ["row.duplicate": 1]),
  ]

  static let fileDamages: [Damage] = [
    Damage(
      testDescription: "empty file", others: ["2019/uasc.csv": ""], broken: ["file.empty"]),
    Damage(
      testDescription: "another return's file", others: ["2019/budget.csv": "a,b\n1,2\n"],
      broken: ["file.unrecognised"]),
    Damage(
      testDescription: "hidden files beside the real ones",
      others: ["2019/._episodes.csv": "x", "2019/~$header.csv": ""], broken: []),
    Damage(
      testDescription: "a synthetic return",
      header: "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB,SYNTHETIC\n"
        + "secretA,1,10/05/2010,,,,,yes\nsecretB,2,20/03/2005,,,,,yes\n",
      broken: ["return.synthetic 1"]),
    Damage(
      testDescription: "a table without its key",
      others: ["2019/missing.csv": "CHILD,DOB,MISSING,MIS_END\nsecretB,20/03/2005,M,\n"],
      broken: ["column.missing 1 MIS_START"], aside: ["column.missing": 1]),
    Damage(
      testDescription: "columns left out, renamed, repeated and added",
      header: "Child ID,Date of birth,SEX,SEX,colour\nsecretA,10/05/2010,1,1,red\n"
        + "secretB,20/03/2005,2,2,red\n",
      broken: [
        "column.renamed 1 CHILD", "column.renamed 1 DOB", "column.repeated 1 SEX", "column.extra 1",
      ]),
    Damage(
      testDescription: "tables that no projection uses",
      others: [
        "2019/missing.csv":
          "CHILD,DOB,MISSING,MIS_START,MIS_END\nsecretB,20/03/2005,M,05/05/2019,04/05/2019\n",
        "2019/reviews.csv": "CHILD,DOB,REVIEW,REVIEW_CODE\nsecretB,20/03/2005,soon,PN1\n",
        "2019/oc2.csv": "CHILD,DOB,SDQ_SCORE,SDQ_REASON,CONVICTED,HEALTH_CHECK,IMMUNISATIONS,"
          + "TEETH_CHECK,HEALTH_ASSESSMENT,SUBSTANCE_MISUSE,INTERVENTION_RECEIVED,"
          + "INTERVENTION_OFFERED\nsecretB,20/03/2005,41,,2,1,1,1,1,0,,\n",
        "2019/placed_adoption.csv":
          "CHILD,DOB,DATE_PLACED,DATE_PLACED_CEASED,REASON_PLACED_CEASED\n"
          + "other,20/03/2005,05/05/2020,x,RD9\n",
      ],
      broken: [
        "date.reversed 2 MIS_END", "number.invalid 2 SDQ_SCORE", "code.unknown 2 CONVICTED",
        "date.unread 2 DATE_PLACED_CEASED", "date.future 2 DATE_PLACED",
        "code.unknown 2 REASON_PLACED_CEASED", "child.unlisted 2", "date.invalid 2 REVIEW",
      ], aside: ["date.reversed": 1, "date.invalid": 1]),
  ]
}
