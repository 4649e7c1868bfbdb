import TapeoutModel
import TapeoutSchedule
import TapeoutTemplates
import TapeoutWording

extension GanttChart {
  /// Longer charts are cut where paper needs a new page: each segment has its own axis and its own part of the path.
  static let longestSegment = 40
  /// The first segment shares its page with the head of the chip's page.
  static let firstSegment = 28
  /// Of a row on a wide screen, in pixels: what joins rows counts with it.
  static let rowHeight = 28
  /// Cards of the last rows open upward.
  private static let rowsWithCardsAbove = 8

  /// The rows of each segment.
  var segments: [Range<Int>] {
    guard rows.count > GanttChart.longestSegment else { return [0..<rows.count] }
    let starts = [0] + stride(from: GanttChart.firstSegment, to: rows.count, by: GanttChart.longestSegment)
    return zip(starts, starts.dropFirst() + [rows.count]).map { $0..<$1 }
  }

  /// The chart as rows for the chip's page.
  func markup(_ model: SiteModel, chip: ChipIndex) -> Markup {
    let title = model.plan.chips[chip].displayTitle
    let segments = segments
    let head = axis.markup
    var html = Markup()
    html.reserveCapacity(rows.count * 1200 + 4096)
    for (number, segment) in segments.enumerated() {
      html += "<div class=\"seg\(literal: number > 0 ? " more" : "")\">"
      let place = "\(Wording.grouped(segment.lowerBound + 1)) to \(Wording.grouped(segment.upperBound))"
      let whole = "rows \(place) of \(Wording.grouped(rows.count))"
      if segments.count > 1 { html += "<p class=\"sgh\"><bdi>\(title)</bdi>: \(whole)</p>" }
      html += head
      html += """
        <div class="gb"><div class="ov"><svg class="z" role="img" aria-labelledby="g-t\(number) g-d\(number)">\
        <title id="g-t\(number)">\(title): milestones over time\(segments.count > 1 ? ", \(whole)" : "")</title>\
        <desc id="g-d\(number)">\(description)</desc>
        """
      axis.writeGround(to: &html)
      writePath(in: segment, to: &html)
      html.literal("</svg></div><ol>")
      for row in segment {
        write(rows[row], row, isLast: rows.count - row <= GanttChart.rowsWithCardsAbove, model, to: &html)
      }
      html.literal("</ol></div></div>")
    }
    return html
  }

  /// The stretches of the driving path that run through a segment.
  private func writePath(in segment: Range<Int>, to html: inout Markup) {
    func y(_ row: Int) -> Double { (Double(row - segment.lowerBound) + 0.5) / Double(segment.count) * 100 }
    var lines = Markup()
    var heads = Markup()
    for step in path where step.from < step.to && step.from < segment.upperBound && step.to >= segment.lowerBound {
      let end = min(y(step.to), 100)
      lines += "M\(step.x) \(max(y(step.from), 0))V\(end)"
      if segment.contains(step.to) { heads += "<use href=\"#m-ca\" x=\"\(step.x)%\" y=\"\(end)%\"/>" }
    }
    guard !lines.isEmpty else { return }
    html += """
      <g class="dep-l"><svg viewBox="0 0 100 100" preserveAspectRatio="none" width="100%" height="100%">\
      <path class="dc" d="\(lines)"/></svg>\(heads)</g>
      """
  }

  private func write(_ row: Row, _ number: Int, isLast: Bool, _ model: SiteModel, to html: inout Markup) {
    switch row {
    case .folded(let folded): write(folded, model, to: &html)
    case .bar(let bar): write(bar, number, isLast: isLast, model, to: &html)
    case .whisker(let whisker): write(whisker, model, to: &html)
    }
  }

  /// How many letters of a name there is room for beside what stands at the end of its row, on a wide screen and on a
  /// narrow one: in pixels of the column, with letters of 13 pixels.
  private func room(beside note: String, isBold: Bool) -> (wide: Int, narrow: Int) {
    let taken = LabelPlacement.width(of: note) * 13 / 12 + 28
    let letter = isBold ? 7.5 : 6.9
    return (max(Int((368 - taken) / letter), 12), max(Int((272 - taken) / letter), 8))
  }

  /// A name, without its middle where it is too long for its place: on a narrow screen earlier than on a wide one, on
  /// paper never.
  private func writeName(_ name: String, beside note: String, isBold: Bool, to html: inout Markup) {
    let room = room(beside: note, isBold: isBold)
    let (wide, narrow) = (Wording.cutMiddle(name, room.wide), Wording.cutMiddle(name, room.narrow))
    if narrow == name {
      html += "<bdi>\(name)</bdi>"
    } else {
      html += "<bdi class=\"nw\">\(wide)</bdi><bdi class=\"nn\">\(narrow)</bdi>"
      if wide != name { html += "<bdi class=\"np\">\(name)</bdi>" }
    }
  }

