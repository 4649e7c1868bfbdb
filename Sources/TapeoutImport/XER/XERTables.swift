import TapeoutModel

/// The tables of a Primavera export file (XER): rows of texts by the names of their columns.
struct XERTables {
  struct Row {
    var cells: [String]
    /// Bytes of the file.
    var range: Range<Int>
  }

  struct Table {
    var columns: [String: Int] = [:]
    var rows: [Row] = []

    func text(_ row: Row, _ column: String) -> String? {
      guard let place = columns[column], row.cells.indices.contains(place), !row.cells[place].isEmpty else {
        return nil
      }
      return row.cells[place]
    }
  }

  private var tables: [String: Table] = [:]
  /// Tables that are read; the others are listed as lost.
  private static let known: Set = [
    "PROJECT", "CALENDAR", "PROJWBS", "TASK", "TASKPRED", "RSRC", "TASKRSRC", "TASKMEMO", "SCHEDOPTIONS",
  ]
  /// Tables that say nothing about a plan of milestones.
  private static let derived: Set = [
    "CURRTYPE", "MEMOTYPE", "OBS", "UDFTYPE", "RSRCRATE", "PCATTYPE", "ACTVTYPE", "RCATTYPE",
  ]

  subscript(name: String) -> Table { tables[name] ?? Table() }

  /// - Returns: nil where the file is cut off; a finding says so.
  init?(_ text: DecodedText, into findings: inout ImportFindings) {
    let bytes = text.bytes
    var name = ""
    var hasEnd = false
    var place = 0
    while place < bytes.count {
      let end = bytes[place...].firstIndex(of: 0x0A) ?? bytes.count
      defer { place = end + 1 }
      var line = bytes[place..<end]
      if line.last == 0x0D { line.removeLast() }
      var cells = line.split(separator: 0x09, omittingEmptySubsequences: false)[...]
      guard let mark = cells.popFirst() else { continue }
      switch String(decoding: mark, as: UTF8.self) {
      case "%T":
        name = String(decoding: cells.first ?? [], as: UTF8.self)
        if !XERTables.known.contains(name), !XERTables.derived.contains(name) {
          findings.note(
            at: text.range(place..<end).lowerBound, "the table \(name.shortened(to: 40))", because: "it is not read")
        }
      case "%F" where XERTables.known.contains(name):
        for (column, cell) in cells.enumerated() {
          tables[name, default: Table()].columns[String(decoding: cell, as: UTF8.self)] = column
        }
      case "%R" where XERTables.known.contains(name):
        let row = Row(cells: cells.map { String(decoding: $0, as: UTF8.self) }, range: text.range(place..<end))
        tables[name, default: Table()].rows.append(row)
      case "%E": hasEnd = true
      default: break
      }
    }
    guard hasEnd else {
      findings.fail(
        "import-file", at: text.range(max(0, bytes.count - 1)..<bytes.count),
        "The file is cut off: its last line, %E, is missing.",
        advice: "Export the project again.")
      return nil
    }
  }
}

/// The calendar of a Primavera export: parentheses within parentheses.
enum XERCalendar {
  /// A name or number, what stands behind it as pairs, and what lies within.
  private struct Node {
    var name = ""
    var values: [String: String] = [:]
    var parts: [Node] = []
  }

  /// The week, Monday first, and the days that differ.
  static func read(_ text: String, at offset: Int) -> (
    week: [[WorkingHours.Shift]], exceptions: [WorkingHours.Exception]
  ) {
    var scanner = Array(text.utf8)[...]
    let root = node(&scanner, depth: 0)
    var week = WorkingHours.standardWeek
    if let days = root?.parts.first(where: { $0.name == "DaysOfWeek" }) {
      week = Array(repeating: [], count: 7)
      for day in days.parts {
        // 1 is Sunday.
        if let number = Int(day.name), (1...7).contains(number) { week[(number + 5) % 7] = shifts(day) }
      }
    }
    var exceptions: [WorkingHours.Exception] = []
    for day in root?.parts.first(where: { $0.name == "Exceptions" })?.parts ?? [] {
      // Days since 1899-12-30, as spreadsheets count.
      guard let serial = day.values["d"].flatMap({ Int($0) }), (0...200_000).contains(serial) else { continue }
      let date = Day(number: serial - 25_569)
      guard Day.supported.contains(date) else { continue }
      exceptions.append(.init(first: date, last: date, shifts: shifts(day), name: "", offset: offset))
    }
    return (week, exceptions)
  }

  private static func shifts(_ node: Node) -> [WorkingHours.Shift] {
    node.parts.compactMap { part in
      guard let start = part.values["s"].flatMap(minute), let end = part.values["f"].flatMap(minute) else { return nil }
      return WorkingHours.Shift(start: start, end: end <= start ? Moment.minutesPerDay : end)
    }.sorted { $0.start < $1.start }
  }

  private static func minute(_ text: String) -> Int? {
    let parts = text.utf8.split(separator: UInt8(ascii: ":")).compactMap { Int(String(decoding: $0, as: UTF8.self)) }
    return parts.count == 2 && (0...24).contains(parts[0]) && (0...59).contains(parts[1])
      ? parts[0] * 60 + parts[1] : nil
  }

  /// `(0||NAME(key|value|…)(PARTS))`
  private static func node(_ rest: inout ArraySlice<UInt8>, depth: Int) -> Node? {
    skip(&rest)
    guard depth < 12, rest.first == UInt8(ascii: "(") else { return nil }
    rest.removeFirst()
    var node = Node()
    let head = take(until: [UInt8(ascii: "("), UInt8(ascii: ")")], &rest)
    node.name = head.utf8.split(separator: UInt8(ascii: "|")).last.map { String(decoding: $0, as: UTF8.self) } ?? ""
    if rest.first == UInt8(ascii: "(") {
      rest.removeFirst()
      let values = take(until: [UInt8(ascii: ")")], &rest).utf8.split(separator: UInt8(ascii: "|"))
        .map { String(decoding: $0, as: UTF8.self).asTitle }
      for place in stride(from: 0, to: values.count - 1, by: 2) { node.values[values[place]] = values[place + 1] }
      if !rest.isEmpty { rest.removeFirst() }
      skip(&rest)
      if rest.first == UInt8(ascii: "(") {
        rest.removeFirst()
        while let part = self.node(&rest, depth: depth + 1) { node.parts.append(part) }
        skip(&rest)
        if rest.first == UInt8(ascii: ")") { rest.removeFirst() }
      }
    }
    skip(&rest)
    if rest.first == UInt8(ascii: ")") { rest.removeFirst() }
    return node
  }

  /// Blanks, and the DEL and control characters that stand for line ends in these files.
  private static func skip(_ rest: inout ArraySlice<UInt8>) {
    while let byte = rest.first, byte <= 0x20 || byte >= 0x7F { rest.removeFirst() }
  }

  private static func take(until ends: [UInt8], _ rest: inout ArraySlice<UInt8>) -> String {
    let taken = rest.prefix { !ends.contains($0) }
    rest = rest.dropFirst(taken.count)
    return String(decoding: taken, as: UTF8.self).asTitle
  }
}
