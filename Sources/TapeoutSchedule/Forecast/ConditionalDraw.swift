import TapeoutModel

/// Draws a milestone whose dependencies have all happened, given that it has not: its latest arrival lies on the
/// status date or after it.
///
/// The joint distribution is truncated exactly. Let F be each input's share before the status date. The first
/// input that arrives in time to come is the i-th with probability F₁…Fᵢ₋₁ (1 − Fᵢ) / (1 − F₁…Fₙ); those before it
/// are drawn from their past, it from its future, and those after it from all. Where no length reaches the status
/// date any more, the floor answers: today at the earliest.
struct ConditionalDraw {
  private let network: ForecastNetwork
  private let inputs: [Int]
  /// Each input's share before the status date.
  private let past: [Double]
  /// The shares of the first 1, 2, ... inputs being the first that is still to come, summed up.
  private let firstToCome: [Double]
  private let key: UInt64

  /// Less mass than this in the future is none.
  private static let leastMass = 1e-6

  init(_ network: ForecastNetwork, _ node: ForecastNetwork.Node) {
    self.network = network
    inputs = node.inputs.map(Int.init)
    past = inputs.map { ConditionalDraw.past(network.inputs[$0], network) }
    var product = 1.0
    var sum = 0.0
    firstToCome = past.map { share in
      sum += product * (1 - share)
      product *= share
      return sum
    }
    // Which input comes first is a draw of its own.
    key = inputs.reduce(0x7A9E_0C5D_31B2_46F8) { ($0 ^ network.inputs[$1].draw.key) &* 0x9E37_79B9_7F4A_7C15 }
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

  /// Draws the latest arrival into `days`. What drives it has happened, so nothing needs to be remembered of it.
  func draw(_ first: Int, _ count: Int, _ days: UnsafeMutablePointer<Int32>) {
    let mass = firstToCome.last ?? 0
    guard mass > ConditionalDraw.leastMass else { return }
    for lane in 0..<count {
      let pick = inputs.count == 1 ? 0 : CounterBasedRandom.unit(key, first + lane) * mass
      let chosen = firstToCome.firstIndex { pick < $0 } ?? inputs.count - 1
      for place in inputs.indices {
        let input = network.inputs[inputs[place]]
        var share = CounterBasedRandom.unit(input.draw.key, first + lane)
        if place < chosen {
          share *= past[place]
        } else if place == chosen {
          share = past[place] + (1 - past[place]) * share
        }
        let day = input.draw.arrival(input.day, length(input.draw, share), network.calendars)
        days[lane] = max(days[lane], day)
      }
    }
  }

  private func length(_ draw: ForecastNetwork.Draw, _ share: Double) -> Float {
    guard draw.spread > 0 else { return draw.optimistic }
    let table = network.tables[Int(draw.table)].values
    let position = share * Double(BetaQuantiles.cells)
    let cell = min(Int(position), BetaQuantiles.cells - 1)
    let part = Float(position - Double(cell))
    return draw.optimistic + draw.spread * (table[cell] + (table[cell + 1] - table[cell]) * part)
  }
}