  private func write(_ folded: Folded, _ model: SiteModel, to html: inout Markup) {
    html.literal("<li class=\"r fo\">")
    if let only = folded.only {
      html += "<a href=\"\(model.places.pathsBesideChip[only])\" aria-label=\"\(folded.title)\">"
      writeName(folded.title, beside: folded.note, isBold: false, to: &html)
      html += "</a><span class=\"d\">\(folded.note)<i>, done</i></span>"
    } else {
      html +=
        "<a href=\"#ms\">\(folded.title)</a><span class=\"d\">\(folded.note)<span class=\"by\"> \(folded.last)</span></span>"
    }
    html.literal("<div class=\"s\"><svg aria-hidden=\"true\">")
    if let first = folded.marks.first, let last = folded.marks.last, folded.marks.count > 1 {
      html += "<line class=\"br\" x1=\"\(first.x)%\" x2=\"\(last.x)%\"/>"
    }
    for mark in folded.marks {
      writeMark(Mark(model.health(mark.milestone)), mark.x, mark.milestone, isTarget: mark.isTarget, model, to: &html)
    }
    html.literal("</svg></div></li>")
  }

  /// A mark with its facts, which leads to its page where nothing else is near. The name in the row does so for the
  /// keyboard and for readers of screens.
  private func writeMark(
    _ mark: Mark, _ x: Double, _ milestone: MilestoneIndex, isTarget: Bool, _ model: SiteModel, to html: inout Markup,
    label: Markup = ""
  ) {
    html += "<svg x=\"\(x)%\">"
    if isTarget {
      html += "<a class=\"mk\" tabindex=\"-1\" href=\"\(model.places.pathsBesideChip[milestone])\">"
    } else {
      html.literal("<g>")
    }
    html += "<title>\(model.facts(milestone))</title>"
    if isTarget { html.literal("<rect class=\"hit\" width=\"24\" height=\"24\"/>") }
    html += "<use href=\"#m-\(literal: mark.name)\"/>"
    html.literal(isTarget ? "</a>" : "</g>")
    html += label
    html.literal("</svg>")
  }

  private func write(_ bar: Bar, _ number: Int, isLast: Bool, _ model: SiteModel, to html: inout Markup) {
    var milestone: Milestone { _read { yield model.milestones[bar.milestone] } }
    let hasCard = bar.isDriving || milestone.isGate || model.plan.chips[milestone.chip].launch == bar.milestone
    let card = "c-\(number)"
    html +=
      "<li class=\"r\(literal: bar.isDriving ? " cr" : "")\"><a href=\"\(model.places.pathsBesideChip[bar.milestone])\""
    let room = room(beside: bar.date, isBold: bar.isDriving)
    if milestone.displayTitle.unicodeScalars.count > room.narrow {
      html += " aria-label=\"\(milestone.displayTitle)\""
    }
    if hasCard { html += " aria-describedby=\"\(card)\"" }
    html.literal(">")
    writeName(milestone.displayTitle, beside: bar.date, isBold: bar.isDriving, to: &html)
    let slip = bar.label.map { ", \($0)" } ?? ""
    html += """
      </a><span class="d">\(bar.date)<i>, \(model.health(bar.milestone).word)\(bar.isDriving ? ", on the driving path" : "")\
      \(slip)</i></span><div class="s"><svg aria-hidden="true">
      """
    let asOf = windows(windows.statusDate)
    html += "<line class=\"td tn\" x1=\"\(asOf)%\" x2=\"\(asOf)%\" y1=\"-11\" y2=\"12\"/>"
    if let start = bar.start {
      html += "<line class=\"wk\(literal: bar.isDriving ? " wc" : "")\" x1=\"\(start)%\" x2=\"\(bar.x)%\"/>"
    }
    if !bar.isDated {
      if bar.day > windows.statusDate {
        html += "<line class=\"rf\(literal: bar.mark == .block ? " s-block" : "")\" x1=\"\(asOf)%\" x2=\"\(bar.x)%\"/>"
      }
      html += "<line class=\"openend\" x1=\"\(bar.x)%\" x2=\"100%\"/>"
    }
    writeOtherLinks(bar.milestone, number, model, to: &html)
    if let baseline = bar.baseline { html += "<use href=\"#m-base\" x=\"\(baseline)%\"/>" }
    let label: Markup =
      bar.label.map { text in
        let ground: Markup = windows.launchWindow?.contains(bar.day) == true ? "hl hw" : "hl"
        return
          "<text class=\"\(ground)\(GanttAxis.classes(bar.flipped, prefix: "e"))\" x=\"12\" dy=\".36em\">\(text)</text>"
      } ?? ""
    let isMoved = bar.labelX != bar.x
    writeMark(bar.mark, bar.x, bar.milestone, isTarget: true, model, to: &html, label: isMoved ? "" : label)
    if isMoved { html += "<svg x=\"\(bar.labelX)%\">\(label)</svg>" }
    html.literal("</svg></div>")
    if hasCard { writeCard(bar, id: card, isAbove: isLast, model, to: &html) }
    html.literal("</li>")
  }

