package import TapeoutModel

/// What leaves dates open: a milestone that nothing dates, or a length that nobody knows.
package struct UndatedInput: Sendable {
  package enum Cause: Hashable, Sendable {
    case milestone(MilestoneIndex)
    /// A dependency of unknown length: a place in the graph's edges.
    case duration(edge: Int)
  }

  package var cause: Cause
  /// The unfinished milestones that have no date for this cause, without the cause itself, in the order of the
  /// plan.
  package var behind: [MilestoneIndex] = []
}

extension Schedule {
  /// Everything that leaves dates open, in the order of the plan. What has several open inputs counts behind the first.
  /// Cycles have no such cause, nor have dates beyond the calendar.
  ///
  /// - Complexity: O(milestones + dependencies).
  package var undatedInputs: [UndatedInput] {
    var causes: [UndatedInput.Cause: Int] = [:]
    var inputs: [UndatedInput] = []
    var causeOf = IndexedArray<MilestoneIndex, UndatedInput.Cause?>(repeating: nil, count: milestones.count)
    for milestone in graph.order where milestones[milestone].expected == nil {
      switch milestones[milestone].driver {
      case .nothing where milestones[milestone].earliest != nil: causeOf[milestone] = .milestone(milestone)
      case .undated(let edge):
        let from = graph.edges[Int(edge)].from
        let isDated = milestones[from].expected != nil
        causeOf[milestone] = isDated ? .duration(edge: Int(edge)) : causeOf[from]
      default: continue
      }
    }
    for milestone in causeOf.indices {
      guard let cause = causeOf[milestone] else { continue }
      let place = causes[cause] ?? inputs.count
      if place == inputs.count {
        causes[cause] = place
        inputs.append(UndatedInput(cause: cause))
      }
      if cause != .milestone(milestone) { inputs[place].behind.append(milestone) }
    }
    return inputs
  }
}
