import TapeoutModel

/// Reads back the table that `tapeout export --format csv` writes: see Docs/plan-csv.md.
struct OwnTable {
  private let table: ForeignTable
  private let columns: [String: Int]
  private let options: ImportOptions
  private var plan = ImportedPlan()
  private var chips: [String: Int] = [:]
  private var kinds: [String: MilestoneKind] = [:]
  /// By party: how often it plays each part, overall and in each chip.
  private var parts: [String: [MilestoneKind.PartyRole: Int]] = [:]
  private var chipParts: [String: [MilestoneKind.PartyRole: [String: Int]]] = [:]

  private static let needed = ["id", "chip", "title", "kind", "after", "after_durations", "expected"]

  /// - Returns: nil where the table is not one of ours.
  init?(_ table: ForeignTable, _ options: ImportOptions) {
    guard let header = table.rows.first else { return nil }
    let columns = Dictionary(header.enumerated().map { ($1.text, $0) }, uniquingKeysWith: { first, _ in first })
    guard OwnTable.needed.allSatisfy({ columns[$0] != nil }) else { return nil }
    self.columns = columns
    self.table = table
    self.options = options
  }

  mutating func read(into findings: inout ImportFindings) -> ImportedPlan? {
    plan.title = nil
    for row in table.rows.indices.dropFirst() { add(row, &findings) }
    if plan.milestones.isEmpty, !findings.hasErrors {
      findings.fail("import-empty", at: 0..<0, "The table holds no milestones.", advice: "Export the plan again.")
    }
    if findings.hasErrors { return nil }
    plan.kinds = kinds.values.sorted { $0.name.precedesInBytes($1.name) }
    plan.status = status
    addParties()
    addLaunches()
    findings.note(
      at: 0, "exit criteria, texts, risks, reports, calendars and the chips’ own facts",
      because: "the table of milestones does not hold them; the folder Content/ does")
    return plan
  }

  private func text(_ row: Int, _ column: String) -> String? {
    guard let place = columns[column], table.rows[row].indices.contains(place) else { return nil }
    let text = table.rows[row][place].text
    return text.isEmpty ? nil : text
  }

  /// A free text, without the marks that keep spreadsheets from running it.
  private func free(_ row: Int, _ column: String) -> String? {
    text(row, column).map { $0.withoutFormulaMarks.asTitle }
  }

  private mutating func add(_ row: Int, _ findings: inout ImportFindings) {
    let range = table.rows[row].first?.range ?? 0..<0
    guard let name = text(row, "id"), let id = MilestoneID(parsing: name, chip: ""), !id.chip.isEmpty else {
      findings.fail(
        "import-table", at: range, "A row has no id such as chip/milestone.",
        advice: "Export the plan again, or mend the cell.")
      return
    }
    if known[id] != nil {
      findings.fail("import-number", at: range, "Two rows have the id \(id).", advice: "Take one of them out.")
      return
    }
    if options.chips[id.chip]?.contains(id.milestone) ?? false {
      findings.fail(
        "import-number", at: range, "There is a milestone \(id) already.",
        advice: "Import into an empty folder: --root DIR.")
      return
    }
    known[id] = row
    if chips[id.chip] == nil {
      chips[id.chip] = plan.chips.count
      plan.chips.append(
        ImportedChip(id: id.chip, title: free(row, "chip_title") ?? id.chip, isExisting: options.chips[id.chip] != nil))
    }
    var milestone = ImportedMilestone(id: id, title: free(row, "title") ?? id.milestone, range: range)
    check(row, &findings)
    milestone.kind = text(row, "kind").flatMap { ContentID.isValid($0) ? $0 : nil } ?? "review"
    milestone.owner = free(row, "owner")
    milestone.baseline = text(row, "baseline")
    milestone.forecast = text(row, "forecast")
    milestone.actual = text(row, "actual")
    milestone.accepted = text(row, "accepted")
    milestone.notBefore = text(row, "not_before")
    milestone.needBy = text(row, "need_by")
    milestone.status = text(row, "status")
    milestone.reason = free(row, "reason")
    milestone.tags = (text(row, "tags") ?? "").partedBySemicolons
    milestone.finish = text(row, "expected").flatMap { try? PlanDate(parsing: $0) }?.last
    addKind(row, to: &milestone)
    for column in ["from", "to"] {
      if let party = text(row, column), ContentID.isValid(party) { milestone.words.append((column, party)) }
    }
    if let stepping = free(row, "stepping") { milestone.stepping = stepping }
    addDependencies(row, to: &milestone, &findings)
    plan.milestones.append(milestone)
  }

