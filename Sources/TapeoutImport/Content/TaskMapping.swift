import TapeoutModel

/// Which tasks of a foreign plan become milestones.
package enum ImportSelection: Hashable, Sendable {
  /// Those that the other tool calls milestones.
  case milestones
  /// Every task without parts, as the milestone of its finish.
  case tasks
  /// Every task of one level of the outline, and those above it without parts.
  case outline(Int)
}

/// Turns tasks into milestones.
struct TaskMapping {
  private let project: ForeignProject
  private let network: EventNetwork
  private let schedule: SourceSchedule
  private let contraction: Contraction
  private let options: ImportOptions
  private var names: ImportedNames
  /// By place of the task; nil for one that does not come over.
  private var ids: [MilestoneID?]
  private var plan = ImportedPlan()
  private var chipTitles: [String: String] = [:]
  private let calendar: ImportedCalendar

  /// - Returns: nil where nothing can come over; a finding says why.
  static func plan(
    _ project: ForeignProject, _ options: ImportOptions, _ selection: ImportSelection,
    into findings: inout ImportFindings
  ) -> ImportedPlan? {
    guard !project.tasks.isEmpty else {
      findings.fail("import-empty", at: 0..<0, "The file holds no tasks.", advice: "Save the whole plan.")
      return nil
    }
    if findings.hasErrors { return nil }
    let network = EventNetwork(project)
    if let ring = network.ring {
      let names = ring.prefix(8).map { "“\(project.tasks[$0].name.shortened(to: 40))”" }
      findings.fail(
        "import-cycle", at: project.tasks[ring[0]].range.head,
        "Tasks wait for each other: \((names + [names[0]]).joined(separator: " before ")).",
        advice: "Remove one of these links in the other tool.")
    }
    let isChosen = project.tasks.indices.map { choose(project.tasks[$0], selection) }
    if !isChosen.contains(true) {
      findings.fail(
        "import-empty", at: 0..<0, "None of the \(project.tasks.count) tasks is a milestone.",
        advice: "Take all tasks with --tasks, or those of one level of the outline with --outline 2.")
    }
    if findings.hasErrors { return nil }
    let schedule = SourceSchedule(project, network)
    let contraction = Contraction(schedule, network, keeping: isChosen)
    var mapping = TaskMapping(project, network, schedule, contraction, options, &findings)
    mapping.noteLeftBehind(isChosen, &findings)
    mapping.nameAll()
    for task in project.tasks.indices where contraction.isKept[task] { mapping.add(task, &findings) }
    mapping.nameLaunches(&findings)
    return mapping.plan
  }

  /// The id of a chip that takes a whole project whose parts are phases.
  static func newChip(for project: ForeignProject, _ options: ImportOptions) -> String {
    var names = ImportedNames()
    names.take(options.chips.keys, in: "")
    let title = project.title?.asTitle ?? ""
    return names.id(of: title.isEmpty ? "Plan" : title, in: "", noun: "chip", number: "1")
  }

  private static func choose(_ task: ForeignTask, _ selection: ImportSelection) -> Bool {
    switch selection {
    case .milestones: !task.isSummary && task.isMilestone
    case .tasks: !task.isSummary
    case .outline(let level): task.level == level || (!task.isSummary && task.level < level)
    }
  }

  private init(
    _ project: ForeignProject, _ network: EventNetwork, _ schedule: SourceSchedule, _ contraction: Contraction,
    _ options: ImportOptions, _ findings: inout ImportFindings
  ) {
    self.project = project
    self.network = network
    self.schedule = schedule
    self.contraction = contraction
    self.options = options
    names = ImportedNames()
    ids = Array(repeating: nil, count: project.tasks.count)
    calendar = ImportedCalendar(project, options, &findings)
    plan.title = project.title?.asTitle
    plan.calendar = calendar.rules
    plan.status = status
    names.take(options.chips.keys, in: "")
    for (chip, milestones) in options.chips { names.take(milestones, in: chip) }
  }

