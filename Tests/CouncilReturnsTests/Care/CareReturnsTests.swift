import CouncilReturns
import Foundation
import ReferenceCases
import Testing

@Suite("SSDA903 returns")
struct CareReturnsTests {
  /// Counts of the artificial sample that the open tools ship.
  @Test(.enabled(if: SharedReference.isPresent))
  func sample() throws {
    let folder = SharedReference.folder.appending(path: "peers/cla/input").path
    let report = try CareReturns.read(folder: folder).report
    let episodes = report.counts.filter { $0.table == "episodes" }
    let rows = episodes.reduce(0) { $0 + $1.rows }
    let used = episodes.reduce(0) { $0 + $1.used }
    #expect(rows == 3_737)
    #expect(used == 2_827)
    let addUp = report.counts.allSatisfy { $0.addsUp }
    #expect(addUp)
  }
}
