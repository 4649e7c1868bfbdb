package import TapeoutModel

/// What is said of decisions that are wanted, of what is blocked and of what is late.
extension Wording {
  /// What stands where nothing of it exists.
  package static let nothingNeeded = "Nothing is wanted, blocked or late."

  /// `Three decisions are wanted, one of them overdue. One milestone is blocked. Two are late, and the launch.`
  ///
  /// - Parameters:
  ///   - overdue: how many of the wanted decisions have a day that has passed.
  ///   - late: milestones that are late, without launches.
  ///   - launches: launches that are late.
  package static func needs(wanted: Int, overdue: Int, blocked: Int, late: Int, launches: Int) -> Phrase {
    var sentences: [Phrase] = []
    if wanted > 0 {
      var text: Phrase = "\(capitalized(wanted)) \(wanted == 1 ? "decision is" : "decisions are") wanted"
      if overdue > 0 {
        text +=
          overdue == wanted && wanted == 1 ? ", and overdue" : ", \(capitalized(overdue).lowercased()) of them overdue"
      }
      sentences.append(text + ".")
    }
    if blocked > 0 {
      sentences.append("\(capitalized(blocked)) \(blocked == 1 ? "milestone is" : "milestones are") blocked.")
    }
    if late > 0 {
      let noun = blocked > 0 ? "" : late == 1 ? " milestone" : " milestones"
      let rest = lateLaunches(launches).map { ", and \($0)" } ?? ""
      sentences.append("\(capitalized(late))\(noun) \(late == 1 ? "is" : "are") late\(rest).")
    } else if launches > 0 {
      let subject = launches == 1 ? "The launch is" : "\(capitalized(launches)) launches are"
      sentences.append("\(subject) late.")
    }
    return sentences.isEmpty ? Phrase(nothingNeeded) : sentences.joined()
  }

  /// `3 decisions wanted`, as a heading.
  package static func wantedHeading(_ count: Int) -> String { "\(counted(count, "decision")) wanted" }

  /// `1 blocked`, as a heading.
  package static func blockedHeading(_ count: Int) -> String { "\(count) blocked" }

  /// `2 late, and the launch`, as a heading.
  package static func lateHeading(_ count: Int, launches: Int) -> String {
    switch (count, launches) {
    case (0, 1): "The launch is late"
    case (0, 2...): "\(launches) launches are late"
    default: "\(count) late" + (lateLaunches(launches).map { ", and \($0)" } ?? "")
    }
  }

  private static func lateLaunches(_ count: Int) -> String? {
    switch count {
    case 0: nil
    case 1: "the launch"
    default: "\(count) launches"
    }
  }

  /// `in 5 days`, `overdue 3 days`: where the day of a decision lies; nil where it has none.
  package static func dueRelative(_ due: PlanDate?, to statusDate: Day) -> String? {
    guard let due else { return nil }
    if due.last < statusDate { return "overdue \(length(statusDate - due.last))" }
    return due.precision == .day ? relative(due.last, to: statusDate) : due.phrase
  }

  /// What stands where nobody is named.
  package static let noOwner = "no owner named"

  /// `Tape-out A0, Mask set released and 2 more`; nil without any.
  package static func list(_ steps: [LaunchAnswer.Step], most: Int) -> Phrase? {
    guard !steps.isEmpty else { return nil }
    let shown = steps.prefix(most).map { "\($0)" as Phrase }
    let more = steps.count - shown.count
    return list(shown + (more > 0 ? ["\(more) more"] : []))
  }

  /// `holds up Tape-out A0, Mask set released and 2 more`; nil where nothing waits.
  package static func holdsUp(_ steps: [LaunchAnswer.Step], most: Int = 2) -> Phrase? {
    list(steps, most: most).map { "holds up " + $0 }
  }
}
