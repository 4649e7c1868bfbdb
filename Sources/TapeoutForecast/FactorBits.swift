/// For every factor and sample, one bit: whether the factor goes badly. Samples come in blocks, as they are drawn.
struct FactorBits: Sendable {
  private let factorCount: Int
  /// Block by block, factor by factor: lane l is bit l / 8 of number l mod 8.
  private var rows: [Lanes.Bits] = []

  init(factorCount: Int) { self.factorCount = factorCount }

  /// Adds the next block: a row for each factor, of which the first `count` lanes are samples.
  mutating func append(_ block: UnsafeBufferPointer<Lanes.Bits>, _ count: Int) {
    rows.append(contentsOf: block)
    guard count < Lanes.count else { return }
    let mask = Lanes.bits(below: count)
    for row in (rows.count - factorCount)..<rows.count { rows[row] &= mask }
  }

  /// Adds the blocks of the samples that follow.
  mutating func append(_ other: FactorBits) { rows += other.rows }

  /// Where the bit of a sample is among the bits of all rows: the same for every factor but for its own row.
  struct Place {
    fileprivate let bit: Int
  }

  @inline(__always)
  func place(of sample: Int) -> Place {
    let lane = sample & (Lanes.count - 1)
    return Place(bit: (((sample &>> 8) &* factorCount &* 8) &+ (lane & 7)) &<< 5 | lane &>> 3)
  }

  /// One factor's bits, laid open.
  struct Numbers {
    fileprivate let rows: UnsafePointer<Lanes.Bits>
    fileprivate let factorCount: Int
    fileprivate let blocks: Int

    @inline(__always)
    subscript(_ place: Place) -> Int {
      let numbers = UnsafeRawPointer(rows).assumingMemoryBound(to: UInt32.self)
      return Int((numbers[place.bit &>> 5] &>> UInt32(truncatingIfNeeded: place.bit)) & 1)
    }

    /// How many are set.
    var count: Int {
      // Bits are counted in vectors, side by side: pairs, then halves of bytes, then bytes, which hold 31 rows' sums.
      var count = 0
      for start in stride(from: 0, to: blocks, by: 31) {
        var bytes = Lanes.Bits.zero
        for block in start..<min(start + 31, blocks) {
          let bits = rows[block &* factorCount]
          let pairs = bits &- ((bits &>> 1) & 0x5555_5555)
          let halves = (pairs & 0x3333_3333) &+ ((pairs &>> 2) & 0x3333_3333)
          bytes &+= (halves &+ (halves &>> 4)) & 0x0F0F_0F0F
        }
        let words = (bytes & 0x00FF_00FF) &+ ((bytes &>> 8) & 0x00FF_00FF)
        count += Int(((words & 0xFFFF) &+ (words &>> 16)).wrappedSum())
      }
      return count
    }
  }

  func withNumbers<Value>(of factor: Int, _ body: (Numbers) -> Value) -> Value? {
    rows.withUnsafeBufferPointer { rows in
      rows.baseAddress.map {
        body(Numbers(rows: $0 + factor, factorCount: factorCount, blocks: rows.count / factorCount))
      }
    }
  }
}
