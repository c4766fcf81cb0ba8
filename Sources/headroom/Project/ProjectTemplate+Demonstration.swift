extension ProjectTemplate {
  /// Children looked after by 31 March, invented.
  static let care = """
    date,placement,count
    2022-03-31,fostering,262
    2022-03-31,residential,44
    2022-03-31,supported,58
    2023-03-31,fostering,266
    2023-03-31,residential,48
    2023-03-31,supported,61
    2024-03-31,fostering,265
    2024-03-31,residential,53
    2024-03-31,supported,66
    2025-03-31,fostering,270
    2025-03-31,residential,57
    2025-03-31,supported,70
    2026-03-31,fostering,272
    2026-03-31,residential,61
    2026-03-31,supported,73

    """

  /// Budgets, invented.
  static let budget = """
    financial_year,fund,amount
    2027/28,general-fund,39000000
    2028/29,general-fund,40500000
    2029/30,general-fund,42000000
    2030/31,general-fund,43500000

    """

  /// A scenario file that needs no statistics: its history is a table of its own.
  static let demonstration = """
    edition 2026
    title "Children looked after, an invented council, April 2026 to March 2031"

    settings
      horizon April 2026 to March 2031
      prices 2026/27
      weeks by calendar days
      runs 1,000, seed 20260401
    end settings

    category placement is fostering, residential, supported
    census ssda903 each 31 March
    fund general-fund is "Council General Fund"

    measure cla counts children
      label "Children looked after"
      split by placement
      history "data/care.csv" at ssda903
      forecast by care-growth
    end measure

    assumption care-growth is between 1% and 5% per financial year, 90% likely
      label "Growth in children looked after"
      source "Illustrative: invented for the demonstration", owner "Principal Demand Analyst"
      reviewed 14 March 2026, confidence low, impact high
    end assumption

    assumption care-rate for each placement
      label "Weekly price of a placement"
      when fostering: £640 per child per week in 2026/27 prices
      when residential: between £5,400 and £6,600 per child per week in 2026/27 prices, 90% likely
      when supported: £1,480 per child per week in 2026/27 prices
      source "Illustrative: invented for the demonstration"
      owner "Finance Business Partner, Children's"
      reviewed 14 March 2026, confidence low, impact high
    end assumption

    assumption care-inflation by period
      label "Inflation of placement prices"
      in 2027/28: between 3.0% and 5.5% per financial year, 90% likely
      onwards: between 2.0% and 4.5% per financial year, 90% likely
      source "Illustrative: invented for the demonstration", owner "Head of Commissioning"
      reviewed 14 March 2026, confidence low, impact high
    end assumption

    assumption general-inflation is between 1.5% and 4% per financial year, 90% likely
      label "Inflation of pay and running costs"
      source "Illustrative: invented for the demonstration", owner "Chief Accountant"
      reviewed 14 March 2026, confidence low, impact low
    end assumption

    cost care-spend charged to general-fund
      label "Placements of children looked after"
      for each child in cla
      at care-rate
      inflates with care-inflation
    end cost

    scenario baseline
      label "Do nothing: trends continue"
      covers cla
    end scenario

    lever step-down on cla
      label "Step down from residential care to fostering"
      move 1 child per month out of residential into fostering
      from October 2027
      until March 2029
      over 6 months, straight-line
      delivers between 50% and 90%, 90% likely
      spend £180,000 per financial year in 2026/27 prices on general-fund
      source "Illustrative: invented for the demonstration"
      owner "Service Director, Corporate Parenting"
      reviewed 14 March 2026, confidence low, impact high
    end lever

    scenario plan extends baseline
      label "Step down"
      use lever step-down
    end scenario

    compare plan with baseline
      show cla by placement from 2027/28 to 2030/31, median with 80% range
      show saving by fund from 2027/28 to 2030/31, median with 80% range
    end compare

    report mtfs is "Medium-Term Financial Strategy: Children's Services"
      baseline baseline
      scenarios plan
      years 2027/28 to 2030/31
      lines base, demography, demand, mix, inflation, price, full-year-effect, savings, investment, net
      prices cash
      split by fund
      present as incremental
      show median with 80% range
      gap against "data/budget.csv"
    end report

    check "Children looked after tie to the return of March 2026"
      expect cla at ssda903 2026 equals 406 children
    end check

    """
}