  /// The day that the file states; else the last one of which it tells that something happened, or its beginning: no
  /// date that was still to come then has passed.
  private var status: Day? {
    if let status = project.status?.day { return min(status, options.today) }
    let actuals = project.tasks.compactMap { ($0.actualFinish ?? $0.actualStart)?.day }
    let starts = (schedule.starts + schedule.finishes).compactMap { $0?.day }
    guard let known = actuals.max() ?? project.start?.day ?? starts.min(), known < options.today else { return nil }
    return known
  }

  // MARK: Names

  private mutating func nameAll() {
    var chips: [Int: String] = [:]
    /// The chip of tasks outside of all summary tasks.
    var loose: String?
    for index in project.tasks.indices where contraction.isKept[index] {
      let root = root(of: index)
      let chip: String
      if let given = options.chip {
        chip = given
        if plan.chips.isEmpty { addChip(given, title: project.title ?? given, body: "") }
      } else if root == index && !project.tasks[root].isSummary {
        let title = project.title?.asTitle ?? ""
        chip = loose ?? names.id(of: title.isEmpty ? "Plan" : title, in: "", noun: "chip", number: "1")
        if loose == nil { addChip(chip, title: title.isEmpty ? "Plan" : title, body: "") }
        loose = chip
      } else {
        let task = project.tasks[root]
        let wanted = project.tasks[index].ownID?.chip
        chip = chips[root] ?? names.id(of: task.name, in: "", noun: "chip", number: task.number, wanted: wanted)
        if chips[root] == nil { addChip(chip, title: task.name, body: task.notes.asMarkdown) }
        chips[root] = chip
      }
      let task = project.tasks[index]
      ids[index] = MilestoneID(
        chip: chip,
        milestone: names.id(
          of: task.name, in: chip, noun: "milestone", number: task.number, wanted: task.ownID?.milestone))
    }
  }

  private mutating func addChip(_ id: String, title: String, body: String) {
    let title = title.asTitle
    chipTitles[id] = title
    plan.chips.append(
      ImportedChip(id: id, title: title.isEmpty ? id : title, isExisting: options.chips[id] != nil, body: body))
  }

  private func root(of index: Int) -> Int {
    var place = index
    while let parent = project.tasks[place].parent { place = parent }
    return place
  }

  // MARK: Milestones

  private mutating func add(_ index: Int, _ findings: inout ImportFindings) {
    guard let id = ids[index] else { return }
    let task = project.tasks[index]
    let title = task.name.asTitle
    var milestone = ImportedMilestone(id: id, title: title.isEmpty ? id.milestone : title, range: task.range)
    milestone.kind = task.kind ?? ImportedNames.kind(of: title, chip: chipTitles[id.chip] ?? id.chip)
    milestone.finish = schedule.finishes[index]?.day
    if let finish = milestone.finish, !Day.supported.contains(finish) {
      milestone.finish = nil
      findings.note(
        at: task.range.lowerBound, "the date of “\(title.shortened(to: 60))”",
        because: "its links lead beyond the years 1900 to 2199")
    }
    milestone.isFixed = task.isManual || task.constraint?.kind.isFixed ?? false
    milestone.baseline = task.vagueBaseline.map { "\($0)" } ?? task.baseline.map { "\($0.day)" }
    let people = task.resources.map { project.resources[$0].name.asTitle }
    milestone.owner = people.first
    milestone.body = task.notes.cut(to: TaskMapping.longestNotes).asMarkdown
    if task.notes.utf8.count > TaskMapping.longestNotes {
      findings.note(
        at: task.range.lowerBound, "the notes of “\(title.shortened(to: 60))” beyond \(TaskMapping.longestNotes) bytes",
        because: "a text may have 256 KiB")
    }
    if people.count > 1 {
      let line = "Resources: \(people.joined(separator: ", "))".asMarkdown
      milestone.body += (milestone.body.isEmpty ? "" : "\n\n") + line
    }
    if !task.markdown.isEmpty { milestone.body += (milestone.body.isEmpty ? "" : "\n\n") + task.markdown }
    milestone.tags = task.tags
    var parent = task.parent
    while let place = parent, project.tasks[place].parent != nil || options.chip != nil {
      let tag = project.tasks[place].name.asTitle
      if !tag.isEmpty { milestone.tags.insert(tag, at: 0) }
      parent = project.tasks[place].parent
    }
    addDependencies(of: index, to: &milestone, &findings)
    addDates(of: index, to: &milestone, &findings)
    plan.milestones.append(milestone)
  }

