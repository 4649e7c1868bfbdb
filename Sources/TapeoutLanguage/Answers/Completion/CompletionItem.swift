import TapeoutJSON

/// One thing that may be typed.
struct CompletionItem {
  /// What it is, for the sign that an editor shows before it.
  enum Kind: Int {
    case text = 1
    case field = 5
    case module = 9
    case unit = 11
    case value = 12
    case enumeration = 13
    case file = 17
    case reference = 18
    case member = 20
    case event = 23
  }

  var label: String
  var kind: Kind
  var detail = ""
  /// Markdown.
  var documentation = ""
  /// What is written; nil for the label.
  var text: String?
  /// What is replaced, where it is not the whole of what was typed.
  var range: Range<Int>?
}

/// What may be typed at a place, the likeliest first.
struct CompletionList {
  var items: [CompletionItem] = []
  /// Whether there are more, or others, once more was typed.
  var isIncomplete = false

  /// - Parameter range: what is typed already, to be replaced.
  func json(_ text: DocumentText, replacing range: Range<Int>, isMarkdown: Bool) -> JSONValue {
    let items = items.enumerated().map { place, item -> JSONValue in
      let digits = String(place)
      let order = String(repeating: "0", count: max(0, 5 - digits.utf8.count)) + digits
      return [
        "label": .string(item.label), "kind": .integer(item.kind.rawValue),
        "detail": item.detail.isEmpty ? nil : .string(item.detail),
        "documentation": item.documentation.isEmpty
          ? nil
          : ["kind": isMarkdown ? "markdown" : "plaintext", "value": .string(item.documentation)],
        "sortText": .string(order),
        // Compared with what is typed, from the first byte that is replaced.
        "filterText": .string(item.text ?? item.label),
        "textEdit": [
          "range": text.json(item.range ?? range), "newText": .string(item.text ?? item.label),
        ],
      ]
    }
    return ["isIncomplete": .bool(isIncomplete), "items": .array(items)]
  }
}
