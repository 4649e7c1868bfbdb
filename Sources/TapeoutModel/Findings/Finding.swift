/// Something wrong, implausible or improvable in the content: what, where, why, and what to do.
///
/// A finding is a value that is collected, never thrown: one mistake does not hide the next.
package struct Finding: Hashable, Sendable {
  package var rule: RuleName
  /// Set from the rule's own severity and the program's settings, in one place: the rule set.
  package var severity: Severity = .error
  package var range: SourceRange
  /// One sentence in plain words that stands alone.
  package var headline: String
  /// What to do about it: one sentence, in the imperative.
  package var advice: String?
  package var notes: [Note]
  package var fixes: [Fix]

  package init(
    _ rule: RuleName,
    at range: SourceRange,
    _ headline: String,
    advice: String? = nil,
    notes: [Note] = [],
    fixes: [Fix] = []
  ) {
    self.rule = rule
    self.range = range
    self.headline = headline
    self.advice = advice
    self.notes = notes
    self.fixes = fixes
  }

  /// A further fact, with a second place where there is one ("also defined here").
  package struct Note: Hashable, Sendable {
    package var text: String
    package var range: SourceRange?

    package init(_ text: String, at range: SourceRange? = nil) {
      self.text = text
      self.range = range
    }
  }
}

/// How much a finding matters. Errors stop a build and leave the last site untouched.
package enum Severity: UInt8, Comparable, CaseIterable, Sendable {
  case hint, warning, error

  package static func < (lhs: Severity, rhs: Severity) -> Bool { lhs.rawValue < rhs.rawValue }
}

extension Severity: CustomStringConvertible {
  package var description: String {
    switch self {
    case .hint: "hint"
    case .warning: "warning"
    case .error: "error"
    }
  }
}

/// The permanent name of a rule: lower-case words joined by hyphens, named after the defect.
package struct RuleName: Hashable, Comparable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
  package let description: String

  package init(_ name: String) { description = name }
  package init(stringLiteral name: String) { description = name }

  package static func < (lhs: RuleName, rhs: RuleName) -> Bool {
    lhs.description.precedesInBytes(rhs.description)
  }
}

/// A change that would mend a finding, as a value: an editor or a person applies it, never the check.
package struct Fix: Hashable, Sendable {
  /// What the change does, in the imperative: `write 2026-04-02`.
  package var title: String
  package var edits: [Edit]

  package init(_ title: String, _ edits: [Edit]) {
    self.title = title
    self.edits = edits
  }

  /// Replaces one stretch of text.
  package init(_ title: String, replace range: SourceRange, with text: String) {
    self.init(title, [Edit(range: range, text: text)])
  }

  package struct Edit: Hashable, Sendable {
    package var range: SourceRange
    package var text: String

    package init(range: SourceRange, text: String) {
      self.range = range
      self.text = text
    }
  }
}
