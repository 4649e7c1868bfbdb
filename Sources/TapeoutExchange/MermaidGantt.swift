package import TapeoutModel
import TapeoutSchedule

/// The plan as a Mermaid `gantt` diagram, which many wikis and code hosts draw: a section for each chip, in it the
/// milestones in the order in which they are read.
///
/// A bar runs from the last dependency to the milestone; gates, and what depends on nothing, are diamonds. A date that
/// is not known to the day is a bar over all of it. What has no date cannot be drawn and is named in a comment.
package struct MermaidGantt {
  private let content: ExportContent

  /// - Parameter chips: those to draw; nil for all.
  package static func text(_ content: ExportContent, chips: [ChipIndex]? = nil) -> [UInt8] {
    let gantt = MermaidGantt(content: content)
    var bytes: [UInt8] = []
    bytes.append("gantt\n  title \(gantt.title(content.title))\n")
    bytes.append("  dateFormat YYYY-MM-DD\n  axisFormat %Y-%m\n  todayMarker off\n")
    bytes.append("  section Report\n  Status date :milestone, \(content.schedule.statusDate), 0d\n")
    for chip in chips ?? Array(content.plan.chips.indices) { gantt.append(chip, to: &bytes) }
    return bytes
  }

  private func append(_ chip: ChipIndex, to bytes: inout [UInt8]) {
    let order = content.order[chip]
    if order.contains(where: { content.date($0) != nil }) {
      bytes.append("  section ")
      bytes.append(title(content.plan.chips[chip].displayTitle))
      bytes.append("\n")
    }
    for index in order { append(task: index, to: &bytes) }
    for index in order where content.date(index) == nil {
      let why = content.plan.milestones[index].isDropped ? "dropped" : "no date"
      bytes.append("  %% not drawn, \(why): ")
      bytes.append(title(content.plan.milestones[index].id.description))
      bytes.append("\n")
    }
  }

  private func append(task index: MilestoneIndex, to bytes: inout [UInt8]) {
    guard let date = content.date(index) else { return }
    bytes.append("  ")
    bytes.append(title(content.plan.milestones[index].displayTitle))
    bytes.append(" :")
    if content.plan.milestones[index].isDone {
      bytes.append("done, ")
    } else if isBegun(index) {
      bytes.append("active, ")
    }
    if content.schedule.milestones[index].isCritical { bytes.append("crit, ") }
    let start = date.precision == .day ? begin(index) : date.first
    if let start, start <= date.last, date.precision != .day || !content.plan.milestones[index].isGate {
      bytes.append(start)
      bytes.append(", ")
      // The end is the morning after.
      bytes.append(date.last + 1)
    } else {
      bytes.append("milestone, ")
      bytes.append(date.last)
      bytes.append(", 0d")
    }
    bytes.append("\n")
  }

  /// The day of its last dependency; nil without one that is dated.
  private func begin(_ index: MilestoneIndex) -> Day? {
    var last: Day?
    for edge in content.schedule.graph.incoming(index) {
      let from = content.schedule.milestones[content.schedule.graph.edges[edge].from]
      guard from.health != .dropped, let day = from.expected else { continue }
      last = last.map { max($0, day) } ?? day
    }
    return last
  }

  /// Whether everything before it is done, and something is before it.
  private func isBegun(_ index: MilestoneIndex) -> Bool {
    let incoming = content.schedule.graph.incoming(index)
    return !incoming.isEmpty
      && incoming.allSatisfy { edge in
        let from = content.schedule.graph.edges[edge].from
        return content.plan.milestones[from].isDone || content.plan.milestones[from].isDropped
      }
  }

  // MARK: Text

  /// Words that Mermaid takes for a statement where a line begins with them.
  private static let keywords = [
    "acc", "axisformat", "call", "click", "dateformat", "excludes", "gantt", "href", "includes", "inclusiveenddates",
    "section", "tickinterval", "title", "todaymarker", "topaxis", "weekday", "weekend",
  ].map { Array($0.utf8) }

  /// The text as Mermaid reads it back: what means something to it, to HTML or to a Markdown fence around the diagram
  /// as an entity such as `#58;`, and likewise the first letter of a word that is a statement.
  private func title(_ text: String) -> String {
    let text = text.oneLine
    var scalars = text.unicodeScalars[...]
    while scalars.first == " " { scalars.removeFirst() }
    if scalars.isEmpty { return "–" }
    var result = ""
    let lower = scalars.utf8Prefix(20)
    if MermaidGantt.keywords.contains(where: lower.starts) || scalars.first?.properties.numericType != nil,
      let first = scalars.popFirst()
    {
      result += "#\(first.value);"
    }
    for scalar in scalars {
      switch scalar {
      case "#", ":", ";", "%", "<", ">", "&", "\"", "'", "`", "{", "}", "\\", "$", "~": result += "#\(scalar.value);"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}

extension Substring.UnicodeScalarView {
  /// The first ASCII letters, in lower case, as bytes.
  fileprivate func utf8Prefix(_ length: Int) -> [UInt8] {
    prefix(length).map { $0.isASCII ? UInt8(truncatingIfNeeded: $0.value) | 0x20 : 0 }
  }
}
