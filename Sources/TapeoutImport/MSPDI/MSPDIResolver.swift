import TapeoutModel

/// Turns the numbers by which an MSPDI file refers to its parts into places.
struct MSPDIResolver {
  private let records: MSPDIRecords
  private var project = ForeignProject()
  /// By their numbers: places in the project; nil for a task that is left out with a note.
  private var tasks: [Int: Int?] = [:]
  private var calendars: [Int: Int] = [:]

  init(_ records: MSPDIRecords) { self.records = records }

  mutating func resolve(into findings: inout ImportFindings) -> ForeignProject {
    project.title = records.title.flatMap { $0.isEmpty ? nil : $0 } ?? records.name
    project.start = records.start
    // Where no status date is set, the other tool takes the day on which the file was last worked on.
    project.status = records.status ?? records.current
    resolveCalendars(&findings)
    if !records.isFromStart {
      findings.note(
        at: 0, "a project that is scheduled from its finish", because: "its dates come over as they are, as forecasts")
    }
    addTasks(&findings)
    addLinks(&findings)
    addResources(&findings)
    return project
  }

  // MARK: Calendars

  private mutating func resolveCalendars(_ findings: inout ImportFindings) {
    var places: [Int: Int] = [:]
    for (place, calendar) in records.calendars.enumerated() {
      guard let uid = calendar.uid else { continue }
      if places[uid] != nil {
        findings.fail(
          "import-number", at: calendar.offset..<calendar.offset + 10, "Two calendars have the number \(uid).",
          advice: "Save the plan again in the other tool.")
      }
      places[uid] = place
    }
    for (place, calendar) in records.calendars.enumerated() {
      // A base has no base in files of the other tool; rings end where they close.
      var chain = [place]
      while let base = records.calendars[chain[chain.count - 1]].base, let next = places[base], !chain.contains(next),
        chain.count < 8
      {
        chain.append(next)
      }
      var resolved = ForeignCalendar(
        name: calendar.name, offset: calendar.offset, week: WorkingHours.standardWeek)
      for place in chain.reversed() {
        for (day, shifts) in records.calendars[place].week.enumerated() {
          if let shifts { resolved.week[day] = shifts }
        }
        resolved.exceptions += records.calendars[place].exceptions
      }
      if let uid = calendar.uid, calendars[uid] == nil { calendars[uid] = place }
      project.calendars.append(resolved)
    }
    project.calendar = records.calendar.flatMap { calendars[$0] }
  }

  // MARK: Tasks

  private mutating func addTasks(_ findings: inout ImportFindings) {
    /// The open summary tasks, by level.
    var parents: [(level: Int, place: Int)] = []
    var outline: [String: Int] = [:]
    var numbers: [String] = []
    for record in records.tasks {
      guard let uid = record.uid else {
        findings.fail(
          "import-number", at: record.task.range.head, "A task has no UID, so nothing can refer to it.",
          advice: "Save the plan again in the other tool.")
        continue
      }
      if tasks[uid] != nil {
        findings.fail(
          "import-number", at: record.task.range.head, "Two tasks have the UID \(uid).",
          advice: "Links to \(uid) could mean either: give one of them another UID, or save the plan again.")
        continue
      }
      tasks[uid] = .some(nil)
      if record.isNull { continue }
      if uid == 0 || record.task.level == 0 {
        // The project’s own summary.
        if project.title?.isEmpty ?? true { project.title = record.task.name }
        continue
      }
      if record.isExternal || record.isSubproject {
        findings.note(
          at: record.task.range.lowerBound, "“\(record.task.name.shortened(to: 60))”, a task of another file",
          because: "import that file, too, and name the milestone below after:")
        continue
      }
      while let last = parents.last, last.level >= record.task.level { parents.removeLast() }
      let place = project.tasks.count
      tasks[uid] = place
      var task = task(record, &findings)
      task.parent = parents.last?.place
      task.isSummary = false
      if !record.outlineNumber.isEmpty, outline[record.outlineNumber] == nil { outline[record.outlineNumber] = place }
      numbers.append(record.outlineNumber)
      project.tasks.append(task)
      parents.append((record.task.level, place))
    }
    setParents(by: numbers, in: outline, &findings)
  }

  /// An outline number, such as 1.2.1, names the task above, wherever it stands; without it the levels and the order
  /// of the file do.
  private mutating func setParents(by numbers: [String], in outline: [String: Int], _ findings: inout ImportFindings) {
    for (place, number) in numbers.enumerated() where !number.isEmpty {
      guard let dot = number.utf8.lastIndex(of: UInt8(ascii: ".")) else {
        project.tasks[place].parent = nil
        continue
      }
      if let parent = outline[String(number[..<dot])] { project.tasks[place].parent = parent }
    }
    for place in project.tasks.indices {
      if let parent = project.tasks[place].parent { project.tasks[parent].isSummary = true }
    }
    guard let place = project.cyclicTask else { return }
    findings.fail(
      "import-outline", at: project.tasks[place].range.head,
      "“\(project.tasks[place].name.shortened(to: 60))” is part of itself in the outline.",
      advice: "Its outline numbers contradict each other: save the plan again in the other tool.")
  }