  private static let longestNotes = 100_000
  /// Bytes of dependencies that front matter, of at most 64 KiB, has room for.
  private static let longestDependencies = 50_000

  private func addDependencies(
    of index: Int, to milestone: inout ImportedMilestone, _ findings: inout ImportFindings
  ) {
    var room = TaskMapping.longestDependencies
    // Those that arrive last decide: where there is no room for all, they stay.
    let arrivals = contraction.arrivals[index]
    let isCrowded = arrivals.count > TaskMapping.longestDependencies / 200
    for arrival in isCrowded ? arrivals.sorted(by: { ($1.moment, $0.origin) < ($0.moment, $1.origin) }) : arrivals
    where arrival.origin >= 0 {
      guard let id = ids[arrival.origin] else { continue }
      let start = schedule.base(EventNetwork.finish(arrival.origin)).day
      let end = arrival.moment.day
      let name = project.tasks[arrival.origin].name.shortened(to: 60)
      guard start <= end else {
        findings.note(
          at: project.tasks[index].range.lowerBound,
          "the link from “\(name)” to “\(milestone.title.shortened(to: 60))”",
          because:
            "it lets the later one happen \(start - end) days before the earlier one, and lengths are never negative")
        continue
      }
      guard end - start <= PlanDuration.longest else {
        findings.note(
          at: project.tasks[index].range.lowerBound,
          "the link from “\(name)” to “\(milestone.title.shortened(to: 60))”",
          because: "it takes over ten years")
        continue
      }
      let next = ImportedMilestone.Dependency(
        id: id.chip == milestone.id.chip ? id.milestone : id.description,
        length: calendar.length(from: start, to: end, on: arrival.isMixed ? nil : arrival.calendar))
      room -= next.id.utf8.count + next.length.utf8.count + 5
      guard room > 0 else {
        findings.count(
          at: project.tasks[index].range.lowerBound, "a link into “\(milestone.title.shortened(to: 60))”",
          because: "a file has no room for so many; those that arrive last stay")
        continue
      }
      milestone.after.append(next)
    }
  }

  private func addDates(of index: Int, to milestone: inout ImportedMilestone, _ findings: inout ImportFindings) {
    let task = project.tasks[index]
    if let day = task.actualFinish?.day {
      if day <= options.today {
        milestone.actual = "\(day)"
      } else {
        milestone.forecast = "\(day)"
        findings.note(
          at: task.range.lowerBound, "the actual finish of “\(milestone.title.shortened(to: 60))”, \(day)",
          because: "that day is still to come; it is the forecast")
      }
    }
    if !task.isActive {
      milestone.status = "dropped"
      milestone.reason = "Inactive in the plan that was imported"
    }
    var bounds = [task.deadline?.day]
    if let constraint = task.constraint, let date = constraint.date {
      if constraint.kind == .finishNotAfter { bounds.append(date.day) }
      if constraint.kind == .startNotAfter { bounds.append(schedule.finish(of: index, begunAt: date).day) }
    }
    milestone.needBy = bounds.compactMap(\.self).filter(Day.supported.contains).min().map { "\($0)" }
    guard milestone.actual == nil, milestone.forecast == nil, task.isActive else { return }
    guard let finish = milestone.finish else {
      if milestone.after.isEmpty { milestone.forecast = "TBD" }
      // Where all that it waits for has a date and it has none, nobody knows how long it takes from there.
      let origins = contraction.arrivals[index].filter(carries).map(\.origin)
      if origins.allSatisfy({ schedule.finishes[$0] != nil }) {
        for place in milestone.after.indices { milestone.after[place].length = "TBD" }
      }
      return
    }
    addEstimate(of: index, finish: finish, to: &milestone)
  }

