/// How a milestone, a chip or the program stands; computed, never typed. Best first.
public enum Health: UInt8, Comparable, CaseIterable, Sendable {
  case dropped, done, planned, onTrack, atRisk, late, blocked

  public static func < (lhs: Health, rhs: Health) -> Bool { lhs.rawValue < rhs.rawValue }

  /// The one word for it in prose.
  public var word: String {
    switch self {
    case .dropped: "dropped"
    case .done: "done"
    case .planned: "planned"
    case .onTrack: "on track"
    case .atRisk: "at risk"
    case .late: "late"
    case .blocked: "blocked"
    }
  }

  /// As data spells it.
  public var name: String {
    switch self {
    case .atRisk: "at-risk"
    case .onTrack: "on-track"
    default: word
    }
  }
}
