import TapeoutModel

/// Draws a milestone whose dependencies have all happened, given that it has not: its latest arrival lies on the
/// status date or after it.
///
/// The joint distribution is truncated exactly. Let F be each input's share before the status date. The first
/// input that arrives in time to come is the i-th with probability F₁…Fᵢ₋₁ (1 − Fᵢ) / (1 − F₁…Fₙ); those before it
/// are drawn from their past, it from its future, and those after it from all. Where no length reaches the status
/// date any more, the floor answers: today at the earliest.
struct ConditionalDraw {
  /// Each input's share before the status date.
  private let past: [Double]
  /// The shares of the first 1, 2, ... inputs being the first that is still to come, summed up.
  private let firstToCome: [Double]
  private let key: UInt64

  /// Less mass than this in the future is none.
  private static let leastMass = 1e-6

  init(_ network: ForecastNetwork, _ inputs: ArraySlice<ForecastNetwork.Input>) {
    past = inputs.map { ConditionalDraw.past($0, network) }
    var product = 1.0
    var sum = 0.0
    firstToCome = past.map { share in
      sum += product * (1 - share)
      product *= share
      return sum
    }
    // Which input comes first is a draw of its own.
    key = inputs.reduce(0x7A9E_0C5D_31B2_46F8) { ($0 ^ $1.draw.key) &* 0x9E37_79B9_7F4A_7C15 }
  }

  /// The share of an input's lengths that lead to a day before the status date.
  private static func past(_ input: ForecastNetwork.Input, _ network: ForecastNetwork) -> Double {
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
    if draw.spread == 0 { return Double(draw.optimistic) < reaching ? 1 : 0 }
    return network.tables[Int(draw.table)].share(below: (reaching - Double(draw.optimistic)) / Double(draw.spread))
  }

  /// Whether anything is left to draw.
  var hasFuture: Bool { (firstToCome.last ?? 0) > ConditionalDraw.leastMass }

  /// Picks the input that is the first still to come, lane by lane.
  func pick(_ first: Int, _ chosen: UnsafeMutablePointer<Int32>) {
    guard let mass = firstToCome.last, past.count > 1 else {
      chosen.initialize(repeating: 0, count: Lanes.count)
      return
    }
    firstToCome.withUnsafeBufferPointer { firstToCome in
      for lane in 0..<Lanes.count {
        let pick = CounterBasedRandom.unit(key, first &+ lane) * mass
        var place = 0
        while place < firstToCome.count - 1, pick >= firstToCome[place] { place += 1 }
        chosen[lane] = Int32(truncatingIfNeeded: place)
      }
    }
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
    let past = past[place]
    table.values.withUnsafeBufferPointer { table in
      for lane in 0..<Lanes.count {
        var share = CounterBasedRandom.unit(bits[lane])
        if place < chosen[lane] {
          share *= past
        } else if place == chosen[lane] {
          share = past + (1 - past) * share
        }
        let position = share * Double(BetaQuantiles.cells)
        let cell = min(Int(position), BetaQuantiles.cells - 1)
        let part = Float(position - Double(cell))
        let length = draw.optimistic + draw.spread * (table[cell] + (table[cell + 1] - table[cell]) * part)
        lengths[lane] = Int32(length + 0.5)
      }
    }
  }
}
