import TapeoutModel
import TapeoutTemplates
import TapeoutWording

/// Exit criteria as squares, one each: met filled, waived slashed, failing crossed, open hollow. Never a percentage.
struct CriteriaUnits: Sendable {
  private static let pitch = 15
  private static let perRow = 30

  let counts: CriteriaCounts

  init(_ criteria: [ExitCriterion]) { counts = CriteriaCounts(criteria) }

  /// Of some milestones together.
  init(of milestones: [MilestoneIndex], _ model: SiteModel) {
    var counts = CriteriaCounts()
    for index in milestones { counts.add(model.milestones[index].criteria) }
    self.counts = counts
  }

  private var met: Int { counts.met }
  private var waived: Int { counts.waived }
  private var failing: Int { counts.failing }
  private var open: Int { counts.open }
  private var total: Int { counts.total }

  /// `3 met, 1 waived, 2 open`.
  var words: String { Wording.criteriaStates(counts) }

  var width: Int { min(total, CriteriaUnits.perRow) * CriteriaUnits.pitch }
  var height: Int { max(1, (total + CriteriaUnits.perRow - 1) / CriteriaUnits.perRow) * CriteriaUnits.pitch }

  /// - Parameter isPicture: whether paths carry their look as attributes, not as a class.
  private func writePaths(isPicture: Bool, to svg: inout Markup) {
    func path(_ look: ChartStyle, _ count: Int, _ writeData: (inout Markup) -> Void) {
      guard count > 0 else { return }
      if isPicture {
        svg.literal("<path ")
        svg.literal(look.attributes)
      } else {
        svg.literal("<path class=\"")
        svg.literal(look.className)
        svg.literal("\"")
      }
      svg.literal(" d=\"")
      writeData(&svg)
      svg.literal("\"/>")
    }
    path(.metUnit, met) { writeLine(0, met, to: &$0) }
    var next = met
    path(.waivedUnit, waived) { svg in
      each(next, waived) { x, y in svg += "M\(x).8 \(y + 1).8h10.4v10.4h-10.4zl10.4 10.4" }
    }
    next += waived
    path(.failingUnit, failing) { writeLine(next, failing, to: &$0) }
    path(.glyph, failing) { svg in each(next, failing) { x, y in svg += "M\(x + 3).5 \(y + 4).5l5 5m0-5l-5 5" } }
    next += failing
    path(.openUnit, open) { writeLine(next, open, to: &$0) }
    path(.openGround, open) { writeLine(next, open, isInset: true, to: &$0) }
  }

  /// Squares in a row are the dashes of one line, as wide as a square.
  private func writeLine(_ first: Int, _ count: Int, isInset: Bool = false, to data: inout Markup) {
    var place = first
    while place < first + count {
      let (row, column) = place.quotientAndRemainder(dividingBy: CriteriaUnits.perRow)
      let length = min(first + count - place, CriteriaUnits.perRow - column)
      data.short { data in
        data.put("M")
        data.put(column * CriteriaUnits.pitch + (isInset ? 1 : 0))
        data.put(isInset ? ".5 " : " ")
        data.put(row * CriteriaUnits.pitch + 7)
        data.put("h")
        data.put(length * CriteriaUnits.pitch - (isInset ? 6 : 3))
      }
      place += length
    }
  }

  private func each(_ first: Int, _ count: Int, _ shape: (Int, Int) -> Void) {
    for place in first..<(first + count) {
      shape(place % CriteriaUnits.perRow * CriteriaUnits.pitch, place / CriteriaUnits.perRow * CriteriaUnits.pitch)
    }
  }

  func write(to html: inout Markup) {
    html.short { tag in
      tag.put("<svg class=\"un\"")
      tag.attribute(" width=\"", width)
      if height > CriteriaUnits.pitch { tag.attribute(" height=\"", height) }
      tag.put(" aria-hidden=\"true\">")
    }
    writePaths(isPicture: false, to: &html)
    html.literal("</svg>")
  }

  /// For a picture file, at a place of its own.
  func writePicture(x: Int, y: Int, to svg: inout Markup) {
    svg += "<g transform=\"translate(\(x) \(y))\">"
    writePaths(isPicture: true, to: &svg)
    svg.literal("</g>")
  }
}
