import TapeoutForecast
import TapeoutModel
import TapeoutSchedule
import TapeoutWording

/// What moves a launch most: for each risk and each uncertain length, the launch's P80 if it goes well and if it goes
/// badly.
struct TornadoChart: Sendable {
  private static let most = 8

  struct Row: Sendable {
    var name: String
    /// The risk's chance, or the length as written.
    var note: String
    var swing: Int
    var strip: Drawing
    var isRisk: Bool
  }

  let rows: [Row]
  let low: Day
  let high: Day
  /// Bars beyond those shown.
  let omitted: Int

  /// Nil where nothing moves the launch.
  init?(_ model: SiteModel, chip: ChipIndex) {
    let bars = model.content.tornados[chip].bars
    guard let low = bars.map(\.low).min(), let high = bars.map(\.high).max(), low < high else { return nil }
    self.low = low
    self.high = high
    omitted = max(0, bars.count - TornadoChart.most)
    let length = Double(high - low)
    rows = bars.prefix(TornadoChart.most).map { bar in
      var strip = Drawing(.percent)
      let isRisk = if case .risk = bar.subject { true } else { false }
      // The label needs room beyond the longest bar.
      let from = Double(bar.low - low) / length * 84
      let to = Double(bar.high - low) / length * 84
      strip.line(isRisk ? .riskSwing : .swing, from, 50, to, 50)
      strip.text(Wording.slip(bar.swing), to, 50) {
        $0.dx = 8
        $0.isCentred = true
        $0.isBold = true
      }
      let (name, note) = TornadoChart.words(model, bar.subject)
      return Row(name: name, note: note, swing: bar.swing, strip: strip, isRisk: isRisk)
    }
  }

  private static func words(_ model: SiteModel, _ subject: Tornado.Subject) -> (String, String) {
    switch subject {
    case .risk(let index):
      let risk = model.plan.risks[index]
      return (
        risk.displayTitle, "risk, \(risk.probability.map { Wording.probability($0.value) } ?? "no chance stated")"
      )
    case .duration(let place):
      let edge = model.schedule.graph.edges[place]
      var milestone: Milestone { _read { yield model.milestones[edge.to] } }
      let length = milestone.dependencies[Int(edge.dependency)].duration?.description ?? ""
      return ("\(milestone.displayTitle), after \(model.milestones[edge.from].displayTitle)", length)
    }
  }

  func figure(_ model: SiteModel, chip: ChipIndex) -> Figure {
    var figure = Figure(
      title: "\(model.plan.chips[chip].displayTitle): what moves the launch most, as of \(model.statusDate)",
      description: rows.map { "\($0.name): \(Wording.slip($0.swing))" }.joined(separator: "; ") + ".",
      width: 1000, height: rows.count * 30 + 12)
    for (place, row) in rows.enumerated() {
      var names = Drawing(.percent)
      names.text(Wording.cut(row.name, 58), 0, 50) {
        $0.isBold = row.isRisk
        $0.dx = 8
        $0.isCentred = true
      }
      figure.parts.append(.init(x: 0, y: place * 30 + 6, width: 420, height: 30, drawing: names))
      figure.parts.append(.init(x: 420, y: place * 30 + 6, width: 550, height: 30, drawing: row.strip))
    }
    return figure
  }
}
