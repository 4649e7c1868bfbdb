import TapeoutHistory
import TapeoutModel
import TapeoutSchedule
import TapeoutWording

/// Milestone trend analysis of one chip: report date across, expected date up. Level is stable, rising is slipping, and
/// what is done ends on the diagonal.
///
/// The method: Deutsche Gesellschaft für Projektmanagement, "Meilensteintrendanalyse".
struct TrendChart: Sendable {
  static let mostLines = 8
  static let height = 416

  /// By their last date, the latest first.
  let lines: [TrendLine]
  /// The reports' days, oldest first: at least two.
  let days: [Day]
  let scale: TrendScale
  /// Places in ``lines`` of those drawn strong: the launch, and the gate whose slip is the newest.
  let strong: Set<Int>
  /// Gates with a trend that are not drawn.
  let omitted: Int
  /// The first day on which a date is known, where the chart begins later: until then no date moved.
  let quietSince: Day?
  /// The pages of the lines' milestones, from the chip's; beside ``lines``.
  let addresses: [String]
  private let chipTitle: String

  /// Nil with fewer than two reports, and where no gate had a date at any of them.
  init?(_ model: SiteModel, chip: ChipIndex) {
    let launch = model.plan.chips[chip].launch
    let gates = model.gates(ofChip: chip)
    let known = TrendChart.days(model, gates)
    guard let earliest = known.first, known.count > 1 else { return nil }
    let candidates = TrendChart.choose(model, gates.filter { TrendChart.hasLine(model, $0, from: earliest) }, launch)
    let days = TrendChart.trimmed(known, model, candidates.shown)
    guard let first = days.first, let last = days.last else { return nil }
    let shown = candidates.shown.filter { TrendChart.hasLine(model, $0, from: first) }
    guard !shown.isEmpty else { return nil }
    let lines = zip(shown, TrendChart.names(model, shown)).map { index, name in
      TrendLine(
        milestone: index, title: name, series: model.content.trend.series[index], days: days,
        actual: TrendChart.actual(model, index), isLate: model.health(index) == .late)
    }.sorted { ($1.last ?? first, $1.milestone) < ($0.last ?? first, $0.milestone) }
    self.lines = lines
    addresses = lines.map { model.places.pathsBesideChip[$0.milestone] }
    quietSince = earliest < first ? earliest : nil
    self.days = days
    omitted = candidates.omitted + candidates.shown.count - shown.count
    chipTitle = model.plan.chips[chip].displayTitle
    scale = TrendScale(
      reports: first...last,
      reaching: lines.flatMap { line in line.points.compactMap(\.expected) + [line.last ?? last] })
    strong = TrendChart.strong(lines, launch)
  }

  // MARK: What is shown

  /// The days across: of every estimate, and of every report since the first.
  private static func days(_ model: SiteModel, _ gates: [MilestoneIndex]) -> [Day] {
    let estimates = gates.flatMap { model.content.trend.series[$0].map(\.day) }
    guard let first = estimates.min() else { return [] }
    let reports = model.plan.reports.lazy.map(\.day)
    return Set(estimates + reports + [model.statusDate]).filter { first <= $0 && $0 <= model.statusDate }.sorted()
  }

  /// Without the days at the beginning on which nothing moved but for the last of them: a level line says as much when
  /// it is short.
  private static func trimmed(_ days: [Day], _ model: SiteModel, _ gates: [MilestoneIndex]) -> [Day] {
    let moves = gates.flatMap { index -> [Day] in
      let series = model.content.trend.series[index]
      return series.indices.dropFirst().filter { series[$0].expected != series[$0 - 1].expected }.map { series[$0].day }
    }
    let first = min(moves.min() ?? days[days.count - 1], days[days.count - 1])
    let start = days.lastIndex { $0 < first } ?? 0
    return Array(days[start...])
  }

  private static func actual(_ model: SiteModel, _ index: MilestoneIndex) -> Day? {
    model.milestones[index].isDone ? model.scheduled(index).expected.map { min($0, model.statusDate) } : nil
  }

  private static func hasLine(_ model: SiteModel, _ index: MilestoneIndex, from first: Day) -> Bool {
    if let actual = actual(model, index) { return actual >= first }
    return model.content.trend.series[index].contains { $0.expected != nil }
  }

  /// The launch, then what is next, then what was done last.
  private static func choose(_ model: SiteModel, _ gates: [MilestoneIndex], _ launch: MilestoneIndex?) -> (
    shown: [MilestoneIndex], omitted: Int
  ) {
    let open = gates.filter { !model.milestones[$0].isDone && $0 != launch }
    let done = gates.filter { model.milestones[$0].isDone && $0 != launch }.reversed()
    let all = gates.filter { $0 == launch } + open + done
    return (Array(all.prefix(mostLines)), max(0, all.count - mostLines))
  }

  /// Short names; where two gates would have the same, their own.
  private static func names(_ model: SiteModel, _ gates: [MilestoneIndex]) -> [String] {
    let short = gates.map { model.shortTitle($0) }
    return zip(gates, short).map { index, name in
      short.count { $0.utf8.elementsEqual(name.utf8) } == 1 ? name : model.milestones[index].displayTitle
    }
  }

  private static func strong(_ lines: [TrendLine], _ launch: MilestoneIndex?) -> Set<Int> {
    var strong = Set(lines.indices.filter { lines[$0].milestone == launch })
    let others = lines.indices.filter { lines[$0].milestone != launch && lines[$0].actual == nil }
    if let newest = others.compactMap({ lines[$0].lastSlip }).max() {
      // Of those that slipped together, the one that comes first: the others follow it.
      if let cause = others.last(where: { lines[$0].lastSlip == newest }) { strong.insert(cause) }
    }
    return strong
  }

  // MARK: In words

  var title: String {
    "\(chipTitle): milestone trend, reports from \(scale.reports.lowerBound) to \(scale.reports.upperBound)"
  }

  /// The finding of every line.
  var description: String {
    let sentences = lines.reversed().map { line -> String in
      if let actual = line.actual {
        let slip = line.slip.map { $0 == 0 ? "" : ", \(Wording.slip($0))" } ?? ""
        return "\(line.title) was done on \(actual)\(line.points.isEmpty ? "" : slip)."
      }
      guard let first = line.points.lazy.compactMap(\.date).first,
        let last = line.points.lazy.reversed().compactMap(\.date).first
      else { return "\(line.title) never had a date." }
      if line.isUndated { return "\(line.title) was expected on \(last) and has no date now." }
      let moves = line.moves.count
      if moves == 0 { return "\(line.title) stands at \(last) and has not moved." }
      let slip = line.slip.map { $0 == 0 ? "" : ", \(Wording.slip($0))," } ?? ""
      return "\(line.title) moved from \(first) to \(last)\(slip) in \(Wording.counted(moves, "step"))."
    }
    return
      "Expected dates of \(Wording.counted(lines.count, "gate")) at \(Wording.counted(days.count, "report date")). "
      + sentences.joined(separator: " ") + " A table with the same values follows."
  }
}
