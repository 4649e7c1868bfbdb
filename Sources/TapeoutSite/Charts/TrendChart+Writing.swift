import TapeoutTemplates

extension TrendChart {
  /// For a page.
  ///
  /// - Parameter id: begins the ids of title and description.
  func markup(id: String) -> Markup {
    let caption = Drawing.Caption(id: id, title: title, description: description)
    return """
      <div class="mtw"><figure class="mta">\(dateAxis.svg())\(plot.svg(caption: caption))\(leaders.svg())\(labels.svg())\
      <span></span>\(reportAxis.svg())</figure></div>
      """
  }

  var figure: Figure {
    let (left, plotWidth, leaderWidth) = (64, 690, 14)
    let height = TrendChart.height
    let end = left + plotWidth
    return Figure(
      title: title, description: description, width: 1000, height: height + 56,
      parts: [
        .init(x: 0, y: 8, width: left, height: height, drawing: dateAxis),
        .init(x: left, y: 8, width: plotWidth, height: height, drawing: plot),
        .init(x: end, y: 8, width: leaderWidth, height: height, drawing: leaders),
        .init(x: end + leaderWidth, y: 8, width: 1000 - end - leaderWidth, height: height, drawing: labels),
        .init(x: left, y: 8 + height, width: plotWidth, height: 40, drawing: reportAxis),
      ])
  }
}
