/// A field that a program adds to its milestones, such as a cost or a number of an issue.
public struct OwnField: Hashable, Sendable {
  /// What its values are.
  public enum Kind: String, CaseIterable, Sendable {
    case text, number, date, link, flag
  }

  /// Where its values are shown.
  public enum Place: String, CaseIterable, Sendable {
    /// On the milestone's page.
    case milestone
    /// In the tables of milestones, and in lists of what is due.
    case table
    /// On the card of a mark in a chart.
    case card
  }

  /// The field's name in front matter.
  public var name: String
  public var title: String
  public var kind = Kind.text
  public var shown: [Place] = [.milestone]

  public init(name: String, title: String) {
    self.name = name
    self.title = title
  }
}

/// What a milestone says in a field of the program's own.
public struct OwnValue: Hashable, Sendable {
  /// The name of the field.
  public var field: String
  /// A number, a date and an address as written; `yes` or `no` for a flag.
  public var text: String

  public init(field: String, text: String) {
    self.field = field
    self.text = text
  }
}

extension Plan {
  /// The fields of the program's own that a milestone fills, in the order of program.md.
  ///
  /// - Parameter place: only those that are shown there; nil for all.
  public func ownValues(
    of milestone: MilestoneIndex, shownAt place: OwnField.Place? = nil
  ) -> [(field: OwnField, text: String)] {
    guard !milestones[milestone].ownValues.isEmpty else { return [] }
    return program.fields.filter { field in place.map(field.shown.contains) ?? true }.compactMap { field in
      milestones[milestone].ownValues.first { $0.field == field.name }.map { (field, $0.text) }
    }
  }
}
