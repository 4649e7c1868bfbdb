package import TapeoutModel

/// The fields that a kind of file may have, in the order in which Docs/content-format.md lists them.
///
/// The one table: the reader takes its names from here, an editor the place and the spelling of a new field, completion
/// and hover what a field means and holds, `tapeout schema` its types, and Docs/content-format.md its tables.
package struct FieldTable: Hashable, Sendable {
  package struct Entry: Hashable, Sendable {
    package let name: String
    package let value: FieldValue
    /// What the field is for, as the end of a line: Markdown, without a full stop.
    package let summary: String
    package let isRequired: Bool

    /// What it holds, as far as its spelling goes.
    package var shape: Shape { value.shape }

    fileprivate init(_ name: String, _ value: FieldValue, _ summary: String, isRequired: Bool = false) {
      self.name = name
      self.value = value
      self.summary = summary
      self.isRequired = isRequired
    }
  }

  /// What such a file, or map, is called in messages.
  package let noun: String
  package let entries: [Entry]
  /// The names alone.
  package let names: [String]

  private init(_ noun: String, _ entries: Entry...) {
    self.noun = noun
    self.entries = entries
    names = entries.map(\.name)
  }

  /// The table for the file at a path from the root; nil where no content lies.
  ///
  /// - Parameter fields: of the program's own.
  package init?(at path: String, adding fields: [OwnField] = []) {
    switch ContentPath(path) {
    case .program: self = .program
    case .partner: self = .partner
    case .chip: self = .chip
    case .milestone: self = FieldTable.milestone.adding(fields)
    case .risk: self = .risk
    case .report: self = .report
    case .scenario: self = .scenario
    case .unexpected: return nil
    }
  }

  private init(noun: String, entries: [Entry]) {
    self.noun = noun
    self.entries = entries
    names = entries.map(\.name)
  }

  private func adding(_ fields: [OwnField]) -> FieldTable {
    if fields.isEmpty { return self }
    let own = fields.map { field in
      let value: FieldValue =
        switch field.kind {
        case .text: .text
        case .number: .number
        case .date: .date
        case .link: .address
        case .flag: .flag
        }
      return Entry(field.name, value, field.title)
    }
    return FieldTable(noun: noun, entries: entries + own)
  }

  package subscript(name: String) -> Entry? { entries.first { $0.name.utf8.elementsEqual(name.utf8) } }

  /// The tables of all kinds of files, in the order in which the format lists them.
  package static let all = [milestone, chip, partner, risk, report, scenario, program]
}

// MARK: The tables

extension FieldTable {
  package static let milestone = FieldTable(
    "milestone",
    Entry("title", .text, "what it is called", isRequired: true),
    Entry("kind", .kind, "a kind of the vocabulary below, or of your own", isRequired: true),
    Entry("stepping", .text, "default: the chip’s"),
    Entry("from", .partner, "who owes it; default: by kind"),
    Entry("to", .partner, "who receives it; default: by kind"),
    Entry("owner", .person, "one person, role or team"),
    Entry("baseline", .statedDate, "the plan of record"),
    Entry("forecast", .statedDate, "today’s estimate; left out, it is worked out"),
    Entry("reason", .text, "why the forecast differs, or why it is blocked or dropped"),
    Entry("actual", .date, "when it happened; this alone makes it done"),
    Entry("accepted", .date, "when the receiver took it"),
    Entry("not_before", .date, "a slot that cannot start earlier"),
    Entry("need_by", .date, "a hard deadline"),
    Entry("status", .words(FieldValue.words(MilestoneStatus.self)), "what dates cannot say; with a `reason`"),
    Entry("gate", .flag, "shown on the portfolio; default: by kind"),
    Entry(
      "after", .map(.milestone, .durationOrUnknown), "what must happen first, and how long from there to here"),
    Entry("history", .map(.day, .datedReason), "estimates made before the file was under version control"),
    Entry(
      "rebaselined", .map(.day, .datedReason),
      "decisions that replaced the baseline, oldest first: the day, the baseline that was replaced, and why"),
    Entry(
      "renamed", .list(.formerID),
      "ids that the milestone had before; `chip/milestone` where it belonged to another chip. Their addresses on the "
        + "site lead on"),
    Entry("source", .records(.source), "where an outside claim comes from"),
    Entry("tags", .list(.text), "words of your own"))

