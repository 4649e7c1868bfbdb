import TapeoutHistory
import TapeoutWording

/// The stability of dates in plain words.
struct StabilityWords {
  let figures: Stability.Figures

  init(_ figures: Stability.Figures) { self.figures = figures }

  /// `Of seven slips, two were announced after the old date had passed and one within four weeks of it; the median slip
  /// is 2 weeks.`; nil where nothing slipped and no baseline changed.
  var sentence: String? {
    var sentences: [String] = []
    if let slips { sentences.append(slips) }
    if let rebaselines { sentences.append(rebaselines) }
    return sentences.isEmpty ? nil : sentences.joined(separator: " ")
  }

  private var slips: String? {
    let count = figures.slips.count
    guard count > 0 else { return nil }
    let median =
      figures.medianDays.map { days in
        count == 1 ? "; it was \(Wording.length(days))" : "; the median is \(Wording.length(days))"
      } ?? ""
    let announced: String
    switch (figures.late, figures.close) {
    case (0, 0): announced = "\(part(count, count))announced more than four weeks before the old date"
    case (let late, 0): announced = "\(part(late, count))announced after the old date had passed"
    case (0, let close): announced = "\(part(close, count))announced within four weeks of the old date"
    case (let late, let close):
      announced = "\(late) announced after the old date had passed, \(close) within four weeks of it"
    }
    return "\(Wording.capitalized(count)) \(count == 1 ? "slip" : "slips"), \(announced)\(median)."
  }

  private func part(_ count: Int, _ all: Int) -> String { count == all ? (all == 1 ? "" : "all ") : "\(count) " }

  private var rebaselines: String? {
    let count = figures.rebaselines.count
    guard count > 0 else { return nil }
    let silent = figures.rebaselinesWithoutReason
    let reason = silent == 0 ? "" : silent == count ? ", without a reason" : ", \(silent) of them without a reason"
    return "Baselines were changed \(Wording.times(count))\(reason)."
  }
}
