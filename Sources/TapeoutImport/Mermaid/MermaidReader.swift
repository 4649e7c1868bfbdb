import TapeoutModel

/// Turns a Gantt diagram of Mermaid into tasks, dated as Mermaid dates them.
struct MermaidReader {
  private enum Start {
    /// Where the task before ends.
    case previous
    case at(Int)
    case after([Int])
  }

  private enum End {
    case at(Int)
    case until([Int])
    case length(MermaidLength)
    /// The date of a milestone that states nothing else.
    case start
  }

  /// Where a task ends. Of two ends at the same midnight the evening before comes first.
  private struct Edge: Comparable {
    var minutes: Int
    /// A date that is stated stands for its day, though it lies at its beginning.
    var isMorning: Bool

    static func < (left: Edge, right: Edge) -> Bool {
      (left.minutes, left.isMorning ? 1 : 0) < (right.minutes, right.isMorning ? 1 : 0)
    }
  }

  private let source: MermaidSource
  private let dates: MermaidDates
  private let rest: MermaidRest
  private var starts: [Start] = []
  private var ends: [End] = []
  private var ids: [String: Int] = [:]
  private var begun: [Int?]
  private var ended: [Edge?]
  /// Where the work of a task ends: before the days of rest that follow it.
  private var worked: [Int?]

  /// The task with this id is the status date: `tapeout export` writes it.
  private static let statusID = "status-date"

  static func project(
    _ text: DecodedText, lines: [Range<Int>], into findings: inout ImportFindings
  ) -> ForeignProject? {
    let source = MermaidSource(text, lines: lines, into: &findings)
    guard let dates = MermaidDates(source.format, into: &findings),
      let rest = MermaidRest(source, dates, into: &findings)
    else { return nil }
    var reader = MermaidReader(source, dates, rest)
    reader.readPieces(&findings)
    if findings.hasErrors { return nil }
    reader.reckon(&findings)
    if findings.hasErrors { return nil }
    return reader.project(&findings)
  }

  private init(_ source: MermaidSource, _ dates: MermaidDates, _ rest: MermaidRest) {
    self.source = source
    self.dates = dates
    self.rest = rest
    begun = Array(repeating: nil, count: source.tasks.count)
    ended = Array(repeating: nil, count: source.tasks.count)
    worked = Array(repeating: nil, count: source.tasks.count)
  }

  // MARK: What the lines say

  private mutating func readPieces(_ findings: inout ImportFindings) {
    for (place, task) in source.tasks.enumerated() {
      guard let id = task.id else { continue }
      if ids[id] != nil {
        findings.fail(
          "import-number", at: task.range, "Two tasks have the id \(id.shortened(to: 40)).",
          advice: "Give one of them another.")
      }
      ids[id] = place
    }
    for (place, task) in source.tasks.enumerated() {
      starts.append(start(of: place, task, &findings))
      ends.append(end(of: task, &findings))
    }
  }

  private func start(of place: Int, _ task: MermaidSource.Task, _ findings: inout ImportFindings) -> Start {
    guard let piece = task.start else {
      if place == 0, task.end.map({ dates.minutes($0.text) == nil }) ?? true {
        findings.fail(
          "import-date", at: task.range,
          "“\(task.name.shortened(to: 60))” begins where the task before it ends, and is the first.",
          advice: "Write when it begins: `2026-03-02, 5d`.")
      }
      return .previous
    }
    if let names = piece.text.words(behind: "after") { return .after(tasks(names, of: task, piece, &findings)) }
    return .at(minutes(piece, &findings) ?? 0)
  }

  private func end(of task: MermaidSource.Task, _ findings: inout ImportFindings) -> End {
    guard let piece = task.end else { return .start }
    if let names = piece.text.words(behind: "until") { return .until(tasks(names, of: task, piece, &findings)) }
    if let length = MermaidLength(piece.text) { return .length(length) }
    guard let minutes = minutes(piece, &findings) else { return .start }
    // The only date of a milestone is its own.
    if task.start == nil, task.tags.contains("milestone") { return .at(minutes) }
    return .at(source.isInclusive ? minutes + Moment.minutesPerDay : minutes)
  }

  private func minutes(_ piece: MermaidSource.Piece, _ findings: inout ImportFindings) -> Int? {
    guard let minutes = dates.minutes(piece.text) else {
      findings.fail(
        "import-date", at: piece.range,
        "“\(piece.text.shortened(to: 40))” is neither a date in the format \(source.format.text.shortened(to: 30)) nor a length.",
        advice: "Write a date as dateFormat says, a length such as 5d, or `after` and an id.")
      return nil
    }
    guard Day.supported.contains(Moment(minutes: minutes).day) else {
      findings.fail(
        "import-date", at: piece.range, "\(piece.text.shortened(to: 40)) lies outside of the years 1900 to 2199.",
        advice: "Correct the date; it may stand for “not known”.")
      return nil
    }
    return minutes
  }

