/// The tables of an SSDA903 return.
enum CareTable: String, CaseIterable {
  case header
  case episodes
  case uasc
  case missing
  case reviews
  case oc2
  case oc3
  case ad1
  case placedAdoption = "placed_adoption"
  case previousPermanence = "prev_perm"
  case socialWorker = "social_worker"
  case deprivationOfLiberty = "dolo"

  /// One column of a table.
  struct Field {
    let column: CareColumn
    let kind: Kind
    let isRequired: Bool

    init(_ column: CareColumn, _ kind: Kind, required: Bool = false) {
      self.column = column
      self.kind = kind
      isRequired = required
    }
  }

  /// What a column holds.
  enum Kind {
    case date
    case code(CareCodeSet)
    case number(ClosedRange<Int>)
    case text
  }

  /// The columns beside CHILD and DOB, in the order of the return guide.
  var fields: [Field] { CareTable.allFields[self] ?? [] }

  /// Every column of the table.
  var columns: [CareColumn] {
    [.child] + (self == .episodes ? [] : [.birth]) + fields.map(\.column)
  }

  /// The column without which no row of the table means anything, beside CHILD.
  var keyColumn: CareColumn? {
    switch self {
    case .episodes: .start
    case .missing: .missingStart
    case .reviews: .review
    case .placedAdoption: .placed
    case .socialWorker: .workerStart
    case .deprivationOfLiberty: .deprivationStart
    default: nil
    }
  }

  /// The date that may not lie before that of ``keyColumn``.
  var endColumn: CareColumn? {
    switch self {
    case .episodes: .end
    case .missing: .missingEnd
    case .placedAdoption: .placedCeased
    case .socialWorker: .workerEnd
    case .deprivationOfLiberty: .deprivationEnd
    default: nil
    }
  }

  /// The table that a file's name speaks of; `nil` where it speaks of none.
  init?(fileName: String) {
    let name = fileName.lowercased().filter { $0.isLetter || $0.isNumber }
    let words: [(String, CareTable)] = [
      ("episode", .episodes), ("header", .header), ("uasc", .uasc), ("missing", .missing),
      ("review", .reviews), ("oc2", .oc2), ("oc3", .oc3), ("placedadoption", .placedAdoption),
      ("placedforadoption", .placedAdoption), ("ad1", .ad1), ("prevperm", .previousPermanence),
      ("previouspermanence", .previousPermanence), ("socialworker", .socialWorker),
      ("dolo", .deprivationOfLiberty), ("deprivationofliberty", .deprivationOfLiberty),
    ]
    guard let table = words.first(where: { name.contains($0.0) })?.1 else { return nil }
    self = table
  }

  /// The table that has these columns; `nil` where none of a table's own is among them.
  init?(columns: Set<CareColumn>) {
    let marks: [(CareColumn, CareTable)] = [
      (.start, .episodes), (.ceasedUnaccompanied, .uasc), (.missingStart, .missing),
      (.review, .reviews), (.inTouch, .oc3), (.healthCheck, .oc2), (.adoptionDecision, .ad1),
      (.placed, .placedAdoption), (.permanence, .previousPermanence), (.workerStart, .socialWorker),
      (.deprivationStart, .deprivationOfLiberty), (.ethnicity, .header),
    ]
    guard columns.contains(.child), let table = marks.first(where: { columns.contains($0.0) })?.1
    else { return nil }
    self = table
  }

  private static let allFields: [CareTable: [Field]] = [
    .header: [
      Field(.sex, .code(.sex), required: true), Field(.ethnicity, .code(.ethnicity)),
      Field(.pupilNumber, .text), Field(.mother, .code(.yesNo)), Field(.motherChildBirth, .date),
    ],
    .episodes: [
      Field(.start, .date, required: true), Field(.reason, .code(.reason), required: true),
      Field(.legalStatus, .code(.legalStatus), required: true), Field(.need, .code(.need)),
      Field(.placement, .code(.placement), required: true), Field(.provider, .code(.provider)),
      Field(.end, .date), Field(.endReason, .code(.endReason)),
      Field(.changeReason, .code(.changeReason)), Field(.homePostcode, .text),
      Field(.placementPostcode, .text), Field(.establishment, .text),
    ],
    .uasc: [Field(.sex, .code(.sex), required: true), Field(.ceasedUnaccompanied, .date)],
    .missing: [
      Field(.missing, .code(.missing), required: true),
      Field(.missingStart, .date, required: true), Field(.missingEnd, .date),
    ],
    .reviews: [
      Field(.review, .date, required: true), Field(.reviewCode, .code(.review), required: true),
    ],
    .oc2: [
      Field(.difficultiesScore, .number(0...40)), Field(.difficultiesReason, .code(.difficulties)),
      Field(.convicted, .code(.yesNo)), Field(.healthCheck, .code(.yesNo)),
      Field(.immunisations, .code(.yesNo)), Field(.teethCheck, .code(.yesNo)),
      Field(.healthAssessment, .code(.yesNo)), Field(.substanceMisuse, .code(.yesNo)),
      Field(.interventionReceived, .code(.yesNo)), Field(.interventionOffered, .code(.yesNo)),
    ],
    .oc3: [
      Field(.inTouch, .code(.inTouch), required: true),
      Field(.activity, .code(.activity), required: true),
      Field(.accommodation, .code(.accommodation), required: true),
    ],
    .ad1: [
      Field(.adoptionDecision, .date), Field(.adoptionMatch, .date),
      Field(.fosterCare, .code(.yesNo)), Field(.adopters, .number(1...2)),
      Field(.adoptersSex, .code(.adoptersSex)), Field(.adoptersStatus, .code(.adoptersStatus)),
    ],
    .placedAdoption: [
      Field(.placed, .date, required: true), Field(.placedCeased, .date),
      Field(.placedCeasedReason, .code(.placedCeased)),
    ],
    .previousPermanence: [
      Field(.permanence, .code(.permanence), required: true), Field(.permanenceAuthority, .text),
      Field(.permanenceDate, .text),
    ],
    .socialWorker: [
      Field(.worker, .text), Field(.workerStart, .date, required: true), Field(.workerEnd, .date),
      Field(.workerReason, .code(.worker)),
    ],
    .deprivationOfLiberty: [
      Field(.deprivationStart, .date, required: true), Field(.deprivationEnd, .date),
    ],
  ]
}
