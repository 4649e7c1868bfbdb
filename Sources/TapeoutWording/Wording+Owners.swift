package import TapeoutModel

/// What is said of owners.
extension Wording {
  /// How far ahead of the status date an owner's page looks first, in days.
  package static let ownerHorizon = 42

  /// What an owner owes: `Owes three milestones within six weeks, one of them late.`
  ///
  /// - Parameters:
  ///   - open: what is still to come, done and dropped ones left out.
  ///   - soon: those that are due within ``ownerHorizon`` days or overdue.
  ///   - late: those that are late or blocked.
  package static func owes(open: Int, soon: Int, late: Int) -> Phrase {
    guard open > 0 else { return "Owes nothing any more." }
    func milestones(_ count: Int) -> String {
      "\(capitalized(count).lowercased()) \(count == 1 ? "milestone" : "milestones")"
    }
    let lateClause =
      late == 0
      ? "" : late == 1 && max(soon, 1) == 1 ? ", which is late" : ", \(capitalized(late).lowercased()) of them late"
    if soon == 0 { return "Owes nothing within six weeks, \(milestones(open)) after that\(lateClause)." }
    // What is late is due by now, as a rule: it is counted with what is due soon.
    if late <= soon { return "Owes \(milestones(soon)) within six weeks\(lateClause)." }
    return "Owes \(milestones(open)), \(capitalized(soon).lowercased()) of them within six weeks\(lateClause)."
  }

  /// What comes next, and what waits for it: `Timing sign-off is due in 4 days, and Tape-out A0 waits for it.`
  package static func owesNext(_ step: LaunchAnswer.Step, when: Phrase, waiting: [LaunchAnswer.Step]) -> Phrase {
    var text: Phrase = "\(step) \(when)"
    if let first = waiting.first {
      let more = waiting.count - 1
      text += more == 0 ? "; \(first) waits for it" : "; \(first) and \(more) more wait for it"
    }
    return text + "."
  }

  /// The answer of the page of all owners.
  package static func people(_ owners: Int, late: Int, ownerless: Int) -> Phrase {
    guard owners > 0 else { return "No milestone and no risk names an owner." }
    let subject = "\(capitalized(owners)) \(owners == 1 ? "person, role or team owes" : "people, roles and teams owe")"
    var text: Phrase = "\(subject) what the plan asks for"
    text +=
      late == 0
      ? "; none of them is late."
      : "; \(late == owners ? "all" : capitalized(late).lowercased()) of them \(late == 1 ? "is" : "are") late with something."
    if ownerless > 0 {
      text += " \(capitalized(ownerless)) open \(ownerless == 1 ? "milestone has" : "milestones have") no owner."
    }
    return text
  }
}