  private func tasks(
    _ names: [String], of task: MermaidSource.Task, _ piece: MermaidSource.Piece, _ findings: inout ImportFindings
  ) -> [Int] {
    names.compactMap { name in
      if let place = ids[name] { return place }
      findings.fail(
        "import-link", at: piece.range,
        "“\(task.name.shortened(to: 60))” waits for “\(name.shortened(to: 40))”, which no task of the diagram has for its id.",
        advice: "Correct the id, or write a date instead.")
      return nil
    }
  }

  // MARK: Dates

  /// Dates all tasks, each behind those that it needs. What waits for itself stays without a date; the ring is reported
  /// where the links are looked at.
  private mutating func reckon(_ findings: inout ImportFindings) {
    /// Those that are waited for on top.
    var pending: [Int] = []
    var isOpen = [Bool](repeating: false, count: source.tasks.count)
    for first in source.tasks.indices where ended[first] == nil {
      pending = [first]
      while let place = pending.last {
        if ended[place] != nil {
          pending.removeLast()
          continue
        }
        let missing = needs(place).filter { ended[$0] == nil && !isOpen[$0] }
        if !isOpen[place], !missing.isEmpty {
          isOpen[place] = true
          pending += missing
          continue
        }
        isOpen[place] = true
        pending.removeLast()
        if needs(place).allSatisfy({ ended[$0] != nil }) { date(place, &findings) }
      }
    }
  }

  private func needs(_ place: Int) -> [Int] {
    var needs: [Int] = []
    switch starts[place] {
    case .previous:
      let isAlone = if case .at = ends[place], source.tasks[place].tags.contains("milestone") { true } else { false }
      if place > 0, !isAlone { needs.append(place - 1) }
    case .after(let others): needs += others
    case .at: break
    }
    if case .until(let others) = ends[place] { needs += others }
    return needs
  }

  private mutating func date(_ place: Int, _ findings: inout ImportFindings) {
    let task = source.tasks[place]
    let isMilestone = task.tags.contains("milestone")
    var edge: Edge
    switch starts[place] {
    case .at(let minutes): edge = Edge(minutes: minutes, isMorning: true)
    case .after(let others): edge = others.compactMap { ended[$0] }.max() ?? Edge(minutes: 0, isMorning: true)
    case .previous:
      edge = place > 0 ? ended[place - 1] ?? Edge(minutes: 0, isMorning: true) : Edge(minutes: 0, isMorning: true)
      if case .at(let minutes) = ends[place], isMilestone || place == 0 {
        edge = Edge(minutes: minutes, isMorning: true)
      }
    }
    let start = edge.minutes
    var end = start
    switch ends[place] {
    case .at(let minutes): end = minutes
    case .until(let others): end = others.compactMap { begun[$0] }.min() ?? start
    case .length(let length): end = length.end(from: start)
    case .start: break
    }
    guard end >= start else {
      findings.fail(
        "import-date", at: task.range, "“\(task.name.shortened(to: 60))” ends before it begins.",
        advice: "Correct one of its dates.")
      return
    }
    guard end - start <= PlanDuration.longest * Moment.minutesPerDay,
      Day.supported.contains(Moment(minutes: start).day), Day.supported.contains(Moment(minutes: end).day)
    else {
      findings.fail(
        "import-duration", at: task.range,
        "“\(task.name.shortened(to: 60))” takes over ten years, or leads beyond the year 2199.",
        advice: "Correct its dates or its length.")
      return
    }
    begun[place] = start
    let isManual = if case .at = ends[place] { true } else { false }
    let (full, work) = isManual ? (end, end) : rest.extended(from: start, to: end)
    worked[place] = work
    ended[place] =
      full == start ? edge : Edge(minutes: full, isMorning: full % Moment.minutesPerDay != 0 || isMilestone)
  }

  // MARK: Tasks

  private func project(_ findings: inout ImportFindings) -> ForeignProject {
    var project = ForeignProject()
    project.title = source.title
    if let calendar = rest.calendar {
      project.calendars = [calendar]
      project.calendar = 0
    }
    var sections: [String: Int] = [:]
    var places = [Int?](repeating: nil, count: source.tasks.count)
    for (place, task) in source.tasks.enumerated() {
      if task.id == MermaidReader.statusID {
        project.status = begun[place].map { Moment(minutes: $0) }
        continue
      }
      let parent = task.section.map { section -> Int in
        let name = source.sections[section]
        if let known = sections[name.text] { return known }
        var summary = ForeignTask(name: name.text, range: name.range, number: "\(project.tasks.count + 1)")
        summary.isSummary = true
        sections[name.text] = project.tasks.count
        project.tasks.append(summary)
        return project.tasks.count - 1
      }
      places[place] = project.tasks.count
      project.tasks.append(made(place, task, in: parent, number: project.tasks.count + 1, &findings))
    }
    for place in source.tasks.indices { link(place, places, &project, &findings) }
    return project
  }

