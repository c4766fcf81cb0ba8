import Periods
import Results

/// The statement that the AQuA Book asks for, as blocks that a format prints.
public struct AssuranceStatement: Sendable, Equatable {
  /// A piece of the statement.
  enum Block: Sendable, Equatable {
    case title(String)
    case heading(String)
    case paragraph(String)
    case list([String])
    case table([String], [[String]])
  }

  let blocks: [Block]

  /// The statement of a review. It holds no clock: its day is the review's.
  public init(_ review: AssuranceReview) {
    blocks =
      Self.opening(review) + Self.roles(review) + Self.assumptions(review) + Self.decisions(review)
      + Self.data(review) + Self.checks(review) + Self.limits(review) + Self.missing(review)
  }

  private static func opening(_ review: AssuranceReview) -> [Block] {
    let manifest = review.run.manifest
    let count = review.gaps.count
    let verdict =
      review.isComplete
      ? "Complete: nothing that is asked for is missing."
      : "Not complete: \(count) \(count == 1 ? "thing is" : "things are") missing, listed at the end."
    var rows = [
      ["Run", manifest.runID], ["Made by", "Headroom \(manifest.engineVersion)"],
      ["Months", "\(manifest.firstMonth) to \(manifest.lastMonth)"],
      ["Futures drawn", "\(manifest.draws), seed \(manifest.seed)"],
      ["As at", review.rules.asAt.iso],
      ["Look at the model again by", review.sunset?.iso ?? "not logged"],
    ]
    if !manifest.areaName.isEmpty { rows.insert(["Area", manifest.areaName], at: 1) }
    return [
      .title("Assurance statement: \(manifest.title)"), .paragraph(verdict),
      .table(["What", "Which"], rows),
    ]
  }

  private static func roles(_ review: AssuranceReview) -> [Block] {
    let rows = AssuranceRole.allCases.map { role in
      let signed = review.signOffs.filter { $0.role == role }
      return [
        role.title, review.holder(of: role) ?? "nobody",
        signed.isEmpty
          ? "nobody"
          : signed.map { "\($0.by), \($0.on)\($0.note.isEmpty ? "" : ": \($0.note)")" }
            .joined(separator: "; "),
      ]
    }
    return [.heading("Roles and sign-off"), .table(["Role", "Held by", "Run signed by"], rows)]
  }

  private static func assumptions(_ review: AssuranceReview) -> [Block] {
    let rows = review.assumptions.map { row in
      let entry = review.logs[.assumptions].current(row.name)
      return [
        row.scenario.isEmpty ? row.name : "\(row.name) in \(row.scenario)", said(row.source),
        said(row.owner), said(row.reviewed), said(row.confidence), said(entry?["effect"] ?? ""),
        entry.map { $0.isSigned ? "\($0["signed_by"]), \($0["signed_on"])" : "no" } ?? "no",
      ]
    }
    guard !rows.isEmpty else {
      return [.heading("Assumptions"), .paragraph("The run has none.")]
    }
    return [
      .heading("Assumptions"),
      .table(
        ["Assumption", "Source", "Owner", "Reviewed", "Confidence", "If it is wrong", "Signed"],
        rows),
    ]
  }

  private static func decisions(_ review: AssuranceReview) -> [Block] {
    guard !review.levers.isEmpty else {
      return [.heading("Decisions"), .paragraph("The run has no levers.")]
    }
    let rows = review.levers.map { lever in
      let entry = review.logs[.decisions].current(lever)
      return [
        lever, said(entry?["decision"] ?? ""), said(entry?["reason"] ?? ""),
        said(entry?["owner"] ?? ""), said(entry?["date"] ?? ""),
      ]
    }
    return [
      .heading("Decisions"), .table(["Lever", "Decision", "Reason", "Owner", "Date"], rows),
    ]
  }

  private static func data(_ review: AssuranceReview) -> [Block] {
    let rows = review.run.manifest.inputs.map { file in
      let entry = review.logs[.data].entries.last {
        $0["name"] == file.name && $0["sha256"].lowercased() == file.sha256
      }
      return [
        file.name, file.role, String(file.sha256.prefix(12)), said(entry?["quality"] ?? ""),
        entry == nil ? "no" : "yes",
      ]
    }
    return [
      .heading("Data"), .table(["File", "Role", "SHA-256 begins", "Quality", "Logged"], rows),
    ]
  }

  private static func missing(_ review: AssuranceReview) -> [Block] {
    guard !review.isComplete else { return [] }
    return [.heading("What is missing")]
      + AssuranceGap.Part.allCases.flatMap { part -> [Block] in
        let gaps = review.gaps.filter { $0.part == part }
        guard !gaps.isEmpty else { return [] }
        return [
          .paragraph("\(part.rawValue.prefix(1).uppercased())\(part.rawValue.dropFirst()):"),
          .list(gaps.map { "\($0.subject): \($0.problem). To mend it: \($0.remedy)" }),
        ]
      }
  }

  static func said(_ text: String) -> String { text.isEmpty ? "not said" : text }
}
