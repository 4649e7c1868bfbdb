/// The upper end of a PERT-beta distribution, tabulated by itself.
///
/// A table of the whole distribution has one cell for its last thousandth, and a draw on the condition that little is
/// left falls into that cell. Here the density is integrated by Simpson's rule on 1,024 steps between the start and 1
/// and inverted at 1,025 evenly spaced probabilities of what is left.
struct BetaTail {
  /// The share of the whole distribution that lies above the start.
  let mass: Double
  /// Quantiles of that part, in the unit interval of the whole distribution.
  let values: [Float]

  private static let steps = 1024

  /// - Parameter start: between 0 and 1.
  init(_ whole: BetaQuantiles, above start: Double) {
    let rest = 1 - start
    func density(_ index: Int) -> Double {
      let part = Double(index) / Double(2 * BetaTail.steps)
      return BetaQuantiles.density(whole.mode, start + rest * part, rest * (1 - part))
    }
    var cumulative = [0.0]
    cumulative.reserveCapacity(BetaTail.steps + 1)
    for step in 0..<BetaTail.steps {
      let area = density(2 * step) + 4 * density(2 * step + 1) + density(2 * step + 2)
      cumulative.append(cumulative[step] + area)
    }
    let total = cumulative[BetaTail.steps]
    mass = total * rest / Double(6 * BetaTail.steps) / whole.area
    var values: [Float] = []
    values.reserveCapacity(BetaQuantiles.cells + 1)
    var step = 0
    for cell in 0...BetaQuantiles.cells {
      let wanted = total * Double(cell) / Double(BetaQuantiles.cells)
      while step < BetaTail.steps - 1, cumulative[step + 1] < wanted { step += 1 }
      let width = cumulative[step + 1] - cumulative[step]
      let part = width > 0 ? min(max((wanted - cumulative[step]) / width, 0), 1) : 0
      values.append(Float(start + rest * (Double(step) + part) / Double(BetaTail.steps)))
    }
    self.values = values
  }
}
