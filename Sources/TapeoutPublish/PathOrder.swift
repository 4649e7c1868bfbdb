/// Where a path comes among others, by the order of its bytes: most of the time its first 32 tell, four numbers.
struct PathOrder {
  private let first: UInt64
  private let second: UInt64
  private let third: UInt64
  private let fourth: UInt64
  /// Which of the lists that are sorted together holds the path, and where.
  let list: Int32
  let place: Int32

  init(_ path: [UInt8], list: Int, place: Int) {
    func word(_ start: Int) -> UInt64 {
      var word: UInt64 = 0
      for index in start..<(start + 8) { word = word << 8 | (index < path.count ? UInt64(path[index]) : 0) }
      return word
    }
    (first, second, third, fourth) = (word(0), word(8), word(16), word(24))
    (self.list, self.place) = (Int32(list), Int32(place))
  }

  /// - Parameter isBefore: compares the whole paths, where their beginnings are alike.
  @inline(__always)
  func precedes(_ other: PathOrder, _ isBefore: () -> Bool) -> Bool {
    if first != other.first { return first < other.first }
    if second != other.second { return second < other.second }
    if third != other.third { return third < other.third }
    if fourth != other.fourth { return fourth < other.fourth }
    return isBefore()
  }
}
