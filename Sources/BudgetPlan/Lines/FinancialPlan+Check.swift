import Finance
import Periods

extension FinancialPlan {
  /// Everything that is odd in a plan, the worst first, in the order of the lines.
  ///
  /// - Parameter earlier: a plan whose lines this one should have; lines it does not know are named.
  public func findings(against earlier: FinancialPlan? = nil) -> [PlanFinding] {
    var found = totals() + oneOffs() + fundsAndBases() + overlaps() + signs() + delivery()
    found += blanks.map {
      PlanFinding(
        .note, kind: "blank", subject: $0,
        "is left open in the source and counts as nothing in the totals.")
    }
    if let earlier { found += unknownLines(earlier) }
    return found.enumerated().sorted {
      $0.element.weight == $1.element.weight
        ? $0.offset < $1.offset : $0.element.weight < $1.element.weight
    }.map(\.element)
  }

  /// Half a printed unit for each part and for the total: as far as rounding can take a sum.
  private func isRounding(_ difference: Pence, parts: Int) -> Bool {
    2 * abs(difference.count) <= unit.step * Int64(parts + 1)
  }

  private func tie(
    _ subject: String, printed: Pence, sum: Pence, parts: Int
  ) -> PlanFinding? {
    let difference = printed - sum
    guard difference != .zero else { return nil }
    let exact: MoneyUnit = unit == .millions ? .pounds : unit == .thousands ? .pounds : .pence
    let figures =
      "printed \(printed.formatted(in: exact)), parts add to \(sum.formatted(in: exact)), "
      + "difference \(difference.formatted(in: exact))"
    if isRounding(difference, parts: parts) {
      return PlanFinding(
        .note, kind: "rounding", subject: subject,
        "\(figures): within the rounding of \(parts) figures.")
    }
    return PlanFinding(
      .fail, kind: "total", subject: subject,
      "\(figures): more than rounding explains. A total that does not add can't be signed off; "
        + "correct the figure or the missing line.")
  }

  private func totals() -> [PlanFinding] {
    var found: [PlanFinding] = []
    for line in lines {
      guard let printed = printedLineTotals[line.ref] else { continue }
      let sum = line.amounts.reduce(Pence.zero) { $0 + $1.central }
      if let finding = tie(
        "\(line.ref), total", printed: printed, sum: sum, parts: years.count)
      {
        found.append(finding)
      }
    }
    for total in printedTotals {
      let parts = lines.filter { total.covers.contains($0.ref) }
      for (place, printed) in total.amounts.enumerated() {
        guard let printed else { continue }
        let sum = parts.reduce(Pence.zero) { $0 + $1.amounts[place].central }
        if let finding = tie(
          "\(total.label), \(years[place].label)", printed: printed, sum: sum, parts: parts.count)
        {
          found.append(finding)
        }
      }
      if let printed = total.total {
        let sum = parts.reduce(Pence.zero) { result, line in
          result + (printedLineTotals[line.ref] ?? line.amounts.reduce(.zero) { $0 + $1.central })
        }
        if let finding = tie(
          "\(total.label), total", printed: printed, sum: sum, parts: parts.count)
        {
          found.append(finding)
        }
      }
    }
    return found
  }

  private func oneOffs() -> [PlanFinding] {
    var found: [PlanFinding] = []
    for line in lines where line.reverses != nil || line.kind == .reversal {
      guard let target = line.reverses,
        lines.contains(where: { $0.ref == target && $0.fund == line.fund })
      else {
        found.append(
          PlanFinding(
            .fail, kind: "one-off", subject: line.ref,
            "reverses \(line.reverses ?? "no line"), which is not a line of \(line.fund). Name the "
              + "one-off that it takes out, by its reference."))
        continue
      }
    }
    for line in lines where line.isOneOff {
      let reversals = lines.filter { $0.reverses == line.ref && $0.fund == line.fund }
      for (place, amount) in line.amounts.enumerated() where amount.central != .zero {
        guard place + 1 < years.count else {
          found.append(
            PlanFinding(
              .note, kind: "one-off", subject: line.ref,
              "its \(amount.central.formatted(in: .pounds)) of \(years[place].label) reverses in "
                + "\(years[place].advanced(by: 1).label), after the plan's last year."))
          continue
        }
        let back = reversals.reduce(Pence.zero) { $0 + $1.amounts[place + 1].central }
        if back + amount.central != .zero {
          found.append(
            PlanFinding(
              .fail, kind: "one-off", subject: line.ref,
              "is money of \(years[place].label) only, but "
                + (back == .zero
                  ? "no line takes it out in \(years[place + 1].label)"
                  : "\(back.formatted(in: .pounds)) is taken out in \(years[place + 1].label)")
                + ". Its \(amount.central.formatted(in: .pounds)) would stay in the budget for good: add "
                + "a reversal line of \((-amount.central).formatted(in: .pounds)) in "
                + "\(years[place + 1].label)."))
        }
      }
    }
    return found
  }

