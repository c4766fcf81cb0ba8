/// The phase of education of a school year. The years before a change of school stand alone, because
/// plans move and end there as in no other.
enum PlanPhase: Int, CaseIterable {
  case nursery, reception, primary, lastPrimary, secondary, lastSecondary, sixthForm, lastSixthForm
  case further

  /// The phase of a national curriculum year.
  init(ncy: Int) {
    switch ncy {
    case ..<0: self = .nursery
    case 0: self = .reception
    case 1...5: self = .primary
    case 6: self = .lastPrimary
    case 7...10: self = .secondary
    case 11: self = .lastSecondary
    case 12...13: self = .sixthForm
    case 14: self = .lastSixthForm
    default: self = .further
    }
  }
}
