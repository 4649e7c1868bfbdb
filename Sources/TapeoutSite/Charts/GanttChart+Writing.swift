import TapeoutModel
import TapeoutSchedule
import TapeoutTemplates
import TapeoutWording

extension GanttChart {
  /// The chart as rows for the chip's page. Neighbours of one phase share a ground, as bands that tell phases apart.
  func markup(_ model: SiteModel, chip: ChipIndex) -> Markup {
    let rows = groups.map { group -> Markup in
      if let folded = group.folded {
        return """
          <li class="ln"><div class="r ph"><b>\(folded.title)</b><span class="d">\(folded.date)</span>\
          <svg aria-hidden="true">\(folded.strip)</svg></div></li>
          """
      }
      return "<li class=\"ln\"><ol>\(group.rows.map { row($0, model) }.joined())</ol></li>"
    }
    let title = "\(model.plan.chips[chip].displayTitle) milestones over time"
    return """
      <div class="gt"><div class="gx">\(axis.header())</div><div class="gb">\
      <svg role="img" aria-labelledby="g-t g-d"><title id="g-t">\(title)</title><desc id="g-d">\(description)</desc>\
      <svg class="o">\(axis.background)\
      <g class="dep-l">\(dependencies)</g></svg></svg>
      <ol>\(rows.joined())</ol></div></div>
      """
  }

  private func row(_ row: Row, _ model: SiteModel) -> Markup {
    var milestone: Milestone { _read { yield model.milestones[row.milestone] } }
    let name = row.isDropped ? "r x" : row.isCritical ? "r cr" : "r"
    let state = milestone.isDone ? "actual" : model.health(row.milestone).word
    return """
      <li class="\(name)"><a href="\(model.places.pathsBesideChip[row.milestone])"><bdi>\(milestone.displayTitle)</bdi>\
      </a><span class="d">\(row.date)<i>, \(state)\(row.isCritical ? ", critical" : "")</i></span>\
      <svg aria-hidden="true">\(row.strip)</svg></li>

      """
  }

  func figure(_ model: SiteModel, chip: ChipIndex) -> Figure {
    let left = 270
    let width = 860
    let height = rowCount * GanttChart.rowHeight
    var figure = Figure(
      title: "\(model.plan.chips[chip].displayTitle): milestones as of \(model.statusDate)",
      description: description, width: left + width + 50, height: TimeAxis.height + height + 10)
    let top = TimeAxis.height
    figure.parts.append(.init(x: left, y: 0, width: width, height: top, drawing: axis.pictureHeader))
    figure.parts.append(.init(x: left, y: top, width: width, height: height, drawing: axis.background))
    figure.parts.append(.init(x: left, y: top, width: width, height: height, drawing: dependencies))
    var y = top + GanttChart.rowHeight / 2
    func add(_ name: String, _ date: String, isBold: Bool, _ strip: Drawing) {
      var names = Drawing()
      names.text(Wording.cut(name, 34), 0, 0) {
        $0.isBold = isBold
        $0.dx = 8
        $0.isCentred = true
      }
      names.text(date, 100, 0) {
        $0.isBold = isBold
        $0.dx = -14
        $0.anchor = .end
        $0.isCentred = true
      }
      figure.parts.append(.init(x: 0, y: y, width: left, height: 0, drawing: names))
      figure.parts.append(.init(x: left, y: y, width: width, height: 0, drawing: strip))
      y += GanttChart.rowHeight
    }
    for group in groups {
      if let folded = group.folded { add(folded.title, folded.date, isBold: true, folded.strip) }
      for row in group.rows {
        add(model.milestones[row.milestone].displayTitle, row.date, isBold: row.isCritical, row.strip)
      }
    }
    return figure
  }
}
