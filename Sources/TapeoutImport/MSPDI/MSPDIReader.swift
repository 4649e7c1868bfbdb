import TapeoutModel

/// Reads Microsoft's project data interchange (MSPDI) of any version since 2003, as a stream.
///
/// A class, because the callbacks of the XML parser write into it.
final class MSPDIReader {
  private var records = MSPDIRecords()
  private var findings = ImportFindings()
  /// The open elements, the root first, each with its offset.
  private var path: [(element: MSPDIElement, offset: Int)] = []
  private var text: [UInt8] = []
  private var hours: MSPDIRecords.Hours?
  private var isFirstBaseline = false
  private var baselineNumber = 0
  private var baselineFinish: Moment?
  private var events: XMLEvents?
  /// The longest text of an element that is kept: notes.
  private static let longestText = 1 << 20

  /// - Returns: nil where the file is no XML that can be read; a finding says why.
  static func read(_ bytes: [UInt8], into findings: inout ImportFindings) -> ForeignProject? {
    let reader = MSPDIReader()
    reader.findings = findings
    defer { findings = reader.findings }
    guard reader.readEvents(bytes) else { return nil }
    var resolver = MSPDIResolver(reader.records)
    return resolver.resolve(into: &reader.findings)
  }

  private func readEvents(_ bytes: [UInt8]) -> Bool {
    let events = XMLEvents(
      onStart: { [unowned self] in start($0, at: $1) }, onEnd: { [unowned self] in end(at: $0) },
      onText: { [unowned self] in append($0) })
    self.events = events
    defer { self.events = nil }
    do {
      try events.read(bytes)
      return true
    } catch .documentType(let offset) {
      findings.fail(
        "import-file", at: offset..<offset + 9, "The file declares a document type, and is not read.",
        advice: "Project files have none: save the plan again as Microsoft Project XML.")
    } catch .malformed(let offset, let reason) {
      findings.fail(
        "import-file", at: max(0, offset - 1)..<offset, "The file is no complete XML: \(reason).",
        advice: "It may have been cut off or changed by hand: save the plan again as Microsoft Project XML.")
    } catch .tooDeep(let offset) {
      findings.fail(
        "import-file", at: offset..<(offset + 1), "The file nests elements deeper than a project file can.",
        advice: "Save the plan again as Microsoft Project XML.")
    } catch {
      // After two hundred errors: they tell why.
    }
    return false
  }

  // MARK: Elements

  private func start(_ name: UnsafeBufferPointer<UInt8>, at offset: Int) {
    text.removeAll(keepingCapacity: true)
    var element = MSPDIElement.named(name)
    if path.last?.element == .task, element == .other { noteLost(name, offset) }
    switch element {
    case .task where path.last?.element == .tasks:
      records.tasks.append(MSPDIRecords.Task(task: ForeignTask(name: "", range: offset..<offset, number: "")))
    case .predecessorLink where path.last?.element == .task:
      let link = MSPDIRecords.Link(range: offset..<offset)
      if !records.tasks.isEmpty { records.tasks[records.tasks.count - 1].links.append(link) }
    case .baseline:
      baselineNumber = 0
      baselineFinish = nil
    case .calendar where path.last?.element == .calendars:
      records.calendars.append(MSPDIRecords.Calendar(offset: offset))
    case .weekDay where path.dropLast().last?.element == .calendar,
      .exception where path.dropLast().last?.element == .calendar:
      hours = MSPDIRecords.Hours(offset: offset)
    case .workWeeks:
      findings.count(
        at: offset, "a calendar’s other work weeks", because: "a calendar has one week here; their days count as in it")
      element = .null
    case .resource where path.last?.element == .resources:
      records.resources.append(MSPDIRecords.Resource(offset: offset))
    case .assignment where path.last?.element == .assignments:
      records.assignments.append(MSPDIRecords.Assignment(offset: offset))
    default: break
    }
    path.append((element, offset))
  }

  /// Elements of a task that are unknown here: said to be lost at their end, where they hold anything.
  private var lostName: String?