  private func writeCard(_ bar: Bar, id: String, isAbove: Bool, _ model: SiteModel, to html: inout Markup) {
    html.literal("<div class=\"s sc\"><svg aria-hidden=\"true\"><foreignObject class=\"fob")
    for window in windows.windows where window(bar.day) > MarkCard.turningPoint {
      html += " fl\(literal: window.name.letter)"
    }
    if isAbove { html.literal(" up") }
    html += "\" x=\"\(bar.x)%\" width=\"\(MarkCard.width)\" height=\"1\">"
    MarkCard.write(model, bar.milestone, id: id, to: &html)
    html.literal("</foreignObject></svg></div>")
  }

  /// The links of a row beside the driving path, seen while the row is pointed at or focused: drawn in the row itself, so
  /// that the stylesheet needs no rule for each.
  private func writeOtherLinks(_ milestone: MilestoneIndex, _ row: Int, _ model: SiteModel, to html: inout Markup) {
    var lines = Markup()
    /// From one milestone's mark down to the other's row, and there to where its work begins.
    func link(_ from: MilestoneIndex, _ to: MilestoneIndex) {
      guard let first = rowOf[from], let last = rowOf[to], nextOnPath[first] != last,
        case .bar(let one) = rows[first], case .bar(let other) = rows[last]
      else { return }
      let (top, bottom) = ((first - row) * GanttChart.rowHeight, (last - row) * GanttChart.rowHeight)
      let start = other.start ?? other.x
      lines += "<line x1=\"\(one.x)%\" x2=\"\(one.x)%\" y1=\"\(top)\" y2=\"\(bottom)\"/>"
      if start != one.x { lines += "<line x1=\"\(one.x)%\" x2=\"\(start)%\" y1=\"\(bottom)\" y2=\"\(bottom)\"/>" }
    }
    for edge in model.predecessors(milestone) { link(edge.from, milestone) }
    for edge in model.successors(milestone) { link(milestone, edge.to) }
    if !lines.isEmpty { html += "<g class=\"hv\">\(lines)</g>" }
  }

  private func write(_ whisker: Whisker, _ model: SiteModel, to html: inout Markup) {
    let bound = whisker.isBound ? "≥ " : ""
    let p50 = PlanDate.day(whisker.p50).short(besides: model.statusDate)
    let p80 = PlanDate.day(whisker.p80).short(besides: model.statusDate)
    let (from, to) = (windows(whisker.p50), windows(whisker.p80))
    let asOf = windows(windows.statusDate)
    let style: Markup = "s-\(literal: whisker.mark.name)"
    html += """
      <li class="r lw"><span>Launch, P50 to P80</span><span class="d">\(bound)\(p50)<i>, P50; P80 \(bound)\(p80)</i></span>\
      <div class="s"><svg aria-hidden="true"><line class="td tn" x1="\(asOf)%" x2="\(asOf)%" y1="-11" y2="12"/>\
      <line class="p8 \(style)" x1="\(from)%" x2="\(to)%"/>\
      <line class="p80 \(style)" x1="\(from)%" x2="\(from)%" y1="-6" y2="6"/>\
      <line class="p80 \(style)" x1="\(to)%" x2="\(to)%" y1="-8" y2="8"/>
      """
    // Both dates right of the bar where there is room, else left of it.
    let text = "P50 \(bound)\(p50), P80 \(bound)\(p80)"
    let length = LabelPlacement.width(of: text) * GanttAxis.boldness + 16
    let right = windows.views.filter { view in
      let place = windows.pixels(whisker.p80, in: view)
      return place >= 0 && view.size.width - place >= length
    }
    let left = windows.views.filter { view in
      let place = windows.pixels(whisker.p50, in: view)
      return !right.contains(view) && place >= length && windows.pixels(whisker.p80, in: view) <= view.size.width + 1
    }
    func write(_ text: String, _ x: Double, _ views: [GanttWindows.View], _ attributes: Markup) {
      guard !views.isEmpty else { return }
      html += "<text class=\"b hl axg\(GanttAxis.classes(views))\(attributes) x=\"\(x)%\" dy=\".36em\">\(text)</text>"
    }
    write(text, to, right, "\" dx=\"12\"")
    write(text, from, left, " e\" dx=\"-12\"")
    html.literal("</svg><svg class=\"fx\" aria-hidden=\"true\">")
    let beyond = windows.views.filter { view in
      !right.contains(view) && !left.contains(view)
        && windows.pixels(whisker.p80, in: view) > view.size.width
        && view.size.width - windows.pixels(whisker.p50, in: view) < 0
    }
    write("P50 \(bound)\(p50) ›", 100, beyond, " e\" dx=\"-4\"")
    html.literal("</svg></div></li>")
  }
}
