/// Follows, in every sample, what drove a launch, back to where it began.
///
/// All lanes of a block go back together: a lane's mark passes from a node to those that drove it. Where several
/// arrivals share the latest day, all of them drove the node, so the order of dependencies does not matter.
struct DriverTrace: ~Copyable {
  /// Node by node, a bit in each lane whose launch the node drove; zeros between two launches.
  private let marks: UnsafeMutablePointer<Lanes.Bits>
  private var isMarked: [Bool]

  init(_ group: ForecastGroup) {
    let size = group.launches.isEmpty ? 0 : group.nodes.count
    marks = .allocate(capacity: size)
    marks.initialize(repeating: .zero, count: size)
    isMarked = Array(repeating: false, count: group.nodes.count)
  }

  deinit { marks.deallocate() }

  /// Counts, for every launch and the first `count` lanes, the milestones of its chip that drove it.
  ///
  /// - Parameter drives: input by input, a bit in each lane in which it drove its node.
  mutating func add(
    _ group: ForecastGroup, drives: UnsafeMutablePointer<Lanes.Bits>, count: Int, to traced: inout [Int]
  ) {
    for launch in group.launches {
      marks[launch.place] = Lanes.bits(below: count)
      isMarked[launch.place] = true
      for place in (0...launch.place).reversed() where isMarked[place] {
        isMarked[place] = false
        let own = marks[place]
        marks[place] = .zero
        let count = Lanes.count(own)
        if count == 0 { continue }
        if launch.chips.contains(group.chipOf[place]) { traced[place] += count }
        for input in group.nodes[place].inputs {
          let from = Int(group.inputs[Int(input)].node)
          guard from >= 0 else { continue }
          isMarked[from] = true
          marks[from] |= own & drives[Int(input)]
        }
      }
    }
  }
}