  private func noteLost(_ name: UnsafeBufferPointer<UInt8>, _ offset: Int) {
    lostName = MSPDIElement.isDerived(name) ? nil : String(decoding: name, as: UTF8.self)
  }

  private func append(_ bytes: UnsafeBufferPointer<UInt8>) {
    if text.count < MSPDIReader.longestText { text.append(contentsOf: bytes) }
  }

  private func end(at offset: Int) {
    guard let (element, start) = path.popLast() else { return }
    let parent = path.last?.element ?? .null
    let range = start..<offset
    switch parent {
    case .null: break
    case .project: readProject(element, range)
    case .calendar: readCalendar(element, range)
    case .weekDay, .exception, .timePeriod, .workingTime: readHours(element, range)
    case .task: readTask(element, range)
    case .predecessorLink: readLink(element, range)
    case .baseline: readBaseline(element, range)
    case .resource: readResource(element)
    case .assignment: readAssignment(element)
    default: break
    }
    close(element, range)
    text.removeAll(keepingCapacity: true)
    if findings.isFull { events?.stop() }
  }

  /// Ends a container.
  private func close(_ element: MSPDIElement, _ range: Range<Int>) {
    switch element {
    case .task where !records.tasks.isEmpty: records.tasks[records.tasks.count - 1].task.range = range
    case .predecessorLink:
      if let last = records.tasks.last, !last.links.isEmpty {
        records.tasks[records.tasks.count - 1].links[last.links.count - 1].range = range
      }
    case .baseline where path.last?.element == .task: closeBaseline(range)
    case .workingTime: closeShift(range)
    case .weekDay, .exception: closeHours(range)
    default: break
    }
  }

  // MARK: Values

  private var string: String { String(decoding: text, as: UTF8.self) }
  private var flag: Bool { text.first == UInt8(ascii: "1") || text.first == UInt8(ascii: "t") }

  private var number: Int? {
    var scanner = ByteScanner(text)
    let isNegative = scanner.take(UInt8(ascii: "-"))
    guard let digits = scanner.digits() else { return nil }
    // Old versions write lags with a fraction.
    return isNegative ? -digits : digits
  }

  private func moment(_ range: Range<Int>, of what: String) -> Moment? {
    if text.isEmpty || text.elementsEqual("NA".utf8) { return nil }
    do throws(Moment.ParsingError) {
      return try Moment(parsing: text)
    } catch {
      findings.fail("import-date", at: range, error.headline(string, what), advice: error.advice)
      return nil
    }
  }

  // MARK: Parts of the file

  private func readProject(_ element: MSPDIElement, _ range: Range<Int>) {
    switch element {
    case .title: records.title = string
    case .name: records.name = string
    case .startDate: records.start = moment(range, of: "the project’s start")
    case .statusDate: records.status = moment(range, of: "the status date")
    case .currentDate: records.current = moment(range, of: "the current date")
    case .calendarUID: records.calendar = number
    case .scheduleFromStart: records.isFromStart = flag
    default: break
    }
  }

  private func readTask(_ element: MSPDIElement, _ range: Range<Int>) {
    guard !records.tasks.isEmpty else { return }
    let last = records.tasks.count - 1
    switch element {
    case .uid: records.tasks[last].uid = number
    case .id: records.tasks[last].id = number
    case .name: records.tasks[last].task.name = string
    case .isNull: records.tasks[last].isNull = flag
    case .active: records.tasks[last].task.isActive = flag
    case .manual: records.tasks[last].task.isManual = flag
    case .externalTask: records.tasks[last].isExternal = flag
    case .isSubproject: records.tasks[last].isSubproject = flag
    case .outlineLevel: records.tasks[last].task.level = min(max(number ?? 1, 0), 1_000)
    case .outlineNumber: records.tasks[last].outlineNumber = string
    case .start: records.tasks[last].task.start = moment(range, of: "a start")
    case .finish: records.tasks[last].task.finish = moment(range, of: "a finish")
    case .duration: readDuration(range)
    case .durationFormat: records.tasks[last].format = number ?? 7
    case .milestone:
      records.tasks[last].task.isMilestone = flag
      records.tasks[last].isMilestoneStated = true
    case .summary: records.tasks[last].task.isSummary = flag
    case .percentComplete: records.tasks[last].percent = number ?? 0
    case .calendarUID: records.tasks[last].calendar = number
    case .constraintType: records.tasks[last].constraint = number ?? 0
    case .constraintDate: records.tasks[last].constraintDate = moment(range, of: "a constraint")
    case .deadline: records.tasks[last].task.deadline = moment(range, of: "a deadline")
    case .actualStart: records.tasks[last].task.actualStart = moment(range, of: "an actual start")
    case .actualFinish: records.tasks[last].task.actualFinish = moment(range, of: "an actual finish")
    case .notes: records.tasks[last].task.notes = string
    case .extendedAttribute:
      findings.count(at: range.lowerBound, "a custom field of a task", because: "there are no such fields here")
    case .other: readLost(range)
    default: break
    }
  }

