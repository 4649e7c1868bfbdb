import TapeoutForecast
import TapeoutModel
import TapeoutSchedule

/// One chip on the launch timeline: the baseline rail above, below it what happened and what is expected.
struct LaunchLane: Sendable {
  static let height = 98
  static let lowHeight = 72
  static let compactHeight = 34
  private static let most = 6

  let drawing: Drawing
  let height: Int
  let description: String

  /// - Parameter isCompact: one line a chip, without labels, for many chips.
  init(_ model: SiteModel, chip: Int, axis: TimeAxis, isCompact: Bool) {
    let gates = LaunchLane.gates(model, chip)
    let dated = gates.filter { model.scheduled($0).expected != nil }
    description = LaunchLane.describe(model, gates, chip)
    if isCompact {
      height = LaunchLane.compactHeight
      drawing = LaunchLane.compact(model, dated, chip, axis)
    } else if dated.count == gates.count || dated.contains(where: { !model.milestones[$0].isDone }) {
      height = LaunchLane.height
      drawing = LaunchLane.full(model, dated, chip, axis, isOpen: dated.count < gates.count)
    } else {
      height = LaunchLane.lowHeight
      drawing = LaunchLane.low(model, dated, gates.first { model.date($0) == nil }, axis)
    }
  }

  /// The launch, the next gate, then the gates nearest to the status date: at most six, in the order of their dates.
  static func gates(_ model: SiteModel, _ chip: Int) -> [Int] {
    let all = model.gates(ofChip: chip)
    var chosen: [Int] = []
    if let launch = model.plan.chips[chip].launch, model.health(launch) != .dropped { chosen.append(launch) }
    if let next = model.nextGate(ofChip: chip), !chosen.contains(next) { chosen.append(next) }
    let near = all.filter { !chosen.contains($0) }.map { index -> (Int, Int) in
      (model.scheduled(index).expected.map { abs($0 - model.statusDate) } ?? .max, index)
    }.sorted { $0 < $1 }
    chosen += near.prefix(most - chosen.count).map(\.1)
    return model.inDateOrder(chosen)
  }

  private static func describe(_ model: SiteModel, _ gates: [Int], _ chip: Int) -> String {
    var sentences = gates.map { index -> String in
      var milestone: Milestone { _read { yield model.milestones[index] } }
      guard let date = model.date(index) else {
        return "\(milestone.displayTitle) \(model.health(index).word), not dated"
      }
      var text = "\(milestone.displayTitle) \(model.health(index).word), "
      text += "\(milestone.isDone ? "actual" : "expected") \(date)"
      if let baseline = milestone.baseline?.value.date { text += ", baseline \(baseline)" }
      if let slip = model.slipText(index) { text += ", slip \(slip)" }
      return text
    }
    if let launch = model.plan.chips[chip].launch, let p80 = model.forecast.milestones[launch]?.p80,
      !model.milestones[launch].isDone
    {
      sentences.append("launch P80 \(p80)")
    }
    return sentences.isEmpty ? "No gates yet." : sentences.joined(separator: "; ") + "."
  }

  // MARK: Rails

  private static func full(
    _ model: SiteModel, _ gates: [Int], _ chip: Int, _ axis: TimeAxis, isOpen: Bool
  ) -> Drawing {
    var drawing = Drawing()
    let scale = axis.scale
    let launch = model.plan.chips[chip].launch
    let days = gates.compactMap { model.scheduled($0).expected }
    guard let first = days.first, let last = days.last else { return drawing }
    let baselines = gates.compactMap(model.baselineDay)
    if let left = baselines.min(), let right = baselines.max(), left < right {
      drawing.line(.baselineRail, scale(left), 16, scale(right), 16)
    }
    rails(from: first, to: last, model.statusDate, 46, scale, &drawing)
    // What comes after cannot be dated.
    if isOpen { drawing.line(.openEnd, scale(max(last, model.statusDate)), 46, 100, 46) }
    for index in gates {
      guard let day = model.scheduled(index).expected, let baseline = model.baselineDay(index) else { continue }
      drawing.line(.slipLink, scale(baseline), 16, scale(day), 46)
      drawing.mark(.base, scale(baseline), 16)
    }
    if let launch, let forecast = model.forecast.milestones[launch], !model.milestones[launch].isDone {
      drawing.add(
        .range(Mark(model.health(launch)), from: scale(forecast.p50), to: scale(forecast.p80), y: 46))
      drawing.text("P80", scale(forecast.p80), 32) {
        $0.anchor = .middle
        $0.ground = axis.ground(forecast.p80)
        $0.isMinor = true
      }
    }
    label(model, gates, launch, chip, axis, &drawing)
    return drawing
  }

  private static func rails(
    from first: Day, to last: Day, _ statusDate: Day, _ y: Double, _ scale: TimeScale, _ drawing: inout Drawing
  ) {
    if first < statusDate { drawing.line(.pastRail, scale(first), y, scale(min(last, statusDate)), y) }
    if last > statusDate { drawing.line(.forecastRail, scale(max(first, statusDate)), y, scale(last), y) }
  }

