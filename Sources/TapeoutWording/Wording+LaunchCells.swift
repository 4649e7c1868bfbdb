package import TapeoutModel

/// What is said of a launch where there is room for figures only.
extension Wording {
  /// A name with a figure.
  package struct Cell: Hashable, Sendable {
    package var name: String
    package var value: Phrase

    package init(name: String, value: Phrase) {
      self.name = name
      self.value = value
    }
  }

  /// Slip, P50, P80 and chance; of a launch without a date, what is known instead. Bounds have a `≥` or `≤`.
  package static func cells(_ answer: LaunchAnswer) -> [Cell] {
    switch answer.outlook {
    case .noLaunch: return [Cell(name: "Launch", value: "none named")]
    case .dropped: return [Cell(name: "Launch", value: "dropped")]
    case .launched(let date):
      return [Cell(name: answer.isBought ? "Delivered" : "Launched", value: Phrase(date))] + slipCells(answer)
    case .overdue(let date):
      return [Cell(name: "Overdue", value: Phrase(date)), Cell(name: "P50", value: "no forecast")]
    case .undated(let earliest, let stated):
      var cells = [Cell(name: "Plan", value: "no date")]
      if let earliest { cells.append(Cell(name: "Earliest", value: Phrase(earliest))) }
      if let stated { cells.append(Cell(name: "Stated", value: Phrase(stated))) }
      return cells
    case .planned:
      var cells = slipCells(answer)
      let bound = answer.bound == nil ? "" : "≥ "
      if let p50 = answer.p50 { cells.append(Cell(name: "P50", value: "\(bound)\(p50)")) }
      if let p80 = answer.p80 { cells.append(Cell(name: "P80", value: "\(bound)\(p80)")) }
      if let chance = chanceCell(answer) { cells.append(chance) }
      return cells
    }
  }

  private static func slipCells(_ answer: LaunchAnswer) -> [Cell] {
    var cells: [Cell] = []
    if let slip = answer.slip { cells.append(Cell(name: "Slip", value: Phrase(figure: self.slip(slip)))) }
    if let first = answer.slipFromFirst {
      cells.append(Cell(name: "From first", value: Phrase(figure: self.slip(first))))
    }
    return cells
  }

  /// The name says the window: `In 2026`.
  private static func chanceCell(_ answer: LaunchAnswer) -> Cell? {
    guard let chance = answer.chance, let window = answer.window else { return nil }
    let bound = answer.bound != nil && chance > 0 ? "≤ " : ""
    return Cell(name: "In \(windowName(window))", value: "\(figure: bound + share(chance))")
  }

  /// The date alone: `2027-01-25`, `no date, not before 2026-10-16`, `overdue since 2026-03-01`.
  package static func date(_ answer: LaunchAnswer) -> Phrase {
    switch answer.outlook {
    case .noLaunch: "no launch milestone"
    case .dropped: "dropped"
    case .launched(let date): Phrase(date)
    case .planned(let date): answer.isPlanBound ? "\(date) at the earliest" : Phrase(date)
    case .undated(let earliest?, _): "no date, not before \(earliest)"
    case .undated: "no date"
    case .overdue(let date): "overdue since \(date)"
    }
  }

  /// The answer on one line of a terminal: `launch 2027-01-25 · +25 d · P50 ≥ 2027-03-06 · P80 ≥ 2027-06-11 · 0 %`.
  package static func line(_ answer: LaunchAnswer) -> [String] {
    let word = answer.isBought ? "delivery" : "launch"
    switch answer.outlook {
    case .noLaunch: return [date(answer).text]
    case .launched(let date): return ["\(answer.isBought ? "delivered" : "launched") \(date)"] + slipTexts(answer)
    case .dropped, .undated, .overdue:
      var texts = ["\(word) \(date(answer).text)"]
      if case .undated(_, let stated?) = answer.outlook { texts.append("stated \(stated), not borne out") }
      if case .overdue = answer.outlook { texts.append("no forecast") }
      return texts
    case .planned:
      let bound = answer.bound == nil ? "" : "≥ "
      var texts = ["\(word) \(date(answer).text)"] + slipTexts(answer)
      if let p50 = answer.p50 { texts.append("P50 \(bound)\(p50)") }
      if let p80 = answer.p80 { texts.append("P80 \(bound)\(p80)") }
      if let chance = chanceCell(answer) { texts.append(chance.value.text) }
      return texts
    }
  }

  private static func slipTexts(_ answer: LaunchAnswer) -> [String] {
    guard let slip = answer.slip else { return [] }
    let own = slip == 0 ? "slip 0" : self.slip(slip)
    return [own] + (answer.slipFromFirst.map { ["first \(self.slip($0))"] } ?? [])
  }
}
