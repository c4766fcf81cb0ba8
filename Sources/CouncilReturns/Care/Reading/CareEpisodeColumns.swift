import Periods

/// Where the columns of an episode are.
struct CareEpisodeColumns {
  private let reason: Int?
  private let legalStatus: Int?
  private let need: Int?
  private let placement: Int?
  private let provider: Int?
  private let endReason: Int?
  private let changeReason: Int?

  init(_ columns: CareColumns) {
    reason = columns[.reason]
    legalStatus = columns[.legalStatus]
    need = columns[.need]
    placement = columns[.placement]
    provider = columns[.provider]
    endReason = columns[.endReason]
    changeReason = columns[.changeReason]
  }

  /// The episode of a row whose child and dates are known; notes fields that hold no code.
  func episode(
    _ row: CareRow, _ child: Int, _ start: CalendarDate, _ end: CalendarDate?, _ file: Int,
    _ year: Int, _ findings: inout CareFindings
  ) -> CareEpisode {
    func code(_ position: Int?, _ column: CareColumn, isRequired: Bool = false) -> CareCode {
      guard let code = CareCode(row.text(position)) else {
        findings.add(.codeUnknown, .init(file: file, row: row.line), column)
        return .none
      }
      // A column that is not there is reported once, not in every row.
      if isRequired, code == .none, position != nil {
        findings.add(.codeMissing, .init(file: file, row: row.line), column)
      }
      return code
    }
    return CareEpisode(
      child: child, start: start, end: end, reason: code(reason, .reason, isRequired: true),
      legalStatus: code(legalStatus, .legalStatus, isRequired: true), need: code(need, .need),
      placement: code(placement, .placement, isRequired: true),
      provider: code(provider, .provider), endReason: code(endReason, .endReason),
      changeReason: code(changeReason, .changeReason), file: file, row: row.line, year: year)
  }
}
