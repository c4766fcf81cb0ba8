/// The children looked after of one area, invented: from targets to episodes.
struct LookedAfterReturns {
  let targets: LookedAfterTargets
  let timeline: Timeline
  let lives: Lives
  let outcomes: CareOutcomes
  let episodes: [CareEpisode]

  init(_ targets: LookedAfterTargets, seed: UInt64) {
    self.targets = targets
    let timeline = Timeline(careYears: targets.years)
    let balance = BandBalance(targets.ages)
    let flows = AgeYearFlows(
      targets.ages, balance: balance, after: AgeYearFlows(targets.ages, balance: balance))
    let lives = LifeBuilder(
      flows, timeline: timeline, leavesOnBirthday: true, returns: true, meanElapsed: 1_100,
      seed: seed, service: "cla"
    ).lives
    var placements = CarePlacements(lives, targets, timeline: timeline, seed: seed)
    let outcomes = CareOutcomes(lives, placements, targets, timeline: timeline, seed: seed)
    placements.allotMoves(lives, outcomes, targets, timeline: timeline, seed: seed)
    let builder = CareEpisodes(lives, placements, outcomes, timeline: timeline, seed: seed)
    var episodes: [CareEpisode] = []
    for stay in lives.stays.indices { episodes += builder.episodes(of: stay) }
    self.timeline = timeline
    self.lives = lives
    self.outcomes = outcomes
    self.episodes = episodes
  }

  func write(to folder: String, seed: UInt64) throws(SyntheticReturnsError) -> [(
    file: String, rows: Int
  )] {
    try CareReturnWriter(
      lives, outcomes, episodes, timeline: timeline, years: targets.years, seed: seed
    ).write(to: folder)
  }
}
