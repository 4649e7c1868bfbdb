/// How many samples of each node fell on which day, one histogram after the other.
///
/// Between the first and the last day that any draw can give lie decades where the chain before a node is long, and
/// nearly all draws lie within a year. So a long histogram begins empty and is widened to what is drawn: of a chain of
/// 10,000 milestones, 20 MB instead of 1 GB.
struct DayCounts: Sendable {
  /// The bins of a node that are kept.
  private struct Span: Equatable {
    /// Place of its first bin among the counts.
    var start: Int
    var bins: Range<Int>
  }

  private var counts: [Int32] = []
  private var spans: [Span] = []

  /// Histograms of at most so many bins are kept whole.
  static let mostWhole = 512
  /// The least by which a histogram is widened.
  private static let margin = 64

  init(_ nodes: [ForecastNetwork.Node]) {
    spans.reserveCapacity(nodes.count)
    var size = 0
    for node in nodes {
      let bins = node.bins <= DayCounts.mostWhole ? node.bins : 0
      spans.append(Span(start: size, bins: 0..<bins))
      size += bins
    }
    counts = Array(repeating: 0, count: size)
  }

  /// Counts the days of some samples of a node.
  mutating func add(_ days: UnsafePointer<Int32>, count: Int, of node: ForecastNetwork.Node, at place: Int) {
    let (shift, earliest) = (node.binShift, node.earliest)
    if spans[place].bins.count < node.bins {
      var (first, last) = (days[0], days[0])
      for lane in 1..<max(1, count) {
        first = min(first, days[lane])
        last = max(last, days[lane])
      }
      widen(place, to: Int((first &- earliest) &>> shift)..<Int((last &- earliest) &>> shift) + 1, of: node.bins)
    }
    let start = spans[place].start &- spans[place].bins.lowerBound
    counts.withUnsafeMutableBufferPointer { counts in
      guard let counts = counts.baseAddress.map({ $0 + start }) else { return }
      if shift == 0 {
        for lane in 0..<count { counts[Int(days[lane] &- earliest)] &+= 1 }
      } else {
        for lane in 0..<count { counts[Int((days[lane] &- earliest) &>> shift)] &+= 1 }
      }
    }
  }

  /// Adds the counts of other samples of the same nodes.
  mutating func add(_ other: DayCounts, _ nodes: [ForecastNetwork.Node]) {
    if spans == other.spans, counts.count == other.counts.count {
      for index in counts.indices { counts[index] += other.counts[index] }
      return
    }
    for place in spans.indices where !other.spans[place].bins.isEmpty {
      let from = other.spans[place]
      widen(place, to: from.bins, of: nodes[place].bins)
      let start = spans[place].start + from.bins.lowerBound - spans[place].bins.lowerBound
      for bin in 0..<from.bins.count { counts[start + bin] += other.counts[from.start + bin] }
    }
  }

  /// Makes room for bins, with some to spare; what was counted moves along.
  private mutating func widen(_ place: Int, to bins: Range<Int>, of most: Int) {
    let old = spans[place]
    if old.bins.lowerBound <= bins.lowerBound, bins.upperBound <= old.bins.upperBound, !old.bins.isEmpty { return }
    var (lower, upper) = (bins.lowerBound, bins.upperBound)
    if !old.bins.isEmpty { (lower, upper) = (min(lower, old.bins.lowerBound), max(upper, old.bins.upperBound)) }
    // By half of what there is, so that moving costs no more than counting.
    let margin = max(DayCounts.margin, old.bins.count / 2)
    if old.bins.isEmpty || lower < old.bins.lowerBound { lower = max(0, lower - margin) }
    if old.bins.isEmpty || upper > old.bins.upperBound { upper = min(most, upper + margin) }
    let start = counts.count
    counts.append(contentsOf: repeatElement(0, count: upper - lower))
    for bin in 0..<old.bins.count { counts[start + old.bins.lowerBound - lower + bin] = counts[old.start + bin] }
    spans[place] = Span(start: start, bins: lower..<upper)
  }

  func histogram(of place: Int, _ node: ForecastNetwork.Node, total: Int) -> Histogram {
    let span = spans[place]
    return Histogram(
      first: node.earliest + Int32(span.bins.lowerBound << Int(node.binShift)), shift: node.binShift,
      counts: counts[span.start..<span.start + span.bins.count], total: total)
  }
}
