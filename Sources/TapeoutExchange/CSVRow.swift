import TapeoutModel

/// Writes cells of a table as RFC 4180 has them, row after row.
struct CSVRow {
  var bytes: [UInt8] = []
  private var isBegun = false

  mutating func end() {
    bytes.append("\r\n")
    isBegun = false
  }

  // MARK: Cells

  mutating func add(plain text: String) {
    begin()
    bytes.append(text)
  }

  mutating func add(_ flag: Bool) { add(plain: flag ? "true" : "false") }

  mutating func add(_ day: Day?) {
    begin()
    if let day { bytes.append(day) }
  }

  mutating func add(_ date: PlanDate?) {
    begin()
    if let date { bytes.append(date) }
  }

  mutating func add(_ stated: StatedDate?) {
    guard case .toBeDetermined = stated else { return add(stated?.date) }
    add(plain: "TBD")
  }

  mutating func add(_ number: Int?) {
    begin()
    if let number { bytes.append(number) }
  }

  mutating func add(_ number: Double?) {
    begin()
    if let number { bytes.append(number) }
  }

  mutating func add(_ id: MilestoneID?) {
    begin()
    if let id { append(id) }
  }

  /// The predecessors, with spaces between them.
  mutating func add(predecessors dependencies: [Dependency]) {
    guard dependencies.allSatisfy({ $0.predecessor.id.isPlain }) else {
      return add(dependencies.map(\.predecessor.id.description).joined(separator: " "))
    }
    begin()
    for index in dependencies.indices {
      if index > 0 { bytes.append(UInt8(ascii: " ")) }
      append(dependencies[index].predecessor.id)
    }
  }

  /// How long it takes from each predecessor, with spaces between them: as written, or `?` where it could
  /// not be read.
  mutating func add(durations dependencies: [Dependency]) {
    begin()
    for index in dependencies.indices {
      if index > 0 { bytes.append(UInt8(ascii: " ")) }
      let written = dependencies[index].isDurationUnknown ? "TBD" : "?"
      bytes.append(dependencies[index].duration?.description ?? written)
    }
  }

  /// A text from the content's files.
  mutating func add(_ text: String?) {
    begin()
    if let text { append(text) }
  }

  // MARK: Text

  private mutating func begin() {
    if isBegun { bytes.append(UInt8(ascii: ",")) }
    isBegun = true
  }

  private mutating func append(_ id: MilestoneID) {
    guard id.isPlain else { return append(id.description) }
    bytes.append(id.chip)
    bytes.append(UInt8(ascii: "/"))
    bytes.append(id.milestone)
  }

  /// Appends a text as one cell: quoted where it holds a comma or a quotation mark, and never a formula.
  private mutating func append(_ text: String) {
    let text = text.oneLine.withoutFormulas
    let isQuoted = !text.isAll { $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: ",") }
    if isQuoted { bytes.append(UInt8(ascii: "\"")) }
    if isQuoted {
      for byte in text.utf8 {
        if byte == UInt8(ascii: "\"") { bytes.append(byte) }
        bytes.append(byte)
      }
      bytes.append(UInt8(ascii: "\""))
    } else {
      bytes.append(text)
    }
  }
}

extension MilestoneID {
  /// Whether it needs neither quotes nor care. One that does has a finding, and is exported all the same.
  fileprivate var isPlain: Bool { ContentID.isValid(chip) && ContentID.isValid(milestone) }
}
