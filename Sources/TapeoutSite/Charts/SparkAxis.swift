import TapeoutModel
import TapeoutTemplates
import TapeoutWording

/// The head of a table of launches: years, quarters and the status date, for a wide column and for a narrow one.
struct SparkAxis {
  static let height = 30
  private static let layouts: [(layout: Drawing.Layout, width: Double)] = [(.wide, 380), (.narrow, 200)]

  let axis: TimeAxis

  var markup: Markup {
    var svg: Markup = "<svg class=\"ch\" height=\"\(SparkAxis.height)\" aria-hidden=\"true\">"
    if let span = axis.windowSpan {
      svg +=
        "<rect class=\"wn\" x=\"\(span.lowerBound)%\" width=\"\(span.upperBound - span.lowerBound)%\" height=\"100%\"/>"
    }
    for (layout, width) in SparkAxis.layouts {
      svg += "<g class=\"\(literal: layout.className)\">"
      write(width: width, to: &svg)
      svg.literal("</g>")
    }
    if let asOf = axis.asOf { svg += "<line class=\"td\" x1=\"\(asOf)%\" x2=\"\(asOf)%\" y1=\"15\" y2=\"100%\"/>" }
    svg.literal("</svg>")
    return svg
  }

  private func write(width: Double, to svg: inout Markup) {
    let scale = axis.scale
    func pixels(_ day: Day) -> Double { scale(day) / 100 * width }
    let flag = axis.statusDate.short
    let half = LabelPlacement.width(of: flag) / 2 + 5
    // Pixels that are taken in the upper row.
    var taken: [ClosedRange<Double>] = []
    if let asOf = axis.asOf {
      let middle = min(max(asOf / 100 * width, half), width - half)
      taken.append((middle - half)...(middle + half))
      let (anchor, place): (Markup, Double) =
        asOf / 100 * width < half ? ("", 0) : asOf / 100 * width > width - half ? (" e", 100) : (" m", asOf)
      svg += "<text class=\"b\(anchor)\" x=\"\(place)%\" y=\"11\">\(flag)</text>"
    }
    let day = width / Double(scale.end - scale.first)
    let step = [1, 2, 5, 10, 20].first { day * 365 * Double($0) >= 44 } ?? 50
    for month in scale.months where month.number == 1 && month.year % step == 0 {
      let place = pixels(month.first)
      let span = place...(place + 36)
      guard span.upperBound <= width + 4, !taken.contains(where: { $0.overlaps(span) }) else { continue }
      taken.append(span)
      svg += "<text class=\"b\" x=\"\(scale(month.first))%\" dx=\"4\" y=\"11\">\(month.year)</text>"
    }
    if let span = axis.windowSpan {
      let end = span.upperBound / 100 * width - 6
      let own = (end - LabelPlacement.width(of: "window"))...end
      if own.lowerBound > span.lowerBound / 100 * width, !taken.contains(where: { $0.overlaps(own) }) {
        svg += "<text class=\"wt e\" x=\"\(span.upperBound)%\" dx=\"-6\" y=\"11\">window</text>"
      }
    }
    guard day * 91 >= 24 else { return }
    for (index, month) in scale.months.enumerated() where month.number % 3 == 1 && index + 3 <= scale.months.count {
      let end = scale.months[index + 2].next
      svg +=
        "<text class=\"m\" x=\"\((scale(month.first) + scale(end)) / 2)%\" y=\"26\">Q\(month.number / 3 + 1)</text>"
    }
  }
}
