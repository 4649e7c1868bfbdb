import TapeoutModel

/// What a field holds.
package indirect enum FieldValue: Hashable, Sendable {
  case text
  /// A text that names a person, role or team.
  case person
  /// The id of a file below `partners/`.
  case partner
  /// A milestone: its id, or `chip/id`.
  case milestone
  case kind
  /// The name of a kind that is defined here.
  case newKind
  /// The name of a field that is defined here.
  case newField
  /// A number in decimal digits.
  case number
  /// An id that something had before.
  case formerID
  case date
  /// A date or `TBD`.
  case statedDate
  case day
  /// A day, or `FIRST..LAST`.
  case dayOrDays
  /// A date, `FIRST..LAST`, or `TBD`.
  case window
  /// A date and why, in one line.
  case datedReason
  /// One certain length in calendar days.
  case length
  /// A length, or three of them.
  case duration
  /// Likewise, or `TBD`.
  case durationOrUnknown
  /// What a scenario supposes something of: `chip/milestone`, or `risk chip/id`.
  case supposedOf
  /// `+3w`, `-5d`, a date; of a risk `occurs` or `averted`.
  case supposition
  case words([Word])
  case flag
  case count
  case percentage
  case weekdays
  case address
  /// A name of the time zone database.
  case timeZone
  case rule
  /// One, or a list of them.
  case list(FieldValue)
  case map(FieldValue, FieldValue)
  case record(FieldTable)
  /// A list of maps.
  case records(FieldTable)

  /// One word of a fixed vocabulary.
  package struct Word: Hashable, Sendable {
    package let text: String
    /// What it means, as the end of a line; empty where the word says it.
    package let summary: String
  }

  static func words<Vocabulary: DescribedWord>(_ type: Vocabulary.Type) -> [Word] {
    Vocabulary.allCases.map { Word(text: $0.rawValue, summary: $0.summary) }
  }

  /// What may stand behind a rule's name in program.md.
  static let severityWords = [
    Word(text: "off", summary: "it is not looked for"), Word(text: "hint", summary: "never fails"),
    Word(text: "warning", summary: "fails with `--strict`"), Word(text: "error", summary: "stops a build"),
  ]
}

// MARK: Spelling

extension FieldTable {
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
  }
}

extension FieldValue {
  var shape: FieldTable.Shape {
    switch self {
    case .list: .texts
    case .map(_, .record), .records: .nested
    case .map(let keys, let values): .map(keys: keys.spelling, values: values.spelling)
    case .record: .map(keys: .text, values: .notation)
    default: .value(spelling)
    }
  }

  private var spelling: FieldTable.Spelling {
    switch self {
    case .text, .person, .partner, .milestone, .kind, .newKind, .newField, .formerID, .rule, .supposedOf: .text
    default: .notation
    }
  }

  /// What stands at a path of names below this value; lists are no step of it. Nil where nothing does.
  package func value(at path: some Collection<String>) -> FieldValue? {
    guard let name = path.first else { return self }
    switch self {
    case .record(let table), .records(let table): return table[name]?.value.value(at: path.dropFirst())
    case .map(_, let value): return value.value(at: path.dropFirst())
    default: return nil
    }
  }
}

// MARK: Words

/// A vocabulary that can say what its words mean.
protocol DescribedWord: RawRepresentable<String>, CaseIterable {
  var summary: String { get }
}

extension MilestoneStatus: DescribedWord {
  var summary: String {
    switch self {
    case .blocked: "it cannot go on; `reason` says why"
    case .dropped: "it will not happen; `reason` says why"
    }
  }
}

extension RiskStatus: DescribedWord {
  var summary: String {
    switch self {
    case .open: "it may happen, and feeds the forecast"
    case .mitigated: "something was done against it"
    case .occurred: "it has happened: the plan holds what came of it"
    case .closed: "it cannot happen any more"
    }
  }
}

extension ChipKind: DescribedWord {
  var summary: String {
    switch self {
    case .custom: "designed with a partner"
    case .inHouse: "designed by the customer alone"
    case .merchant: "bought"
    }
  }
}

extension PartnerRole: DescribedWord {
  var summary: String {
    switch self {
    case .customer: "whose chips these are"
    case .foundry: "makes wafers"
    case .osat: "packages and tests"
    case .memory: "delivers memory"
    case .substrate: "delivers substrates"
    case .supplier: "delivers chips"
    case .regulator: "licenses or approves"
    case .designPartner: "designs with the customer"
    }
  }
}

extension OwnField.Kind: DescribedWord {
  var summary: String {
    switch self {
    case .text: "one line"
    case .number: "digits, with a point: `12.5`"
    case .date: "a date"
    case .link: "a web address"
    case .flag: "`true` or `false`"
    }
  }
}

extension OwnField.Place: DescribedWord {
  var summary: String {
    switch self {
    case .milestone: "on the milestone’s page"
    case .table: "in tables of milestones, and in `tapeout due`"
    case .card: "on the card of its mark in a chart"
    }
  }
}

extension Phase: DescribedWord {
  var summary: String { title }
}
