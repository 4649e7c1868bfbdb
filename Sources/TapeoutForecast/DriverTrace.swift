/// Follows, in every sample, what drove a launch, back to where it began.
///
/// All lanes of a block go back together: a lane's mark passes from a node to the one that drove it.
struct DriverTrace: ~Copyable {
  /// A 1 in each lane whose launch the node drove, node by node; zeros between two launches.
  private let marks: SampleBlock.Rows
  private var isMarked: [Bool]

  init(_ group: ForecastGroup) {
    let size = group.launches.isEmpty ? 0 : group.nodes.count * Lanes.rows
    marks = .allocate(capacity: size)
    marks.initialize(repeating: .zero, count: size)
    isMarked = Array(repeating: false, count: group.nodes.count)
  }

  deinit { marks.deallocate() }

  /// Counts, for every launch and the first `count` lanes, the milestones of its chip that drove it.
  ///
  /// - Parameter drivers: the place of the node that drove each node in each lane, node by node.
  mutating func add(
    _ group: ForecastGroup, _ drivers: SampleBlock.Rows, _ count: Int, to traced: inout [Int]
  ) {
    for launch in group.launches {
      Lanes.numbers(marks + launch.place * Lanes.rows).update(repeating: 1, count: count)
      isMarked[launch.place] = true
      for place in (0...launch.place).reversed() where isMarked[place] {
        isMarked[place] = false
        let own = marks + place * Lanes.rows
        let count = DriverTrace.sum(own)
        if count == 0 { continue }
        if launch.chips.contains(group.chipOf[place]) { traced[place] += count }
        for input in group.nodes[place].inputs {
          let from = group.inputs[Int(input)].node
          guard from >= 0 else { continue }
          isMarked[Int(from)] = true
          DriverTrace.pass(own, drivers + place * Lanes.rows, from, marks + Int(from) * Lanes.rows)
        }
        own.update(repeating: .zero, count: Lanes.rows)
      }
    }
  }

  private static func sum(_ marks: SampleBlock.Rows) -> Int {
    var sum = Lanes.Row.zero
    for row in 0..<Lanes.rows { sum &+= marks[row] }
    return Int(sum.wrappedSum())
  }

  /// Marks, in another node, the lanes in which it drove this one.
  private static func pass(
    _ own: SampleBlock.Rows, _ drivers: SampleBlock.Rows, _ from: Int32, _ theirs: SampleBlock.Rows
  ) {
    let from = Lanes.Row(repeating: from)
    for row in 0..<Lanes.rows { theirs[row] |= own[row] & (drivers[row] .== from).bits }
  }
}
