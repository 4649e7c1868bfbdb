/// Something wrong, implausible or improvable in the content: what, where, why, and what to do.
///
/// A finding is a value that is collected, never thrown: one mistake does not hide the next.
public struct Finding: Hashable, Sendable {
  public var rule: RuleName
  /// Set from the rule's own severity and the program's settings, in one place: the rule set.
  public var severity: Severity = .error
  public var range: SourceRange
  /// One sentence in plain words that stands alone.
  public var headline: String
  /// What to do about it: one sentence, in the imperative.
  public var advice: String?
  public var notes: [Note]
  public var fixes: [Fix]

  public init(
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
  public struct Note: Hashable, Sendable {
    public var text: String
    public var range: SourceRange?

    public init(_ text: String, at range: SourceRange? = nil) {
      self.text = text
      self.range = range
    }
  }
}

/// How much a finding matters. Errors stop a build and leave the last site untouched.
public enum Severity: UInt8, Comparable, CaseIterable, Sendable {
  case hint, warning, error

  public static func < (lhs: Severity, rhs: Severity) -> Bool { lhs.rawValue < rhs.rawValue }
}

extension Severity: CustomStringConvertible {
  public var description: String {
    switch self {
    case .hint: "hint"
    case .warning: "warning"
    case .error: "error"
    }
  }
}

/// The permanent name of a rule: lower-case words joined by hyphens, named after the defect.
public struct RuleName: Hashable, Comparable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
  public let description: String

  public init(_ name: String) { description = name }
  public init(stringLiteral name: String) { description = name }

  public static func < (lhs: RuleName, rhs: RuleName) -> Bool {
    lhs.description.precedesInBytes(rhs.description)
  }
}

/// A change that would mend a finding, as a value: an editor or a person applies it, never the check.
public struct Fix: Hashable, Sendable {
  /// What the change does, in the imperative: `write 2026-04-02`.
  public var title: String
  public var edits: [Edit]
  /// Whether it changes the plan, or writes a name that only resembles what was written. It is then offered, and
  /// applied only where somebody asks for it.
  public var isGuess: Bool

  public init(_ title: String, _ edits: [Edit], isGuess: Bool = false) {
    self.title = title
    self.edits = edits
    self.isGuess = isGuess
  }

  /// Replaces one stretch of text.
  public init(_ title: String, replace range: SourceRange, with text: String, isGuess: Bool = false) {
    self.init(title, [Edit(range: range, text: text)], isGuess: isGuess)
  }

  public struct Edit: Hashable, Sendable {
    public var range: SourceRange
    public var text: String

    public init(range: SourceRange, text: String) {
      self.range = range
      self.text = text
    }
  }
}