  private func readLost(_ range: Range<Int>) {
    guard let name = lostName else { return }
    lostName = nil
    let defaults = ["", "0", "-1", "PT0H0M0S", "false", "0.00", "0.0", "500", "NA"]
    if !text.isEmpty, !defaults.contains(string) {
      findings.count(at: range.lowerBound, "\(name) of a task", because: "there is no such field here")
    }
  }

  private func readDuration(_ range: Range<Int>) {
    let last = records.tasks.count - 1
    guard let minutes = MSPDIDuration.minutes(text) else {
      if text.isEmpty { return }
      return findings.fail(
        "import-duration", at: range, "“\(string.shortened(to: 40))” is no duration.", advice: "Write it as PT40H0M0S.")
    }
    if minutes < 0 {
      findings.fail(
        "import-duration", at: range, "A task takes less than no time: \(string.shortened(to: 40)).",
        advice: "Correct its duration in the other tool.")
    }
    records.tasks[last].minutes = minutes
  }

  private func readLink(_ element: MSPDIElement, _ range: Range<Int>) {
    guard let last = records.tasks.indices.last, let link = records.tasks[last].links.indices.last else { return }
    switch element {
    case .predecessorUID: records.tasks[last].links[link].predecessor = number
    case .type: records.tasks[last].links[link].type = number ?? 1
    case .crossProject: records.tasks[last].links[link].isCrossProject = flag
    case .linkLag: records.tasks[last].links[link].lag = min(max(number ?? 0, -100_000_000), 100_000_000)
    case .lagFormat: records.tasks[last].links[link].format = number ?? 7
    default: break
    }
  }

  private func readBaseline(_ element: MSPDIElement, _ range: Range<Int>) {
    switch element {
    case .number: baselineNumber = number ?? 0
    case .finish: baselineFinish = moment(range, of: "a baseline")
    default: break
    }
  }

  private func closeBaseline(_ range: Range<Int>) {
    guard let finish = baselineFinish, !records.tasks.isEmpty else { return }
    if baselineNumber == 0 {
      records.tasks[records.tasks.count - 1].task.baseline = finish
    } else {
      findings.count(
        at: range.lowerBound, "baseline \(baselineNumber) of a task", because: "the plan of record is baseline 0")
    }
  }

  private func readResource(_ element: MSPDIElement) {
    guard !records.resources.isEmpty else { return }
    if element == .uid { records.resources[records.resources.count - 1].uid = number }
    if element == .name { records.resources[records.resources.count - 1].name = string }
  }

  private func readAssignment(_ element: MSPDIElement) {
    guard !records.assignments.isEmpty else { return }
    if element == .taskUID { records.assignments[records.assignments.count - 1].task = number }
    if element == .resourceUID { records.assignments[records.assignments.count - 1].resource = number }
  }

  // MARK: Calendars

  private func readCalendar(_ element: MSPDIElement, _ range: Range<Int>) {
    guard !records.calendars.isEmpty else { return }
    let last = records.calendars.count - 1
    switch element {
    case .uid: records.calendars[last].uid = number
    case .name: records.calendars[last].name = string
    case .isBaseCalendar: records.calendars[last].isBase = flag
    case .baseCalendarUID: records.calendars[last].base = number.flatMap { $0 < 0 ? nil : $0 }
    default: break
    }
  }

