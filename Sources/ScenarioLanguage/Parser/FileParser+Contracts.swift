extension FileParser {
  mutating func readContract(_ raw: RawBlock, _ start: ContractSyntax) {
    var contract = start
    contract.block = readClauses(raw, contract.block) { (cursor, key, _) throws(Diagnostic) in
      switch key {
      case "provides": contract.provides = try cursor.amount()
      case "serves":
        contract.measure = try cursor.plainName("a measure")
        contract.filter = try filter(&cursor)
      case "replaces": contract.replaces = try cursor.plainName("a cost")
      case "at": contract.price = try cursor.value()
      case "inflates":
        try cursor.expect("with")
        contract.inflation = try cursor.plainName("an assumption")
      case "filled":
        try cursor.expect("to")
        contract.filledTo = try cursor.value()
      case "paid":
        if cursor.accept("whether or not occupied") {
          contract.paidWhenEmpty = true
        } else if cursor.accept("only when occupied") {
          contract.paidWhenEmpty = false
        } else {
          throw cursor.unexpected("`whether or not occupied` or `only when occupied`")
        }
      default: try readTiming(&cursor, key, &contract.timing)
      }
    }
    for (key, message, write) in [
      ("provides", "This contract does not say how many places it provides.", "provides 8 beds"),
      ("serves", "This contract does not say whose children fill it.", "serves … where … is …"),
      ("at", "This contract has no `at` clause, so it would come out as £0.", "at £… per … per …"),
      ("from", "This contract has no start.", "from April 2027"),
      (
        "paid", "Is an empty place paid for? That decides what the contract saves.",
        "paid whether or not occupied"
      ),
    ] {
      require(contract.block, anyOf: [key], message, write: write)
    }
    checkBuildUp(contract.block)
    file.contracts.append(contract)
  }

  func filter(
    _ cursor: inout Cursor
  ) throws(Diagnostic) -> (category: Name, items: [Name])? {
    guard cursor.accept("where") else { return nil }
    let category = try cursor.plainName("a category")
    try cursor.expect("is")
    return (category, try cursor.names("an item"))
  }
}
