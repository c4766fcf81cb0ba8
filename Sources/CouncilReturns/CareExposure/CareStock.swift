public import Periods

/// The children looked after on a day, counted by month of birth, placement and weeks in placement.
public struct CareStock: Hashable, Sendable {
  /// Children who agree in all that the model knows of them.
  public struct Group: Hashable, Sendable {
    /// The month of birth.
    public let birthMonth: Month

    /// The group of age on the day.
    public let age: CareStays.AgeGroup

    /// The group of placement.
    public let placement: CareStays.Placement

    /// Whole weeks since the placement began, 260 where more.
    public let weeks: Int

    /// The number of children.
    public let count: Int

    /// A number of children.
    public init(
      birthMonth: Month, age: CareStays.AgeGroup, placement: CareStays.Placement, weeks: Int,
      count: Int
    ) {
      self.birthMonth = birthMonth
      self.age = age
      self.placement = placement
      self.weeks = weeks
      self.count = count
    }
  }

  /// The day.
  public let date: CalendarDate

  /// The groups, by month of birth, age, placement and weeks.
  public let groups: [Group]

  /// A stock on a day.
  public init(date: CalendarDate, groups: [Group]) {
    self.date = date
    self.groups = groups
  }

  /// The number of children.
  public var total: Int { groups.reduce(0) { $0 + $1.count } }
}

extension CareReturns {
  /// The children looked after on a day: those whose stay began on it or before and ends later.
  public func stock(on date: CalendarDate) -> CareStock {
    let spells = CareSpells(self)
    var counts: [CareStock.Group: Int] = [:]
    for spell in spells.spells where spell.start <= date {
      guard date < spell.end, let birth = children[spell.child].birth else { continue }
      let age = spells.birthdays[spell.child].firstIndex { date < $0 } ?? 0
      let group = CareStock.Group(
        birthMonth: birth.month, age: CareStays.AgeGroup(rawValue: age) ?? .sixteenAndOver,
        placement: spell.placement, weeks: min(260, spell.start.days(to: date) / 7), count: 1)
      counts[group, default: 0] += 1
    }
    func key(_ group: CareStock.Group) -> [Int] {
      [group.birthMonth.index, group.age.rawValue, group.placement.rawValue, group.weeks]
    }
    let groups = counts.map { group, count in
      CareStock.Group(
        birthMonth: group.birthMonth, age: group.age, placement: group.placement,
        weeks: group.weeks, count: count)
    }
    return CareStock(
      date: date, groups: groups.sorted { key($0).lexicographicallyPrecedes(key($1)) })
  }
}
