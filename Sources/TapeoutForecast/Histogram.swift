import TapeoutModel

/// How many samples fell on which day.
struct Histogram {
  let first: Int32
  /// Days a bin, as a power of two.
  let shift: Int32
  let counts: ArraySlice<Int32>
  let total: Int

  /// For each of the given tenths, in order, the first day by which so many of the samples have happened.
  func days(atTenths tenths: [Int]) -> [Day] {
    var days: [Day] = []
    days.reserveCapacity(tenths.count)
    var seen = 0
    for bin in counts.indices {
      seen += Int(counts[bin])
      while days.count < tenths.count, seen * 10 >= tenths[days.count] * total {
        days.append(Day(number: Int(first) + ((bin - counts.startIndex + 1) << Int(shift)) - 1))
      }
      if days.count == tenths.count { break }
    }
    return days
  }

  func share(in days: ClosedRange<Int32>) -> Double {
    var seen = 0
    for (bin, count) in counts.enumerated() where days.contains(first + Int32(bin << Int(shift))) { seen += Int(count) }
    return Double(seen) / Double(total)
  }
}
