import TapeoutModel

/// One sheet of a workbook: a table with a head that stays in sight, filters, and values of their own types.
struct WorkbookSheet {
  struct Column {
    var name: String
    /// In characters.
    var width: Int
    var isWrapped = false
  }

  enum Cell {
    case empty
    case text(String)
    case flag(Bool)
    case number(Int)
    case share(Double)
    case day(Day)
    case health(Health)
    /// A square of the Gantt chart.
    case bar(WorkbookStyle)
  }

  let name: String
  let columns: [Column]
  private(set) var rowCount = 1
  private var rows: [UInt8] = []
  /// Whether the head stands upright, as over narrow columns.
  private let uprightFrom: Int

  /// - Parameter uprightFrom: the first column whose name stands upright; nil for none.
  init(_ name: String, _ columns: [Column], uprightFrom: Int? = nil) {
    self.name = name
    self.columns = columns
    self.uprightFrom = uprightFrom ?? columns.count
    // Names over narrow columns stand on two lines.
    rows.append("<row r=\"1\" ht=\"\(uprightFrom == nil ? 28 : 60)\" customHeight=\"1\">")
    for (place, column) in columns.enumerated() {
      append(.text(column.name), place, style: place < self.uprightFrom ? .head : .uprightHead)
    }
    rows.append("</row>")
  }

  /// - Parameter cells: by place of the column; the others stay empty.
  mutating func add(_ cells: [(column: Int, cell: Cell)]) {
    rowCount += 1
    rows.append("<row r=\"")
    rows.append(rowCount)
    let lines = lines(of: cells)
    rows.append(lines > 1 ? "\" ht=\"\(13 * lines + 3)\" customHeight=\"1\">" : "\">")
    for (column, cell) in cells { append(cell, column, style: style(of: cell, column)) }
    rows.append("</row>")
  }

  mutating func add(_ cells: [Cell]) { add(cells.enumerated().map { ($0.offset, $0.element) }) }

  /// How many lines the longest wrapped text takes: not every program finds that out when it opens the file.
  private func lines(of cells: [(column: Int, cell: Cell)]) -> Int {
    var most = 1
    for (column, cell) in cells where columns[column].isWrapped {
      guard case .text(let text) = cell else { continue }
      let width = columns[column].width
      most = max(most, min((text.unicodeScalars.count + width - 1) / width, WorkbookSheet.mostLines))
    }
    return most
  }

  /// A row may be 409 points high.
  private static let mostLines = 31

  private func style(of cell: Cell, _ column: Int) -> WorkbookStyle {
    switch cell {
    case .empty, .flag: .plain
    case .number: .number
    // The sign that keeps text a text also when somebody edits the cell.
    case .text(let text):
      if text.oneLine.withoutFormulas.utf8.elementsEqual(text.oneLine.utf8) {
        columns[column].isWrapped ? .wrapped : .plain
      } else {
        columns[column].isWrapped ? .wrappedQuoted : .quoted
      }
    case .share: .percent
    case .day: .date
    case .health(let health): WorkbookStyle(health)
    case .bar(let style): style
    }
  }

  private mutating func append(_ cell: Cell, _ column: Int, style: WorkbookStyle) {
    if case .empty = cell { return }
    rows.append("<c r=\"")
    rows.append(contentsOf: WorkbookSheet.letters(column))
    rows.append(rowCount)
    rows.append("\"")
    if style != .plain {
      rows.append(" s=\"")
      rows.append(style.rawValue)
      rows.append("\"")
    }
    switch cell {
    case .empty, .bar: rows.append("/>")
    case .text(let text): append(text)
    case .health(let health): append(health.word)
    case .flag(let value): rows.append(" t=\"b\"><v>\(value ? 1 : 0)</v></c>")
    case .number(let number):
      rows.append("><v>")
      rows.append(number)
      rows.append("</v></c>")
    case .share(let share):
      rows.append("><v>")
      rows.append(share)
      rows.append("</v></c>")
    case .day(let day):
      rows.append("><v>")
      rows.append(WorkbookSheet.serial(day))
      rows.append("</v></c>")
    }
  }

  /// Text as text: no program takes it for a formula.
  private mutating func append(_ text: String) {
    rows.append(" t=\"inlineStr\"><is><t xml:space=\"preserve\">")
    rows.append(xml: text.shortened(to: WorkbookSheet.longestText).withoutEscapes)
    rows.append("</t></is></c>")
  }

  /// What a cell may hold is 32,767 characters; each of ours may be two of theirs, and escapes are longer.
  private static let longestText = 8_000

  /// Days since 30 December 1899, as the format counts them.
  ///
  /// It takes 1900 for a leap year, so that the days before its March are one off; no plan lies there.
  static func serial(_ day: Day) -> Int { Int(day.number) + 25_569 }

  /// `A`, …, `Z`, `AA`, …
  static func letters(_ column: Int) -> [UInt8] {
    var letters: [UInt8] = []
    var rest = column + 1
    while rest > 0 {
      letters.insert(UInt8(ascii: "A") + UInt8((rest - 1) % 26), at: 0)
      rest = (rest - 1) / 26
    }
    return letters
  }

  // MARK: The file

  /// - Parameter frozen: how many columns stay in sight.
  func xml(frozen: Int, isFirst: Bool) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(rows.count + 2_000)
    let last = String(decoding: WorkbookSheet.letters(columns.count - 1), as: UTF8.self)
    let corner = String(decoding: WorkbookSheet.letters(frozen), as: UTF8.self) + "2"
    bytes.append(
      """
      <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
      <worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>\
      <dimension ref="A1:\(last)\(rowCount)"/><sheetViews><sheetView showGridLines="0"\(isFirst ? " tabSelected=\"1\"" : "") workbookViewId="0">\
      <pane xSplit="\(frozen)" ySplit="1" topLeftCell="\(corner)" activePane="bottomRight" state="frozen"/>\
      <selection pane="bottomRight" activeCell="\(corner)" sqref="\(corner)"/></sheetView></sheetViews>\
      <sheetFormatPr defaultRowHeight="15"/><cols>
      """)
    for (place, column) in columns.enumerated() {
      bytes.append("<col min=\"\(place + 1)\" max=\"\(place + 1)\" width=\"\(column.width)\" customWidth=\"1\"/>")
    }
    bytes.append("</cols><sheetData>")
    bytes += rows
    bytes.append("</sheetData>")
    if rowCount > 1, uprightFrom == columns.count {
      bytes.append("<autoFilter ref=\"A1:\(last)\(rowCount)\"/>")
    }
    bytes.append(
      """
      <pageMargins left="0.4" right="0.4" top="0.5" bottom="0.5" header="0.3" footer="0.3"/>\
      <pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/></worksheet>
      """)
    return bytes
  }
}

extension String {
  /// The format takes `_x0041_` for an “A”: the line before such a text is written as itself.
  fileprivate var withoutEscapes: String {
    let bytes = Array(utf8)
    var result: [UInt8] = []
    for (place, byte) in bytes.enumerated() {
      if byte == UInt8(ascii: "_"), place + 6 < bytes.count, bytes[place + 1] == UInt8(ascii: "x"),
        bytes[place + 6] == byte, bytes[(place + 2)..<(place + 6)].allSatisfy({ Self.isHexadecimal($0) })
      {
        result += Array("_x005F".utf8)
      }
      result.append(byte)
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static func isHexadecimal(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte | 0x20)
  }
}
