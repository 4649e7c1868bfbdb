package import TapeoutModel
import TapeoutSchedule

/// The plan as a Mermaid `gantt` diagram, which many wikis and code hosts draw: a section for each chip, in it the
/// milestones in the order in which they are read.
///
/// A bar runs from the last dependency to the milestone, by `after` and a length, so that it moves when what it waits
/// for is moved in the diagram. Gates, and what depends on nothing, are diamonds, which Mermaid draws at the middle of
/// their time: they state their day, and a comment says what they wait for. A date that is not known to the day is a bar
/// over all of it. What has no date cannot be drawn and is named in a comment. `tapeout import` reads all of it back.
package struct MermaidGantt {
  private let content: ExportContent
  private let links: LinkOrder
  /// Which milestones have a line, of the chips that are drawn.
  private var isDrawn: IndexedArray<MilestoneIndex, Bool>
  /// Where the lines that are written end; nil for a milestone without one.
  private var ends: IndexedArray<MilestoneIndex, End?>
  private var bytes: [UInt8] = []

  /// Where a line ends.
  private struct End: Comparable {
    var day: Day
    /// A bar lasts to the evening of its day; a diamond that states its day lies in its morning.
    var isEvening: Bool

    /// The day on which what follows begins.
    var next: Day { isEvening ? day + 1 : day }

    static func < (left: End, right: End) -> Bool {
      (left.next, left.isEvening ? 0 : 1) < (right.next, right.isEvening ? 0 : 1)
    }
  }

  /// - Parameter chips: those to draw; nil for all.
  package static func text(_ content: ExportContent, chips: [ChipIndex]? = nil) -> [UInt8] {
    let chips = chips ?? Array(content.plan.chips.indices)
    var gantt = MermaidGantt(content, chips)
    gantt.bytes.append("gantt\n  title \(gantt.title(content.title))\n")
    gantt.bytes.append("  dateFormat YYYY-MM-DD\n  axisFormat %Y-%m\n  todayMarker off\n")
    gantt.bytes.append("  section Report\n  Status date :milestone, status-date, \(content.schedule.statusDate), 0d\n")
    for chip in chips { gantt.append(chip) }
    return gantt.bytes
  }

  private init(_ content: ExportContent, _ chips: [ChipIndex]) {
    self.content = content
    links = LinkOrder(content)
    isDrawn = IndexedArray(repeating: false, count: content.plan.milestones.count)
    ends = IndexedArray(repeating: nil, count: content.plan.milestones.count)
    for chip in chips {
      for index in content.order[chip] where content.date(index) != nil { isDrawn[index] = true }
    }
  }

  private mutating func append(_ chip: ChipIndex) {
    let order = content.order[chip]
    if order.contains(where: { content.date($0) != nil }) {
      bytes.append("  section ")
      bytes.append(title(content.plan.chips[chip].displayTitle))
      bytes.append("\n")
    }
    for index in order { append(task: index) }
    for index in order where content.date(index) == nil {
      let why = content.plan.milestones[index].isDropped ? "dropped" : "no date"
      bytes.append("  %% not drawn, \(why): \(content.plan.milestones[index].id)\n")
    }
  }

  // MARK: Tasks

  private mutating func append(task index: MilestoneIndex) {
    guard let date = content.date(index) else { return }
    let before = predecessors(of: index)
    let drawn = before.filter { isDrawn[$0] }
    bytes.append("  ")
    bytes.append(title(content.plan.milestones[index].displayTitle))
    bytes.append(" :")
    if content.plan.milestones[index].isDone {
      bytes.append("done, ")
    } else if isBegun(index) {
      bytes.append("active, ")
    }
    if content.schedule.milestones[index].isCritical { bytes.append("crit, ") }
    let isTold = append(spanOf: index, date, after: drawn)
    bytes.append("\n")
    // What the line does not say stands in a comment behind it.
    let waits = isTold ? [] : drawn.filter { (ends[$0].map { $0.next <= date.last + 1 } ?? true) }
    if date.precision != .day || !waits.isEmpty {
      bytes.append("  %% \(id(index)):")
      if date.precision != .day {
        bytes.append(" ")
        bytes.append(date)
      }
      if !waits.isEmpty { bytes.append(" after\(ids(waits))") }
      bytes.append("\n")
    }
    for other in before where !isDrawn[other] || !(isTold || waits.contains(other)) {
      bytes.append("  %% not drawn, \(id(index)) waits for: \(content.plan.milestones[other].id)\n")
    }
  }

  /// Writes when a milestone is.
  ///
  /// - Returns: whether the line says what it waits for.
  private mutating func append(spanOf index: MilestoneIndex, _ date: PlanDate, after drawn: [MilestoneIndex]) -> Bool {
    let last = date.last
    if date.precision != .day {
      bytes.append("\(id(index)), \(date.first), \(last + 1)")
      ends[index] = End(day: last, isEvening: true)
      return false
    }
    let isGate = content.plan.milestones[index].isGate
    let known = drawn.compactMap { ends[$0] }
    // Mermaid looks only so often for what stands further down.
    let latest = known.count == drawn.count ? known.max() : nil
    if let latest, latest.next == last + 1 {
      bytes.append("milestone, \(id(index)), after\(ids(drawn)), 0d")
      ends[index] = latest
      return true
    }
    if let latest, !isGate, latest.next <= last {
      bytes.append("\(id(index)), after\(ids(drawn)), \(last + 1 - latest.next)d")
      ends[index] = End(day: last, isEvening: true)
      return true
    }
    if !isGate, let begin = begin(index), begin <= last, latest == nil {
      // The end is the morning after.
      bytes.append("\(id(index)), \(begin), \(last + 1)")
      ends[index] = End(day: last, isEvening: true)
    } else {
      bytes.append("milestone, \(id(index)), \(last), 0d")
      ends[index] = End(day: last, isEvening: false)
    }
    return false
  }

  /// `custom-1_tape-out`: no id of ours holds the line between the two.
  private func id(_ index: MilestoneIndex) -> String {
    "\(content.plan.milestones[index].id.chip)_\(content.plan.milestones[index].id.milestone)"
  }

  private func ids(_ milestones: [MilestoneIndex]) -> String { milestones.map { " \(id($0))" }.joined() }

  /// What a milestone waits for, but for what was dropped or has no date.
  private func predecessors(of index: MilestoneIndex) -> [MilestoneIndex] {
    content.schedule.graph.incoming(index).filter(links.isLinked).map { content.schedule.graph.edges[$0].from }
      .filter { content.date($0) != nil }
  }

  /// The day of its last dependency; nil without one that is dated.
  private func begin(_ index: MilestoneIndex) -> Day? {
    predecessors(of: index).compactMap { content.schedule.milestones[$0].expected }.max()
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
