/// Which children a table by characteristic counts: the tables share their columns and some
/// groups, so the groups that only one of them has tell.
enum CareCohort {
  case at31March, started, ceased, placements

  init(groups: Set<String>) {
    if groups.contains("Age on ceasing") || groups.contains("Reason episode ceased") {
      self = .ceased
    } else if groups.contains("Age on starting") || groups.contains("Taken into care") {
      self = .started
    } else if groups.contains(where: { $0.contains("during the year") }) {
      self = .placements
    } else {
      self = .at31March
    }
  }
}

/// A group of a table by characteristic: its measure and split.
struct CareGroup {
  var series: PublishedSeries
  var split: String

  init?(_ group: String, cohort: CareCohort) {
    switch cohort {
    case .at31March: series = .cla
    case .started: series = .claStarts
    case .ceased: series = .claCeases
    case .placements:
      series = group.hasPrefix("Location") ? .placementsStarted : .placementChanges
    }
    switch group {
    case "Age group", "Age on starting", "Age on ceasing": split = "age-band"
    case "Placement": split = "placement-detail"
    case "Place providers": split = "provider"
    case "Distance between home and placement": split = "distance"
    case "Locality of placement": split = "locality"
    case "Legal status": split = "legal-status"
    case "Category of need": split = "need"
    case "Unaccompanied asylum-seeking children": split = "uasc"
    case "Sex", "Gender": split = "sex"
    case "Taken into care": split = "taken-into-care"
    case "Reason episode ceased": split = "reason"
    case "Location of new placements during the year": split = "location"
    case "Reason for placement change during the year": split = "reason"
    default: return nil
    }
  }

  func category(_ item: String) -> String {
    if let code = CareGroup.codes[item] { return code }
    switch split {
    case "age-band": return PublishedAge.band(item)
    case "need":
      // "N1. Abuse or neglect"
      let words = item.split(separator: " ", maxSplits: 1)
      return kebab(words.count == 2 && item.hasPrefix("N") ? String(words[1]) : item)
    default: return kebab(item)
    }
  }

  /// Codes shorter than the published texts, and one code where editions word an item differently.
  private static let codes: [String: String] = [
    "Foster placements": "foster",
    "Secure homes and children's homes": "homes",
    "Independent and semi-independent living arrangements/supported accommodation": "supported",
    "Placed with parents or other person with parental responsibility": "parents",
    "Placed for adoption": "adoption",
    "Residential schools": "residential-schools",
    "Other residential settings": "other-residential",
    "Other placements": "other-placements",
    "Own provision (by the LA)": "own",
    "Other LA provision": "other-authority",
    "Other public provision (e.g. by a PCT etc)": "other-public",
    "Private provision": "private",
    "Voluntary/third sector provision": "voluntary",
    "Parents or other person with parental responsibility": "parents",
    "Placement provider not reported": "not-reported",
    "Placed 20 miles or less from home": "within-20-miles",
    "Placed more than 20 miles from home": "over-20-miles",
    "Distance not known or not recorded": "not-recorded",
    "Placed inside the local authority boundary": "inside",
    "Placed outside the local authority boundary": "outside",
    "Placed inside LA boundary less than 20 miles from home": "inside-within-20-miles",
    "Placed inside LA boundary more than 20 miles from home": "inside-over-20-miles",
    "Placed outside LA boundary less than 20 miles from home": "outside-within-20-miles",
    "Placed outside LA boundary more than 20 miles from home": "outside-over-20-miles",
    "UASC": "uasc",
    "Unaccompanied asylum-seeking children": "uasc",
    "Non-UASC": "non-uasc",
    "Children excluding unaccompanied asylum-seeking children": "non-uasc",
    "Non-unaccompanied asylum-seeking children": "non-uasc",
    "Voluntary agreements under S20 CA 1989": "section-20",
    "Voluntary agreement under S20": "section-20",
    "Special guardianship order": "special-guardianship",
    "Special guardianship orders": "special-guardianship",
    "Returned home to live with parents or other person with parental responsibility which was "
      + "part of the care planning process": "returned-home-planned",
    "Returned home to live with parents or other person with parental responsibility which was "
      + "not part of the care planning process": "returned-home-unplanned",
    "Left care to live with parents, relatives or other person with no parental responsibility":
      "to-relatives",
    "Moved into independent living (with supportive accommodation)": "independent-supported",
    "Moved into independent living (with no formalised support)": "independent",
    "Residence order or child arrangement order granted": "child-arrangements-order",
    "Aged 18 (or over) and remained with current carers": "stayed-with-carers-at-18",
    "Transferred to residential care funded by adult social services": "adult-residential",
    "Age assessment determined child aged 18 or over": "assessed-as-adult",
    "Care taken by another local authority": "another-authority",
    "Care ceased for any other reason": "other",
    "Accommodation on remand ended": "remand-ended",
    "Taken into care": "taken-into-care",
    "All children taken into care": "taken-into-care",
  ]
}

/// Placements of one area and year, brought to the six items of the split `placement`.
struct PlacementCells {
  private struct Key: Hashable {
    var area: PublishedArea
    var year: Int
  }
  private var order: [Key] = []
  private var cells: [Key: [String: PublishedFigure]] = [:]

  mutating func add(_ figure: PublishedFigure, item: String, area: PublishedArea, year: Int) {
    let key = Key(area: area, year: year)
    if cells[key] == nil { order.append(key) }
    cells[key, default: [:]][item] = figure
  }

  private static let published: [(item: String, text: String)] = [
    ("foster", "Foster placements"),
    ("residential", "Secure homes and children's homes"),
    (
      "supported",
      "Independent and semi-independent living arrangements/supported accommodation"
    ),
    ("parents", "Placed with parents or other person with parental responsibility"),
    ("adoption", "Placed for adoption"),
  ]
  private static let rest = [
    "Residential schools", "Other residential settings", "Other placements",
  ]

  /// `other` is residential schools, other residential settings and other placements: small
  /// groups that are often suppressed one by one. Where they are, and the five others are
  /// published, `other` is what the five leave of the total, which is published too.
  func collect(table: Int, into collector: inout ImportCollector) {
    for key in order {
      guard let cells = cells[key] else { continue }
      func add(_ figure: PublishedFigure, _ item: String) {
        collector.add(
          figure, area: key.area, series: .cla, year: key.year, split: "placement",
          category: item, table: table)
      }
      var sum = 0.0
      var isComplete = true
      for part in PlacementCells.published {
        guard let figure = cells[part.text] else {
          isComplete = false
          continue
        }
        add(figure, part.item)
        if let value = figure.value { sum += value } else { isComplete = false }
      }
      let parts = PlacementCells.rest.compactMap { cells[$0] }
      let values = parts.compactMap(\.value)
      if parts.count == PlacementCells.rest.count, values.count == parts.count {
        add(.value(values.reduce(0, +)), "other")
      } else if isComplete, let total = cells["Total"]?.value, total >= sum {
        add(.value(total - sum), "other")
      } else {
        add(.symbol(parts.compactMap(\.symbol).first ?? .notAvailable), "other")
      }
    }
  }
}
