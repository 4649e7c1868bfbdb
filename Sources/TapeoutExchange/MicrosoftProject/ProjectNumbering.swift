import TapeoutModel
import TapeoutSchedule

/// The numbers of everything in a Microsoft Project file, in the order in which it stands there: depth first.
struct ProjectNumbering {
  private(set) var chips: IndexedArray<ChipIndex, Int>
  private(set) var milestones: IndexedArray<MilestoneIndex, Int>
  /// By place of the dependency: the task that stands for its working days.
  private(set) var work: [Int: Int] = [:]
  private let links: LinkOrder
  private let content: ExportContent
  /// Names of owners, in the order of the plan, and the milestones of each.
  private var owners: [(name: String, milestones: [MilestoneIndex])] = []

  init(_ content: ExportContent) {
    self.content = content
    let (plan, schedule) = (content.plan, content.schedule)
    links = LinkOrder(content)
    chips = IndexedArray(repeating: 0, count: plan.chips.count)
    milestones = IndexedArray(repeating: 0, count: plan.milestones.count)
    var next = 1
    var known: [String: Int] = [:]
    for chip in plan.chips.indices {
      chips[chip] = next
      next += 1
      for milestone in content.order[chip] {
        for edge in schedule.graph.incoming(milestone) where isWork(edge) {
          work[edge] = next
          next += 1
        }
        milestones[milestone] = next
        next += 1
        guard let owner = plan.milestones[milestone].owner?.value.oneLine, !owner.isEmpty else { continue }
        if known[owner] == nil {
          known[owner] = owners.count
          owners.append((owner, []))
        }
        owners[known[owner] ?? 0].milestones.append(milestone)
      }
    }
  }

  func isLinked(_ edge: Int) -> Bool { links.isLinked(edge) }

  private func isWork(_ edge: Int) -> Bool {
    content.schedule.graph.edges[edge].calendar >= 0 && content.schedule.graph.edges[edge].likely > 0 && isLinked(edge)
  }

  /// Owners, and what they answer for. They work no hours there: the dates are the milestones’.
  func appendResources(to bytes: inout [UInt8]) {
    bytes.append("<Resources>\n")
    for (place, owner) in owners.enumerated() {
      bytes.append("<Resource>\n<UID>\(place + 1)</UID>\n<ID>\(place + 1)</ID>\n")
      bytes.append(element: "Name", owner.name)
      bytes.append("<Type>1</Type>\n<IsNull>0</IsNull>\n</Resource>\n")
    }
    bytes.append("</Resources>\n<Assignments>\n")
    var uid = 0
    for (place, owner) in owners.enumerated() {
      for milestone in owner.milestones {
        uid += 1
        bytes.append("<Assignment>\n<UID>\(uid)</UID>\n<TaskUID>\(milestones[milestone])</TaskUID>\n")
        bytes.append("<ResourceUID>\(place + 1)</ResourceUID>\n<ActualWork>PT0H0M0S</ActualWork>\n")
        bytes.append(
          "<RemainingWork>PT0H0M0S</RemainingWork>\n<Units>1</Units>\n<Work>PT0H0M0S</Work>\n</Assignment>\n")
      }
    }
    bytes.append("</Assignments>\n")
  }
}
