import TapeoutModel

/// Reads the export file of Primavera P6 (XER).
struct XERReader {
  private let tables: XERTables
  private var project = ForeignProject()
  private var calendars: [String: Int] = [:]
  private var nodes: [String: Int] = [:]
  private var tasks: [String: Int] = [:]

  /// - Returns: nil where the file is cut off; a finding says so.
  static func read(_ bytes: [UInt8], into findings: inout ImportFindings) -> ForeignProject? {
    guard let tables = XERTables(DecodedText(bytes), into: &findings) else { return nil }
    var reader = XERReader(tables: tables)
    reader.readProject(&findings)
    reader.readCalendars()
    reader.readOutline(&findings)
    reader.readTasks(&findings)
    reader.readLinks(&findings)
    reader.readPeopleAndNotes()
    if let place = reader.project.cyclicTask {
      findings.fail(
        "import-outline", at: reader.project.tasks[place].range,
        "“\(reader.project.tasks[place].name.shortened(to: 60))” is part of itself in the work breakdown.",
        advice: "Export the project again.")
    }
    return reader.project
  }

  private init(tables: XERTables) { self.tables = tables }

  private func moment(
    _ table: XERTables.Table, _ row: XERTables.Row, _ columns: [String], _ findings: inout ImportFindings
  ) -> Moment? {
    for column in columns {
      guard let text = table.text(row, column) else { continue }
      do throws(Moment.ParsingError) {
        return try Moment(parsing: Array(text.utf8))
      } catch {
        findings.fail(
          "import-date", at: row.range, error.headline(text, column), advice: "Correct the date in Primavera.")
        return nil
      }
    }
    return nil
  }

  /// Hours with decimals, as minutes; nil where there is no number.
  private func minutes(_ column: String, of row: XERTables.Row, in table: XERTables.Table) -> Int? {
    guard let hours = table.text(row, column).flatMap({ Double($0) }), hours.magnitude < 1e7 else { return nil }
    return Int((hours * 60).rounded())
  }

  // MARK: Project and calendars

  private mutating func readProject(_ findings: inout ImportFindings) {
    let table = tables["PROJECT"]
    guard let row = table.rows.first else { return }
    project.title = table.text(row, "proj_short_name")
    project.start = moment(table, row, ["plan_start_date"], &findings)
    project.status = moment(table, row, ["last_recalc_date"], &findings)
    if table.rows.count > 1 {
      findings.note(
        at: table.rows[1].range.lowerBound, "the projects as such: there are \(table.rows.count)",
        because: "they come over as one plan, as of the first one’s data date")
    }
    let options = tables["SCHEDOPTIONS"]
    switch options.rows.first.flatMap({ options.text($0, "sched_calendar_on_relationship_lag") }) {
    case "rcal_Successor": project.lagCalendar = .successor
    case "rcal_ProjDefault": project.lagCalendar = .project
    case "rcal_24Hour": project.lagCalendar = .continuous
    default: project.lagCalendar = .predecessor
    }
  }

  private mutating func readCalendars() {
    let table = tables["CALENDAR"]
    for row in table.rows {
      let (week, exceptions) = XERCalendar.read(table.text(row, "clndr_data") ?? "", at: row.range.lowerBound)
      if let id = table.text(row, "clndr_id") { calendars[id] = project.calendars.count }
      project.calendars.append(
        ForeignCalendar(
          name: table.text(row, "clndr_name") ?? "", offset: row.range.lowerBound, week: week, exceptions: exceptions))
    }
    let projects = tables["PROJECT"]
    let stated = projects.rows.first.flatMap { projects.text($0, "clndr_id") }.flatMap { calendars[$0] }
    let usual = table.rows.firstIndex { table.text($0, "default_flag") == "Y" }
    project.calendar = stated ?? usual ?? (project.calendars.isEmpty ? nil : 0)
  }

  // MARK: Outline and tasks

  /// The nodes of the work breakdown that have tasks. The root of a single project is the plan itself.
  private mutating func readOutline(_ findings: inout ImportFindings) {
    let table = tables["PROJWBS"]
    let work = tables["TASK"]
    var rows: [String: XERTables.Row] = [:]
    for row in table.rows {
      guard let id = table.text(row, "wbs_id") else { continue }
      if rows[id] != nil {
        findings.fail("import-number", at: row.range, "Two nodes of the work breakdown have the number \(id).")
      }
      rows[id] = row
    }
    var used: Set<String> = []
    for row in work.rows {
      var next = work.text(row, "wbs_id")
      while let id = next, !used.contains(id), let row = rows[id] {
        used.insert(id)
        next = table.text(row, "parent_wbs_id")
      }
    }
    let roots = table.rows.filter {
      table.text($0, "proj_node_flag") == "Y" && used.contains(table.text($0, "wbs_id") ?? "")
    }
    let single = roots.count == 1 ? table.text(roots[0], "wbs_id") : nil
    for row in table.rows {
      guard let id = table.text(row, "wbs_id"), used.contains(id) else { continue }
      let name = table.text(row, "wbs_name") ?? id
      if id == single {
        project.title = name
        continue
      }
      nodes[id] = project.tasks.count
      var task = ForeignTask(name: name, range: row.range, number: table.text(row, "wbs_short_name") ?? id)
      task.isSummary = true
      project.tasks.append(task)
    }
    for row in table.rows {
      guard let place = table.text(row, "wbs_id").flatMap({ nodes[$0] }) else { continue }
      project.tasks[place].parent = table.text(row, "parent_wbs_id").flatMap { nodes[$0] }
    }
    guard project.cyclicTask == nil else { return }
    for place in project.tasks.indices {
      var level = 1
      var parent = project.tasks[place].parent
      while let above = parent {
        level += 1
        parent = project.tasks[above].parent
      }
      project.tasks[place].level = level
    }
  }

