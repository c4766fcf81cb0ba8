import Periods

/// The tables of a SEN2 return as COLLECT exports them ("Blade" CSV), with the columns of each version.
enum SEN2Layout {
  /// The tables, in the order of the modules 0 to 5c: names as in the files' names.
  static let tables = [
    "sen2", "person", "requests", "assessment", "namedplan", "plandetail", "activeplans",
    "placementdetail", "senneed",
  ]

  /// The columns of a table.
  static func columns(_ table: String, _ version: SyntheticCouncil.SEN2Version) -> [String] {
    let newer = version == .v13
    switch table {
    case "sen2":
      return [
        "sen2tableid", "NativeId", "sen2orderseqcolumn", "sourceid", "collection", "year",
        "referencedate", "sourcelevel", "lea", "softwarecode", "release", "serialno", "datetime",
        "dmo", "dco",
      ] + (newer ? ["dsco"] : [])
    case "person":
      return [
        "persontableid", "NativeId", "personorderseqcolumn", "sourceid", "sen2tableid", "surname",
        "forename", "personbirthdate", "sex", "ethnicity", "postcode", "upn",
        "uniquelearnernumber", "upnunknown",
      ]
    case "requests":
      return [
        "requeststableid", "NativeId", "requestsorderseqcolumn", "sourceid", "persontableid",
        "receiveddate",
      ] + (newer ? ["requestsource"] : []) + [
        "rya", "requestoutcomedate", "requestoutcome", "requestmediation", "requesttribunal",
        "exported",
      ]
    case "assessment":
      return [
        "assessmenttableid", "NativeId", "assessmentorderseqcolumn", "sourceid",
        "requeststableid", "assessmentoutcome", "assessmentoutcomedate", "assessmentmediation",
        "assessmenttribunal", "othermediation", "othertribunal", "week20",
      ]
    case "namedplan":
      return [
        "namedplantableid", "NativeId", "namedplanorderseqcolumn", "sourceid",
        "assessmenttableid", "startdate", "planres", "planwbp", "pb", "oa", "dp", "ceasedate",
        "ceasereason",
      ]
    case "plandetail":
      return [
        "plandetailtableid", "NativeId", "plandetailorderseqcolumn", "sourceid",
        "namedplantableid", "urn", "ukprn", "sensetting", "sensettingother", "placementrank",
        "senunitindicator", "resourcedprovisionindicator",
      ]
    case "activeplans":
      return [
        "activeplanstableid", "NativeId", "activeplansorderseqcolumn", "sourceid",
        "requeststableid", "transferla", "reviewmeeting", "reviewoutcome",
      ] + (newer ? ["reviewdraft", "phasetransferduedate", "phasetransferfinaldate"] : []) + [
        "lastreview"
      ]
    case "placementdetail":
      return [
        "placementdetailtableid", "NativeId", "placementdetailorderseqcolumn", "sourceid",
        "activeplanstableid", "urn", "ukprn", "sensetting", "sensettingother", "placementrank",
        "entrydate", "leavingdate", "senunitindicator", "resourcedprovisionindicator", "res",
        "wbp",
      ]
    default:
      return [
        "senneedtableid", "NativeId", "senneedorderseqcolumn", "sourceid", "activeplanstableid",
        "sentype", "sentyperank",
      ]
    }
  }

  /// The name of a table's file, as COLLECT names it: the day of the export and the table.
  static func file(_ table: String, exported day: Int) -> String {
    let parts = CalendarDate(daysSince1970: day).components
    func two(_ number: Int) -> String { (number < 10 ? "0" : "") + String(number) }
    return "Blade-Export_\(two(parts.day))-\(two(parts.month))-\(parts.year)_\(table).csv"
  }

  /// Invented establishments: numbers above those in use, a hundred for each setting.
  static func establishments(_ setting: Int) -> ClosedRange<Int> {
    990_000 + setting * 1_000...990_099 + setting * 1_000
  }
}