  private func task(_ record: MSPDIRecords.Task, _ findings: inout ImportFindings) -> ForeignTask {
    var task = record.task
    task.number = "\(record.id ?? record.uid ?? 0)"
    task.calendar = record.calendar.flatMap { $0 < 0 ? nil : calendars[$0] }
    if let minutes = record.minutes {
      task.duration = ForeignDuration(minutes: minutes, isElapsed: MSPDIDuration.isElapsed(format: record.format))
    }
    if !record.isMilestoneStated { task.isMilestone = record.minutes == 0 }
    if let start = task.start, let finish = task.finish, finish < start {
      findings.fail(
        "import-date", at: record.task.range.head,
        "“\(task.name.shortened(to: 60))” finishes on \(finish.day), before it starts on \(start.day).",
        advice: "Correct its dates in the other tool.")
    }
    if record.percent >= 100, task.actualFinish == nil { task.actualFinish = task.finish }
    if task.actualFinish != nil, task.actualStart == nil { task.actualStart = task.start }
    if record.percent > 0, record.percent < 100, !record.task.isSummary {
      findings.count(
        at: record.task.range.lowerBound, "a percentage of work done",
        because: "a milestone has happened or it has not; its finish comes over")
    }
    task.constraint = constraint(record)
    return task
  }

  private func constraint(_ record: MSPDIRecords.Task) -> ForeignConstraint? {
    let kinds: [Int: ForeignConstraint.Kind] = [
      1: .asLateAsPossible, 2: .startOn, 3: .finishOn, 4: .startNotBefore, 5: .startNotAfter, 6: .finishNotBefore,
      7: .finishNotAfter,
    ]
    guard let kind = kinds[record.constraint] else { return nil }
    if kind == .asLateAsPossible { return ForeignConstraint(kind: kind) }
    return record.constraintDate.map { ForeignConstraint(kind: kind, date: $0) }
  }

  // MARK: Links and resources

  private mutating func addLinks(_ findings: inout ImportFindings) {
    for record in records.tasks {
      guard let uid = record.uid, let place = tasks[uid] ?? nil else { continue }
      for link in record.links {
        let name = record.task.name.shortened(to: 60)
        if link.isCrossProject {
          findings.note(
            at: link.range.lowerBound, "a link of “\(name)” to a task of another file",
            because: "only this file was read")
          continue
        }
        guard let predecessor = link.predecessor, let from = tasks[predecessor] else {
          findings.fail(
            "import-link", at: link.range,
            "“\(name)” waits for task \(link.predecessor.map { "\($0)" } ?? "without a number"), which is not in the file.",
            advice: "Remove the link in the other tool, or save the whole plan.")
          continue
        }
        guard let from else {
          findings.note(
            at: link.range.lowerBound, "a link of “\(name)” to task \(predecessor)",
            because: "that task does not come over")
          continue
        }
        let kinds: [ForeignLink.Kind] = [.finishToFinish, .finishToStart, .startToFinish, .startToStart]
        guard kinds.indices.contains(link.type) else {
          findings.fail("import-link", at: link.range, "A link of “\(name)” is of the unknown type \(link.type).")
          continue
        }
        project.tasks[place].links.append(
          ForeignLink(predecessor: from, kind: kinds[link.type], lag: lag(link), range: link.range))
      }
    }
  }

  /// Lags are in tenths of a minute, or in percent of the predecessor’s duration.
  private func lag(_ link: MSPDIRecords.Link) -> ForeignLink.Lag {
    let isElapsed = MSPDIDuration.isElapsed(format: link.format)
    if MSPDIDuration.isPercent(format: link.format) { return .percent(link.lag, isElapsed: isElapsed) }
    return .time(ForeignDuration(minutes: (link.lag + (link.lag < 0 ? -5 : 5)) / 10, isElapsed: isElapsed))
  }

  private mutating func addResources(_ findings: inout ImportFindings) {
    var places: [Int: Int] = [:]
    for resource in records.resources {
      guard let uid = resource.uid else { continue }
      if places[uid] != nil {
        findings.fail(
          "import-number", at: resource.offset..<resource.offset + 10, "Two resources have the UID \(uid).",
          advice: "Save the plan again in the other tool.")
      }
      places[uid] = project.resources.count
      project.resources.append(ForeignResource(name: resource.name))
    }
    for assignment in records.assignments {
      guard let task = assignment.task.flatMap({ tasks[$0] ?? nil }) else { continue }
      // Work that nobody is assigned to has the resource -65535.
      guard let resource = assignment.resource, resource > 0, let place = places[resource],
        !project.resources[place].name.isEmpty
      else { continue }
      project.tasks[task].resources.append(place)
    }
  }
}

extension Range<Int> {
  /// Its beginning, for a mark below the opening tag.
  var head: Range<Int> { lowerBound..<Swift.min(upperBound, lowerBound + 6) }
}