  private mutating func readTasks(_ findings: inout ImportFindings) {
    let table = tables["TASK"]
    for row in table.rows {
      let name = table.text(row, "task_name") ?? table.text(row, "task_code") ?? ""
      guard let id = table.text(row, "task_id") else {
        findings.fail("import-number", at: row.range, "A task has no number, so nothing can refer to it.")
        continue
      }
      if tasks[id] != nil {
        findings.fail(
          "import-number", at: row.range, "Two tasks have the number \(id).", advice: "Export the project again.")
        continue
      }
      let type = table.text(row, "task_type")
      if type == "TT_LOE" || type == "TT_WBS" {
        findings.note(
          at: row.range.lowerBound, "“\(name.shortened(to: 60))”, a level of effort or a summary",
          because: "its dates follow from others and move nothing")
        skipped.insert(id)
        continue
      }
      tasks[id] = project.tasks.count
      project.tasks.append(task(row, table, name, type, &findings))
    }
  }

  private var skipped: Set<String> = []

  private func task(
    _ row: XERTables.Row, _ table: XERTables.Table, _ name: String, _ type: String?, _ findings: inout ImportFindings
  ) -> ForeignTask {
    var task = ForeignTask(name: name, range: row.range, number: table.text(row, "task_code") ?? "")
    task.parent = table.text(row, "wbs_id").flatMap { nodes[$0] }
    task.level = task.parent.map { project.tasks[$0].level + 1 } ?? 1
    task.actualStart = moment(table, row, ["act_start_date"], &findings)
    task.actualFinish = moment(table, row, ["act_end_date"], &findings)
    task.start = task.actualStart ?? moment(table, row, ["early_start_date", "target_start_date"], &findings)
    task.finish = task.actualFinish ?? moment(table, row, ["early_end_date", "target_end_date"], &findings)
    if let minutes = minutes("target_drtn_hr_cnt", of: row, in: table) {
      task.duration = ForeignDuration(minutes: minutes)
      if minutes < 0 {
        findings.fail(
          "import-duration", at: row.range, "“\(name.shortened(to: 60))” takes less than no time.",
          advice: "Correct its duration in Primavera.")
      }
    }
    let isMilestone = type == "TT_Mile" || type == "TT_FinMile"
    if isMilestone { task.duration = ForeignDuration(minutes: 0) }
    task.isMilestone = isMilestone || task.duration?.minutes == 0
    // A milestone has one of the two.
    task.start = task.start ?? task.finish
    task.finish = task.finish ?? (task.isMilestone ? task.start : nil)
    if let start = task.start, let finish = task.finish, finish < start {
      if task.isMilestone {
        task.start = finish
      } else {
        findings.fail(
          "import-date", at: row.range,
          "“\(name.shortened(to: 60))” finishes on \(finish.day), before it starts on \(start.day).",
          advice: "Schedule the project again in Primavera.")
      }
    }
    task.calendar = table.text(row, "clndr_id").flatMap { calendars[$0] }
    addConstraints(row, table, to: &task, &findings)
    return task
  }

  private func addConstraints(
    _ row: XERTables.Row, _ table: XERTables.Table, to task: inout ForeignTask, _ findings: inout ImportFindings
  ) {
    let kinds: [String: ForeignConstraint.Kind] = [
      "CS_ALAP": .asLateAsPossible, "CS_MSO": .startOn, "CS_MANDSTART": .startOn, "CS_MEO": .finishOn,
      "CS_MANDFIN": .finishOn, "CS_MSOA": .startNotBefore, "CS_MEOA": .finishNotBefore, "CS_MSOB": .startNotAfter,
      "CS_MEOB": .finishNotAfter,
    ]
    if let kind = table.text(row, "cstr_type").flatMap({ kinds[$0] }) {
      let date = moment(table, row, ["cstr_date"], &findings)
      if date != nil || kind == .asLateAsPossible { task.constraint = ForeignConstraint(kind: kind, date: date) }
    }
    guard let second = table.text(row, "cstr_type2").flatMap({ kinds[$0] }),
      let date = moment(table, row, ["cstr_date2"], &findings)
    else { return }
    if second == .finishNotAfter || second == .startNotAfter {
      task.deadline = date
    } else if task.constraint == nil {
      task.constraint = ForeignConstraint(kind: second, date: date)
    } else {
      findings.note(
        at: row.range.lowerBound, "the second constraint of “\(task.name.shortened(to: 60))”",
        because: "a milestone has one slot")
    }
  }