  private func made(
    _ place: Int, _ source: MermaidSource.Task, in parent: Int?, number: Int, _ findings: inout ImportFindings
  ) -> ForeignTask {
    var task = ForeignTask(name: source.name, range: source.range, number: source.id ?? "\(number)")
    task.parent = parent
    task.level = parent == nil ? 1 : 2
    task.isMilestone = source.tags.contains("milestone") || source.tags.contains("vert")
    if let start = begun[place], let end = ended[place], let worked = worked[place] {
      var finish = worked
      if task.isMilestone || end.minutes == start {
        // Drawn in the middle of its time.
        finish = start + (end.minutes - start) / 2
        if end.minutes == start, !end.isMorning { finish -= 1 }
        task.isMilestone = true
      } else if finish % Moment.minutesPerDay == 0 {
        // Midnight belongs to the day before.
        finish -= 1
      }
      task.finish = Moment(minutes: finish)
      task.start = task.isMilestone ? task.finish : Moment(minutes: start)
      let minutes = task.isMilestone ? 0 : rest.minutes(from: start, to: worked)
      task.duration = ForeignDuration(minutes: minutes, isElapsed: rest.calendar == nil)
    }
    if let date = source.date {
      task.vagueFinish = date.precision == .day ? nil : date
    }
    if source.tags.contains("done") {
      task.actualStart = task.start
      task.actualFinish = task.finish
    }
    task.ownID = source.id.flatMap(MermaidReader.ownID)
    let lost = [
      ("crit", "“crit”", "the driving path is worked out here"),
      ("active", "“active”", "what is done before says here what is begun"),
      ("vert", "a vertical marker", "it comes over as a milestone"),
    ]
    for (tag, what, reason) in lost where source.tags.contains(tag) {
      findings.count(at: source.range.lowerBound, what, because: reason)
    }
    return task
  }

  private func link(
    _ place: Int, _ places: [Int?], _ project: inout ForeignProject, _ findings: inout ImportFindings
  ) {
    guard let own = places[place] else { return }
    let task = source.tasks[place]
    var links: [(Int, ForeignLink.Kind)] = []
    switch starts[place] {
    case .previous:
      if !needs(place).isEmpty, place > 0 { links.append((place - 1, .finishToStart)) }
    case .after(let others): links += others.map { ($0, .finishToStart) }
    case .at: break
    }
    if case .until(let others) = ends[place] { links += others.map { ($0, .startToFinish) } }
    for (other, kind) in links {
      guard let other = places[other] else { continue }
      project.tasks[own].links.append(ForeignLink(predecessor: other, kind: kind, range: task.range))
    }
    tell(place, own, places, &project, &findings)
  }

  /// Takes in what a comment says a task waits for, though its line states dates: it lasts from there to its date.
  private func tell(
    _ place: Int, _ own: Int, _ places: [Int?], _ project: inout ForeignProject, _ findings: inout ImportFindings
  ) {
    let task = source.tasks[place]
    var latest: Edge?
    for piece in task.told {
      guard let other = ids[piece.text], let from = places[other], let end = ended[other] else {
        findings.note(
          at: piece.range.lowerBound, "that “\(task.name.shortened(to: 60))” waits for \(piece.text.shortened(to: 60))",
          because: "the diagram does not hold it")
        continue
      }
      latest = max(latest ?? end, end)
      project.tasks[own].links.append(ForeignLink(predecessor: from, kind: .finishToStart, range: piece.range))
    }
    guard let latest, let finish = project.tasks[own].finish else { return }
    let start = Moment(minutes: latest.minutes)
    guard start <= finish else { return }
    project.tasks[own].start = start
    project.tasks[own].duration = ForeignDuration(minutes: finish.minutes - start.minutes, isElapsed: true)
  }

  /// `custom-1_tape-out`, as `tapeout export` names tasks.
  private static func ownID(_ id: String) -> MilestoneID? {
    let parts = id.utf8.split(separator: UInt8(ascii: "_"), omittingEmptySubsequences: false).map {
      String(decoding: $0, as: UTF8.self)
    }
    guard parts.count == 2, parts.allSatisfy(ContentID.isValid) else { return nil }
    return MilestoneID(chip: parts[0], milestone: parts[1])
  }
}

extension String {
  /// The words behind a first one; nil where the text begins with another.
  fileprivate func words(behind first: String) -> [String]? {
    let words = utf8.split { $0 == 0x20 || $0 == 0x09 }.map { String(decoding: $0, as: UTF8.self) }
    return words.count > 1 && words[0] == first ? Array(words.dropFirst()) : nil
  }
}