  private var known: [MilestoneID: Int] = [:]

  /// Holds the cells of dates and words against what the content format knows.
  private func check(_ row: Int, _ findings: inout ImportFindings) {
    func cell(_ column: String) -> ForeignTable.Cell? {
      columns[column].flatMap { table.rows[row].indices.contains($0) ? table.rows[row][$0] : nil }
    }
    for column in ["baseline", "forecast", "actual", "accepted", "not_before", "need_by"] {
      guard let cell = cell(column), !cell.text.isEmpty else { continue }
      let allowsOpen = column == "baseline" || column == "forecast"
      if (try? PlanDate(parsing: cell.text)) == nil, !(allowsOpen && cell.text == "TBD") {
        findings.fail(
          "import-date", at: cell.range, "“\(cell.text.shortened(to: 40))” is no date of the content format.",
          advice: "Write a day, a week, a month, a quarter or a year, such as 2026-04-02 or 2026-Q2.")
      }
    }
    if let cell = cell("status"), !cell.text.isEmpty, MilestoneStatus(rawValue: cell.text) == nil {
      findings.fail(
        "import-table", at: cell.range, "“\(cell.text.shortened(to: 40))” is no status.",
        advice: "Write blocked or dropped, or leave the cell empty.")
    }
  }

  private mutating func addKind(_ row: Int, to milestone: inout ImportedMilestone) {
    let isGate = text(row, "gate") == "true"
    let phase = text(row, "phase").flatMap { Phase(rawValue: $0) } ?? .gate
    let builtIn = MilestoneKind.builtIn.first { $0.name == milestone.kind }
    if builtIn == nil, ContentID.isValid(milestone.kind), kinds[milestone.kind] == nil {
      let words = String(decoding: milestone.kind.utf8.map { $0 == UInt8(ascii: "-") ? 0x20 : $0 }, as: UTF8.self)
      kinds[milestone.kind] = MilestoneKind(name: milestone.kind, title: words, phase: phase, isGate: isGate)
    }
    let usual = builtIn?.isGate ?? kinds[milestone.kind]?.isGate ?? false
    if usual != isGate { milestone.words.append(("gate", "\(isGate)")) }
    for (column, part) in [("from", builtIn?.giver), ("to", builtIn?.receiver)] {
      guard let party = text(row, column), ContentID.isValid(party) else { continue }
      parts[party, default: [:]][part ?? .supplier, default: 0] += part == nil ? 0 : 1
      if let part { chipParts[milestone.id.chip, default: [:]][part, default: [:]][party, default: 0] += 1 }
    }
  }

  private func addDependencies(_ row: Int, to milestone: inout ImportedMilestone, _ findings: inout ImportFindings) {
    let names = (text(row, "after") ?? "").utf8.split(separator: 0x20).map { String(decoding: $0, as: UTF8.self) }
    let lengths = (text(row, "after_durations") ?? "").utf8.split(separator: 0x20).map {
      String(decoding: $0, as: UTF8.self)
    }
    guard names.count == lengths.count else {
      findings.fail(
        "import-table", at: milestone.range,
        "\(milestone.id) waits for \(names.count) milestones and has \(lengths.count) lengths.",
        advice: "The cells of after and after_durations belong together: export the plan again.")
      return
    }
    for (name, length) in zip(names, lengths) {
      guard let id = MilestoneID(parsing: name, chip: milestone.id.chip),
        length == "TBD" || length == "?" || (try? ThreePointDuration(parsing: length)) != nil
      else {
        findings.fail(
          "import-table", at: milestone.range,
          "\(milestone.id) waits for “\(name.shortened(to: 60))” for “\(length.shortened(to: 40))”.",
          advice: "Write ids and lengths as Docs/plan-csv.md has them.")
        continue
      }
      milestone.after.append(
        .init(
          id: id.chip == milestone.id.chip ? id.milestone : id.description, length: length == "?" ? "TBD" : length))
    }
  }

