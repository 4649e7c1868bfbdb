import TapeoutModel

/// Turns the rows of a table into tasks.
struct TableReader {
  private let table: ForeignTable
  private let columns: TableColumns
  private let dates: TableDates
  private var project = ForeignProject()
  /// By what rows are called: their ids, else their titles, else their numbers from 1.
  private var ids: [String: Int] = [:]
  private var titles: [String: Int] = [:]
  private var numbers: [String: Int] = [:]
  private var chips: [String: Int] = [:]

  static func project(
    _ table: ForeignTable, _ columns: TableColumns, order: DateOrder?, zone: ZoneRules?,
    into findings: inout ImportFindings
  ) -> ForeignProject {
    let fields = columns.places.filter { $0.key.isDate && $0.key != .expected }.map(\.value)
    let cells = table.rows.dropFirst(columns.header + 1).flatMap { row in
      fields.filter(row.indices.contains).map { row[$0].text }
    }
    var reader = TableReader(table: table, columns: columns, dates: TableDates(cells, told: order, zone: zone))
    for row in table.rows.indices.dropFirst(columns.header + 1) { reader.add(row, &findings) }
    reader.link(&findings)
    let lost = columns.places.filter { !TableReader.carried.contains($0.key) }.map(\.value)
    for place in (columns.unknown + lost).sorted() {
      findings.note(
        at: table.rows[columns.header][place].range.lowerBound,
        "the column “\(table.rows[columns.header][place].text.shortened(to: 60))”", because: "no field here holds it")
    }
    return reader.project
  }

  private static let carried: Set<TableField> = [
    .id, .title, .chip, .chipTitle, .owner, .baseline, .forecast, .actual, .notBefore, .needBy, .start, .finish,
    .duration,
    .after, .status, .tags, .notes,
  ]

  private init(table: ForeignTable, columns: TableColumns, dates: TableDates) {
    self.table = table
    self.columns = columns
    self.dates = dates
  }

  private func cell(_ row: Int, _ field: TableField) -> ForeignTable.Cell? {
    guard let place = columns.places[field], table.rows[row].indices.contains(place),
      !table.rows[row][place].text.isEmpty
    else { return nil }
    return table.rows[row][place]
  }

  /// Tasks start in the morning, and all else happens in the evening.
  private func moment(_ field: TableField, row: Int, _ findings: inout ImportFindings) -> Moment? {
    date(field, row: row, &findings).map { Moment($0.last, minute: field == .start ? 480 : 1020) }
  }

  private func vague(_ row: Int, _ field: TableField) -> PlanDate? {
    guard let cell = cell(row, field), let date = try? dates.date(cell.text)?.date else { return nil }
    return date.precision == .day ? nil : date
  }

  private func date(_ field: TableField, row: Int, _ findings: inout ImportFindings) -> PlanDate? {
    guard let cell = cell(row, field) else { return nil }
    do throws(TableDates.Failure) {
      return try dates.date(cell.text)?.date
    } catch {
      findings.fail("import-date", at: cell.range, error.headline(cell.text), advice: error.advice)
      return nil
    }
  }

  private mutating func add(_ row: Int, _ findings: inout ImportFindings) {
    guard let first = table.rows[row].first, let last = table.rows[row].last else { return }
    let title = cell(row, .title)?.text ?? cell(row, .id)?.text ?? ""
    guard !title.asTitle.isEmpty else {
      findings.count(at: first.range.lowerBound, "a row without a title", because: "a milestone has a name")
      return
    }
    var task = ForeignTask(
      name: title, range: first.range.lowerBound..<max(last.range.upperBound, first.range.upperBound), number: "\(row)")
    if let id = cell(row, .id)?.text { task.number = id }
    task.finish = moment(.forecast, row: row, &findings) ?? moment(.finish, row: row, &findings)
    task.start = moment(.start, row: row, &findings)
    task.actualFinish = moment(.actual, row: row, &findings)
    task.baseline = moment(.baseline, row: row, &findings)
    task.vagueFinish = cell(row, .forecast) == nil ? vague(row, .finish) : vague(row, .forecast)
    task.vagueBaseline = vague(row, .baseline)
    if let cell = cell(row, .duration) {
      task.duration = LinkText.length(cell.text)
      if task.duration == nil {
        findings.count(
          at: cell.range.lowerBound, "the duration “\(cell.text.shortened(to: 30))”",
          because: "it is no number of days, weeks or hours")
      }
    }
    task.tags = TableReader.names(cell(row, .tags)?.text ?? "")
    task.deadline = moment(.needBy, row: row, &findings)
    if let slot = moment(.notBefore, row: row, &findings) {
      task.constraint = ForeignConstraint(kind: .finishNotBefore, date: slot)
    }
    if task.finish == nil, task.actualFinish == nil { task.finish = task.start }
    if let start = task.start, let finish = task.finish, finish < start {
      task.start = nil
      findings.note(
        at: task.range.lowerBound, "the start of “\(title.shortened(to: 60))”", because: "it lies after its finish")
    }
    task.notes = cell(row, .notes)?.text ?? ""
    addOwner(cell(row, .owner)?.text, to: &task)
    addState(of: row, to: &task, &findings)
    addParent(row, &task)
    let place = project.tasks.count
    project.tasks.append(task)
    numbers["\(row - columns.header)"] = place
    if titles[title] == nil { titles[title] = place }
    guard let id = cell(row, .id) else { return }
    if ids[id.text] != nil {
      findings.fail(
        "import-number", at: id.range, "Two rows have the id \(id.text.shortened(to: 40)).",
        advice: "Give one of them another, or take the column out of the map.")
    }
    ids[id.text] = place
  }

