import TapeoutForecast
import TapeoutModel
import TapeoutSchedule
import TapeoutWording

/// One chip on the launch timeline: the baseline rail above, below it what happened and what is expected.
struct LaunchLane: Sendable {
  static let height = 98
  static let lowHeight = 72
  private static let most = 6
  /// Where the rails lie, in pixels.
  static let baselineY = 16.0
  static let railY = 46.0

  let drawing: Drawing
  /// What its marks say when they are pointed at: the card of the first is number 1.
  private(set) var cards: [LaneMark] = []
  let height: Int
  let description: String

  /// - Parameter depth: how many folders the page lies below the site's root; only one at the root has room for cards.
  init(_ model: SiteModel, chip: ChipIndex, axis: TimeAxis, depth: Int = 0) {
    let gates = LaunchLane.gates(model, chip)
    let marks = gates.compactMap { LaneMark(model, $0) }
      .sorted { ($0.day, $0.milestone) < ($1.day, $1.milestone) }
    description = LaunchLane.describe(model, gates: gates, chip: chip)
    if marks.isEmpty {
      height = LaunchLane.lowHeight
      drawing = LaunchLane.low(model, gate: gates.first, axis: axis)
    } else {
      height = LaunchLane.height
      cards = marks
      drawing = LaunchLane.full(model, marks: marks, chip: chip, axis: axis, depth: depth)
    }
  }

  /// The launch, the next gate, then the gates nearest to the status date: at most six, as they are read.
  static func gates(_ model: SiteModel, _ chip: ChipIndex) -> [MilestoneIndex] {
    let all = model.gates(ofChip: chip)
    var chosen: [MilestoneIndex] = []
    if let launch = model.plan.chips[chip].launch, model.health(launch) != .dropped { chosen.append(launch) }
    if let next = model.nextGate(ofChip: chip), !chosen.contains(next) { chosen.append(next) }
    let near = all.filter { !chosen.contains($0) }.map { index -> (Int, MilestoneIndex) in
      (model.place(index).map { abs($0 - model.statusDate) } ?? .max, index)
    }.sorted { $0 < $1 }
    chosen += near.prefix(most - chosen.count).map(\.1)
    return chosen.sorted { model.places.placeInOrder[$0] < model.places.placeInOrder[$1] }
  }

  private static func describe(_ model: SiteModel, gates: [MilestoneIndex], chip: ChipIndex) -> String {
    var sentences = gates.map(model.facts)
    if let odds = Wording.odds(model.launches[chip]) { sentences.append(odds.text) }
    return sentences.isEmpty ? "No gates yet." : sentences.joined(separator: "; ") + "."
  }

  // MARK: Rails

  private static func full(
    _ model: SiteModel, marks: [LaneMark], chip: ChipIndex, axis: TimeAxis, depth: Int
  ) -> Drawing {
    var drawing = Drawing()
    let scale = axis.scale
    let (top, rail) = (LaunchLane.baselineY, LaunchLane.railY)
    let baselines = marks.compactMap { model.baselineDay($0.milestone) }
    if let left = baselines.min(), let right = baselines.max(), left < right {
      drawing.line(.baselineRail, scale(left), top, scale(right), top)
    }
    rails(marks, statusDate: model.statusDate, y: rail, axis: axis, to: &drawing)
    for mark in marks {
      guard let baseline = model.baselineDay(mark.milestone) else { continue }
      if mark.isDated { drawing.line(.slipLink, scale(baseline), top, scale(mark.day), rail) }
      drawing.mark(.base, scale(baseline), top)
    }
    let launch = model.launches[chip]
    let whisker = Whisker(model, launch)
    whisker?.draw(at: rail, axis: axis, to: &drawing)
    let slants = marks.compactMap { mark in
      model.baselineDay(mark.milestone).map { scale($0) + (scale(mark.day) - scale($0)) * 0.4 }
    }
    whisker?.labelMedian(above: rail, axis: axis, besides: model.statusDate, avoiding: slants, to: &drawing)
    LaneLabels(model, marks: marks, chip: chip, whisker: whisker, axis: axis).draw(to: &drawing)
    let places = marks.map { scale($0.day) }
    let leastGap = Drawing.MarkLink.leastGap(in: LaneLabels.wideCanvas)
    for (number, mark) in marks.enumerated() {
      let isNear = [number - 1, number + 1].contains { near in
        places.indices.contains(near) && abs(places[near] - places[number]) < leastGap
      }
      let link = Drawing.MarkLink(
        address: model.address(mark.milestone, depth: depth), facts: model.facts(mark.milestone), isTarget: !isNear,
        card: isNear || depth > 0 ? nil : (number + 1, "card-\(model.plan.chips[chip].id)-\(number + 1)"))
      drawing.mark(Mark(model.health(mark.milestone)), places[number], rail, link)
    }
    return drawing
  }