  // MARK: Links, people, notes

  private mutating func readLinks(_ findings: inout ImportFindings) {
    let table = tables["TASKPRED"]
    let kinds: [String: ForeignLink.Kind] = [
      "PR_FS": .finishToStart, "PR_SS": .startToStart, "PR_FF": .finishToFinish, "PR_SF": .startToFinish,
    ]
    for row in table.rows {
      let (to, from) = (table.text(row, "task_id") ?? "", table.text(row, "pred_task_id") ?? "")
      if skipped.contains(to) || skipped.contains(from) { continue }
      guard let task = tasks[to], let predecessor = tasks[from] else {
        let isElsewhere = table.text(row, "pred_proj_id") != table.text(row, "proj_id")
        if isElsewhere, tasks[to] != nil || tasks[from] != nil {
          findings.note(
            at: row.range.lowerBound, "a link to a task of another project", because: "that project is not in the file")
        } else {
          findings.fail(
            "import-link", at: row.range,
            "A link leads from task \(from) to task \(to), of which one is not in the file.",
            advice: "Export the whole project.")
        }
        continue
      }
      guard let kind = kinds[table.text(row, "pred_type") ?? "PR_FS"] else {
        findings.fail("import-link", at: row.range, "A link is of an unknown type.")
        continue
      }
      let lag = ForeignDuration(minutes: minutes("lag_hr_cnt", of: row, in: table) ?? 0)
      project.tasks[task].links.append(
        ForeignLink(predecessor: predecessor, kind: kind, lag: .time(lag), range: row.range))
    }
  }

  private mutating func readPeopleAndNotes() {
    let people = tables["RSRC"]
    var places: [String: Int] = [:]
    for row in people.rows {
      guard let id = people.text(row, "rsrc_id"), let name = people.text(row, "rsrc_name") else { continue }
      places[id] = project.resources.count
      project.resources.append(ForeignResource(name: name))
    }
    let work = tables["TASKRSRC"]
    for row in work.rows {
      guard let task = work.text(row, "task_id").flatMap({ tasks[$0] }),
        let person = work.text(row, "rsrc_id").flatMap({ places[$0] }), !project.tasks[task].resources.contains(person)
      else { continue }
      project.tasks[task].resources.append(person)
    }
    let notes = tables["TASKMEMO"]
    for row in notes.rows {
      guard let task = notes.text(row, "task_id").flatMap({ tasks[$0] }), let memo = notes.text(row, "task_memo") else {
        continue
      }
      let text = memo.withoutTags
      project.tasks[task].notes += (project.tasks[task].notes.isEmpty ? "" : "\n\n") + text
    }
  }
}

extension String {
  /// The text of a piece of HTML: line ends for breaks and paragraphs, characters for their names.
  fileprivate var withoutTags: String {
    var result: [UInt8] = []
    var rest = Array(utf8)[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "<"), let next = rest.first,
        next == UInt8(ascii: "/") || next == UInt8(ascii: "!") || (0x61...0x7A).contains(next | 0x20),
        let end = rest.firstIndex(of: UInt8(ascii: ">"))
      {
        let name = rest[..<end].map { $0 | 0x20 }
        if name.starts(with: "br".utf8) || name.starts(with: "/p".utf8.map { $0 | 0x20 })
          || name.starts(with: "/li".utf8.map { $0 | 0x20 })
        {
          result.append(0x0A)
        }
        rest = rest[(end + 1)...]
      } else if byte == 0x7F {
        // Line ends stand for themselves as DEL, since a line is a row.
        if rest.first == 0x7F { rest.removeFirst() }
        result.append(0x0A)
      } else {
        result.append(byte)
      }
    }
    var text = String(decoding: result, as: UTF8.self)
    for (name, character) in [
      ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&nbsp;", " "), ("&#39;", "'"), ("&amp;", "&"),
    ] {
      text = text.replacingBytes(name, with: character)
    }
    return text
  }

  private func replacingBytes(_ text: String, with other: String) -> String {
    let pattern = Array(text.utf8)
    var result: [UInt8] = []
    var rest = Array(utf8)[...]
    while let range = rest.firstRange(of: pattern) {
      result += rest[..<range.lowerBound] + Array(other.utf8)
      rest = rest[range.upperBound...]
    }
    return String(decoding: result + rest, as: UTF8.self)
  }
}
