package import TapeoutForecast
package import TapeoutModel
package import TapeoutSchedule

/// What one analysis of a project found, for answers to an editor: values only, so that an answer is a function.
package struct LanguageSnapshot: Sendable {
  package let sources: SourceSet
  package let plan: Plan
  package private(set) var schedule: Schedule
  /// In the order of files and places.
  package let findings: [Finding]
  /// The day by the clock.
  package let today: Day
  /// Milestones whose earlier texts Git keeps.
  package let versioned: Set<MilestoneID>
  /// Paths of the files that only stand for one that is not there.
  package let missing: Set<ExactString>
  /// What was drawn of this plan so far.
  package private(set) var drawn: [MilestoneIndex: MilestoneForecast] = [:]
  /// Owners, the most frequent first.
  let owners: [String]

  package init(
    sources: SourceSet, plan: Plan, schedule: Schedule, findings: [Finding], today: Day,
    versioned: Set<MilestoneID> = [], missing: Set<ExactString> = []
  ) {
    self.sources = sources
    self.plan = plan
    self.schedule = schedule
    self.findings = findings
    self.today = today
    self.versioned = versioned
    self.missing = missing
    var counts: [String: Int] = [:]
    for index in plan.milestones.indices {
      if let owner = plan.milestones[index].owner?.value { counts[owner, default: 0] += 1 }
    }
    for index in plan.risks.indices {
      if let owner = plan.risks[index].owner?.value { counts[owner, default: 0] += 1 }
    }
    owners = counts.sorted { $0.value == $1.value ? $0.key.precedesInBytes($1.key) : $0.value > $1.value }.map(\.key)
  }

  package var statusDate: Day { schedule.statusDate }

  /// Takes percentiles, and the health that they make of what is on track.
  package mutating func take(_ forecast: Forecast) {
    drawn = [:]
    for index in forecast.milestones.indices { drawn[index] = forecast.milestones[index] }
    schedule = schedule.downgradingHealth(using: forecast, plan)
  }

  /// The file at a path from the root; nil where there is none.
  package func file(at path: String) -> FileID? {
    let files = sources.files
    let place = files.indices.firstPlace { !files[$0].path.precedesInBytes(path) }
    guard place < files.endIndex, files[place].path.utf8.elementsEqual(path.utf8) else { return nil }
    return FileID(place)
  }

  /// What was found in a file.
  package func findings(in file: FileID) -> ArraySlice<Finding> {
    let start = findings.indices.firstPlace { findings[$0].range.file >= file }
    let end = findings.indices.firstPlace { findings[$0].range.file > file }
    return findings[start..<end]
  }

  /// Whether a newer analysis has nothing else to say of a file: same findings, at places that look the same.
  package func saysTheSame(as newer: LanguageSnapshot, of file: FileID) -> Bool {
    func isSame(_ file: FileID) -> Bool {
      Int(file.index) < sources.files.count && sources[file].isSame(as: newer.sources[file])
    }
    let new = newer.findings(in: file)
    guard isSame(file), findings(in: file).elementsEqual(new) else { return false }
    return new.allSatisfy { $0.notes.allSatisfy { $0.range.map { isSame($0.file) } ?? true } }
  }

  // MARK: By name

  func chip(_ id: String) -> ChipIndex? {
    let place = plan.chips.indices.firstPlace { !plan.chips[$0].id.precedesInBytes(id) }
    return place < plan.chips.endIndex && plan.chips[place].id == id ? place : nil
  }

  func partner(_ id: String) -> PartnerIndex? {
    let place = plan.partners.indices.firstPlace { !plan.partners[$0].id.precedesInBytes(id) }
    return place < plan.partners.endIndex && plan.partners[place].id == id ? place : nil
  }

  func risk(chip: String, id: String) -> RiskIndex? {
    guard let chip = self.chip(chip) else { return nil }
    return plan.chips[chip].risks.first { plan.risks[$0].id == id }
  }

  /// Every kind that a milestone may have: built in, then the program's own.
  var kinds: [MilestoneKind] {
    let own = plan.program.kinds
    return MilestoneKind.builtIn.filter { kind in !own.contains { $0.name == kind.name } } + own
  }
}
