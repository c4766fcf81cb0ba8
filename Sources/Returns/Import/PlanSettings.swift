/// The settings of plans: from the published columns to the items of the layout.
enum PlanSettings {
  /// The columns that settings are made from, as DfE names them in wide files and the long files
  /// repeat them as items.
  static let parts: [(item: String, column: String)] = [
    ("early-years", "nm_early_years"), ("mainstream", "mainstream_total"),
    ("further-education", "fe_total"), ("alternative-provision", "ap_pru_total"),
    ("elsewhere", "ed_elsewhere"),
  ]

  /// Items that sum to the total: `special` without independent and non-maintained special
  /// schools, which are `independent-special`.
  ///
  /// Before person-level records the publisher has no figure for "placement unknown"; `unknown` is
  /// then what the other items leave of the total: the plans awaiting provision or permanently
  /// excluded, which were counted apart from every setting. An item with a part that is a symbol
  /// is left out and named.
  static func items(
    _ cells: [String: PublishedFigure], total: PublishedFigure?, isBeforeRecords: Bool
  ) -> (items: [(item: String, value: Double)], leftOut: [String]) {
    var items: [(item: String, value: Double)] = []
    var leftOut: [String] = []
    for part in parts {
      if let value = cells[part.column]?.value {
        items.append((part.item, value))
      } else {
        leftOut.append(part.item)
      }
    }
    if let independent = cells["special_independent"]?.value,
      let nonMaintained = cells["special_non_maintained"]?.value,
      let special = cells["special_total"]?.value
    {
      items.append(("independent-special", independent + nonMaintained))
      items.append(("special", special - independent - nonMaintained))
    } else {
      leftOut += ["independent-special", "special"]
    }
    if let unknown = cells["placement_unknown"]?.value {
      items.append(("unknown", unknown))
    } else if isBeforeRecords, leftOut.isEmpty, let total = total?.value {
      let rest = total - items.reduce(0) { $0 + $1.value }
      if rest >= 0 { items.append(("unknown", rest)) } else { leftOut.append("unknown") }
    } else {
      leftOut.append("unknown")
    }
    return (items, leftOut)
  }

  /// The published columns that are kept as they are, under `setting-detail`.
  static let details = [
    "mainstream_la_maintained", "mainstream_la_maintained_resourced_provision",
    "mainstream_la_maintained_senunit", "mainstream_academy",
    "mainstream_academy_resourced_provision", "mainstream_academy_senunit",
    "mainstream_free_school", "mainstream_free_school_resourced_provision",
    "mainstream_free_school_senunit", "mainstream_independent", "special_la_maintained",
    "special_academy_free", "special_independent", "special_non_maintained",
    "general_fe_tertiary_colleges", "specialist_post_16_institutions", "ukrlp_provider",
    "elective_home_education", "neet",
  ]

  /// The groups of the releases up to 2022.
  static func group(_ text: String) -> String {
    switch text {
    case "Alternative provision/Pupil referral unit": "alternative-provision"
    case "Special school": "special"
    case "Mainstream school": "mainstream"
    case "Non-maintained early years": "early-years"
    case "Educated elsewhere": "elsewhere"
    default: kebab(text)
    }
  }
}

/// Ages as the releases write them.
enum PublishedAge {
  /// `age 10`, `Aged 10`, `age 2 and under`, `under 3`, `Age unknown`.
  static func single(_ text: String) -> String {
    var code = kebab(text)
    for prefix in ["aged-", "age-"] where code.hasPrefix(prefix) {
      code.removeFirst(prefix.count)
    }
    return code
  }

  /// `Under 5`, `Age 5 to 10`, `1 to 4 years`, `16 years and over`.
  static func band(_ text: String) -> String {
    var words = text.lowercased().split(separator: " ").map(String.init)
    words.removeAll { ["age", "years", "year", "and"].contains($0) }
    let joined = words.joined(separator: "-")
    return joined.replacing("-to-", with: "-").replacing("over", with: "plus")
  }

  /// The bands that single years of age are summed to, as the releases up to 2022 have them.
  static func band(ofSingle age: String) -> String? {
    switch age {
    case "under-3", "2-and-under": return "under-5"
    case "20-and-over": return "20-25"
    default:
      guard let years = Int(age) else { return nil }
      switch years {
      case ..<5: return "under-5"
      case ...10: return "5-10"
      case ...15: return "11-15"
      case ...19: return "16-19"
      case ...25: return "20-25"
      default: return nil
      }
    }
  }
}
