extension Range where Bound: Strideable, Bound.Stride == Int {
  /// The first place at which a condition holds that holds from some place on, by binary search; the upper bound where
  /// it holds nowhere.
  @inlinable
  public func firstPlace(where holds: (Bound) -> Bool) -> Bound {
    var (low, high) = (lowerBound, upperBound)
    while low < high {
      let middle = low.advanced(by: low.distance(to: high) / 2)
      if holds(middle) { high = middle } else { low = middle.advanced(by: 1) }
    }
    return low
  }
}
