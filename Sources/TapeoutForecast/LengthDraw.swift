/// Random bits for a block of samples, and the lengths that they stand for.
struct LengthDraw: ~Copyable {
  /// 32 random bits a lane.
  let bits: UnsafeMutablePointer<UInt32>
  /// A number a lane, for whoever draws on a condition.
  let chosen: UnsafeMutablePointer<Int32>
  /// The piece of the quantile table that the bits point to.
  private let lines: UnsafeMutablePointer<SIMD2<Float>>

  init() {
    // Whole rows, for the sake of their alignment.
    let rows = UnsafeMutablePointer<Lanes.Bits>.allocate(capacity: Lanes.rows)
    bits = UnsafeMutableRawPointer(rows).bindMemory(to: UInt32.self, capacity: Lanes.count)
    chosen = .allocate(capacity: Lanes.count)
    lines = .allocate(capacity: Lanes.count)
  }

  deinit {
    bits.deallocate()
    chosen.deallocate()
    lines.deallocate()
  }

  func drawBits(_ key: UInt64, _ first: Int) {
    let bits = bits
    for pair in 0..<(Lanes.count / 2) {
      (bits[2 * pair], bits[2 * pair + 1]) = CounterBasedRandom.pair(key, first / 2 &+ pair)
    }
  }

  /// Sets the bits of each lane where they lie below a threshold, and clears them elsewhere.
  func mark(below threshold: UInt64) {
    let bits = bits
    for lane in 0..<Lanes.count { bits[lane] = UInt64(bits[lane]) < threshold ? .max : 0 }
  }

  /// The highest bits of all lanes.
  var highBits: Lanes.Bits {
    let rows = UnsafeRawPointer(bits).assumingMemoryBound(to: Lanes.Bits.self)
    var high = Lanes.Bits.zero
    for row in 0..<Lanes.rows { high.gather(rows[row]) }
    return high
  }

  /// Draws lengths in whole days: the hot loop, half a multiplication-based hash and one table look-up a draw.
  func draw(_ draw: ForecastNetwork.Draw, _ table: BetaQuantiles, _ first: Int, _ lengths: SampleBlock.Rows) {
    let (bits, lines) = (bits, lines)
    table.lines.withUnsafeBufferPointer { table in
      for pair in 0..<(Lanes.count / 2) {
        let (even, odd) = CounterBasedRandom.pair(draw.key, first / 2 &+ pair)
        (bits[2 * pair], bits[2 * pair + 1]) = (even, odd)
        lines[2 * pair] = table[Int(even >> 22)]
        lines[2 * pair + 1] = table[Int(odd >> 22)]
      }
    }
    let halves = UnsafeMutableRawPointer(lengths).assumingMemoryBound(to: SIMD4<Int32>.self)
    for half in 0..<(2 * Lanes.rows) {
      let line = UnsafeRawPointer(lines + 4 * half).loadUnaligned(as: SIMD8<Float>.self)
      let drawn = UnsafeRawPointer(bits + 4 * half).loadUnaligned(as: SIMD4<UInt32>.self)
      let share = line.evenHalf + line.oddHalf * (drawn & 0x3F_FFFF).floats
      halves[half] = (draw.optimistic + draw.spread * share).roundedDays
    }
  }
}

extension SIMD4<UInt32> {
  /// As floating-point numbers, for numbers below 2²³.
  @inline(__always)
  fileprivate var floats: SIMD4<Float> {
    // With the exponent of 2²³ a number's lowest bits are its whole part.
    let bits = self | 0x4B00_0000
    return SIMD4<Float>(
      Float(bitPattern: bits[0]), Float(bitPattern: bits[1]), Float(bitPattern: bits[2]), Float(bitPattern: bits[3])
    ) - 0x1p23
  }
}

extension SIMD4<Float> {
  /// The nearest whole numbers of days, for lengths between 0 and 2²² days: what `Int32(self + 0.5)` is, but without
  /// its trap, which the compiler cannot make vector instructions of.
  @inline(__always)
  fileprivate var roundedDays: SIMD4<Int32> {
    // Adding 2²³ leaves no room for digits after the point: the whole number stands in the lowest bits, rounded.
    let wanted = self + 0.5
    let shifted = wanted + 0x1p23
    let nearest =
      SIMD4<UInt32>(shifted[0].bitPattern, shifted[1].bitPattern, shifted[2].bitPattern, shifted[3].bitPattern)
      & 0x7F_FFFF
    let isAbove = shifted - 0x1p23 .> wanted
    return SIMD4<Int32>(truncatingIfNeeded: nearest) &- SIMD4<Int32>.zero.replacing(with: 1, where: isAbove)
  }
}
