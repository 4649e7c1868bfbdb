package import TapeoutModel

extension Wording {
  /// Lengths below four weeks are said in days, so that thresholds such as 7 and 14 days can be read off a label.
  package static let shortestInWeeks = 28

  /// A slip or a move as a label: `+11 d`, from four weeks on in whole weeks (`+5 w`, to the nearest), `0` for none.
  package static func slip(_ days: Int) -> String {
    days == 0 ? "0" : (days > 0 ? "+" : "−") + short(days)
  }

  /// The absolute length as a label: `11 d`, `5 w`.
  package static func short(_ days: Int) -> String {
    let days = abs(days)
    return days < shortestInWeeks ? "\(days) d" : "\(weeks(days)) w"
  }

  /// The absolute length in words: `3 days`, from four weeks on in whole weeks: `5 weeks`.
  package static func length(_ days: Int) -> String {
    let days = abs(days)
    return days < shortestInWeeks ? counted(days, "day") : counted(weeks(days), "week")
  }

  /// The absolute length in words, from 60 days on in months: for distances that nobody reckons with.
  package static func roughLength(_ days: Int) -> String {
    let days = abs(days)
    return days < 60 ? length(days) : counted((days * 100 + 1522) / 3044, "month")
  }

  /// How far a date lies from another: `14 days later`, `6 weeks earlier`; nil where it is the same.
  package static func shift(_ days: Int) -> String? {
    days == 0 ? nil : "\(length(days)) \(days > 0 ? "later" : "earlier")"
  }

  /// How a date lies to its baseline: `25 days after its baseline`, `on its baseline`.
  package static func slipFromBaseline(_ days: Int) -> String {
    days == 0 ? "on its baseline" : "\(length(days)) \(days > 0 ? "after" : "before") its baseline"
  }

  /// A total float, rounded down: `16 days`, `4 weeks`; `−2 days` where it is used up.
  package static func float(_ days: Int) -> String {
    guard abs(days) >= shortestInWeeks else { return (days < 0 ? "−" : "") + counted(abs(days), "day") }
    // Swift's division rounds towards zero; a float is never said to be more than it is.
    let weeks = days >= 0 ? days / 7 : -((-days + 6) / 7)
    return (weeks < 0 ? "−" : "") + counted(abs(weeks), "week")
  }

  /// Whole weeks, to the nearest; halves away from zero.
  package static func weeks(_ days: Int) -> Int {
    let weeks = (abs(days) * 2 + 7) / 14
    return days < 0 ? -weeks : weeks
  }

  /// A day as seen from the status date: `in 14 days`, `yesterday`, `5 months ago`.
  package static func relative(_ day: Day, to statusDate: Day) -> String {
    switch day - statusDate {
    case 0: "today"
    case 1: "tomorrow"
    case -1: "yesterday"
    case let days where days > 0: "in \(roughLength(days))"
    case let days: "\(roughLength(days)) ago"
    }
  }

  /// How often a milestone makes the date of the launch: `Drives the launch in 83 % of draws`.
  package static func drives(_ share: Double) -> String { "Drives the launch in \(self.share(share)) of draws" }

  /// What it means that a milestone has no float, as the end of a sentence.
  package static let noFloat = "a day here is a day on the launch, or past a need_by"
}
