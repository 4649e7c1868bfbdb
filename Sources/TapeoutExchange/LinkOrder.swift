import TapeoutModel
import TapeoutSchedule

/// Which dependencies other programs can be given as links between tasks.
struct LinkOrder {
  /// By place of the milestone in the order of the schedule; nil for what lies in or behind a ring.
  private let place: IndexedArray<MilestoneIndex, Int?>
  private let content: ExportContent

  init(_ content: ExportContent) {
    self.content = content
    var place = IndexedArray<MilestoneIndex, Int?>(repeating: nil, count: content.plan.milestones.count)
    for (position, milestone) in content.schedule.graph.order.enumerated() { place[milestone] = position }
    self.place = place
  }

  /// Whether a dependency is a link. What was dropped links to nothing, and a link against the order, as one into what
  /// has happened may be, could close a ring, which other tools refuse.
  func isLinked(_ edge: Int) -> Bool {
    let dependency = content.schedule.graph.edges[edge]
    guard let from = place[dependency.from], let to = place[dependency.to], from < to else { return false }
    return ![dependency.from, dependency.to].contains {
      content.plan.milestones[$0].isDropped && !content.plan.milestones[$0].isDone
    }
  }
}
