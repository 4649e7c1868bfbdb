extension Range<Int> {
  /// The first place at which a condition holds that holds from some place on, by binary search; the upper bound where
  /// it holds nowhere.
  @inlinable
  public func firstPlace(where holds: (Int) -> Bool) -> Int {
    var (low, high) = (lowerBound, upperBound)
    while low < high {
      let middle = (low + high) / 2
      if holds(middle) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
