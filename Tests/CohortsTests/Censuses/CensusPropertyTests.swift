import Cohorts
import Testing

@Suite("Census models of any kind")
struct CensusPropertyTests {
  private let streams = CensusStreams(seed: 11, name: "properties")

  @Test("Whole people are conserved in every replicate, cell and step")
  func conservation() throws {
    for number in 0..<120 {
      let census = try RandomCensus(number)
      for replicate in 0..<4 {
        for ledgers in [
          census.fresh.freshLedgers(
            census.course, measures: census.measures, streams: streams, replicate: replicate),
          census.rates.ledgers(
            census.course, measures: census.measures, streams: streams, replicate: replicate),
        ] {
          #expect(ledgers.count == census.course.steps)
          var stock = census.course.initial
          for ledger in ledgers {
            #expect(ledger.opening == stock)
            #expect(ledger.imbalance == nil, "model \(number), replicate \(replicate)")
            stock = ledger.closing
            #expect(ledger.movedOut.reduce(0, +) == ledger.movedIn.reduce(0, +))
            #expect(ledger.stayed.reduce(0, +) == ledger.aged.reduce(0, +))
          }
        }
      }
    }
  }

  @Test("The same numbers come out for any number of threads")
  func threads() async throws {
    for number in 0..<3 {
      let census = try RandomCensus(number)
      let one = await census.fresh.simulateFresh(
        census.course, measures: census.measures, streams: streams, replicates: 50, threads: 1)
      let once = await census.rates.simulate(
        census.course, measures: census.measures, streams: streams, replicates: 50, threads: 1)
      let moments = await census.rates.moments(
        of: census.course, measures: census.measures, threads: 1)
      for threads in [2, 3, 8] {
        #expect(
          one
            == (await census.fresh.simulateFresh(
              census.course, measures: census.measures, streams: streams, replicates: 50,
              threads: threads)))
        #expect(
          once
            == (await census.rates.simulate(
              census.course, measures: census.measures, streams: streams, replicates: 50,
              threads: threads)))
        #expect(
          moments
            == (await census.rates.moments(
              of: census.course, measures: census.measures, threads: threads)))
      }
    }
  }

  @Test("Replicates do not depend on how many there are")
  func replicates() async throws {
    let census = try RandomCensus(5)
    let few = await census.rates.simulate(
      census.course, measures: census.measures, streams: streams, replicates: 7, threads: 2)
    let many = await census.rates.simulate(
      census.course, measures: census.measures, streams: streams, replicates: 20, threads: 3)
    #expect(
      few.values(measure: 0, step: 3) == Array(many.values(measure: 0, step: 3).prefix(7)))
  }

  @Test("Simulation agrees with exact moments, shares drawn afresh")
  func freshMoments() async throws {
    var worst = 0.0
    var squares = 0.0
    var count = 0.0
    for number in 0..<40 {
      let census = try RandomCensus(number)
      let n = 800
      let draws = await census.fresh.simulateFresh(
        census.course, measures: census.measures, streams: streams, replicates: n, threads: 2)
      let exact = census.fresh.freshMoments(of: census.course, measures: census.measures)
      for step in exact.indices {
        let flows = draws.meanFlows(step: step)
        #expect(abs(flows.entered - exact[step].flows.entered) < 5 + exact[step].flows.entered / 5)
        for measure in 0..<census.measures.count where exact[step].standardDeviation[measure] > 0 {
          let values = draws.values(measure: measure, step: step)
          let mean = values.reduce(0, +) / Double(n)
          let sd = exact[step].standardDeviation[measure]
          let z = (mean - exact[step].mean[measure]) / (sd / Double(n).squareRoot())
          worst = max(worst, abs(z))
          squares += z * z
          count += 1
        }
      }
    }
    #expect(worst < 4.8)
    #expect(abs((squares / count).squareRoot() - 1) < 0.2)
  }

  @Test("Simulation agrees with moments, rates drawn once")
  func persistentMoments() async throws {
    for number in 0..<12 {
      let census = try RandomCensus(number)
      let n = 1_200
      let draws = await census.rates.simulate(
        census.course, measures: census.measures, streams: streams, replicates: n, threads: 2)
      let exact = await census.rates.moments(
        of: census.course, measures: census.measures, threads: 2)
      for step in exact.indices {
        let values = draws.values(measure: 0, step: step)
        let mean = values.reduce(0, +) / Double(n)
        let sd = exact[step].standardDeviation[0]
        guard sd > 0.5 else { continue }
        let spread = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(n - 1)
        // The exact moments are averaged over draws of rates and err a little themselves.
        #expect(
          abs(mean - exact[step].mean[0]) < 5 * sd / Double(n).squareRoot(), "model \(number)")
        #expect(abs(spread.squareRoot() / sd - 1) < 0.2, "model \(number)")
      }
    }
  }
}