  private func readHours(_ element: MSPDIElement, _ range: Range<Int>) {
    switch element {
    case .dayType: hours?.dayType = number ?? 0
    case .dayWorking: hours?.isWorking = flag
    case .fromTime: hours?.shiftStart = minuteOfDay
    case .toTime: hours?.shiftEnd = minuteOfDay
    case .fromDate: hours?.first = calendarMoment
    case .toDate: hours?.last = calendarMoment
    case .name: hours?.name = string
    case .type: hours?.recurrence.type = number ?? 1
    case .period: hours?.recurrence.period = number ?? 1
    case .daysOfWeek: hours?.recurrence.daysOfWeek = number ?? 0
    case .monthItem: hours?.recurrence.monthItem = number ?? 0
    case .monthPosition: hours?.recurrence.monthPosition = number ?? 0
    case .month: hours?.recurrence.month = number ?? 0
    case .monthDay: hours?.recurrence.monthDay = number ?? 1
    default: break
    }
  }

  /// Exceptions may reach to the end of the other tool’s calendar: what lies beyond ours is cut off.
  private var calendarMoment: Moment? {
    do throws(Moment.ParsingError) {
      return try Moment(parsing: text)
    } catch {
      guard error == .outOfRange else { return nil }
      let isEarly = text.prefix(2).lexicographicallyPrecedes("19".utf8)
      return Moment(isEarly ? Day.supported.lowerBound : Day.supported.upperBound)
    }
  }

  private var minuteOfDay: Int? {
    var scanner = ByteScanner(text)
    guard let hour = scanner.digits(exactly: 2), scanner.take(UInt8(ascii: ":")),
      let minute = scanner.digits(exactly: 2), hour <= 24, minute < 60
    else { return nil }
    return hour * 60 + minute
  }

  private func closeShift(_ range: Range<Int>) {
    defer {
      hours?.shiftStart = nil
      hours?.shiftEnd = nil
    }
    guard let start = hours?.shiftStart, let end = hours?.shiftEnd else { return }
    // Midnight at the end of a shift is the end of the day.
    let last = end <= start ? Moment.minutesPerDay : end
    if (hours?.shifts.last?.end ?? 0) <= start { hours?.shifts.append(.init(start: start, end: last)) }
  }

  private func closeHours(_ range: Range<Int>) {
    guard let hours, let last = records.calendars.indices.last else { return }
    self.hours = nil
    let shifts = hours.isWorking ? (hours.shifts.isEmpty ? WorkingHours.standardDay : hours.shifts) : []
    if (1...7).contains(hours.dayType) {
      // 1 is Sunday.
      records.calendars[last].week[(hours.dayType + 5) % 7] = shifts
      return
    }
    guard let first = hours.first?.day, let final = hours.last?.day ?? hours.first?.day, first <= final else { return }
    func exception(_ first: Day, _ last: Day) -> WorkingHours.Exception {
      .init(first: first, last: last, shifts: shifts, name: hours.name, offset: hours.offset)
    }
    if let days = hours.recurrence.days(from: first, to: final) {
      records.calendars[last].exceptions += days.map { exception($0, $0) }
    } else {
      records.calendars[last].exceptions.append(exception(first, final))
    }
  }
}

extension Moment.ParsingError {
  func headline(_ text: String, _ what: String) -> String {
    let text = text.shortened(to: 40)
    return switch self {
    case .notADate: "“\(text)” is no date, but stands for \(what)."
    case .outOfRange: "\(text) stands for \(what): years run from 1900 to 2199 here."
    case .zoned: "\(text) names a time zone, so its day depends on where one stands."
    }
  }

  var advice: String {
    switch self {
    case .notADate: "Write it as 2026-03-02T08:00:00."
    case .outOfRange: "Correct the date in the other tool; it may stand for “not known”."
    case .zoned: "Save the plan with local times: 2026-03-02T08:00:00."
    }
  }
}
