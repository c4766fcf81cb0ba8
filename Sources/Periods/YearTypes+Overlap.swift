extension FinancialYear {
  /// The academic year whose April to August falls in this financial year.
  public var earlierAcademicYear: AcademicYear { AcademicYear(startYear: startYear - 1) }
  /// The academic year whose September to March falls in this financial year.
  public var laterAcademicYear: AcademicYear { AcademicYear(startYear: startYear) }
  /// Its twelve months, April first.
  public var months: [Month] { (0..<12).map { firstMonth.advanced(by: $0) } }
  /// Weeks for a weekly price: 365/7 or 366/7, never 52.
  public var weeks: Double { Double(days) / 7 }

  /// Days the financial year shares with an academic year: 153 from April to August, 212 or 213
  /// from September to March, otherwise none.
  public func days(in year: AcademicYear) -> Int {
    overlap(firstDay, lastDay, year.firstDay, year.lastDay)
  }
}

extension AcademicYear {
  /// The financial year that holds September to March.
  public var earlierFinancialYear: FinancialYear { FinancialYear(startYear: startYear) }
  /// The financial year that holds April to August.
  public var laterFinancialYear: FinancialYear { FinancialYear(startYear: startYear + 1) }
  /// Its twelve months, September first.
  public var months: [Month] { (0..<12).map { firstMonth.advanced(by: $0) } }
  /// Weeks for a weekly price: 365/7 or 366/7.
  public var weeks: Double { Double(days) / 7 }

  /// Days the academic year shares with a financial year.
  public func days(in year: FinancialYear) -> Int { year.days(in: self) }
}

extension CalendarDate {
  /// The financial year the day falls in.
  public var financialYear: FinancialYear { month.financialYear }
  /// The academic year the day falls in.
  public var academicYear: AcademicYear { month.academicYear }
}

private func overlap(
  _ firstStart: CalendarDate, _ firstEnd: CalendarDate, _ secondStart: CalendarDate,
  _ secondEnd: CalendarDate
) -> Int {
  max(0, max(firstStart, secondStart).days(to: min(firstEnd, secondEnd)) + 1)
}
