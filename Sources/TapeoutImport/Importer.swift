package import TapeoutEditing
package import TapeoutModel
import TapeoutParser
import TapeoutSchedule

/// How a foreign file is to be taken over, and what is there already.
package struct ImportOptions: Sendable {
  /// Nil takes the milestones of a project file, and every row of a table.
  package var selection: ImportSelection?
  /// The text of a file that says which column of a table holds what.
  package var map: String?
  /// The order of day, month and year in a table.
  package var dates: DateOrder?
  /// In which the day of an instant counts, such as `2026-05-14T22:00:00Z` in a table.
  package var zone: ZoneRules?
  /// The chip that takes everything; nil makes one of each part of the outline.
  package var chip: String?
  package var today: Day
  /// Files of the project into which is imported; nil where it is a new one.
  package var existing: [SourceFile]?
  /// The chips that are there, with the ids that their milestones have or had.
  package var chips: [String: [String]] = [:]
  /// The calendar of the program that is there; nil where its parties have calendars of their own.
  package var calendar: CalendarRules?

  package init(today: Day) { self.today = today }

  /// Whether program.md is to be made, too.
  var isNew: Bool { !(existing ?? []).contains { $0.path == "Content/program.md" } }
  /// Whether a report may state the day as of which the plan is.
  var makesReport: Bool { isNew && !(existing ?? []).contains { $0.path.utf8.starts(with: "Content/reports/".utf8) } }

  /// Whether lengths in working days of a calendar mean the same in the plan here.
  func allowsWorkingDays(on rules: CalendarRules) -> Bool {
    existing == nil
      || calendar.map { $0.workweek == rules.workweek && $0.holidays.map(\.days) == rules.holidays.map(\.days) }
        ?? false
  }
}

extension Holiday {
  fileprivate var days: ClosedRange<Day> { min(first, last)...max(first, last) }
}

/// What came of a foreign file.
package struct ImportOutcome: Sendable {
  /// The file alone, for the places of findings and notes.
  package let sources: SourceSet
  /// Errors: nothing can be written where there are any.
  package internal(set) var errors: [Finding] = []
  /// What does not come over as it is, in the order of the file.
  package internal(set) var notes: [ImportNote] = []
  /// A draft of the file that says which column of a table holds what; nil where none is wanted.
  package internal(set) var mapDraft: String?
  /// The files to be made.
  package internal(set) var files: [NewFile] = []
  package internal(set) var comparison = DateComparison()
  package internal(set) var chips = 0
  package internal(set) var milestones = 0
  /// The day as of which dates are compared.
  package internal(set) var statusDate: Day?
  /// Whether a report gives the new plan its status date.
  package internal(set) var hasReport = false
}

/// Reads a plan of another tool and says which files make the same plan here.
package enum Importer {
  /// The most bytes of a file: 64 MiB.
  package static let largest = 64 << 20

  /// - Parameters:
  ///   - path: of the file, as people call it.
  ///   - bytes: at most ``largest``.
  package static func run(path: String, bytes: [UInt8], _ options: ImportOptions) async -> ImportOutcome {
    var outcome = ImportOutcome(sources: SourceSet([SourceFile(path: path, bytes: bytes)]))
    var findings = ImportFindings()
    let name = String(path.utf8.split(separator: UInt8(ascii: "/")).last ?? Substring(path).utf8[...]) ?? path
    let plan = read(bytes, from: name, options, &outcome.mapDraft, into: &findings)
    outcome.errors = findings.errors
    outcome.notes = findings.notes.sorted { ($0.offset, $0.what) < ($1.offset, $1.what) }
    guard let plan, !findings.hasErrors else { return outcome }
    outcome.files = plan.files(from: name, options)
    outcome.chips = plan.chips.count
    outcome.milestones = plan.milestones.count
    outcome.hasReport = options.makesReport && plan.status != nil
    await compare(plan, as: options, into: &outcome)
    return outcome
  }

  private static func read(
    _ bytes: [UInt8], from name: String, _ options: ImportOptions, _ draft: inout String?,
    into findings: inout ImportFindings
  ) -> ImportedPlan? {
    guard let format = ForeignFormat(bytes, into: &findings) else { return nil }
    switch format {
    case .mspdi:
      guard let project = MSPDIReader.read(bytes, into: &findings) else { return nil }
      return TaskMapping.plan(project, options, options.selection ?? .milestones, into: &findings)
    case .xer:
      guard let project = XERReader.read(bytes, into: &findings) else { return nil }
      return TaskMapping.plan(project, options, options.selection ?? .milestones, into: &findings)
    case .text: return readText(DecodedText(bytes), from: name, options, &draft, into: &findings)
    }
  }

  private static func readText(
    _ text: DecodedText, from name: String, _ options: ImportOptions, _ draft: inout String?,
    into findings: inout ImportFindings
  ) -> ImportedPlan? {
    if case .windows1252 = text.encoding {
      findings.note(
        at: 0, "the encoding, which is not UTF-8",
        because: "the file is read as Windows-1252; look at letters with accents")
    }
    // Who maps columns has a table.
    switch options.map == nil ? TextShape(text) : .table {
    case .table: return readTable(text, options, &draft, into: &findings)
    case .checklist:
      let level: Int? = if case .outline(let level) = options.selection { level } else { nil }
      guard let project = ChecklistReader.project(text, name: name, level: level, into: &findings) else { return nil }
      return TaskMapping.plan(project, options, .milestones, into: &findings)
    case .mermaid(let lines, let isFenced):
      if isFenced {
        findings.note(at: 0, "what stands around the diagram", because: "the diagram is the plan; its text is not read")
      }
      guard let project = MermaidReader.project(text, lines: lines, into: &findings) else { return nil }
      let isOneChip = options.chip == nil && project.sectionsArePhases
      var options = options
      if isOneChip { options.chip = TaskMapping.newChip(for: project, options) }
      return TaskMapping.plan(project, options, options.selection ?? .tasks, into: &findings)
    }
  }

  private static func readTable(
    _ text: DecodedText, _ options: ImportOptions, _ draft: inout String?, into findings: inout ImportFindings
  ) -> ImportedPlan? {
    guard let table = ForeignTable(text, into: &findings) else { return nil }
    if options.map == nil, var own = OwnTable(table, options) { return own.read(into: &findings) }
    let map = options.map.map { TableMap.read($0, into: &findings) } ?? [:]
    let columns = findings.hasErrors ? nil : TableColumns(table, map: map, into: &findings)
    if options.map == nil, columns?.unknown.isEmpty != true { draft = TableColumns.draft(table, columns) }
    guard let columns, !findings.hasErrors else { return nil }
    let project = TableReader.project(table, columns, order: options.dates, zone: options.zone, into: &findings)
    return TaskMapping.plan(project, options, options.selection ?? .tasks, into: &findings)
  }

  /// Reads the files to be made as any content is read, and holds what they expect against what the foreign file does.
  private static func compare(_ plan: ImportedPlan, as options: ImportOptions, into outcome: inout ImportOutcome) async
  {
    let made = outcome.files.map { SourceFile(path: $0.path, text: $0.text) }
    let result = await ContentReader.read(SourceSet((options.existing ?? []) + made))
    let statusDate = result.plan.statedStatusDate ?? options.today
    outcome.statusDate = statusDate
    outcome.comparison = DateComparison(plan.milestones, result.plan, Schedule(result.plan, statusDate: statusDate))
  }
}
