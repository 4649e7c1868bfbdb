import TapeoutModel
import TapeoutTemplates

/// How dates, lengths and counts are said, on every page alike.
enum Wording {
  static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
  static let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]

  /// Whole weeks, to the nearest; halves away from zero.
  static func weeks(_ days: Int) -> Int {
    let weeks = (abs(days) * 2 + 7) / 14
    return days < 0 ? -weeks : weeks
  }

  /// A slip: `+4 w`, below a week `+3 d`, so that a small one is not rounded away; `0` where there is none.
  static func slip(_ days: Int) -> String {
    if days == 0 { return "0" }
    let sign = days > 0 ? "+" : "−"
    return abs(days) < 7 ? "\(sign)\(abs(days)) d" : "\(sign)\(abs(weeks(days))) w"
  }

  /// A length in words: `3 days`, `1 week`, `5 months`.
  static func length(_ days: Int) -> String {
    let days = abs(days)
    if days < 14 { return counted(days, "day") }
    if days < 60 { return counted(weeks(days), "week") }
    return counted((days * 100 + 1522) / 3044, "month")
  }

  /// A slip or a distance to the window: in weeks from one week on.
  static func weeksOrDays(_ days: Int) -> String {
    abs(days) < 7 ? counted(abs(days), "day") : counted(abs(weeks(days)), "week")
  }

  /// A day as seen from the status date: `in 2 weeks`, `yesterday`.
  static func relative(_ day: Day, to statusDate: Day) -> String {
    switch day - statusDate {
    case 0: "today"
    case 1: "tomorrow"
    case -1: "yesterday"
    case let days where days > 0: "in \(length(days))"
    case let days: "\(length(days)) ago"
    }
  }

  static func counted(_ count: Int, _ noun: String, _ plural: String? = nil) -> String {
    "\(count) \(count == 1 ? noun : plural ?? noun + "s")"
  }

  /// A count at the beginning of a sentence: `Two`; digits from thirteen on.
  static func capitalized(_ count: Int) -> String {
    let words = [
      "No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve",
    ]
    return words.indices.contains(count) ? words[count] : String(count)
  }

  /// `once`, `twice`, `three times`.
  static func times(_ count: Int) -> String {
    switch count {
    case 1: "once"
    case 2: "twice"
    default: "\(capitalized(count).lowercased()) times"
    }
  }

  /// `A`, `A and B`, `A, B and C`.
  static func list(_ words: [String]) -> String {
    guard let last = words.last, words.count > 1 else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " and " + last
  }

  /// A share between 0 and 1 in whole percent; `<1%` and `>99%` rather than a certainty that is none.
  static func percent(_ share: Double) -> String {
    if share > 0, share < 0.005 { return "<1%" }
    if share < 1, share >= 0.995 { return ">99%" }
    return "\(Int((share * 100).rounded()))%"
  }

  /// At most `length` scalars, the last of them an ellipsis where something was cut.
  static func cut(_ text: String, _ length: Int) -> String { text.shortened(to: length) }
}

extension Day {
  /// `26 Jun`, where an axis or a heading gives the year.
  var short: String {
    let civil = civil
    return "\(civil.day) \(Wording.months[civil.month - 1])"
  }

  /// In `<time>`, which never wraps.
  var markup: Markup { "<time>\(description)</time>" }
}

extension PlanDate {
  /// As ``Day/short``, with the precision kept: `26 Jun`, `W14`, `Jun`, `Q2`, `H1`, `2026`.
  var short: String {
    switch precision {
    case .day: first.short
    case .week: "W\(first.isoWeek.week)"
    case .month: Wording.months[first.civil.month - 1]
    case .quarter: "Q\((first.civil.month + 2) / 3)"
    case .half: "H\((first.civil.month + 5) / 6)"
    case .year: description
    }
  }

  /// In an element that never wraps: `<time>`, but for what HTML does not take for a time.
  var markup: Markup {
    var markup = Markup()
    write(to: &markup)
    return markup
  }

  func write(to html: inout Markup) {
    let isTime =
      switch precision {
      case .quarter, .half: false
      case .day, .week, .month, .year: true
      }
    html.literal(isTime ? "<time>" : "<span class=\"t\">")
    html.text(description)
    html.literal(isTime ? "</time>" : "</span>")
  }
}

extension StatedDate {
  var markup: Markup { date?.markup ?? "TBD" }
}
