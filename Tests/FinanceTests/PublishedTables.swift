import Finance
import Periods

/// Tables councils have published, figure by figure. Amounts in thousands of pounds or in pounds as
/// printed; "tbc" lines are left out.
enum PublishedTables {
  struct Row {
    let label: String
    let amounts: [Int64]
    let total: Int64
  }

  /// East Sussex County Council, Cabinet 11 November 2025, RPPR, Appendix 1 (GBP million x 1,000).
  static let eastSussexNovember: [Row] = [
    Row(
      label: "Council 11 February 2025 deficit",
      amounts: [25_916, 18_731, 0],
      total: 44_647),
    Row(
      label: "Carry forward of 2025/26 deficit",
      amounts: [11_449, 0, 0],
      total: 11_449),
    Row(
      label: "Council tax",
      amounts: [-14_078, -14_311, -29_425],
      total: -57_814),
    Row(
      label: "Business rates",
      amounts: [-2_240, 138, -2_302],
      total: -4_404),
    Row(
      label: "Children's Social Care Prevention Grant",
      amounts: [-123, 0, 0],
      total: -123),
    Row(
      label: "Revenue Support Grant",
      amounts: [-1_111, -13, -115],
      total: -1_239),
    Row(
      label: "Movement in reserves",
      amounts: [1_107, 0, 0],
      total: 1_107),
    Row(
      label: "CSD Home to School Transport - grant rolled into RSG 2025/26",
      amounts: [992, 0, 0],
      total: 992),
    Row(
      label: "Inflation",
      amounts: [817, -1_466, 18_625],
      total: 17_976),
    Row(
      label: "General contingency",
      amounts: [686, 221, 540],
      total: 1_447),
    Row(
      label: "Pay awards and National Insurance",
      amounts: [2_000, 50, 5_745],
      total: 7_795),
    Row(
      label: "Levies and grants",
      amounts: [28, 0, 14],
      total: 42),
    Row(
      label: "ASC growth and demography",
      amounts: [14_217, 3_106, 22_479],
      total: 39_802),
    Row(
      label: "CSD growth and demography",
      amounts: [16_409, 3_276, 6_693],
      total: 26_378),
    Row(
      label: "CET waste housing growth",
      amounts: [-225, 77, 405],
      total: 257),
  ]

  /// East Sussex County Council, Cabinet December 2025, RPPR, Appendix 1 (GBP million x 1,000).
  static let eastSussexDecember: [Row] = [
    Row(
      label: "Council 11 February 2025 deficit",
      amounts: [25_916, 18_731, 0],
      total: 44_647),
    Row(
      label: "Carry forward of 2025/26 deficit",
      amounts: [11_449, 0, 0],
      total: 11_449),
    Row(
      label: "Council tax",
      amounts: [-13_855, -14_297, -29_410],
      total: -57_562),
    Row(
      label: "Business rates",
      amounts: [-1_746, 270, -2_304],
      total: -3_780),
    Row(
      label: "Children's Social Care Prevention Grant",
      amounts: [-123, 0, 0],
      total: -123),
    Row(
      label: "Revenue Support Grant",
      amounts: [-1_127, -13, -115],
      total: -1_255),
    Row(
      label: "CSD Home to School Transport - grant rolled into RSG 2025/26",
      amounts: [992, 0, 0],
      total: 992),
    Row(
      label: "Inflation",
      amounts: [817, -1_448, 18_672],
      total: 18_041),
    Row(
      label: "General contingency",
      amounts: [710, 160, 600],
      total: 1_470),
    Row(
      label: "Pay awards and National Insurance",
      amounts: [2_000, 50, 5_745],
      total: 7_795),
    Row(
      label: "LGPS revaluation impact",
      amounts: [-5_962, 0, 0],
      total: -5_962),
    Row(
      label: "Levies and grants",
      amounts: [15, 21, 37],
      total: 73),
    Row(
      label: "Treasury management",
      amounts: [1_616, 1_624, 2_408],
      total: 5_648),
    Row(
      label: "ASC growth and demography",
      amounts: [14_217, 3_106, 22_479],
      total: 39_802),
    Row(
      label: "CSD growth and demography",
      amounts: [16_409, 3_276, 6_693],
      total: 26_378),
    Row(
      label: "Orbis review",
      amounts: [1_700, 0, 0],
      total: 1_700),
    Row(
      label: "CET waste housing growth",
      amounts: [-225, 77, 405],
      total: 257),
    Row(
      label: "CET waste additional income",
      amounts: [500, -500, 300],
      total: 300),
    Row(
      label: "CET waste PFI credits",
      amounts: [0, 125, 2_871],
      total: 2_996),
    Row(
      label: "GCS elections",
      amounts: [0, 1_500, -1_125],
      total: 375),
    Row(
      label: "Pressures bids approved by CMT",
      amounts: [895, 30, -166],
      total: 759),
  ]

