import Periods

/// The children of the returns, each known by a number; identifiers stay in here.
struct CareChildren {
  private struct Key: Hashable {
    let authority: String
    let identifier: String
  }

  /// What is known beside the child's own facts.
  private struct Record {
    var birthRank = Int.min
    var sexRank = Int.min
    var hasAuthority: Bool
    var isListed = false
    var hasEpisodes = false
  }

  private(set) var children: [CareChild] = []
  private var records: [Record] = []
  private var indices: [String: Int] = [:]
  private var authorityIndices: [Key: Int] = [:]

  init() {}

  /// The number of a child. The same identifier under two authorities is two children; a row without
  /// an authority belongs to the first of that identifier.
  mutating func index(_ identifier: String, authority: String) -> Int {
    if authority.isEmpty {
      if let index = indices[identifier] { return index }
      return add(identifier, hasAuthority: false)
    }
    let key = Key(authority: authority, identifier: identifier)
    if let index = authorityIndices[key] { return index }
    let index: Int
    if let found = indices[identifier], !records[found].hasAuthority {
      index = found
      records[found].hasAuthority = true
    } else {
      index = add(identifier, hasAuthority: true)
    }
    authorityIndices[key] = index
    return index
  }

  private mutating func add(_ identifier: String, hasAuthority: Bool) -> Int {
    children.append(CareChild())
    records.append(Record(hasAuthority: hasAuthority))
    if indices[identifier] == nil { indices[identifier] = children.count - 1 }
    return children.count - 1
  }

  /// Notes that a child has an episode.
  mutating func addEpisode(_ child: Int) { records[child].hasEpisodes = true }

  /// Notes that a table other than episodes has the child.
  mutating func list(_ child: Int) { records[child].isListed = true }

  /// Whether a table other than episodes has the child.
  func isListed(_ child: Int) -> Bool { records[child].isListed }

  /// Whether the child has an episode.
  func hasEpisodes(_ child: Int) -> Bool { records[child].hasEpisodes }

  /// Takes a date of birth; the highest rank counts. Whether another row has another date.
  mutating func setBirth(_ birth: CalendarDate, of child: Int, rank: Int) -> Bool {
    let known = children[child].birth
    if rank >= records[child].birthRank {
      records[child].birthRank = rank
      children[child].birth = birth
    }
    return known != nil && known != birth
  }

  /// Takes a sex; the highest rank counts. Whether another row has another sex, 1 and M and 2 and F
  /// being the same.
  mutating func setSex(_ sex: CareCode, of child: Int, rank: Int) -> Bool {
    let known = children[child].sex
    if rank >= records[child].sexRank {
      records[child].sexRank = rank
      children[child].sex = sex
    }
    let letters: [CareCode: Int] = ["1": 1, "M": 1, "2": 2, "F": 2]
    guard let before = letters[known], let after = letters[sex] else { return false }
    return before != after
  }

  /// Notes that a child is unaccompanied, and when that ceased.
  mutating func setUnaccompanied(_ child: Int, ceased: CalendarDate?) {
    children[child].isUnaccompanied = true
    if let ceased { children[child].ceasedUnaccompanied = ceased }
  }
}
