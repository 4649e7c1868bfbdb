import TapeoutModel

/// A Gantt diagram of Mermaid as it is written: its settings, sections and tasks, not yet dated.
struct MermaidSource {
  struct Task {
    var name: String
    /// Place of its section; nil before the first.
    var section: Int?
    var tags: Set<String> = []
    var id: String?
    /// What stands behind the tags and the id: when it begins, when it ends.
    var start: Piece?
    var end: Piece?
    /// Ids that a comment behind it says it waits for, and its date as it is known.
    var told: [Piece] = []
    var date: PlanDate?
    var range: Range<Int>
  }

  /// A word of a line, with its bytes in the file.
  struct Piece {
    var text: String
    var range: Range<Int>
  }

  private(set) var title: String?
  private(set) var format = Piece(text: "YYYY-MM-DD", range: 0..<0)
  private(set) var excludes: [Piece] = []
  private(set) var includes: [Piece] = []
  private(set) var isFridayWeekend = false
  private(set) var isInclusive = false
  private(set) var sections: [Piece] = []
  private(set) var tasks: [Task] = []
  private let text: DecodedText

  /// - Parameter lines: those of the diagram, from `gantt` on.
  init(_ text: DecodedText, lines: [Range<Int>], into findings: inout ImportFindings) {
    self.text = text
    var isInDescription = false
    for line in lines.dropFirst() {
      let content = text.bytes[line].trimmed
      if content.isEmpty { continue }
      if isInDescription {
        isInDescription = !content.contains(UInt8(ascii: "}"))
        continue
      }
      if content.starts(with: "%%".utf8) {
        readComment(content, &findings)
      } else if content.starts(with: "accDescr".utf8), content.contains(UInt8(ascii: "{")) {
        isInDescription = !content.contains(UInt8(ascii: "}"))
      } else if !readSetting(content, &findings) {
        readTask(content, &findings)
      }
    }
  }

  private func piece(_ part: ArraySlice<UInt8>) -> Piece {
    let part = part.trimmed
    return Piece(text: String(decoding: part, as: UTF8.self), range: text.range(part.startIndex..<part.endIndex))
  }

  // MARK: Settings

  /// Lines that only say how the diagram looks.
  private static let looks: Set = ["axisformat", "tickinterval", "todaymarker", "weekday"]

  /// Reads a line that begins with a word of Mermaid’s; false where it is none.
  private mutating func readSetting(_ content: ArraySlice<UInt8>, _ findings: inout ImportFindings) -> Bool {
    let word = content.prefix { (0x61...0x7A).contains($0 | 0x20) }
    let rest = content[word.endIndex...]
    let name = String(decoding: word.map { $0 | 0x20 }, as: UTF8.self)
    let value = piece(rest)
    let isSpaced = rest.first == 0x20 || rest.first == 0x09
    switch name {
    case "inclusiveenddates" where rest.isEmpty: isInclusive = true
    case "accdescr", "acctitle", "topaxis": return rest.isEmpty || isSpaced || rest.first == UInt8(ascii: ":")
    case _ where !isSpaced || value.text.isEmpty: return false
    case "title": title = MermaidSource.decoded(value.text)
    case "dateformat": format = value
    case "weekend" where ["friday", "saturday"].contains(value.text): isFridayWeekend = value.text == "friday"
    case "excludes": excludes += list(rest)
    case "includes": includes += list(rest)
    case "section": sections.append(Piece(text: MermaidSource.decoded(value.text), range: value.range))
    case "click":
      findings.count(at: value.range.lowerBound, "a link of a task", because: "no field here holds it; a source may")
    default: return MermaidSource.looks.contains(name)
    }
    return true
  }

  private func list(_ rest: ArraySlice<UInt8>) -> [Piece] {
    rest.split { $0 == UInt8(ascii: ",") || $0 == 0x20 || $0 == 0x09 }.map(piece)
  }

  // MARK: Comments