  private static func label(
    _ model: SiteModel, _ gates: [Int], _ launch: Int?, _ chip: Int, _ axis: TimeAxis, _ drawing: inout Drawing
  ) {
    let next = model.nextGate(ofChip: chip)
    var labels: [(name: String, date: String, slip: String?, isImportant: Bool)] = []
    for index in gates {
      let slip = model.scheduled(index).slipDays.flatMap { $0 == 0 ? nil : Wording.slip($0) }
      labels.append(
        (
          model.shortTitle(index), model.date(index)?.short ?? "", slip, index == launch || index == next
        ))
    }
    let places = gates.indices.map { place -> LabelPlacement.Label in
      let (name, date, slip, isImportant) = labels[place]
      let second = slip.map { "\(date) \($0)" } ?? date
      let x = model.scheduled(gates[place]).expected.map { axis.scale($0) } ?? 0
      return .init(
        x: x, text: name.unicodeScalars.count > second.unicodeScalars.count ? name : second, isImportant: isImportant)
    }
    let wide = LabelPlacement.anchors(places, width: 770, avoiding: axis.asOf)
    let narrow = LabelPlacement.anchors(places, width: 520, avoiding: axis.asOf)
    let phone = phoneLabels(places, axis.asOf)
    for (place, index) in gates.enumerated() {
      guard let day = model.scheduled(index).expected else { continue }
      let x = axis.scale(day)
      drawing.mark(Mark(model.health(index)), x, 46)
      let (name, date, slip, _) = labels[place]
      func add(_ runs: [Drawing.Label.Run], _ y: Double) {
        drawing.text("", x, y) { label in
          label.runs = runs
          label.anchor = wide[place]
          label.narrow = narrow[place]
          label.ground = axis.ground(day)
          label.phone = phone[place]
        }
      }
      add([.init(text: name, isBold: true)], 71)
      add([.init(text: date, isBold: false)] + (slip.map { [.init(text: " \($0)", isBold: true)] } ?? []), 87)
    }
  }

  /// Where a phone shows the labels of the launch and of the next gate; the others, and what finds no room, it hides.
  private static func phoneLabels(_ labels: [LabelPlacement.Label], _ line: Double?) -> [Drawing.Anchor] {
    let important = labels.indices.filter { labels[$0].isImportant }
    let placed = LabelPlacement.anchors(important.map { labels[$0] }, width: 296, avoiding: line, over: (8, 8))
    var anchors = [Drawing.Anchor](repeating: .hidden, count: labels.count)
    for (place, anchor) in zip(important, placed) { anchors[place] = anchor }
    return anchors
  }

  /// Nothing can be dated: what is waited for, from the status date on.
  private static func low(_ model: SiteModel, _ gates: [Int], _ undated: Int?, _ axis: TimeAxis) -> Drawing {
    var drawing = Drawing()
    let scale = axis.scale
    let asOf = axis.asOf ?? 0
    if let first = gates.compactMap({ model.scheduled($0).expected }).first, first < model.statusDate {
      drawing.line(.pastRail, scale(first), 34, asOf, 34)
    }
    for index in gates {
      if let day = model.scheduled(index).expected { drawing.mark(Mark(model.health(index)), scale(day), 34) }
    }
    guard let undated else { return drawing }
    let mark = Mark(model.health(undated))
    drawing.line(mark == .block ? .openEnd : .forecastRail, asOf, 34, 100, 34)
    drawing.mark(mark, asOf, 34)
    drawing.text("", asOf, 18) { label in
      label.runs = [
        .init(text: model.shortTitle(undated), isBold: true), .init(text: " no date set", isBold: false),
      ]
      label.dx = asOf > 60 ? -12 : 12
      label.anchor = asOf > 60 ? .end : .start
      label.ground = axis.ground(model.statusDate)
    }
    return drawing
  }

  private static func compact(_ model: SiteModel, _ gates: [Int], _ chip: Int, _ axis: TimeAxis) -> Drawing {
    var drawing = Drawing()
    let scale = axis.scale
    let days = gates.compactMap { model.scheduled($0).expected }
    guard let first = days.first, let last = days.last else { return drawing }
    rails(from: first, to: last, model.statusDate, 17, scale, &drawing)
    let launch = model.plan.chips[chip].launch
    if let launch, let baseline = model.baselineDay(launch) { drawing.mark(.base, scale(baseline), 17) }
    if let launch, let forecast = model.forecast.milestones[launch], !model.milestones[launch].isDone {
      drawing.add(.range(Mark(model.health(launch)), from: scale(forecast.p50), to: scale(forecast.p80), y: 17))
    }
    for index in gates {
      if let day = model.scheduled(index).expected { drawing.mark(Mark(model.health(index)), scale(day), 17) }
    }
    return drawing
  }
}
