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
    func path(_ look: ChartStyle, _ data: Markup) -> Markup {
      data.isEmpty ? "" : "<path \(style(look)) d=\"\(data)\"/>"
    }
    /// Squares in a row are the dashes of one line, as wide as a square.
    func line(_ count: Int, inset: String = "") -> Markup {
      var data = Markup()
      var place = next
      while place < next + count {
        let (row, column) = place.quotientAndRemainder(dividingBy: CriteriaUnits.perRow)
        let length = min(next + count - place, CriteriaUnits.perRow - column)
        let (x, y) = (column * CriteriaUnits.pitch, row * CriteriaUnits.pitch + 7)
        data += "M\(inset.isEmpty ? x : x + 1)\(inset) \(y)h\(length * CriteriaUnits.pitch - (inset.isEmpty ? 3 : 6))"
        place += length
      }
      return data
    }
    func each(_ count: Int, _ shape: (Int, Int) -> Markup) -> Markup {
      (next..<(next + count)).map { place in
        shape(place % CriteriaUnits.perRow * CriteriaUnits.pitch, place / CriteriaUnits.perRow * CriteriaUnits.pitch)
      }.joined()
    }
    var result = path(.metUnit, line(met))
    next += met
    result += path(.waivedUnit, each(waived) { x, y in "M\(x).8 \(y + 1).8h10.4v10.4h-10.4zl10.4 10.4" })
    next += waived
    result += path(.failingUnit, line(failing))
    result += path(.glyph, each(failing) { x, y in "M\(x + 3).5 \(y + 4).5l5 5m0-5l-5 5" })
    next += failing
    result += path(.openUnit, line(open)) + path(.openGround, line(open, inset: ".5"))
    return result
  }

  var markup: Markup {
    let rows: Markup = height == CriteriaUnits.pitch ? "" : " height=\"\(height)\""
    return """
      <svg class="un" width="\(width)"\(rows) aria-hidden="true">\(paths { "class=\"\($0.className)\"" })</svg>
      """
  }

  /// For a picture file, at a place of its own.
  func picture(x: Int, y: Int) -> Markup {
    "<g transform=\"translate(\(x) \(y))\">\(paths { "\(literal: $0.attributes)" })</g>"
  }
}
