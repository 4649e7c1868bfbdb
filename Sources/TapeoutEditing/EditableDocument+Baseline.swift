package import TapeoutModel

extension EditableDocument {
  /// Replaces the plan of record by decision: the new date below `baseline`, and the old one with the reason in a line
  /// below `rebaselined`. The first baseline of a milestone needs no line.
  ///
  /// Of two decisions on one day the baseline of that morning is the one that was replaced, and both reasons stand.
  ///
  /// - Parameters:
  ///   - old: the baseline until now, as stated; nil where there is none.
  ///   - day: of the decision.
  ///   - line: what the file says of that day already.
  package mutating func rebaseline(
    from old: StatedDate?, to new: PlanDate, on day: Day, because reason: String, after line: Rebaselining? = nil
  ) throws(EditRefusal) {
    if let old {
      var text = "\((line?.replaced ?? old).description) \(reason)"
      if let line, let earlier = line.reason {
        let isSaid = earlier == reason || earlier.utf8.starts(with: Array("\(reason); ".utf8))
        text = "\(line.replaced) \(isSaid ? earlier : "\(earlier); \(reason)")"
      }
      try apply(settingEntry(day.description, of: "rebaselined", to: text))
    }
    try apply(setting("baseline", to: new.description))
  }
}
