import TapeoutModel
import TapeoutSchedule

/// The dependencies among the rows of a Gantt chart: from the predecessor straight to the successor's row, there on
/// to where the successor's work begins; the dotted part is spare time.
struct DependencyLines: Sendable {
  let drawing: Drawing
  private let layout: GanttLayout
  /// Vertical stretches of the critical path: place in percent, first and last row.
  private let drops: [(x: Double, first: Int, last: Int)]

  init(of model: SiteModel, in layout: GanttLayout, along axis: TimeAxis) {
    var drawing = Drawing(.percent)
    var drops: [(Double, Int, Int)] = []
    var lines: [ChartStyle: [[Drawing.Point]]] = [:]
    var heads: [(Mark, Double, Double)] = []
    for (successor, row) in layout.rows.sorted(by: { $0.key < $1.key }) {
      guard let y2 = layout.y(successor), let end = model.scheduled(successor).expected else { continue }
      for edge in model.predecessors(successor) {
        let predecessor = edge.from
        guard let from = layout.rows[predecessor], from != row, let y1 = layout.y(predecessor),
          let day = model.scheduled(predecessor).expected, model.health(predecessor) != .dropped
        else { continue }
        let x = axis.scale(day)
        let isCritical =
          model.scheduled(successor).isCritical && model.scheduled(predecessor).isCritical
          && model.scheduled(successor).driver.edge.map { model.schedule.graph.edges[$0].from } == edge.from
        lines[isCritical ? .criticalDependency : .dependency, default: []]
          .append([Drawing.Point(x: x, y: y1), Drawing.Point(x: x, y: y2)])
        if isCritical { drops.append((x, min(from, row), max(from, row))) }
        let start = min(model.start(successor) ?? day, end)
        let isDown = from < row
        if day >= start {
          let head: Mark =
            isCritical
            ? (isDown ? .criticalFromAbove : .criticalFromBelow) : (isDown ? .fromAbove : .fromBelow)
          heads.append((head, x, y2))
        } else {
          lines[.spare, default: []].append([Drawing.Point(x: x, y: y2), Drawing.Point(x: axis.scale(start), y: y2)])
          heads.append((.fromLeft, axis.scale(start), y2))
        }
      }
    }
    for style in [ChartStyle.dependency, .spare, .criticalDependency] {
      if let lines = lines[style] { drawing.add(.path(style, lines)) }
    }
    for (mark, x, y) in heads { drawing.mark(mark, x, y) }
    self.drawing = drawing
    self.layout = layout
    self.drops = drops.sorted { $0 < $1 }
  }

  /// Where a label beside the mark at `x` has to begin so that no drop of the critical path cuts it, in a chart 620
  /// pixels wide.
  func clearPlace(for text: String, at x: Double, row milestone: MilestoneIndex) -> Double {
    guard let row = layout.rows[milestone] else { return x }
    let length = 12 + Double(text.unicodeScalars.count) * 6.3
    let crossing = drops.first { drop in
      drop.first < row && row < drop.last && drop.x > x && (drop.x - x) * 6.2 < length
    }
    return crossing?.x ?? x
  }
}
