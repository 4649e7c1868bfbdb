import TapeoutModel

/// Draws a milestone whose dependencies have all happened, given that it has not: its latest arrival lies on the
/// status date or after it.
///
/// The joint distribution is truncated exactly. Let F be each input's share before the status date. The first
/// input that arrives in time to come is the i-th with probability F₁…Fᵢ₋₁ (1 − Fᵢ) / (1 − F₁…Fₙ); those before it
/// are drawn from their past, it from its future, and those after it from all. Where no length reaches the status
/// date any more, the floor answers: today at the earliest.
struct ConditionalDraw {
  /// What is left of one input.
  struct Remainder {
    /// The share of its lengths that lead to the status date or a day after it.
    var future: Double
    /// The quantiles of that share, where it is small.
    var tail: BetaTail?
  }

  /// Input by input.
  let remainders: [Remainder]
  /// The shares of the first 1, 2, ... inputs being the first that is still to come, summed up.
  private let firstToCome: [Double]
  private let key: UInt64

  /// Less mass than this in the future is none: no table has that many digits.
  private static let leastMass = 1e-12
  /// A smaller share of the future is tabulated by itself.
  private static let smallShare = 1.0 / 16

  init(_ network: ForecastNetwork, _ inputs: ArraySlice<ForecastNetwork.Input>) {
    remainders = inputs.map { ConditionalDraw.remainder($0, network) }
    var product = 1.0
    var sum = 0.0
    firstToCome = remainders.map { remainder in
      sum += product * remainder.future
      product *= 1 - remainder.future
      return sum
    }
    // Which input comes first is a draw of its own.
    key = inputs.reduce(0x7A9E_0C5D_31B2_46F8) { ($0 ^ $1.draw.key) &* 0x9E37_79B9_7F4A_7C15 }
  }

  private static func remainder(_ input: ForecastNetwork.Input, _ network: ForecastNetwork) -> Remainder {
    let draw = input.draw
    // The shortest length, in whole days of its calendar, that reaches the status date.
    var low: Int32 = 0
    var high = Int32(draw.optimistic + draw.spread) + 1
    while low < high {
      let middle = (low + high) / 2
      if draw.arrival(input.day, Float(middle), network.calendars) < network.statusDate {
        low = middle + 1
      } else {
        high = middle
      }
    }
    let reaching = Double(low) - 0.5
    if draw.spread == 0 { return Remainder(future: Double(draw.optimistic) < reaching ? 0 : 1) }
    let start = (reaching - Double(draw.optimistic)) / Double(draw.spread)
    let table = network.tables[Int(draw.table)]
    let future = 1 - table.share(below: start)
    guard future < smallShare else { return Remainder(future: future) }
    guard start < 1 else { return Remainder(future: 0) }
    let tail = BetaTail(table, above: start)
    return Remainder(future: tail.mass, tail: tail)
  }

  /// Whether anything is left to draw.
  var hasFuture: Bool { (firstToCome.last ?? 0) > ConditionalDraw.leastMass }

  /// Picks the input that is the first still to come in one sample.
  func pick(_ sample: Int) -> Int {
    guard let mass = firstToCome.last, remainders.count > 1 else { return 0 }
    let pick = CounterBasedRandom.unit(key, sample) * mass
    var place = 0
    while place < firstToCome.count - 1, pick >= firstToCome[place] { place += 1 }
    return place
  }

  /// Picks the input that is the first still to come, lane by lane.
  func pick(_ first: Int, _ chosen: UnsafeMutablePointer<Int32>) {
    for lane in 0..<Lanes.count { chosen[lane] = Int32(truncatingIfNeeded: pick(first &+ lane)) }
  }

  /// Draws the days that one input takes.
  ///
  /// - Parameters:
  ///   - bits: 32 uniform bits a lane.
  ///   - chosen: what ``pick(_:_:)`` picked.
  func draw(
    _ place: Int, _ draw: ForecastNetwork.Draw, _ table: BetaQuantiles, _ bits: UnsafeMutablePointer<UInt32>,
    _ chosen: UnsafeMutablePointer<Int32>, _ lengths: UnsafeMutablePointer<Int32>
  ) {
    let remainder = remainders[place]
    let past = 1 - remainder.future
    func length(_ table: UnsafeBufferPointer<Float>, _ share: Double) -> Int32 {
      let position = share * Double(BetaQuantiles.cells)
      let cell = min(Int(position), BetaQuantiles.cells - 1)
      let part = Float(position - Double(cell))
      return Int32(draw.optimistic + draw.spread * (table[cell] + (table[cell + 1] - table[cell]) * part) + 0.5)
    }
    table.values.withUnsafeBufferPointer { table in
      for lane in 0..<Lanes.count {
        let share = CounterBasedRandom.unit(bits[lane])
        if place < chosen[lane] {
          lengths[lane] = length(table, share * past)
        } else if place > chosen[lane] {
          lengths[lane] = length(table, share)
        } else if let tail = remainder.tail {
          lengths[lane] = tail.values.withUnsafeBufferPointer { length($0, share) }
        } else {
          lengths[lane] = length(table, past + remainder.future * share)
        }
      }
    }
  }
}
