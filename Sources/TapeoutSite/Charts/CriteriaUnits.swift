import TapeoutModel

/// Exit criteria as squares, one each: met filled, waived slashed, failing crossed, open hollow. Never a percentage.
struct CriteriaUnits: Sendable {
  private static let pitch = 15
  private static let perRow = 30

  let met: Int
  let waived: Int
  let failing: Int
  let open: Int

  init(_ criteria: [ExitCriterion]) {
    var counts = [0, 0, 0, 0]
    for index in criteria.indices { counts[Int(criteria[index].state.rawValue)] += 1 }
    func count(_ state: ExitCriterion.State) -> Int { counts[Int(state.rawValue)] }
    met = count(.met)
    waived = count(.waived)
    failing = count(.failing)
    open = count(.open)
  }

  var total: Int { met + waived + failing + open }
  var closed: Int { met + waived }

  /// `3 met, 1 waived, 2 open`.
  var words: String {
    [(met, "met"), (waived, "waived"), (failing, "failing"), (open, "open")]
      .filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
  }

  var width: Int { min(total, CriteriaUnits.perRow) * CriteriaUnits.pitch }
  var height: Int { max(1, (total + CriteriaUnits.perRow - 1) / CriteriaUnits.perRow) * CriteriaUnits.pitch }

  /// - Parameter style: how a path gets its look: a class, or attributes.
  private func paths(_ style: (ChartStyle) -> Markup) -> Markup {
    var next = 0
    func run(_ count: Int, _ shape: (Int, Int) -> Markup) -> Markup {
      defer { next += count }
      return (next..<(next + count)).map { place in
        shape(place % CriteriaUnits.perRow * CriteriaUnits.pitch, place / CriteriaUnits.perRow * CriteriaUnits.pitch)
      }.joined()
    }
    func path(_ look: ChartStyle, _ data: Markup) -> Markup {
      data.isEmpty ? "" : "<path \(style(look)) d=\"\(data)\"/>"
    }
    let full = { (x: Int, y: Int) -> Markup in "M\(x) \(y + 1)h12v12H\(x)z" }
    let hollow = { (x: Int, y: Int) -> Markup in "M\(x).8 \(y + 1).8h10.4v10.4h-10.4z" }
    let slashed = { (x: Int, y: Int) -> Markup in "\(hollow(x, y))l10.4 10.4" }
    var result = path(.metUnit, run(met, full))
    result += path(.openUnit, run(waived, slashed))
    let first = next
    result += path(.failingUnit, run(failing, full))
    next = first
    result += path(.glyph, run(failing) { x, y in "M\(x + 3).5 \(y + 4).5l5 5m0-5l-5 5" })
    result += path(.openUnit, run(open, hollow))
    return result
  }

  var markup: Markup {
    """
    <svg class="un" width="\(width)" height="\(height)" aria-hidden="true">\(paths { "class=\"\($0.className)\"" })</svg>
    """
  }

  /// For a picture file, at a place of its own.
  func picture(x: Int, y: Int) -> Markup {
    "<g transform=\"translate(\(x) \(y))\">\(paths(\.attributes))</g>"
  }
}
