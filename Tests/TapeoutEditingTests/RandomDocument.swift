import TapeoutEditing
import TapeoutParser
import TapeoutTestSupport

/// Content files of every kind as people write them: any line end, comments, quotes, flow and block collections, scalars
/// over several lines, with and without body, final newline and byte-order mark.
struct RandomDocument {
  let path: String
  let bytes: [UInt8]

  static let kinds = [
    "Content/program.md", "Content/partners/tsmc.md", "Content/chips/custom-1/chip.md",
    "Content/chips/custom-1/milestones/tape-out.md", "Content/chips/custom-1/risks/respin.md",
    "Content/reports/2026-01-15.md",
  ]

  init(_ random: inout SeededGenerator) {
    path = RandomDocument.kinds.randomElement(using: &random)!
    let table = FieldTable(at: path)!
    var names = table.names.filter { _ in Int.random(in: 0..<3, using: &random) > 0 }
    if Int.random(in: 0..<4, using: &random) == 0 { names.shuffle(using: &random) }
    let isFlow = Int.random(in: 0..<8, using: &random) == 0
    var text = "---\n"
    if isFlow {
      let fields = names.map { "\($0): \(RandomDocument.flowValue(table[$0]!.shape, &random))" }
      let separator = [", ", ",\n  "].randomElement(using: &random)!
      text += "{" + fields.joined(separator: separator) + "}\n"
    } else {
      let indentation = Int.random(in: 0..<10, using: &random) == 0 ? "  " : ""
      for name in names {
        if Int.random(in: 0..<6, using: &random) == 0 { text += "\(indentation)# about \(name)\n" }
        if Int.random(in: 0..<8, using: &random) == 0 { text += "\n" }
        text += RandomDocument.field(name, table[name]!.shape, indentation, &random)
      }
      if Int.random(in: 0..<6, using: &random) == 0 { text += "# the end\n" }
    }
    text += ["---\n", "...\n", "---  \n"].randomElement(using: &random)!
    text += ["", "\nText: with colon.\n", "\n## Exit criteria\n\n- [ ] open\n- [x] met\n", "\nNo end"]
      .randomElement(using: &random)!
    let end = ["\n", "\r\n", "\n"].randomElement(using: &random)!
    if end != "\n" { text = text.replacing("\n", with: end) }
    let mark: [UInt8] = Int.random(in: 0..<6, using: &random) == 0 ? [0xEF, 0xBB, 0xBF] : []
    bytes = mark + Array(text.utf8)
  }

  static let texts = [
    "plain words", "2026-04-02", "yes", "null", "1e3", "with: colon", "with #hash", "a #b", "- item", "“quoted”",
    "'it's'",
    "ends:", " blank ", "", "~", "{a}", "a, b", "[x]", "tab\there", "é 完成", "back\\slash", "quote\"d", "@at", "%x",
    "-x", "?x", ":x",
    "0x1F", "1:30", "line\nbreak", "\u{85}", "\u{2028}", "\u{7}", "…", "---", "... x", "!", "&a", "*a", "on", "N", ".5",
    "+1", "=",
  ]

  private static func scalar(isInFlow: Bool, _ random: inout SeededGenerator) -> String {
    let text = texts.randomElement(using: &random)!
    switch Int.random(in: 0..<4, using: &random) {
    case 0: return YAMLScalar.doubleQuoted(text)
    case 1: return YAMLScalar.singleQuoted(text) ?? YAMLScalar.doubleQuoted(text)
    default: return YAMLScalar.written(text, as: .notation, isInFlow: isInFlow)
    }
  }

  private static func flowValue(_ shape: FieldTable.Shape, _ random: inout SeededGenerator) -> String {
    switch shape {
    case .value: return scalar(isInFlow: true, &random)
    case .texts: return "[a, \(scalar(isInFlow: true, &random))]"
    case .map: return "{tape-out: 1d, x: \(scalar(isInFlow: true, &random))}"
    case .nested: return "[{title: x}]"
    }
  }

  private static func field(
    _ name: String, _ shape: FieldTable.Shape, _ indentation: String, _ random: inout SeededGenerator
  ) -> String {
    let comment = Int.random(in: 0..<5, using: &random) == 0 ? "  # why" : ""
    let key = Int.random(in: 0..<12, using: &random) == 0 ? "\"\(name)\"" : name
    let start = "\(indentation)\(key):"
    if Int.random(in: 0..<14, using: &random) == 0 { return "\(start)\(comment)\n" }
    switch shape {
    case .value:
      switch Int.random(in: 0..<8, using: &random) {
      case 0: return "\(start) >-\(comment)\n\(indentation)  folded\n\(indentation)  text\n"
      case 1: return "\(start) |\n\(indentation)  one\n\n\(indentation)  two\n\n"
      case 2: return "\(start) |+\n\(indentation)  kept\n\n"
      case 3: return "\(start) plain over\n\(indentation)   lines\(comment)\n"
      case 4: return "\(start) \"quoted over\n\(indentation)   lines\"\(comment)\n"
      default: return "\(start) \(scalar(isInFlow: false, &random))\(comment)\n"
      }
    case .texts where Bool.random(using: &random):
      return "\(start)\(comment)\n\(indentation)- a\n\(indentation)- \(scalar(isInFlow: false, &random))\(comment)\n"
    case .map where Bool.random(using: &random):
      let lines = ["2026-01-02: 2026-03-04 why", "tape-out: 1w", "x: \(scalar(isInFlow: false, &random))", "empty:"]
        .filter { _ in Bool.random(using: &random) }
      guard !lines.isEmpty else { return "\(start) {}\(comment)\n" }
      return "\(start)\(comment)\n" + lines.map { "\(indentation)    \($0)\(comment)\n" }.joined()
    case .nested:
      return
        "\(start)\n\(indentation)  - {title: x}\n\(indentation)  - title: y\n\(indentation)    url: https://example.com\n"
    default: return "\(start) \(flowValue(shape, &random))\(comment)\n"
    }
  }
}
