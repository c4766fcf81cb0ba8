import Foundation
import Periods
import Probability

/// One future of requests, assessments and plans, child by child on a weekly clock.
///
/// Requests arrive as a Poisson process. A request is withdrawn, refused or agreed to; an assessment
/// ends a log-normal time after the request whose share within 20 weeks is the parameter's, or later
/// where assessments that can be completed in a week are fewer than those that are ready: first ready,
/// first served. A refusal may be appealed, and an appeal upheld. Everything starts 78 weeks before the
/// first month, so that the pipeline is full when the months begin.
struct PipelineReplicate {
  static let warmUp = 78

  private struct Assessment {
    var request: Int
    /// The first week in which it can be completed.
    var ready: Int
    /// Whether it started on appeal: no 20 weeks hold for it.
    var onAppeal: Bool
    var uniforms: RandomAddress
    var offset: Int
  }

  private let values: [PipelineParameter: Double]
  private let refusedPlan: Double
  private let appealContent: Double
  private let calendar: PipelineCalendar
  private let seed: UInt64
  private let replicate: Int
  private(set) var tally: PipelineTally

  init(
    _ parameters: PipelineParameters, _ calendar: PipelineCalendar, seed: UInt64, replicate: Int
  ) {
    values = parameters.draw(replicate, seed: seed)
    refusedPlan = values[.refusedPlan] ?? 0
    appealContent = values[.appealContent] ?? 0
    self.calendar = calendar
    self.seed = seed
    self.replicate = replicate
    tally = PipelineTally(months: calendar.months)
    let assessments = requests()
    assess(assessments)
    stock()
  }

  private func value(_ parameter: PipelineParameter) -> Double { values[parameter] ?? 0 }

  private func stream(_ name: String) -> RandomStream {
    RandomStream(seed: seed, name: "pipeline|\(name)")
  }

  private func month(_ week: Int) -> Int? { calendar.month(of: week) }

  /// Requests up to the decision whether to assess; those that are assessed.
  private mutating func requests() -> [Assessment] {
    let arrivals = stream("arrivals")
    let children = stream("children")
    let decision = max(1, Int(value(.decisionWeeks).rounded()))
    let tribunal = max(1, Int(value(.tribunalWeeks).rounded()))
    let spread = value(.durationSpread)
    let withdrawn = value(.withdrawn)
    let refused = value(.refusedAssessment)
    let appealed = value(.appealRefusedAssessment)
    let upheld = value(.appealUpheld)
    let yearly = value(.requestsPerYear) / PipelineCalendar.weeksInYear
    let growth = 1 + value(.requestsGrowth)
    let centre =
      log(20) - spread * SpecialFunctions.normalQuantile(clamped(value(.within20Weeks)))
    var found: [Assessment] = []
    for place in 0..<Int(value(.backlog).rounded()) {
      // Those that wait have been waiting since before the months began: the oldest come first.
      found.append(
        Assessment(
          request: calendar.start - 26, ready: calendar.start, onAppeal: false,
          uniforms: stream("backlog").at(replicate: replicate, step: place), offset: 0))
    }
    for week in 0..<calendar.weeks {
      let years = Double(week - calendar.start) / PipelineCalendar.weeksInYear
      let count = Poisson(unchecked: yearly * pow(growth, years)).quantile(
        arrivals.uniform(replicate: replicate, step: week))
      let address = children.at(replicate: replicate, step: week)
      for child in 0..<count {
        func uniform(_ place: Int) -> Double { address.uniform(child * 8 + place) }
        tally.add(.requests, month(week))
        let decided = week + decision
        guard uniform(0) >= withdrawn else {
          tally.add(.withdrawn, month(decided))
          underWay(from: week, until: decided, request: week, timed: true)
          continue
        }
        let weeks = exp(centre + spread * SpecialFunctions.normalQuantile(uniform(2)))
        var assessment = Assessment(
          request: week, ready: max(decided, week + Int(weeks.rounded(.up))), onAppeal: false,
          uniforms: address, offset: child * 8 + 4)
        if uniform(1) < refused {
          tally.add(.refusedAssessment, month(decided))
          underWay(from: week, until: decided, request: week, timed: true)
          guard uniform(3) < appealed else { continue }
          tally.add(.appealsAssessment, month(decided))
          guard uniform(7) < upheld else { continue }
          let reopened = decided + tribunal
          tally.add(.reopened, month(reopened))
          assessment.onAppeal = true
          assessment.request = reopened
          assessment.ready = reopened + max(1, Int(weeks.rounded(.up)) - decision)
        } else {
          tally.add(.agreedAssessment, month(decided))
        }
        found.append(assessment)
      }
    }
    return found.enumerated().sorted {
      ($0.element.ready, $0.element.request, $0.offset)
        < ($1.element.ready, $1.element.request, $1.offset)
    }.map(\.element)
  }