  /// Says why an unfinished milestone lies where it does: a slot, or an estimate, where its dependencies do not say so.
  private func addEstimate(of index: Int, finish: Day, to milestone: inout ImportedMilestone) {
    let task = project.tasks[index]
    let arrivals = contraction.arrivals[index]
    let estimate = task.vagueFinish.map { "\($0)" } ?? "\(finish)"
    let latest = arrivals.filter(carries).map(\.moment.day).max()
    if task.isManual || task.constraint?.kind == .startOn || task.constraint?.kind == .finishOn {
      milestone.forecast = estimate
      return
    }
    let slot = arrivals.first { $0.origin == Arrival.constraint }?.moment.day
    if let slot, slot <= finish, slot > (latest ?? Day.supported.lowerBound) || task.constraint?.date != nil {
      milestone.notBefore = "\(slot)"
    }
    let reached = max(
      latest ?? Day.supported.lowerBound, milestone.notBefore == nil ? Day.supported.lowerBound : slot ?? finish)
    if reached < finish || (milestone.after.isEmpty && milestone.notBefore == nil) { milestone.forecast = estimate }
  }

  /// Whether an arrival becomes a dependency: its length is neither negative nor absurd.
  private func carries(_ arrival: Arrival) -> Bool {
    guard arrival.origin >= 0, ids[arrival.origin] != nil else { return false }
    let start = schedule.base(EventNetwork.finish(arrival.origin)).day
    return (0...PlanDuration.longest).contains(arrival.moment.day - start)
  }

  private typealias Arrival = Contraction.Arrival

  // MARK: Launches, and what stays behind

  /// One milestone of a chip counts as its launch.
  private mutating func nameLaunches(_ findings: inout ImportFindings) {
    var latest: [String: Int] = [:]
    for (place, milestone) in plan.milestones.enumerated() where milestone.kind == "launch" {
      guard let other = latest[milestone.id.chip] else {
        latest[milestone.id.chip] = place
        continue
      }
      let isLater =
        (milestone.finish ?? Day.supported.lowerBound) >= (plan.milestones[other].finish ?? Day.supported.lowerBound)
      let loser = isLater ? other : place
      plan.milestones[loser].kind = "review"
      if isLater { latest[milestone.id.chip] = place }
      findings.note(
        at: plan.milestones[loser].range.lowerBound,
        "“\(plan.milestones[loser].title.shortened(to: 60))” as the launch of \(milestone.id.chip)",
        because: "a chip has one launch; the later one counts, this one is a review")
    }
    var last: [String: (day: Day, id: String)] = [:]
    for milestone in plan.milestones where milestone.status == nil {
      let day = milestone.finish ?? Day.supported.lowerBound
      if let other = last[milestone.id.chip], other.day > day { continue }
      last[milestone.id.chip] = (day, milestone.id.milestone)
    }
    for place in plan.chips.indices where !plan.chips[place].isExisting && latest[plan.chips[place].id] == nil {
      plan.chips[place].launch = last[plan.chips[place].id]?.id
    }
  }

  private func noteLeftBehind(_ isChosen: [Bool], _ findings: inout ImportFindings) {
    for (index, task) in project.tasks.enumerated() where !task.isSummary {
      let name = task.name.shortened(to: 60)
      if contraction.isKept[index], !isChosen[index] {
        findings.note(
          at: task.range.lowerBound, "“\(name)” as mere work",
          because: "more than \(Contraction.most) chains of work meet there, so it comes over as a milestone")
      } else if !contraction.isKept[index] {
        let lost = task.notes.isEmpty ? "" : ", with its notes"
        findings.note(
          at: task.range.lowerBound, "“\(name)”\(lost)", because: "its work is part of the lengths between milestones")
      }
      if task.constraint?.kind == .asLateAsPossible, contraction.isKept[index] {
        findings.note(
          at: task.range.lowerBound, "“\(name)” as late as possible",
          because: "dates are the earliest ones here; its date is the forecast")
      }
    }
    for index in contraction.crowded {
      findings.note(
        at: project.tasks[index].range.lowerBound,
        "links into “\(project.tasks[index].name.shortened(to: 60))” beyond the latest \(Contraction.most)",
        because: "they reach all its parts")
    }
  }
}
