import TapeoutWording

/// Places two-line labels below the marks of a lane, each under its own mark, so that none lies over another.
///
/// A label may stand to the left or to the right, lose words or its slip, and as a last resort be left out. The cheapest
/// combination is found from left to right: a way to place the labels so far is kept only where it leaves more room than
/// every cheaper one.
enum LaneLabelPlacement {
  struct Label {
    /// Its mark, in percent of the width.
    var x: Double
    /// The whole name and shorter ones, each with what it costs.
    var names: [(text: String, cost: Double)]
    /// The line below it, whole and shorter.
    var dates: [String]
    /// Left out only where there is no other way.
    var isImportant: Bool
  }

  /// The narrowest chart that a layout is for: in a wider one it only gets looser.
  struct Canvas {
    var width: Double
    /// How far a label may stand out of the chart at its right, in pixels.
    var right: Double
    /// Between two labels, in pixels.
    var gap: Double
    /// Only labels that are important are shown.
    var showsOnlyImportant = false
    /// The as-of line and the year rules, in percent: a label that lies across them costs more.
    var asOf: Double?
    var years: [Double] = []
  }

  /// Where a label stands, and how much of it: places in its names and dates.
  struct Place: Hashable {
    var anchor: Drawing.Anchor
    var name = 0
    var date = 0
    /// From the mark's middle to the label's edge, in pixels, where the label does not stand under the middle.
    var shift = 0

    static let hidden = Place(anchor: .hidden)
  }

  /// Half the width of a mark: a label beside the middle of its mark begins or ends at its edge.
  static let reach = 9.0
  /// How far a label may stand out of the chart at its left, in pixels.
  static let left = 24.0
  /// Between the as-of line and the label of a mark that stands on it.
  private static let clearance = 5.0
  private static let costOfSide = 0.6
  private static let costOfShortDate = 2.5
  private static let costOfCrossing = (asOf: 9.0, year: 5.0)
  static let costOfHiding = (important: 1000.0, other: 6.0)

  private struct Step {
    var cost: Double
    /// The right edge of the last label shown, in pixels.
    var edge: Double
    var place: Place
    /// The step for the label before it.
    var before: Int?
  }

  /// - Parameter labels: from left to right.
  /// - Returns: a place for each label, and what they cost together.
  /// - Complexity: O(labels × ways to place one × ways kept); fewer than a hundred are.
  static func places(of labels: [Label], on canvas: Canvas) -> (places: [Place], cost: Double) {
    var steps = [Step(cost: 0, edge: -.infinity, place: .hidden, before: nil)]
    var front = steps.indices
    for label in labels {
      var next: [Step] = []
      let ways = spans(of: label, on: canvas)
      for index in front {
        let hiding = label.isImportant ? costOfHiding.important : costOfHiding.other
        next.append(
          Step(cost: steps[index].cost + hiding, edge: steps[index].edge, place: .hidden, before: index))
        for way in ways where way.start >= steps[index].edge + canvas.gap {
          next.append(Step(cost: steps[index].cost + way.cost, edge: way.end, place: way.place, before: index))
        }
      }
      let start = steps.count
      var edge = Double.infinity
      let order = next.indices.sorted { (next[$0].cost, next[$0].edge, $0) < (next[$1].cost, next[$1].edge, $1) }
      for index in order where next[index].edge < edge {
        steps.append(next[index])
        edge = next[index].edge
      }
      front = start..<steps.count
    }
    var places: [Place] = []
    var last: Int? = labels.isEmpty ? nil : front.lowerBound
    let cost = last.map { steps[$0].cost } ?? 0
    while let index = last, steps[index].before != nil {
      places.append(steps[index].place)
      last = steps[index].before
    }
    return (places.reversed(), cost)
  }

  /// The ways to place a label by itself.
  static func spans(
    of label: Label, on canvas: Canvas
  ) -> [(place: Place, start: Double, end: Double, cost: Double)] {
    if canvas.showsOnlyImportant && !label.isImportant { return [] }
    let centre = label.x / 100 * canvas.width
    let asOf = canvas.asOf.map { $0 / 100 * canvas.width }
    var ways: [(place: Place, start: Double, end: Double, cost: Double)] = []
    for (name, own) in label.names.enumerated() {
      for (date, text) in label.dates.enumerated() {
        let width = max(LabelPlacement.width(of: own.text) * 1.02, LabelPlacement.width(of: text))
        // A mark on the as-of line would have its label cut by it.
        let isOnLine = asOf.map { abs($0 - centre) < clearance } ?? false
        let side = isOnLine ? -clearance : reach
        for anchor in [Drawing.Anchor.middle, .end, .start] {
          let start =
            switch anchor {
            case .end: centre + side - width
            case .start: centre - side
            default: centre - width / 2
            }
          let end = start + width
          guard start >= -left, end <= canvas.width + canvas.right else { continue }
          var cost = own.cost + costOfShortDate * Double(date) + (anchor == .middle ? 0 : costOfSide)
          if let asOf, start - 3 < asOf, asOf < end + 3, !(isOnLine && anchor != .middle) {
            cost += costOfCrossing.asOf
          }
          for year in canvas.years {
            let rule = year / 100 * canvas.width
            if start + 2 < rule, rule < end - 2 { cost += costOfCrossing.year }
          }
          let shift = anchor == .end ? side : anchor == .start ? -side : 0
          ways.append((Place(anchor: anchor, name: name, date: date, shift: Int(shift)), start, end, cost))
        }
      }
    }
    return ways
  }
}
