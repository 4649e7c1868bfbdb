package import TapeoutModel

/// How far one factor moves a launch.
package struct FactorSwing: Hashable, Sendable {
  /// Place of a dependency among the group's inputs, or beyond them of a delay among its delays, for its risk.
  package var factor: Int
  /// The launch's P80 where it goes well and where it goes badly.
  package var low: Day
  package var high: Day

  package init(factor: Int, low: Day, high: Day) {
    self.factor = factor
    self.low = low
    self.high = high
  }

  /// How far each factor that leads to a launch moves it, the widest first; equal ones in the order of the plan.
  ///
  /// - Parameters:
  ///   - launch: its place among the group's nodes.
  ///   - launchDays: its day in each sample.
  ///   - factorOutcome: which factors went badly in which samples.
  /// - Complexity: O(samples × what leads to the launch); but for how often a factor goes badly, only the latest fifth
  ///   of its samples is looked at.
  static func all(
    of group: ForecastGroup, launch: Int, launchDays: [Int32], factorOutcome: FactorBits
  ) -> [FactorSwing] {
    let launches = SortedSamples(launchDays, factorOutcome)
    let isAncestor = group.ancestors(of: launch)
    var sensitivities: [FactorSwing] = []
    func add(_ factor: Int) {
      guard let (low, high) = launches.percentiles80(factor), high > low else { return }
      sensitivities.append(FactorSwing(factor: factor, low: low, high: high))
    }
    for node in isAncestor.indices where isAncestor[node] {
      for input in group.nodes[node].inputs where group.inputs[Int(input)].draw.spread > 0 { add(Int(input)) }
    }
    var seen: Set<RiskIndex> = []
    for node in isAncestor.indices where isAncestor[node] {
      for delay in group.nodes[node].delays where seen.insert(group.delays[Int(delay)].risk).inserted {
        add(group.inputs.count + Int(delay))
      }
    }
    let order = sensitivities.indices.sorted {
      (sensitivities[$1].high - sensitivities[$1].low, $0) < (sensitivities[$0].high - sensitivities[$0].low, $1)
    }
    return order.map { sensitivities[$0] }
  }
}

/// The samples of one launch, the latest first: what is asked for is near the end, and no factor sorts them again.
private struct SortedSamples {
  /// Where the bit of each sample is.
  private let places: [FactorBits.Place]
  /// Days in the order of the samples, the latest first.
  private let days: [Int32]
  /// How many samples lie on each of the days or later.
  private let ends: [Int32]
  private let factorOutcome: FactorBits

  /// Samples counted before anybody asks whether they were enough.
  private static let stretch = 64

  init(_ launchDays: [Int32], _ factorOutcome: FactorBits) {
    self.factorOutcome = factorOutcome
    days = launchDays.withUnsafeBufferPointer(SortedSamples.days)
    guard let latest = days.first, let earliest = days.last else {
      (places, ends) = ([], [])
      return
    }
    // All days of a stretch, or those that there are, have places by subtraction or by search.
    let isStretch = Int(latest) - Int(earliest) == days.count - 1
    var ends = [Int32](repeating: 0, count: days.count)
    let distinct = days
    places = launchDays.withUnsafeBufferPointer { launchDays in
      ends.withUnsafeMutableBufferPointer { ends in
        func place(_ day: Int32) -> Int { isStretch ? Int(latest &- day) : SortedSamples.place(of: day, in: distinct) }
        for sample in launchDays.indices { ends[place(launchDays[sample])] &+= 1 }
        var before: Int32 = 0
        for day in ends.indices { (ends[day], before) = (before, before &+ ends[day]) }
        return [FactorBits.Place](unsafeUninitializedCapacity: launchDays.count) { places, count in
          for sample in launchDays.indices {
            let day = place(launchDays[sample])
            places.initializeElement(at: Int(ends[day]), to: factorOutcome.place(of: sample))
            ends[day] &+= 1
          }
          count = launchDays.count
        }
      }
    }
    self.ends = ends
  }

  /// The days that samples may lie on, the latest first.
  private static func days(_ launchDays: UnsafeBufferPointer<Int32>) -> [Int32] {
    guard let earliest = launchDays.min(), let latest = launchDays.max() else { return [] }
    if Int(latest) - Int(earliest) <= 4 * launchDays.count { return (earliest...latest).reversed() }
    return Set(launchDays).sorted(by: >)
  }

  /// The place of a day among days of which the latest is first.
  private static func place(of day: Int32, in days: [Int32]) -> Int {
    (0..<(days.count - 1)).firstPlace { days[$0] <= day }
  }

  /// The day of a sample.
  private func day(at place: Int) -> Day {
    Day(number: Int(days[(0..<(ends.count - 1)).firstPlace { Int(ends[$0]) > place }]))
  }

  /// The first days by which four fifths of the samples have come in which a factor goes well, and in which it goes
  /// badly. Nil where it goes only one way.
  func percentiles80(_ factor: Int) -> (low: Day, high: Day)? {
    let found = factorOutcome.withNumbers(of: factor) { bits -> (low: Int, high: Int)? in
      let bad = bits.count
      let good = places.count - bad
      guard bad > 0, good > 0 else { return nil }
      // Counted from the latest, so many come before the one that completes the four fifths.
      return (
        SortedSamples.place(of: good - (good * 8 + 9) / 10, among: places) { 1 &- bits[$0] },
        SortedSamples.place(of: bad - (bad * 8 + 9) / 10, among: places) { bits[$0] }
      )
    }
    guard let found = found ?? nil else { return nil }
    return (day(at: found.low), day(at: found.high))
  }

  /// The place of the first sample with `before` others before it, of those that count.
  @inline(__always)
  private static func place(
    of before: Int, among places: [FactorBits.Place], _ counts: (FactorBits.Place) -> Int
  ) -> Int {
    places.withUnsafeBufferPointer { places in
      var (start, seen) = (0, 0)
      while start + stretch <= places.count {
        var more = 0
        for index in start..<(start + stretch) { more &+= counts(places[index]) }
        if seen + more > before { break }
        seen += more
        start += stretch
      }
      for index in start..<places.count {
        seen += counts(places[index])
        if seen > before { return index }
      }
      return places.count - 1
    }
  }
}
