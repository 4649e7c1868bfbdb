/// The fields that a kind of file may have, in the order in which Docs/content-format.md lists them.
///
/// The reader takes its names from here, and an editor the place and the spelling of a new field.
package struct FieldTable: Sendable {
  /// How a value is written.
  package enum Spelling: Hashable, Sendable {
    /// Free text, and names of files: other readers of YAML must take it for text, too.
    case text
    /// A date, a number, a word of the vocabulary: as it stands.
    case notation
  }

  /// What a field holds, as far as its spelling goes.
  package enum Shape: Hashable, Sendable {
    case value(Spelling)
    /// A list of texts.
    case texts
    case map(keys: Spelling, values: Spelling)
    /// Maps in lists or in maps: `source`, `kinds`.
    case nested

    static let text = Shape.value(.text)
    static let notation = Shape.value(.notation)
    /// Names with durations or words.
    static let notations = Shape.map(keys: .text, values: .notation)
    /// Days with dates and reasons.
    static let estimates = Shape.map(keys: .notation, values: .notation)
  }

  package struct Entry: Hashable, Sendable {
    package let name: String
    package let shape: Shape
  }

  /// What such a file is called in messages.
  package let noun: String
  package let entries: [Entry]
  /// The names alone.
  package let names: [String]

  private init(_ noun: String, _ entries: KeyValuePairs<String, Shape>) {
    self.noun = noun
    self.entries = entries.map { Entry(name: $0.key, shape: $0.value) }
    names = entries.map(\.key)
  }

  /// The table for the file at a path from the root; nil where no content lies.
  package init?(at path: String) {
    switch ContentPath(path) {
    case .program: self = .program
    case .partner: self = .partner
    case .chip: self = .chip
    case .milestone: self = .milestone
    case .risk: self = .risk
    case .report: self = .report
    case .unexpected: return nil
    }
  }

  package subscript(name: String) -> Entry? { entries.first { $0.name == name } }

  package static let milestone = FieldTable(
    "milestone",
    [
      "title": .text, "kind": .text, "stepping": .text, "from": .text, "to": .text, "owner": .text,
      "baseline": .notation,
      "forecast": .notation, "reason": .text, "actual": .notation, "accepted": .notation, "not_before": .notation,
      "need_by": .notation, "status": .notation, "gate": .notation, "after": .notations, "history": .estimates,
      "rebaselined": .estimates, "renamed": .texts, "source": .nested, "tags": .texts,
    ])

  package static let chip = FieldTable(
    "chip",
    [
      "title": .text, "kind": .notation, "workload": .texts, "design_partner": .text, "foundry": .text,
      "packaging": .text,
      "process": .text, "stepping": .text, "quantity": .notation, "launch": .text, "need_by": .notation,
      "facts": .map(keys: .text, values: .text), "renamed": .texts, "source": .nested,
    ])

  package static let risk = FieldTable(
    "risk",
    [
      "title": .text, "owner": .text, "probability": .notation, "delays": .notations, "status": .notation,
      "review_by": .notation, "renamed": .texts, "source": .nested,
    ])

  package static let partner = FieldTable(
    "partner",
    [
      "title": .text, "role": .notation, "workweek": .notation, "holidays": .map(keys: .notation, values: .text),
      "renamed": .texts,
      "source": .nested,
    ])

  package static let report = FieldTable("report", ["title": .text])

  package static let program = FieldTable(
    "program",
    [
      "title": .text, "launch": .notation, "status_date": .notation, "site": .notation, "edit": .notation,
      "notice": .text, "thresholds": .notations, "workweek": .notation,
      "holidays": .map(keys: .notation, values: .text), "kinds": .nested,
      "rules": .notations, "source": .nested,
    ])
}