  /// Walsall Council, Appendix 2, growth and demand pressures 2026/27 to 2029/30 (GBP).
  static let walsallGrowth: [Row] = [
    Row(
      label: "22 Home to school transport increase in demand and costs",
      amounts: [2_263_552, 2_015_846, 1_246_346, 2_336_303],
      total: 7_862_047),
    Row(
      label: "23 Educational psychology - reprofile of staffing investment",
      amounts: [-110_488, 66_942, 61_270, 54_371],
      total: 72_094),
    Row(
      label: "24 Short breaks for children with complex needs",
      amounts: [360_000, 0, 0, 0],
      total: 360_000),
    Row(
      label: "25 Sexually harmful behaviour service",
      amounts: [148_000, 0, 0, 0],
      total: 148_000),
    Row(
      label: "26 Youth in Sight adolescent service",
      amounts: [98_500, 0, 0, 0],
      total: 98_500),
    Row(
      label: "27 Children in care: demand, placement costs and complexity",
      amounts: [17_416_396, 8_761_049, 10_995_801, 5_141_210],
      total: 42_314_457),
    Row(
      label: "28 4% inflation on external framework placements",
      amounts: [246_741, 251_794, 256_951, 262_123],
      total: 1_017_609),
    Row(
      label: "29 Carer fee uplifts in line with DfE rates",
      amounts: [108_400, 112_000, 28_100, 28_600],
      total: 277_100),
    Row(
      label: "30 IFA framework retender uplift",
      amounts: [298_678, 328_786, 194_453, 0],
      total: 821_917),
  ]

  /// Walsall Council, Appendix 1, operational savings 2026/27 to 2029/30 (GBP).
  static let walsallSavings: [Row] = [
    Row(
      label: "OP12 Admissions professional contract fees reduction",
      amounts: [-5_000, 0, 0, 0],
      total: -5_000),
    Row(
      label: "OP13 Emergency foster carers instead of emergency/unregistered residential",
      amounts: [-437_369, 0, 0, 0],
      total: -437_369),
    Row(
      label: "OP14 Family hub grant used for volunteer service",
      amounts: [-50_000, 0, 0, 0],
      total: -50_000),
    Row(
      label: "OP15 Cease family drug and alcohol court programme",
      amounts: [-94_500, 0, 0, 0],
      total: -94_500),
    Row(
      label: "OP16 Families First for Children pathfinder",
      amounts: [-1_480_219, -1_480_219, -1_480_219, 0],
      total: -4_440_656),
    Row(
      label: "OP17 Family safeguarding into corporate parenting",
      amounts: [-842_440, -859_289, -876_475, -894_004],
      total: -3_472_208),
    Row(
      label: "OP18 Housing project, full-year effect of 2025/26 cohort",
      amounts: [-742_032, 645_032, 0, 0],
      total: -97_000),
    Row(
      label: "OP19 Home to school transport transformation",
      amounts: [-102_000, -56_000, 0, 0],
      total: -158_000),
    Row(
      label: "OP20 Family Help management integration",
      amounts: [-100_000, 0, 0, 0],
      total: -100_000),
    Row(
      label: "OP21 Turning Point early intervention",
      amounts: [-230_000, 0, 0, 0],
      total: -230_000),
    Row(
      label: "OP22 Supporting families grant maximisation",
      amounts: [-24_007, 0, 0, 0],
      total: -24_007),
  ]

  /// A table of those rows.
  static func table(
    _ name: String, _ rows: [Row], unit: MoneyUnit
  ) throws -> LineTable {
    let scale: Int64 = unit == .pounds ? 100 : 100_000
    let years = rows.first?.amounts.count ?? 0
    return try LineTable(
      name: name,
      years: (0..<years).map { FinancialYear(startYear: 2026 + $0) },
      lines: rows.map { row in
        TableLine(
          label: row.label, amounts: row.amounts.map { Pence($0 * scale) },
          printedTotal: Pence(row.total * scale))
      },
      unit: unit)
  }
}
