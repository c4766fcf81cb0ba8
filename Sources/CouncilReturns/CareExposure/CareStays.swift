/// The classes in which stays of looked-after children are counted.
public enum CareStays {
  /// Groups of age, each from its first birthday to the next group's.
  public enum AgeGroup: Int, CaseIterable, Sendable, Comparable {
    case underOne
    case oneToFour
    case fiveToNine
    case tenToFifteen
    case sixteenAndOver

    /// The age in years at which the group begins.
    public var firstAge: Int { [0, 1, 5, 10, 16][rawValue] }

    /// The age in years at which it ends; care ends at 18.
    public var endAge: Int { [1, 5, 10, 16, 18][rawValue] }

    /// The label of tables: `0-1`, `1-5`, `5-10`, `10-16` or `16+`.
    public var label: String { ["0-1", "1-5", "5-10", "10-16", "16+"][rawValue] }

    /// The group of an age in whole years, 0 to 17; ages outside fall into the nearest group.
    public init(age: Int) {
      self = AgeGroup.allCases.last { $0.firstAge <= age } ?? .underOne
    }

    /// Younger groups come first.
    public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
  }

  /// Groups of placements.
  public enum Placement: Int, CaseIterable, Sendable, Comparable {
    /// Foster care (U1 to U6).
    case fostering
    /// Children's homes, secure homes, residential care and schools, family centres (K1, K2, R1,
    /// R3, S1).
    case residential
    /// Independent living and supported accommodation (H5, P2, K3).
    case supported
    /// Other known codes: own parents, adoption, hospital, custody, temporary, other (A3 to A6, P1,
    /// P3, R2, R5, T0 to T4, Z1, Z11 to Z14).
    case other
    /// Codes that the code sets do not hold, kept apart.
    case unknown

    /// The label of tables.
    public var label: String {
      ["fostering", "residential", "supported", "other", "unknown"][rawValue]
    }

    init(_ code: CareCode) {
      switch CarePlacementGroup(code) {
      case .foster: self = .fostering
      case .residential, .secure: self = .residential
      case .supported: self = .supported
      case .parents, .adoption, .nhs, .custody, .temporary, .other: self = .other
      case .unknown: self = .unknown
      }
    }

    /// In the order of the cases.
    public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
  }

  /// Why care ended before the 18th birthday.
  public enum Exit: Int, CaseIterable, Sendable {
    /// Home to parents or others without an order (E4A, E4B, E13).
    case home
    /// Special guardianship or a child arrangements order (E41, E43 to E48).
    case guardianship
    /// Adoption (E11, E12).
    case adoption
    /// Every other recorded reason: independent living, custody, another authority, abroad, age
    /// assessed as adult, died, other.
    case other
    /// No reason, or one that says another episode follows where none does.
    case unrecorded

    /// The label of tables.
    public var label: String {
      ["home", "guardianship", "adoption", "other", "unrecorded"][rawValue]
    }

    init(_ code: CareCode) {
      switch code {
      case "E4", "E4A", "E4B", "E13": self = .home
      case "E41", "E43", "E44", "E45", "E46", "E47", "E48": self = .guardianship
      case "E11", "E12": self = .adoption
      case .none, "X1": self = .unrecorded
      default: self = .other
      }
    }
  }

  /// Bands of time since the placement began, in weeks: 0-1, 1-4, 4-13, 13-26, 26-52, 52-104,
  /// 104-260 and 260 or more.
  public enum Band {
    /// The first week of each band.
    public static let firstWeeks = [0, 1, 4, 13, 26, 52, 104, 260]

    /// The number of bands.
    public static let count = firstWeeks.count

    /// The labels of tables, such as `4-13`.
    public static let labels = firstWeeks.indices.map { band in
      band + 1 < count ? "\(firstWeeks[band])-\(firstWeeks[band + 1])" : "\(firstWeeks[band])+"
    }

    /// The band of a number of days since the placement began.
    public static func index(days: Int) -> Int {
      firstWeeks.lastIndex { $0 * 7 <= days } ?? 0
    }
  }

  /// A class of age, placement and time in placement.
  public struct Cell: Hashable, Sendable {
    /// The group of age.
    public let age: AgeGroup

    /// The group of placement.
    public let placement: Placement

    /// The place of the band of time in placement among ``Band/firstWeeks``.
    public let band: Int

    /// A class.
    public init(age: AgeGroup, placement: Placement, band: Int) {
      self.age = age
      self.placement = placement
      self.band = band
    }

    /// The number of classes.
    public static let count = AgeGroup.allCases.count * Placement.allCases.count * Band.count

    /// The place of the class among all, age outermost and band innermost.
    public var index: Int {
      (age.rawValue * Placement.allCases.count + placement.rawValue) * Band.count + band
    }

    /// Every class, in the order of ``index``.
    public static let all: [Cell] = AgeGroup.allCases.flatMap { age in
      Placement.allCases.flatMap { placement in
        (0..<Band.count).map { Cell(age: age, placement: placement, band: $0) }
      }
    }
  }
}