  /// Completes assessments in the order in which they are ready, as capacity allows.
  private mutating func assess(_ assessments: [Assessment]) {
    let tribunal = max(1, Int(value(.tribunalWeeks).rounded()))
    let capacity = value(.assessmentsPerWeek)
    var week = 0
    var used = 0.0
    for assessment in assessments {
      if assessment.ready > week {
        week = assessment.ready
        used = 0
      }
      if used + 1 > capacity, capacity.isFinite {
        // The part of a place that is left over goes on into the next week.
        let ahead = max(1, ((used + 1 - capacity) / capacity).rounded(.up))
        week += Int(ahead)
        used -= ahead * capacity
      }
      used += 1
      complete(assessment, in: week, tribunal)
    }
  }

  private mutating func complete(_ assessment: Assessment, in week: Int, _ tribunal: Int) {
    func uniform(_ place: Int) -> Double {
      assessment.uniforms.uniform(assessment.offset + place)
    }
    let done = month(week)
    tally.add(.assessed, done)
    underWay(
      from: assessment.request, until: week, request: assessment.request,
      timed: !assessment.onAppeal)
    tally.stay(.waiting, from: calendar.end(of: assessment.ready), until: calendar.end(of: week))
    guard uniform(0) < refusedPlan else {
      tally.add(.issuedDirectly, done)
      tally.add(.issued, done)
      if !assessment.onAppeal {
        tally.add(.issuedTimed, done)
        if week - assessment.request <= 20 { tally.add(.issuedIn20Weeks, done) }
      }
      if uniform(1) < appealContent { tally.add(.appealsContent, done) }
      return
    }
    tally.add(.refusedPlan, done)
    guard uniform(1) < value(.appealRefusedPlan) else { return }
    tally.add(.appealsPlan, done)
    guard uniform(2) < value(.appealUpheld) else { return }
    let issued = month(week + tribunal)
    tally.add(.issuedOnAppeal, issued)
    tally.add(.issued, issued)
  }

  /// Counts a request as under way from one week until another.
  private mutating func underWay(from: Int, until: Int, request: Int, timed: Bool) {
    tally.stay(.inProgress, from: calendar.end(of: from), until: calendar.end(of: until))
    guard timed, until - request > 20 else { return }
    tally.stay(.overdue, from: calendar.end(of: request + 20), until: calendar.end(of: until))
  }

  /// Plans in force, month by month: issued and moved in, less those that end.
  private mutating func stock() {
    var plans = Int(value(.plans).rounded())
    let monthly = 1 - pow(1 - value(.ceasedPerYear), 1.0 / 12)
    let ends = stream("ceased")
    let moves = stream("transfers")
    for month in 0..<calendar.months {
      let moved = Poisson(unchecked: value(.transfersInPerYear) / 12).quantile(
        moves.uniform(replicate: replicate, step: month))
      let ceased =
        plans > 0 && monthly > 0
        ? Binomial(unchecked: plans, monthly).quantile(
          ends.uniform(replicate: replicate, step: month)) : 0
      plans += tally[.issued, month] + moved - ceased
      tally.set(.transferredIn, month, moved)
      tally.set(.ceased, month, ceased)
      tally.set(.plans, month, plans)
    }
  }

  /// A share that a quantile can be taken of.
  private func clamped(_ share: Double) -> Double { min(1 - 1e-9, max(1e-9, share)) }
}