  private func fundsAndBases() -> [PlanFinding] {
    var found: [PlanFinding] = []
    for fund in funds {
      if !PlanFund.known.contains(where: { $0.id == fund }) {
        found.append(
          PlanFinding(
            .warn, kind: "fund", subject: fund,
            "is none of \(PlanFund.known.map(\.id).joined(separator: ", ")). It is kept apart and "
              + "never netted; check the spelling."))
      }
      do {
        _ = try change(of: fund)
      } catch {
        found.append(
          PlanFinding(.fail, kind: "price-base", subject: fund, error.description))
      }
    }
    return found
  }

  private func overlaps() -> [PlanFinding] {
    let claimed = lines.filter { !$0.delivery.actsOn.isEmpty }
    guard !claimed.isEmpty else { return [] }
    do {
      let register = try SavingsRegister(
        claimed.map { line in
          let last = line.cumulative.last?.central ?? .zero
          return ClaimedSaving(
            ref: line.ref, kind: line.delivery.kind ?? .cashable, amount: max(0, -last.pounds),
            children: Dictionary(
              line.delivery.actsOn.map { ($0.cell, $0.children) }, uniquingKeysWith: +))
        })
      let available = Dictionary(
        claimed.flatMap(\.delivery.actsOn).map { ($0.cell, $0.available) }, uniquingKeysWith: min)
      return try register.overlaps(available: available).map { overlap in
        PlanFinding(
          .warn, kind: "overlap", subject: "\(overlap.first) and \(overlap.second)",
          "both act on children of \(overlap.cell): about \(figure(overlap.expectedChildren)) of "
            + "them are counted twice"
            + (overlap.certainChildren > 0
              ? ", \(figure(overlap.certainChildren)) for certain" : "")
            + ", worth £\(figure(overlap.overstated.rounded())) a year. Lower one of the savings, or say "
            + "which children are whose.")
      }
    } catch {
      return [
        PlanFinding(.fail, kind: "overlap", subject: "savings", error.description)
      ]
    }
  }

  private func figure(_ value: Double) -> String {
    value == value.rounded() ? "\(Int(value))" : "\((value * 10).rounded() / 10)"
  }

  /// Savings and mitigations that add to the budget over the years of the plan.
  private func signs() -> [PlanFinding] {
    lines.filter { $0.kind == .mitigation || $0.kind == .saving }.compactMap { line in
      let sum = line.amounts.reduce(Pence.zero) { $0 + $1.central }
      guard sum > .zero else { return nil }
      return PlanFinding(
        .warn, kind: "sign", subject: line.ref,
        "adds \(sum.formatted(in: .pounds)) to the budget though it is called a saving. Savings are "
          + "negative here; if it gives an earlier saving back, call it a pressure.")
    }
  }

  private func delivery() -> [PlanFinding] {
    lines.filter { $0.kind == .mitigation || $0.kind == .saving }.compactMap { line in
      var missing: [String] = []
      if line.delivery.start == nil { missing.append("a start date") }
      if line.delivery.confidence == nil { missing.append("the chance of delivery") }
      if line.delivery.kind == nil { missing.append("cashable, avoidance or efficiency") }
      guard !missing.isEmpty, line.amounts.contains(where: { $0.central != .zero }) else {
        return nil
      }
      return PlanFinding(
        .note, kind: "delivery", subject: line.ref,
        "is stated without \(missing.joined(separator: ", ")).")
    }
  }

  private func unknownLines(_ earlier: FinancialPlan) -> [PlanFinding] {
    let known = Set(earlier.lines.map { [$0.fund, $0.ref] })
    return lines.filter { !known.contains([$0.fund, $0.ref]) }.map { line in
      let near = earlier.lines.first {
        $0.fund == line.fund && $0.ref.lowercased() == line.ref.lowercased()
      }
      return PlanFinding(
        .fail, kind: "line", subject: line.ref,
        "is no line of \(earlier.name), so its money would be compared with nothing."
          + (near.map { " There is \($0.ref): write the reference as it is there." }
            ?? " Check the reference, or add the line there."))
    }
  }
}
