/// What some samples of a group come to; tallies of the samples after them add up.
struct GroupTally: Sendable {
  var counts: DayCounts
  /// How often each node drove its chip's launch.
  var traced: [Int]
  /// A bit for every sample in which one of the group's launches lies outside the window, counted from the tally's
  /// first.
  var outside: [UInt64]
  /// The day of each of the group's launches in each sample, where somebody asks for them.
  var launchDays: [[Int32]]
  /// Which factors went badly in each sample, where somebody asks for them.
  var factorOutcome: FactorBits

  /// Marks, of the next samples, those in which a launch lies outside the window.
  ///
  /// - Parameters:
  ///   - days: the launch's, of samples `first` and on; `first` is a multiple of 64.
  ///   - first: counted from the tally's first sample.
  mutating func addOutside(_ days: UnsafeBufferPointer<Int32>, _ window: ClosedRange<Int32>, _ first: Int) {
    for start in stride(from: 0, to: days.count, by: 64) {
      var word: UInt64 = 0
      for lane in start..<min(start + 64, days.count) where !window.contains(days[lane]) {
        word |= 1 << UInt64(lane - start)
      }
      outside[(first + start) >> 6] |= word
    }
  }

  /// Adds the samples that follow: all but the last tally hold whole blocks.
  mutating func append(_ other: GroupTally, _ nodes: [ForecastNetwork.Node]) {
    counts.add(other.counts, nodes)
    for index in traced.indices { traced[index] += other.traced[index] }
    outside += other.outside
    for index in launchDays.indices { launchDays[index] += other.launchDays[index] }
    factorOutcome.append(other.factorOutcome)
  }
}