  /// The day on which what is overdue is expected; else the last day on which something happened.
  private var status: Day? {
    for row in table.rows.indices.dropFirst() where text(row, "passed_date") != nil {
      if let day = text(row, "expected").flatMap({ try? PlanDate(parsing: $0) })?.last, day <= options.today {
        return day
      }
    }
    let days = plan.milestones.flatMap { [$0.actual, $0.accepted] }.compactMap {
      $0.flatMap { try? PlanDate(parsing: $0) }
    }
    guard let last = days.map(\.last).max() ?? plan.milestones.compactMap(\.finish).min(), last < options.today else {
      return nil
    }
    return last
  }

  // MARK: Parties and launches

  /// The table names parties by their ids: what they do follows from the kinds of what they give and receive.
  private mutating func addParties() {
    for (party, votes) in parts.sorted(by: { $0.key.precedesInBytes($1.key) }) {
      let part = votes.max { ($0.value, $1.key.rawValue) < ($1.value, $0.key.rawValue) }?.key ?? .supplier
      let roles: [MilestoneKind.PartyRole: PartnerRole] = [
        .customer: .customer, .designPartner: .designPartner, .foundry: .foundry, .packaging: .osat,
        .regulator: .regulator, .supplier: .supplier,
      ]
      plan.partners.append((party, roles[part] ?? .supplier))
    }
    for place in plan.chips.indices {
      let own = chipParts[plan.chips[place].id] ?? [:]
      func most(_ part: MilestoneKind.PartyRole) -> String? {
        own[part]?.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
      }
      plan.chips[place].designPartner = most(.designPartner)
      plan.chips[place].foundry = most(.foundry)
      plan.chips[place].packaging = most(.packaging)
    }
  }

  private mutating func addLaunches() {
    var last: [String: (day: Day, id: String, isLaunch: Bool)] = [:]
    for milestone in plan.milestones where milestone.status != "dropped" {
      let next = (milestone.finish ?? Day.supported.lowerBound, milestone.id.milestone, milestone.kind == "launch")
      if let other = last[milestone.id.chip], (other.isLaunch ? 1 : 0, other.day) >= (next.2 ? 1 : 0, next.0) {
        continue
      }
      last[milestone.id.chip] = next
    }
    for place in plan.chips.indices {
      guard let launch = last[plan.chips[place].id], !launch.isLaunch else { continue }
      plan.chips[place].launch = launch.id
    }
  }
}

extension String {
  /// Without each `'` that stands before a sign that would begin a formula, as the export writes it.
  fileprivate var withoutFormulaMarks: String {
    var result = UnicodeScalarView()
    let scalars = Array(unicodeScalars)
    var isAtStart = true
    for (place, scalar) in scalars.enumerated() {
      let next = place + 1 < scalars.count ? scalars[place + 1] : " "
      if isAtStart, scalar == "'", "=+-@＝＋－＠".unicodeScalars.contains(next) { continue }
      if scalar == ";" || scalar == "|" {
        isAtStart = true
      } else if scalar != "\"", !scalar.properties.isWhitespace {
        isAtStart = false
      }
      result.append(scalar)
    }
    return String(result)
  }

  fileprivate var partedBySemicolons: [String] {
    utf8.split(separator: UInt8(ascii: ";")).map { String(decoding: $0, as: UTF8.self).asTitle }.filter { !$0.isEmpty }
  }
}
