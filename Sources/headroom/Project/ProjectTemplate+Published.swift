extension ProjectTemplate {
  /// One authority: plans by setting and children looked after by placement, priced.
  static func authority(_ area: String) -> String {
    opening(area) + """
      category setting is early-years, mainstream, special, independent-special, further-education, alternative-provision, elsewhere, unknown
      category placement is foster, residential, supported, parents, adoption, other

      \(measures(plans: "\n  split by setting", care: "\n  split by placement"))
      assumption cla-rate for each placement
        label "Weekly price of a placement"
        when foster: between £600 and £1,200 per child per week in 2026/27 prices, 90% likely
        when residential: between £5,000 and £9,000 per child per week in 2026/27 prices, 90% likely
        when supported: between £1,200 and £2,600 per child per week in 2026/27 prices, 90% likely
        when parents: between £60 and £240 per child per week in 2026/27 prices, 90% likely
        when adoption: between £200 and £600 per child per week in 2026/27 prices, 90% likely
        when other: between £1,500 and £5,000 per child per week in 2026/27 prices, 90% likely
        source "Illustrative: replace with the council's own ledger"
        owner "Finance Business Partner, Children's"
        reviewed 1 March 2026, confidence low, impact high
      end assumption

      """ + costs
  }

  /// A region or country: its published totals, with one price for all.
  static func region(_ area: String) -> String {
    opening(area) + measures(plans: "", care: "") + """

      assumption cla-rate is between £1,400 and £2,400 per child per week in 2026/27 prices, 90% likely
        label "Mean weekly price of a placement"
        source "Illustrative: replace with the region's own mean"
        owner "Finance Business Partner, Children's"
        reviewed 1 March 2026, confidence low, impact high
      end assumption

      """ + costs
  }

  private static func opening(_ area: String) -> String {
    """
    edition 2026
    title "\(area): children's services, April 2026 to March 2031"

    settings
      area "\(area)"
      horizon April 2026 to March 2031
      prices 2026/27
      weeks by calendar days
      runs 2,000, seed 20260401
    end settings

    census sen2 each January
    census ssda903 each 31 March
    fund general-fund is "Council General Fund"


    """
  }

  private static func measures(plans: String, care: String) -> String {
    """
    measure ehcps counts plans
      label "Education, health and care plans"\(plans)
      history published plans at sen2
      forecast by published-trend
    end measure

    measure cla counts children
      label "Children looked after"\(care)
      history published cla at ssda903
      forecast by published-trend
    end measure

    """
  }

  private static let costs = """
    assumption placement-inflation by period
      label "Inflation of placement prices"
      in 2025/26: between 2% and 6% per financial year, 90% likely
      onwards: between 2% and 5% per financial year, 90% likely
      source "Illustrative: replace with the council's own uplift letters"
      owner "Head of Commissioning"
      reviewed 1 March 2026, confidence low, impact medium
    end assumption

    cost placements-spend charged to general-fund
      label "Placements of children looked after"
      for each child in cla
      at cla-rate
      inflates with placement-inflation
    end cost

    scenario baseline
      label "Do nothing: current policy and trends continue"
      covers ehcps, cla
    end scenario

    report mtfs is "Medium-Term Financial Strategy: Children's Services"
      baseline baseline
      scenarios baseline
      years 2026/27 to 2030/31
      prices cash
      lines base, demography, demand, mix, inflation, price, full-year-effect, savings, investment, net
      split by fund
      present as incremental
      show median with 80% range
    end report

    """
}
