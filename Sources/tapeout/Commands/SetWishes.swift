import ArgumentParser
import TapeoutDisk
import TapeoutEditing
import TapeoutModel
import TapeoutReporting
import TapeoutWorkspace

/// What `tapeout set` was asked for, taken apart.
struct SetWishes {
  /// What to change, as named.
  let names: [String]
  private var assignments: [Assignment] = []
  private let command: SetCommand
  /// Dates as they are written.
  private let done: String?
  private let accepted: String?

  /// Stands for the day that it is, where an option was given without a date.
  static let today = "today"

  private struct Assignment {
    let field: String
    /// Of a map.
    let key: String?
    /// Empty takes the field or the entry out.
    let value: String
  }

  init(_ command: SetCommand) throws {
    self.command = command
    var words = command.words
    done = try SetWishes.date(command.done, of: command, words: &words)
    accepted = try SetWishes.date(command.accept, of: command, words: &words)
    var names: [String] = []
    for word in words {
      guard let equals = word.utf8.firstIndex(of: UInt8(ascii: "=")) else {
        names.append(word)
        continue
      }
      let left = String(word[..<equals])
      let value = String(word[word.utf8.index(after: equals)...])
      if let dot = left.utf8.firstIndex(of: UInt8(ascii: ".")) {
        assignments.append(
          Assignment(field: String(left[..<dot]), key: String(left[left.utf8.index(after: dot)...]), value: value))
      } else {
        assignments.append(Assignment(field: left, key: nil, value: value))
      }
    }
    self.names = names
    guard !names.isEmpty else {
      throw ValidationError("Name what to change, such as custom-1/tape-out.")
    }
    let hasOther =
      done != nil || accepted != nil
      || ![command.meet, command.reopen, command.addCriterion, command.waive].allSatisfy(\.isEmpty)
    guard !assignments.isEmpty || hasOther else {
      throw ValidationError("Say what to change, such as forecast=2026-04-09.")
    }
  }

  /// The date behind an option. A word behind it that is no date is one of the names.
  private static func date(_ text: String?, of command: SetCommand, words: inout [String]) throws -> String? {
    guard let text else { return nil }
    let day = command.project.statusDate ?? .today
    if text == today { return day.description }
    if let date = try? PlanDate(parsing: text) { return date.description }
    guard text.utf8.first.map({ !(0x30...0x39).contains($0) }) ?? false else {
      throw ValidationError("'\(text.printable)' is not a date: write it as 2026-01-15.")
    }
    words.append(text)
    return day.description
  }

  // MARK: Applying

  func apply(to target: ContentTarget, _ run: inout EditRun) throws(OperationalError) {
    let path = run.path(of: target)
    let line = historyLine(target, run)
    let plan = run.plan
    do {
      try run.edit.change(path) { document throws(EditRefusal) in
        for assignment in assignments { try apply(assignment, to: &document) }
        if let line { try document.keepForecast(line.estimate, because: line.reason, on: line.day) }
        guard hasMilestoneWishes else { return }
        guard case .milestone = target else {
          throw EditRefusal(
            "\(target.name(in: plan)) is a \(target.noun), and only milestones have exit criteria and are done.")
        }
        try applyCriteria(to: &document)
        if let done { try document.apply(document.setting("actual", to: done)) }
        if let accepted { try document.apply(document.setting("accepted", to: accepted)) }
      }
    } catch {
      throw error.error
    }
  }

  private var hasMilestoneWishes: Bool {
    done != nil || accepted != nil
      || ![command.meet, command.reopen, command.addCriterion, command.waive].allSatisfy(\.isEmpty)
  }

  private func apply(_ assignment: Assignment, to document: inout EditableDocument) throws(EditRefusal) {
    switch (assignment.key, assignment.value) {
    case (let key?, ""): try document.apply(document.removingEntry(key, of: assignment.field))
    case (let key?, let value): try document.apply(document.settingEntry(key, of: assignment.field, to: value))
    case (nil, ""): try document.apply(document.removing(assignment.field))
    case (nil, let value): try document.apply(document.setting(assignment.field, to: value))
    }
  }

  private func applyCriteria(to document: inout EditableDocument) throws(EditRefusal) {
    for text in command.addCriterion { try document.apply(document.addingCriterion(text)) }
    for text in command.reopen { try document.apply(document.marking(document.criterion(text), as: .open)) }
    for text in command.meet { try document.apply(document.marking(document.criterion(text), as: .met)) }
    guard let by = command.by, let until = command.until, let because = command.because else { return }
    for text in command.waive {
      try document.apply(document.waiving(document.criterion(text), by: by, until: until, because: because))
    }
  }

  // MARK: The replaced forecast

  private struct HistoryLine {
    let day: Day
    let estimate: StatedDate
    let reason: String?
  }

  /// The estimate that is about to be replaced, where nothing else keeps it.
  private func historyLine(_ target: ContentTarget, _ run: EditRun) -> HistoryLine? {
    guard case .milestone(let index) = target,
      let new = assignments.last(where: { $0.field == "forecast" && $0.key == nil })
    else { return nil }
    let milestone = run.plan.milestones[index]
    guard let old = milestone.forecast?.value, old.description != new.value,
      !run.edit.before.isUnderVersionControl(milestone.id)
    else { return nil }
    return HistoryLine(day: run.edit.before.statusDate, estimate: old, reason: milestone.reason?.value)
  }

  // MARK: Open criteria

  /// - Throws: status 1, with their list, where a milestone would be done with open criteria.
  func refuseOpenCriteria(_ targets: [ContentTarget], _ run: EditRun) throws {
    guard done != nil else { return }
    var text = ""
    for target in targets {
      let path = run.path(of: target)
      guard let changed = run.edit.changes.first(where: { $0.path == path }),
        let document = try? EditableDocument(path: path, bytes: changed.new)
      else { continue }
      let open = document.criteria.filter(\.isOpen)
      guard !open.isEmpty else { continue }
      text +=
        "error: \(target.name(in: run.plan)) is not done: \(open.count == 1 ? "one exit criterion is" : "\(open.count) exit criteria are") open.\n"
      for criterion in open { text += "  [\(criterion.state == .failing ? "!" : " ")] \(criterion.text.printable)\n" }
    }
    guard !text.isEmpty else { return }
    text += "help: Tick what is met with --meet, or waive what is accepted unmet with --waive. Nothing was changed.\n"
    try StandardStream.error.write(text)
    throw ExitStatus.findings.error
  }
}