  /// A comment that `tapeout export` writes behind a task: `%% chip_id: 2026-Q3 after chip_other`.
  private mutating func readComment(_ content: ArraySlice<UInt8>, _ findings: inout ImportFindings) {
    let comment = piece(content.dropFirst(2))
    if let name = comment.text.following("not drawn, ") {
      findings.note(
        at: comment.range.lowerBound,
        "what the diagram does not draw: \(MermaidSource.decoded(name).shortened(to: 80))",
        because: "it has no place in time there")
      return
    }
    let words = content.dropFirst(2).split { $0 == 0x20 || $0 == 0x09 }.map(piece)
    guard let id = tasks.last?.id, let first = words.first, first.text == id + ":" else {
      findings.count(at: comment.range.lowerBound, "a comment", because: "readers of the diagram do not see it either")
      return
    }
    for word in words.dropFirst() where word.text != "after" {
      if let date = try? PlanDate(parsing: word.text) {
        tasks[tasks.count - 1].date = date
      } else {
        tasks[tasks.count - 1].told.append(word)
      }
    }
  }

  // MARK: Tasks

  private static let tags: Set = ["active", "done", "crit", "milestone", "vert"]

  private mutating func readTask(_ content: ArraySlice<UInt8>, _ findings: inout ImportFindings) {
    let range = text.range(content.startIndex..<content.endIndex)
    guard let colon = content.firstIndex(of: UInt8(ascii: ":")) else {
      findings.fail(
        "import-diagram", at: range, "The line is neither a task nor a setting of a Gantt diagram.",
        advice: "Write a task as `Name :id, 2026-03-02, 5d`.")
      return
    }
    let name = MermaidSource.decoded(piece(content[..<colon]).text)
    var task = Task(name: name, section: sections.isEmpty ? nil : sections.count - 1, range: range)
    let data = content[(colon + 1)...].prefix { $0 != UInt8(ascii: "#") && $0 != UInt8(ascii: ";") }
    var parts = data.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false).map(piece)[...]
    while let first = parts.first, MermaidSource.tags.contains(first.text) {
      task.tags.insert(first.text)
      parts = parts.dropFirst()
    }
    switch parts.count {
    case 1 where parts.first?.text.isEmpty == false: task.end = parts.first
    case 2: (task.start, task.end) = (parts.first, parts.last)
    case 3: (task.id, task.start, task.end) = (parts.first?.text, parts.dropFirst().first, parts.last)
    default:
      findings.fail(
        "import-diagram", at: range, "“\(name.shortened(to: 60))” does not say when it is.",
        advice: "Write its id, its start and its end or length behind the colon: `a1, 2026-03-02, 5d`.")
      return
    }
    tasks.append(task)
  }

  /// With Mermaid’s entities, such as `#58;`, as what they stand for.
  private static func decoded(_ text: String) -> String {
    let names = ["quot": "\"", "amp": "&", "lt": "<", "gt": ">", "nbsp": " ", "colon": ":", "semi": ";", "num": "#"]
    var result = String.UnicodeScalarView()
    var rest = text.unicodeScalars[...]
    while let scalar = rest.first {
      rest = rest.dropFirst()
      if scalar == "#", let end = rest.prefix(10).firstIndex(of: ";") {
        let name = String(String.UnicodeScalarView(rest[..<end]))
        let value = Int(name).flatMap { UInt32(exactly: $0) }.flatMap(Unicode.Scalar.init).map { String($0) }
        if let sign = value ?? names[name] {
          result.append(contentsOf: sign.unicodeScalars)
          rest = rest[rest.index(after: end)...]
          continue
        }
      }
      result.append(scalar)
    }
    return String(result).asTitle
  }
}

extension String {
  /// What follows a beginning; nil where the text does not begin so.
  fileprivate func following(_ start: String) -> String? {
    utf8.starts(with: start.utf8) ? String(decoding: utf8.dropFirst(start.utf8.count), as: UTF8.self) : nil
  }
}
