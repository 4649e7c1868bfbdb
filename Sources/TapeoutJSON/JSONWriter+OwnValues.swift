public import TapeoutModel

extension JSONWriter {
  /// Adds the list `fields`: what a milestone says in fields of the program's own, numbers and flags as JSON has them.
  public mutating func add(ownValues values: [(field: OwnField, text: String)]) {
    list("fields", values) { value, json in
      json.object { json in
        json.add("name", value.field.name)
        switch value.field.kind {
        case .number: json.add("value", Double(value.text))
        case .flag: json.add("value", value.text == "yes")
        case .text, .date, .link: json.add("value", value.text)
        }
      }
    }
  }
}
