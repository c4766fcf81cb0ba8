extension GoldenValue {
  /// The member of that name, or `nil` where it is absent or null.
  public func member(_ name: String) -> GoldenValue? {
    guard case .object(let members) = self, let value = members[name], value != .null else {
      return nil
    }
    return value
  }

  /// The member of that name; throws ``GoldenError`` naming it where it is absent or null.
  public func require(_ name: String) throws(GoldenError) -> GoldenValue {
    guard let value = member(name) else {
      throw GoldenError(input: name, reason: "is missing; the method needs it")
    }
    return value
  }

  /// The finite number of that name.
  public func number(_ name: String) throws(GoldenError) -> Double {
    try require(name).asNumber(name)
  }

  /// The finite number of that name, or `nil` where it is absent or null.
  public func optionalNumber(_ name: String) throws(GoldenError) -> Double? {
    guard let value = member(name) else { return nil }
    return try value.asNumber(name)
  }

  /// The whole number of that name.
  public func integer(_ name: String) throws(GoldenError) -> Int {
    try require(name).asInteger(name)
  }

  /// The string of that name.
  public func string(_ name: String) throws(GoldenError) -> String {
    try require(name).asString(name)
  }

  /// The truth value of that name.
  public func bool(_ name: String) throws(GoldenError) -> Bool {
    guard case .bool(let flag) = try require(name) else {
      throw GoldenError(input: name, reason: "must be true or false")
    }
    return flag
  }

  /// The list of that name.
  public func array(_ name: String) throws(GoldenError) -> [GoldenValue] {
    try require(name).asArray(name)
  }

  /// The members of the object of that name.
  public func object(_ name: String) throws(GoldenError) -> [String: GoldenValue] {
    guard case .object(let members) = try require(name) else {
      throw GoldenError(input: name, reason: "must be an object")
    }
    return members
  }

  /// The list of finite numbers of that name.
  public func numbers(_ name: String) throws(GoldenError) -> [Double] {
    try require(name).asNumbers(name)
  }

  /// The list of whole numbers of that name.
  public func integers(_ name: String) throws(GoldenError) -> [Int] {
    var result: [Int] = []
    for (index, item) in try array(name).enumerated() {
      result.append(try item.asInteger("\(name)[\(index)]"))
    }
    return result
  }

  /// The list of strings of that name.
  public func strings(_ name: String) throws(GoldenError) -> [String] {
    var result: [String] = []
    for (index, item) in try array(name).enumerated() {
      result.append(try item.asString("\(name)[\(index)]"))
    }
    return result
  }

  /// The matrix of that name as rows of equal length.
  public func matrix(_ name: String) throws(GoldenError) -> [[Double]] {
    let rows = try raggedMatrix(name)
    for (index, row) in rows.enumerated() where row.count != rows[0].count {
      throw GoldenError(
        input: "\(name)[\(index)]",
        reason: "has \(row.count) columns where the first row has \(rows[0].count)")
    }
    return rows
  }

  /// The list of lists of numbers of that name, where lengths may differ.
  public func raggedMatrix(_ name: String) throws(GoldenError) -> [[Double]] {
    var rows: [[Double]] = []
    for (index, item) in try array(name).enumerated() {
      rows.append(try item.asNumbers("\(name)[\(index)]"))
    }
    return rows
  }
}

extension GoldenValue {
  /// The value as a finite number; `name` is used in the error.
  public func asNumber(_ name: String) throws(GoldenError) -> Double {
    guard case .number(let value) = self, value.isFinite else {
      throw GoldenError(input: name, reason: "must be a finite number, not \(kind)")
    }
    return value
  }

  /// The value as a whole number; `name` is used in the error.
  public func asInteger(_ name: String) throws(GoldenError) -> Int {
    let value = try asNumber(name)
    guard let integer = Int(exactly: value) else {
      throw GoldenError(input: name, reason: "is \(value) where a whole number is needed")
    }
    return integer
  }

  /// The value as a string; `name` is used in the error.
  public func asString(_ name: String) throws(GoldenError) -> String {
    guard case .string(let value) = self else {
      throw GoldenError(input: name, reason: "must be a string, not \(kind)")
    }
    return value
  }

  /// The value as a list; `name` is used in the error.
  public func asArray(_ name: String) throws(GoldenError) -> [GoldenValue] {
    guard case .array(let values) = self else {
      throw GoldenError(input: name, reason: "must be a list, not \(kind)")
    }
    return values
  }

  /// The value as a list of finite numbers; `name` is used in the error.
  public func asNumbers(_ name: String) throws(GoldenError) -> [Double] {
    var result: [Double] = []
    for (index, item) in try asArray(name).enumerated() {
      result.append(try item.asNumber("\(name)[\(index)]"))
    }
    return result
  }
}
