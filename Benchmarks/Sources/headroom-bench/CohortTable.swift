import Cohorts
import Foundation
import Probability

/// Simulated cohorts: the time of a full run, and how it grows with replicates, cells and months.
struct CohortTable {
  let settings: Settings

  /// One line: so many replicates, months and cells, a few children in each cell.
  private struct Size {
    let replicates: Int
    let months: Int
    let cells: Int
    let children: Int
    /// The most that a run may take.
    var wall: Double?
  }

  /// Prints the table.
  func print() async throws {
    Swift.print(
      "\nSimulated cohorts, two threads: laws, entries and year effects drawn for each replicate;"
        + " a share of 8.7% leaves each cell in a month of 30 days, to ten destinations:\n")
    Swift.print(
      Markdown.header([
        "Replicates × months × cells, children in a cell", "Median wall", "Lowest to highest",
        "Median CPU", "CPU for a replicate, month and cell", "Target",
      ]))
    let full = Size(replicates: 10_000, months: 48, cells: 40, children: 10, wall: 6)
    let sizes = [
      full,
      Size(replicates: 2_500, months: 48, cells: 40, children: 10),
      Size(replicates: 5_000, months: 48, cells: 40, children: 10),
      Size(replicates: 5_000, months: 24, cells: 40, children: 10),
      Size(replicates: 5_000, months: 96, cells: 40, children: 10),
      Size(replicates: 5_000, months: 48, cells: 20, children: 10),
      Size(replicates: 5_000, months: 48, cells: 80, children: 10),
      Size(replicates: 5_000, months: 48, cells: 160, children: 10),
      Size(replicates: 5_000, months: 48, cells: 40, children: 2),
      Size(replicates: 5_000, months: 48, cells: 40, children: 100),
    ]
    for size in sizes {
      let model = try model(size)
      var sample = Sample()
      for _ in 0..<settings.repetitions(5) {
        let (wall, cpu) = (Clock.wall.seconds, Clock.cpu.seconds)
        var options = CohortSimulation.Options(seed: 1)
        options.flows = [.total(of: model.space)]
        let futures = try await CohortSimulation(model, options: options)
          .futures(of: 0..<size.replicates, threads: 2)
        precondition(futures.replicates == size.replicates)
        sample.add(wall: Clock.wall.seconds - wall, cpu: Clock.cpu.seconds - cpu)
      }
      let units = Double(size.replicates * size.months * size.cells)
      Swift.print(
        Markdown.row([
          "\(size.replicates) × \(size.months) × \(size.cells), \(size.children)",
          Markdown.time(median(sample.wall)), Markdown.range(sample.wall),
          Markdown.time(median(sample.cpu)),
          Markdown.digits(median(sample.cpu) / units * 1e9, 0) + " ns",
          size.wall.map {
            Markdown.verdict("under \(Markdown.time($0))", isMet: median(sample.wall) <= $0)
          } ?? "",
        ]))
      fflush(nil)
    }
    let model = try model(full)
    var exact = Sample()
    for _ in 0..<settings.repetitions(5) {
      _ = try exact.measure { try model.moments() }
    }
    Swift.print(
      Markdown.row([
        "Exact mean and covariance of every cell, 48 months, 40 cells",
        Markdown.time(median(exact.wall)), Markdown.range(exact.wall),
        Markdown.time(median(exact.cpu)), "",
        Markdown.verdict("under 250 ms", isMet: median(exact.wall) <= 0.25),
      ]))
    var usage = rusage()
    #if canImport(Glibc)
      getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
      let peak = Double(usage.ru_maxrss) * 1024
    #else
      getrusage(RUSAGE_SELF, &usage)
      let peak = Double(usage.ru_maxrss)
    #endif
    Swift.print(
      "\nPeak memory of all of these: "
        + Markdown.verdict("\(Markdown.megabytes(peak)), at most 400 MB", isMet: peak <= 400e6)
        + ".")
  }

  /// Placements by five age groups; children leave, change placement or grow older.
  private func model(_ size: Size) throws -> CohortModel {
    let placements = (0..<size.cells / 5).map { "placement \($0)" }
    let ages = (0..<5).map { "age \($0)" }
    let space = try StateSpace(dimensions: [
      .init(name: "placement", levels: placements), .init(name: "age", levels: ages),
    ])
    let laws = try (0..<space.cellCount).map { cell in
      let labels = space.labels(ofCell: cell)
      var destinations: [(to: CohortLaw.Destination, share: Double)] = [
        (.exit(reason: "home"), 0.3), (.exit(reason: "other"), 0.2),
      ]
      let others = placements.filter { $0 != labels[0] }.prefix(7)
      for other in others {
        destinations.append((.move(["placement": other]), 0.4 / Double(others.count)))
      }
      let age = ages.firstIndex(of: labels[1]) ?? 4
      destinations.append(
        (age < 4 ? .move(["age": ages[age + 1]]) : .exit(reason: "18th birthday"), 0.1))
      return try CohortLaw(
        name: space.name(ofCell: cell), leaving: .rate(0.003), destinations: destinations,
        uncertainty: .gamma(shape: 40), effect: "year")
    }
    let mean = Double(size.children * placements.count) * 0.07
    let entries = try ages.map { age in
      try CohortEntries(
        name: age, means: [Double](repeating: mean, count: size.months),
        count: .negativeBinomial(size: 10),
        places: placements.map {
          .init(state: space.state([$0, age]) ?? 0, share: 1 / Double(placements.count))
        }, uncertainty: .gamma(shape: 100))
    }
    let days = [31.0, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    return try CohortModel(
      name: "benchmark", space: space, laws: laws, lawOfCell: Array(laws.indices),
      start: space.states.indices.map { CohortGroup(state: $0, count: size.children) },
      entries: entries, stepLengths: (0..<size.months).map { days[$0 % 12] },
      periods: (0..<size.months).map { $0 / 12 },
      effects: [CohortEffect(name: "year", logStandardDeviation: 0.06)])
  }
}