  /// The rail up to the status date, what is planned from there on, and an open end where no date is known.
  private static func rails(
    _ marks: [LaneMark], statusDate: Day, y: Double, axis: TimeAxis, to drawing: inout Drawing
  ) {
    let scale = axis.scale
    guard let first = marks.first?.day, let last = marks.last?.day else { return }
    let lastDated = marks.last { $0.isDated }?.day
    if let lastDated, first < statusDate {
      drawing.line(.pastRail, scale(first), y, scale(min(lastDated, statusDate)), y)
    }
    if let lastDated, lastDated > statusDate {
      drawing.line(.forecastRail, scale(max(first, statusDate)), y, scale(lastDated), y)
    }
    guard let open = marks.last, !open.isDated else { return }
    let start = max(lastDated ?? statusDate, statusDate)
    if last > start { drawing.line(.openEnd, scale(start), y, scale(last), y) }
    drawing.line(.openArrow, scale(last), y, 99, y)
    drawing.mark(.open, 99, y)
  }

  /// Nothing has a place in time: what is waited for, from the status date on.
  private static func low(_ model: SiteModel, gate: MilestoneIndex?, axis: TimeAxis) -> Drawing {
    var drawing = Drawing()
    let asOf = axis.asOf ?? 0
    guard let gate else { return drawing }
    let mark = Mark(model.health(gate))
    drawing.line(mark == .block ? .openEnd : .forecastRail, asOf, 34, 100, 34)
    drawing.mark(mark, asOf, 34)
    drawing.text("", asOf, 18) { label in
      label.runs = [
        .init(text: Wording.cutMiddle(model.milestones[gate].displayTitle, 24), isBold: true),
        .init(text: " no date", isBold: false),
      ]
      label.dx = asOf > 60 ? -12 : 12
      label.anchor = asOf > 60 ? .end : .start
      label.ground = axis.ground(model.statusDate)
    }
    return drawing
  }
}

/// A gate's place in time: its date, or the earliest day where it has none.
struct LaneMark: Sendable {
  let milestone: MilestoneIndex
  let day: Day
  let isDated: Bool

  /// Nil where nothing is known of it.
  init?(_ model: SiteModel, _ milestone: MilestoneIndex) {
    guard let day = model.place(milestone) else { return nil }
    self.milestone = milestone
    self.day = day
    isDated = model.scheduled(milestone).expected != nil
  }
}

/// The launch with its risks: a thin line from the plan to P80, with a tick at P50 and a cap at P80.
struct Whisker: Sendable {
  let plan: Day
  let p50: Day
  let p80: Day
  let isBound: Bool
  let mark: Mark

  /// Nil where nothing is drawn, or where nothing is uncertain.
  init?(_ model: SiteModel, _ launch: LaunchAnswer) {
    guard let plan = launch.planned?.last, let p50 = launch.p50, let p80 = launch.p80, p80 > min(plan, p50),
      let milestone = launch.launch?.milestone
    else { return nil }
    self.plan = plan
    self.p50 = p50
    self.p80 = p80
    isBound = launch.bound != nil
    mark = Mark(model.health(milestone))
  }

  func draw(at y: Double, axis: TimeAxis, to drawing: inout Drawing) {
    let scale = axis.scale
    drawing.add(
      .whisker(mark, from: scale(min(plan, p50)), median: scale(p50), to: scale(p80), y: y))
  }

  /// `P50` over its tick, with the date where that lies across no edge of the window, no link and not across the as-of
  /// line.
  ///
  /// - Parameter links: where slanted links pass at the height of the label.
  func labelMedian(
    above y: Double, axis: TimeAxis, besides statusDate: Day, avoiding links: [Double], to drawing: inout Drawing
  ) {
    let x = axis.scale(p50)
    let date = (isBound ? "≥ " : "") + PlanDate.day(p50).short(besides: statusDate)
    let isFlipped = x > 80
    let length = LabelPlacement.width(of: "P50 " + date) / LaneLabels.wideCanvas * 100
    let span = isFlipped ? (x - length)...x : x...(x + length)
    let edges = [axis.windowSpan?.lowerBound, axis.windowSpan?.upperBound, axis.asOf].compactMap { $0 }
    let hasDate = !(edges + axis.years + links).contains { span.contains($0) }
    drawing.text("", x, y - 13) { label in
      label.runs =
        [.init(text: "P50", isBold: true)]
        + (hasDate ? [.init(text: " " + date, isBold: false, classes: "la")] : [])
      label.dx = isFlipped ? -2 : 2
      label.anchor = isFlipped ? .end : .start
      label.ground = axis.ground(p50)
    }
  }
}
