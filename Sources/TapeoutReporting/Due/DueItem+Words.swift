import TapeoutModel
import TapeoutWording

extension DueItem {
  /// What must happen: `Tape-out A0`, `review of the risk “Respin”`, `end of the waiver of “DRC clean” (Tape-out A0)`.
  var what: String {
    switch kind {
    case .milestone: title
    case .riskReview: "review the risk “\(title)”"
    case .waiver: "the waiver of “\(criterion ?? "")” ends (\(title))"
    case .decision: "decide: \(title)"
    }
  }

  /// `overdue`, a health, or the kind of what is no milestone.
  var word: String {
    if overdueDays > 0 { return "overdue" }
    return health?.word ?? (kind == .decision ? "wanted" : "due")
  }

  var mark: String { health?.mark ?? (overdueDays > 0 ? "»" : kind == .decision ? "?" : "·") }

  /// Who gives it to whom, who sees to it, and how many of its criteria are met; empty where nothing is known.
  var who: [String] {
    var parts: [String] = []
    switch (giver, receiver) {
    case (let giver?, let receiver?): parts.append(giver == receiver ? giver : "\(giver) to \(receiver)")
    case (let party?, nil), (nil, let party?): parts.append(party)
    case (nil, nil): break
    }
    if let owner { parts.append(owner) }
    return parts
  }

  /// `2 of 5 criteria met`; nil where there are none.
  var criteriaText: String? { Wording.criteria(criteria).map { "\($0) criteria met" } }

  /// What waits for it, and whether a day lost is lost for good; nil where nothing does.
  ///
  /// - Parameter shown: titles as they are printed.
  func consequence(_ shown: (String) -> String) -> String? {
    var parts: [String] = []
    if let first = holdsUp.first {
      let more = holdsUp.count > 1 ? " and \(holdsUp.count - 1) more" : ""
      parts.append("\(kind == .riskReview ? "may delay" : "holds up") \(shown(first.title))\(more)")
    }
    if let float {
      parts.append(float > 0 ? "float \(Wording.float(float))" : float == 0 ? "no float" : "float used up")
    }
    return parts.isEmpty ? nil : parts.joined(separator: ", ")
  }
}
