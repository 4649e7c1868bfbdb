/// Which labels of an axis there is room for.
enum AxisLabels {
  /// Where a label stands to its place.
  enum Alignment {
    /// Its middle; the first begins at its place, the last ends there.
    case middle
    /// Its beginning.
    case start
  }

  /// The labels that stand clear of each other: both ends first, then the others from the right.
  ///
  /// - Parameters:
  ///   - places: in percent, from left to right.
  ///   - length: of the longest label and the gap after it, in pixels.
  ///   - width: of the narrowest chart, in pixels.
  /// - Returns: places in `places`, from left to right.
  static func fitting(_ places: [Double], length: Double, width: Double, _ alignment: Alignment = .middle) -> [Int] {
    func start(_ index: Int) -> Double {
      let at = places[index] / 100 * width
      guard alignment == .middle else { return at }
      return index == places.count - 1 ? at - length : index == 0 ? at : at - length / 2
    }
    guard let last = places.indices.last else { return [] }
    guard last > 0, start(0) + length <= start(last) else { return [alignment == .middle ? last : 0] }
    var chosen = [last]
    for index in places.indices.dropFirst().dropLast().reversed()
    where start(index) + length <= start(chosen[chosen.count - 1]) && start(0) + length <= start(index) {
      chosen.append(index)
    }
    return (chosen + [0]).reversed()
  }
}
