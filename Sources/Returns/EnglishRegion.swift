/// Which of the nine English regions a local authority lies in, by its ONS code.
///
/// Source: ONS, Local Authority District to Region lookup, April 2023, with the counties and the codes
/// that unitary reorganisation retired.
public enum EnglishRegion {
  /// The region's code, such as `E12000007` for London; `nil` for a code that is not an authority's.
  public static func code(of authority: String) -> String? {
    guard authority.utf8.count == 9, let number = Int(authority.dropFirst(3)) else { return nil }
    if authority.hasPrefix("E09") { return "E12000007" }
    for (region, kinds) in members {
      for (kind, numbers) in kinds where authority.hasPrefix(kind) && numbers.contains(number) {
        return region
      }
    }
    return nil
  }

  /// Numbers after the three letters and figures of unitaries, metropolitan districts and counties.
  private static let members: [(region: String, kinds: [(kind: String, numbers: Set<Int>)])] = [
    (
      "E12000001",
      [("E06", [1, 2, 3, 4, 5, 47, 48, 57]), ("E08", [20, 21, 22, 23, 24, 37])]
    ),
    (
      "E12000002",
      [
        ("E06", [6, 7, 8, 9, 49, 50, 63, 64]), ("E08", Set(1...15)), ("E10", [6, 17]),
      ]
    ),
    (
      "E12000003",
      [
        ("E06", [10, 11, 12, 13, 14, 65]),
        ("E08", [16, 17, 18, 19, 32, 33, 34, 35, 36, 38, 39]), ("E10", [23]),
      ]
    ),
    ("E12000004", [("E06", [15, 16, 17, 18, 61, 62]), ("E10", [7, 18, 19, 21, 24])]),
    (
      "E12000005",
      [("E06", [19, 20, 21, 51]), ("E08", Set(25...31)), ("E10", [28, 31, 34])]
    ),
    ("E12000006", [("E06", [31, 32, 33, 34, 55, 56]), ("E10", [3, 12, 15, 20, 29])]),
    ("E12000008", [("E06", Set(35...46).union([60])), ("E10", [2, 11, 14, 16, 25, 30, 32])]),
    (
      "E12000009",
      [("E06", Set(22...30).union([52, 53, 54, 58, 59, 66])), ("E10", [8, 9, 13, 27])]
    ),
  ]
}