  package static let chip = FieldTable(
    "chip",
    Entry("title", .text, "what it is called", isRequired: true),
    Entry("kind", .words(FieldValue.words(ChipKind.self)), "how it comes to the program", isRequired: true),
    Entry("workload", .list(.text), "what it is for"),
    Entry("design_partner", .partner, "who designs it; default for `in-house`: the customer"),
    Entry("foundry", .partner, "who makes its wafers"),
    Entry("packaging", .partner, "who packages it; default: the only partner of role `osat`"),
    Entry("process", .text, "the process that it is made in"),
    Entry("stepping", .text, "the revision of its silicon"),
    Entry("quantity", .count, "how many are ordered or planned"),
    Entry(
      "launch", .milestone,
      "the milestone that counts as the launch; default: the one of kind `launch`, for a merchant chip `delivery`"),
    Entry("need_by", .date, "a hard deadline of its launch"),
    Entry("facts", .map(.text, .text), "anything worth showing, in its order"),
    Entry("renamed", .list(.formerID), "ids that it had before"),
    Entry("source", .records(.source), "where an outside claim comes from"))

  package static let partner = FieldTable(
    "partner",
    Entry("title", .text, "what it is called", isRequired: true),
    Entry("role", .words(FieldValue.words(PartnerRole.self)), "what it does in the program", isRequired: true),
    Entry("workweek", .weekdays, "the days at work; default: the program’s"),
    Entry("holidays", .map(.dayOrDays, .text), "days without work, with their names; default: the program’s"),
    Entry("renamed", .list(.formerID), "ids that it had before"),
    Entry("source", .records(.source), "where an outside claim comes from"))

  package static let risk = FieldTable(
    "risk",
    Entry("title", .text, "what may happen", isRequired: true),
    Entry("owner", .person, "one person, role or team"),
    Entry("probability", .percentage, "how likely it is", isRequired: true),
    Entry("delays", .map(.milestone, .duration), "what the event would add to each milestone"),
    Entry(
      "status", .words(FieldValue.words(RiskStatus.self)), "default: `open`; only open risks feed the forecast"),
    Entry("review_by", .date, "when it is looked at again"),
    Entry("renamed", .list(.formerID), "ids that it had before; `chip/risk` where it belonged to another chip"),
    Entry("source", .records(.source), "where an outside claim comes from"))

  package static let report = FieldTable(
    "report", Entry("title", .text, "what happened, in one line", isRequired: true))

  package static let scenario = FieldTable(
    "scenario",
    Entry("title", .text, "what is supposed, in one line", isRequired: true),
    Entry(
      "changes", .map(.supposedOf, .supposition), "what is supposed of which milestones and risks", isRequired: true))

  package static let program = FieldTable(
    "program",
    Entry("title", .text, "what it is called", isRequired: true),
    Entry("launch", .window, "the launch window; `TBD` where none is known yet"),
    Entry("status_date", .day, "the day that everything counts from; default: the newest report’s, else today"),
    Entry("time_zone", .timeZone, "whose day that is, such as `Asia/Shanghai`; shown beside it"),
    Entry("site", .address, "where the site is published"),
    Entry("edit", .address, "the page that edits `{path}`"),
    Entry("notice", .text, "shown on every page"),
    Entry("logo", .text, "a picture below `Content/`, shown beside the title on every page, such as `logo.svg`"),
    Entry("thresholds", .record(.thresholds), "from when on a milestone is at risk, late, or its estimate stale"),
    Entry("workweek", .weekdays, "the days at work of parties without a calendar; default: `mon-fri`"),
    Entry("holidays", .map(.dayOrDays, .text), "days without work of parties without a calendar, with their names"),
    Entry("kinds", .map(.newKind, .record(.ownKind)), "kinds of your own"),
    Entry("fields", .map(.newField, .record(.ownField)), "fields of your own, which milestones may then have"),
    Entry("rules", .map(.rule, .words(FieldValue.severityWords)), "how much rules matter"),
    Entry("source", .records(.source), "where an outside claim comes from"))

  // MARK: Maps within a file

  /// One entry of `source`.
  package static let source = FieldTable(
    "source",
    Entry("title", .text, "what it is called; default: its `url`"),
    Entry("url", .address, "where it can be read"),
    Entry("as_of", .date, "when it said so"))

  package static let thresholds = FieldTable(
    "threshold list",
    Entry("at_risk", .length, "a slip from which on it is at risk; default: `1w`"),
    Entry("late", .length, "a slip from which on it is late; default: `2w`"),
    Entry("stale", .length, "an age from which on an estimate is stale; default: `4w`"))

  /// One field below `fields`.
  package static let ownField = FieldTable(
    "field",
    Entry("title", .text, "what it is called; default: its name"),
    Entry("type", .words(FieldValue.words(OwnField.Kind.self)), "what its values are; default: `text`"),
    Entry(
      "shown", .list(.words(FieldValue.words(OwnField.Place.self))), "where its values are shown; default: `milestone`")
  )

  /// One kind below `kinds`.
  package static let ownKind = FieldTable(
    "kind",
    Entry("title", .text, "what it is called; default: its name"),
    Entry("phase", .words(FieldValue.words(Phase.self)), "where it stands on the way to the launch; default: `gate`"),
    Entry("gate", .flag, "shown on the portfolio; default: `false`"))
}
