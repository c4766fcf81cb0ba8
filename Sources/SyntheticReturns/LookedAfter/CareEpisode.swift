/// A row of the table of episodes.
struct CareEpisode {
  var stay: Int32
  var from: Int32
  /// The day it ended; `Int32.max` where it has not.
  var to: Int32
  var begins: CareCodes.Beginning
  var status: CareCodes.Status
  var place: UInt8
  var provider: UInt8
  /// Position in ``CareCategories/reasons`` where care ended with it, -1 where another episode
  /// follows, -2 where it is open.
  var reason: Int8
  /// Position in ``CareCodes/changeReasons`` where a move ended it, -1 otherwise.
  var change: Int8
}

/// The codes of SSDA903 that these returns use.
enum CareCodes {
  /// Why an episode began (RNE).
  enum Beginning: UInt8 {
    case started
    case legalStatus
    case placement
    case both

    var code: StaticString {
      switch self {
      case .started: "S"
      case .legalStatus: "L"
      case .placement: "P"
      case .both: "B"
      }
    }
  }

  /// The legal status (LS).
  enum Status: UInt8 {
    case interimOrder
    case fullOrder
    case accommodated
    case placementOrder

    var code: StaticString {
      switch self {
      case .interimOrder: "C1"
      case .fullOrder: "C2"
      case .accommodated: "V2"
      case .placementOrder: "E1"
      }
    }
  }

  /// The codes of PLACE; a placement's choice among them is in ``place(_:provider:from:uniform:)``.
  static let places: [StaticString] = [
    "U1", "U3", "U4", "U6", "U5", "K2", "K1", "P1", "A3", "A5", "A6", "H5", "K3", "S1", "R1", "R2",
    "R3", "R5", "Z1",
  ]
  /// The codes of PLACE_PROVIDER, in the order of ``CareCategories/providers``.
  static let providers: [StaticString] = ["PR1", "PR2", "PR3", "PR4", "PR5", "PR0", ""]
  /// The codes of REASON_PLACE_CHANGE, with weights.
  static let changeReasons: [StaticString] = [
    "CARPL", "CREQB", "CREQO", "CHILD", "LAREQ", "STAND", "OTHER", "CLOSE", "ALLEG", "CUSTOD",
  ]
  static let changeWeights: [Double] = [52, 14, 9, 6, 8, 2, 5, 2, 1.5, 0.5]

  /// The first day on which supported accommodation is K3: registered since the return of 2024/25.
  static let registeredFrom = Timeline.day(2024, 4, 1)

  /// The code of a placement, as a position in ``places``.
  static func place(_ placement: Int, provider: Int, from: Int, uniform: Double) -> UInt8 {
    func pick(_ codes: [(UInt8, Double)]) -> UInt8 {
      var left = uniform * codes.reduce(0) { $0 + $1.1 }
      for (code, weight) in codes {
        left -= weight
        if left < 0 { return code }
      }
      return codes[0].0
    }
    switch placement {
    case CareCategories.foster:
      return provider == 0
        ? pick([(0, 12), (1, 18), (2, 22), (3, 46), (4, 2)]) : pick([(2, 38), (3, 62)])
    case CareCategories.homes: return pick([(5, 98), (6, 2)])
    case CareCategories.parents: return 7
    case CareCategories.adoption: return pick([(8, 4), (9, 16), (10, 80)])
    case CareCategories.supported: return from < registeredFrom ? 11 : 12
    case 5: return 13
    case 6: return pick([(14, 20), (15, 12), (16, 55), (17, 13)])
    default: return 18
    }
  }
}
