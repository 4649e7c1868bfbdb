package import TapeoutModel

extension Wording {
  package static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
  package static let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]

  /// The date as the format writes it, or `TBD` where there is none.
  package static func date(_ date: PlanDate?) -> String { date?.description ?? "TBD" }
  package static func date(_ day: Day?) -> String { day?.description ?? "TBD" }

  /// What a launch window is called where its end lies beyond the chart: `Launch window until Dec 2028`.
  package static func windowUntil(_ end: Day) -> String { "Launch window until \(month(end))" }

  /// The month of a day: `Mar 2026`.
  package static func month(_ day: Day) -> String { "\(months[day.civil.month - 1]) \(day.civil.year)" }
}

extension Day {
  /// `26 Jun`, where an axis or a heading gives the year.
  package var short: String {
    let civil = civil
    return "\(civil.day) \(Wording.months[civil.month - 1])"
  }
}

extension PlanDate {
  /// As ``TapeoutModel/Day/short``, with the precision kept: `26 Jun`, `W14`, `Jun`, `Q2`, `H1`, `2026`.
  package var short: String {
    switch precision {
    case .day: first.short
    case .week: "W\(first.isoWeek.week)"
    case .month: Wording.months[first.civil.month - 1]
    case .quarter: "Q\((first.civil.month + 2) / 3)"
    case .half: "H\((first.civil.month + 5) / 6)"
    case .year: description
    }
  }

  /// As ``short``, with the year where it is not that of `day`: `26 Jun`, `25 Jan 2027`.
  package func short(besides day: Day) -> String {
    let year = precision == .week ? first.isoWeek.year : first.civil.year
    return precision == .year || year == day.civil.year ? short : "\(short) \(year)"
  }

  /// As it stands in a sentence: `on 2026-04-02`, `in 2026-Q2`.
  package var phrase: String { precision == .day ? "on \(self)" : "in \(self)" }
}
