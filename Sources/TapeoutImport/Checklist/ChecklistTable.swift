/// A table of states, such as Item / Status / Note: which column holds what.
struct ChecklistTable {
  struct Row {
    var item: ChecklistCell
    var status: ChecklistCell
    var note: String
    /// What other columns say, each with its name.
    var others: [String]
  }

  private(set) var rows: [Row] = []

  private static let statusNames: Set = [
    "status", "state", "result", "done", "complete", "completed", "met", "pass", "passfail", "passed", "ok", "check",
    "checked", "resolution", "verdict", "yn", "yesno",
  ]
  private static let itemNames: Set = [
    "item", "items", "criterion", "criteria", "exitcriterion", "exitcriteria", "task", "requirement", "deliverable",
    "description", "checklistitem", "checkitem", "activity", "name", "title", "topic", "what", "question", "step",
  ]
  private static let noteNames: Set = [
    "note", "notes", "comment", "comments", "remark", "remarks", "justification", "reason", "rationale", "details",
    "explanation",
  ]

  /// - Returns: nil where no column tells states, or none holds items.
  init?(_ rows: [[ChecklistCell]]) {
    guard let header = rows.first, rows.count > 1 else { return nil }
    let names = header.map { ChecklistText.plain($0.text).lettersAndDigits }
    guard let status = ChecklistTable.statusColumn(names, rows) else { return nil }
    let free = names.indices.filter { $0 != status }
    let texts = free.filter { column in
      rows.dropFirst().contains { $0.indices.contains(column) && $0[column].text.utf8.contains { $0 | 0x20 >= 0x61 } }
    }
    let item = free.first { ChecklistTable.itemNames.contains(names[$0]) } ?? texts.first
    guard let item else { return nil }
    let note = free.first { $0 != item && ChecklistTable.noteNames.contains(names[$0]) }
    for row in rows.dropFirst() where row.indices.contains(item) && !row[item].text.isEmpty {
      let others = free.filter { $0 != item && $0 != note && row.indices.contains($0) && !row[$0].text.isEmpty }
      self.rows.append(
        Row(
          item: row[item],
          status: row.indices.contains(status) ? row[status] : ChecklistCell(text: "", range: row[item].range),
          note: note.flatMap { row.indices.contains($0) ? row[$0].text : nil } ?? "",
          others: others.map { column in
            header[column].text.isEmpty ? row[column].text : "\(header[column].text): \(row[column].text)"
          }))
    }
    if self.rows.isEmpty { return nil }
  }

  /// The column that its name says to tell states; else the one of whose cells most are states.
  private static func statusColumn(_ names: [String], _ rows: [[ChecklistCell]]) -> Int? {
    if let named = names.firstIndex(where: { $0 == "status" || $0 == "state" }) { return named }
    func states(_ column: Int) -> Int {
      rows.dropFirst().count {
        $0.indices.contains(column) && !$0[column].text.isEmpty && ChecklistStatus.read($0[column].text) != nil
      }
    }
    let named = names.indices.filter { statusNames.contains(names[$0]) }
    let candidates = named.isEmpty ? Array(names.indices) : named
    let best = candidates.max { (states($0), -$0) < (states($1), -$1) }
    guard let best else { return nil }
    return !named.isEmpty || 2 * states(best) >= rows.count - 1 ? best : nil
  }
}
