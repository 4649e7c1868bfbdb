import TapeoutEditing
import TapeoutModel
import TapeoutParser
import TapeoutSchedule
import TapeoutWording

/// What is often done to a milestone: tick, waive, state a forecast, mark as done.
struct MilestoneActions {
  private let workspace: LanguageWorkspace
  private let path: String
  private let text: DocumentText
  private let document: EditableDocument

  init(_ workspace: LanguageWorkspace, _ path: String, _ text: DocumentText, _ document: EditableDocument) {
    self.workspace = workspace
    self.path = path
    self.text = text
    self.document = document
  }

  func actions(at range: Range<TextPosition>) -> [CodeAction] {
    guard case .milestone(let id)? = Target(path: path) else { return [] }
    return criteria(range) + forecasts(id) + [done].compactMap { $0 }
  }

  // MARK: Criteria

  private func criteria(_ range: Range<TextPosition>) -> [CodeAction] {
    let criteria = document.criteria
    var actions: [CodeAction] = []
    for (index, criterion) in criteria.enumerated() {
      let line = text.lineNumber(at: Int(criterion.range.start))
      guard (range.lowerBound.line...range.upperBound.line).contains(line) else { continue }
      let name = "“\(Wording.cut(criterion.text, 40))”"
      func mark(_ title: String, as state: ExitCriterion.State) {
        if let edit = try? document.marking(index, as: state) { actions.append(action("\(title) \(name)", edit)) }
      }
      if criterion.isOpen { mark("Tick", as: .met) }
      if criterion.isOpen, let waived = waived(index) { actions.append(action("Waive \(name)…", waived)) }
      if criterion.state != .open { mark("Open again:", as: .open) }
    }
    return actions
  }

  /// The owner waives it for four weeks; why is left to say.
  private func waived(_ index: Int) -> ContentEdit? {
    let owner = document.value(of: "owner").flatMap { $0.isScalar && !$0.isEmpty ? $0.text : nil } ?? "WHO"
    let until = (workspace.snapshot.statusDate + 28).description
    return (try? document.waiving(index, by: owner, until: until, because: "WHY"))
      ?? (try? document.waiving(index, by: "WHO", until: until, because: "WHY"))
  }

  private func action(_ title: String, _ edit: ContentEdit) -> CodeAction {
    CodeAction(
      title: title, kind: "refactor.rewrite",
      edits: [(path, edit.range, String(decoding: edit.bytes, as: UTF8.self))])
  }

  // MARK: Dates

  private var isDone: Bool { document.value(of: "actual").map { !$0.isEmpty } ?? false }

  private func forecasts(_ id: MilestoneID) -> [CodeAction] {
    guard !isDone else { return [] }
    let snapshot = workspace.snapshot
    let stated = document.value(of: "forecast").flatMap { try? StatedDate(parsing: $0.text) }
    let expected = snapshot.plan.milestoneIndex(of: id).flatMap { snapshot.schedule.milestones[$0].expected }
    var dates: [(Day, String)] = []
    if let expected, stated?.date?.last != expected { dates.append((expected, "as expected")) }
    let base = max(stated?.date?.last ?? expected ?? snapshot.statusDate, snapshot.statusDate)
    for weeks in [1, 2, 4] { dates.append((base + 7 * weeks, "\(Wording.counted(weeks, "week")) later")) }
    return dates.compactMap { day, why in
      changed("State a new forecast: \(day) (\(why))") { document throws(EditRefusal) in
        if let stated, !snapshot.versioned.contains(id) {
          let reason = document.value(of: "reason").flatMap { $0.isScalar && !$0.isEmpty ? $0.text : nil }
          try document.keepForecast(stated, because: reason, on: snapshot.statusDate)
        }
        try document.apply(document.setting("forecast", to: day.description))
      }
    }
  }

  /// Refused while criteria are open, as `tapeout set --done` does.
  private var done: CodeAction? {
    guard !isDone, !document.criteria.contains(where: \.isOpen) else { return nil }
    let today = workspace.snapshot.today
    return changed("Mark as done today, \(today)") { document throws(EditRefusal) in
      try document.apply(document.setting("actual", to: today.description))
    }
  }

  /// The change as one edit; nil where it is refused or changes nothing.
  private func changed(
    _ title: String, _ change: (inout EditableDocument) throws(EditRefusal) -> Void
  ) -> CodeAction? {
    var changed = document
    guard (try? change(&changed)) != nil, changed.bytes != text.bytes else { return nil }
    return action(title, ContentEdit(from: text.bytes, to: changed.bytes))
  }
}