  private mutating func addOwner(_ name: String?, to task: inout ForeignTask) {
    guard let name, !name.isEmpty else { return }
    task.resources = [project.resources.count]
    project.resources.append(ForeignResource(name: name))
  }

  private func addState(of row: Int, to task: inout ForeignTask, _ findings: inout ImportFindings) {
    guard let cell = cell(row, .status) else { return }
    switch cell.text.lettersAndDigits {
    case "dropped", "cancelled", "canceled", "wontdo", "wontfix", "removed", "duplicate", "obsolete":
      task.isActive = false
    case "done", "closed", "complete", "completed", "resolved", "finished", "100", "1000":
      guard task.actualFinish == nil else { return }
      findings.count(
        at: cell.range.lowerBound, "the state “\(cell.text.shortened(to: 30))” without a date",
        because: "a milestone is done on a day: write it as actual")
    default: break
    }
  }

  private mutating func addParent(_ row: Int, _ task: inout ForeignTask) {
    guard let chip = cell(row, .chip)?.text, !chip.isEmpty else { return }
    if let place = chips[chip] {
      task.parent = place
    } else {
      var parent = ForeignTask(name: cell(row, .chipTitle)?.text ?? chip, range: task.range, number: chip)
      parent.isSummary = true
      task.parent = project.tasks.count
      chips[chip] = project.tasks.count
      project.tasks.append(parent)
    }
    task.level = 2
  }

  // MARK: Links

  /// `3`, `3FS+2d`, `ABC-12`, with commas, semicolons or blanks between them.
  private mutating func link(_ findings: inout ImportFindings) {
    var place = 0
    for row in table.rows.indices.dropFirst(columns.header + 1) {
      guard let title = cell(row, .title)?.text ?? cell(row, .id)?.text, !title.asTitle.isEmpty else { continue }
      while place < project.tasks.count, project.tasks[place].isSummary { place += 1 }
      defer { place += 1 }
      guard let cell = cell(row, .after) else { continue }
      for name in TableReader.names(cell.text) {
        let link = LinkText(name, knows: { find($0) != nil })
        guard let from = find(link.name) else {
          findings.fail(
            "import-link", at: cell.range,
            "“\(title.shortened(to: 60))” waits for “\(link.name.shortened(to: 40))”, which is no row of the table.",
            advice: "Correct the cell, or take the column out of the map.")
          continue
        }
        project.tasks[place].links.append(
          ForeignLink(predecessor: from, kind: link.kind, lag: .time(link.lag), range: cell.range))
      }
    }
  }

  private func find(_ name: String) -> Int? { ids[name] ?? titles[name] ?? (ids.isEmpty ? numbers[name] : nil) }

  private static func names(_ text: String) -> [String] {
    text.utf8.split { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: ";") || $0 == 0x0A }
      .map { String(decoding: $0, as: UTF8.self).asTitle }.filter { !$0.isEmpty }
  }
}

/// A predecessor as project tools write it: `3FS+2 days`.
struct LinkText {
  var name: String
  var kind = ForeignLink.Kind.finishToStart
  var lag = ForeignDuration(minutes: 0)

  /// - Parameter knows: whether a text is the name of a row as it stands.
  init(_ text: String, knows: (String) -> Bool) {
    name = text
    if knows(text) { return }
    let bytes = Array(text.utf8)
    let digits = bytes.prefix { (0x30...0x39).contains($0) }
    guard !digits.isEmpty, digits.count < bytes.count else { return }
    var rest = String(decoding: bytes[digits.count...], as: UTF8.self).asTitle
    let kinds: [(String, ForeignLink.Kind)] = [
      ("FS", .finishToStart), ("SS", .startToStart), ("FF", .finishToFinish), ("SF", .startToFinish),
    ]
    if let found = kinds.first(where: { rest.utf8.starts(with: $0.0.utf8) }) {
      kind = found.1
      rest = String(rest.unicodeScalars.dropFirst(2)).asTitle
    }
    guard rest.isEmpty || rest.utf8.first == UInt8(ascii: "+") || rest.utf8.first == UInt8(ascii: "-") else { return }
    let isLead = rest.utf8.first == UInt8(ascii: "-")
    if !rest.isEmpty {
      guard let length = LinkText.length(String(rest.unicodeScalars.dropFirst()).asTitle) else { return }
      lag = ForeignDuration(minutes: isLead ? -length.minutes : length.minutes, isElapsed: length.isElapsed)
    }
    name = String(decoding: digits, as: UTF8.self)
  }

  /// `2d`, `2 days`, `3w`, `4h`, `2ed`; working time unless an `e` stands before the unit.
  static func length(_ text: String) -> ForeignDuration? {
    let bytes = Array(text.utf8)
    let digits = bytes.prefix { (0x30...0x39).contains($0) }
    guard let amount = Int(String(decoding: digits, as: UTF8.self)), amount < 100_000 else { return nil }
    var unit = String(decoding: bytes[digits.count...], as: UTF8.self).lettersAndDigits
    let isElapsed = unit.utf8.first == UInt8(ascii: "e")
    if isElapsed { unit = String(unit.unicodeScalars.dropFirst()) }
    let day = isElapsed ? 1440 : 480
    switch unit {
    case "", "d", "day", "days", "wd": return ForeignDuration(minutes: amount * day, isElapsed: isElapsed)
    case "w", "wk", "wks", "week", "weeks":
      return ForeignDuration(minutes: amount * day * (isElapsed ? 7 : 5), isElapsed: isElapsed)
    case "h", "hr", "hrs", "hour", "hours": return ForeignDuration(minutes: amount * 60, isElapsed: isElapsed)
    default: return nil
    }
  }
}
