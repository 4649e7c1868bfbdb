import TapeoutModel
import TapeoutSchedule
import TapeoutWording

/// Names and dates below a lane, one layout each for a wide chart, a narrow one and a phone.
struct LaneLabels {
  /// The least widths of the three layouts, in pixels: what site.css leaves for a lane there.
  static let wideCanvas = 764.0
  private static let canvases: [(layout: Drawing.Layout, width: Double, right: Double, gap: Double)] = [
    (.wide, wideCanvas, 6, 7), (.narrow, 505, 16, 7), (.phone, 288, 6, 4),
  ]

  private struct Entry {
    var day: Day
    /// The second line, whole and shorter.
    var lines: [(date: String, slip: String?)]
    var label: LaneLabelPlacement.Label
  }

  private let entries: [Entry]
  private let axis: TimeAxis

  init(_ model: SiteModel, marks: [LaneMark], chip: ChipIndex, whisker: Whisker?, axis: TimeAxis) {
    self.axis = axis
    let launch = model.plan.chips[chip].launch
    let next = model.nextGate(ofChip: chip)
    var entries = marks.map { mark -> Entry in
      let index = mark.milestone
      let isImportant = index == launch || index == next
      let date = LaneLabels.date(model, mark)
      let slip = model.scheduled(index).slipDays == 0 ? nil : model.slipText(index)
      let mayLoseSlip = slip != nil && (index == launch || model.isOverdue(index))
      var lines: [(date: String, slip: String?)] = [(date, slip)]
      if mayLoseSlip { lines.append((date, nil)) }
      return Entry(
        day: mark.day, lines: lines,
        label: .init(
          x: axis.scale(mark.day),
          names: LaneLabels.names(model.milestones[index].displayTitle, isImportant: isImportant),
          dates: lines.map { line in line.slip.map { "\(line.date) \($0)" } ?? line.date },
          isImportant: isImportant))
    }
    if let whisker {
      let date = (whisker.isBound ? "≥ " : "") + PlanDate.day(whisker.p80).short(besides: model.statusDate)
      let place = entries.firstIndex { $0.day > whisker.p80 } ?? entries.endIndex
      let label = LaneLabelPlacement.Label(
        x: axis.scale(whisker.p80), names: [("P80", 0)], dates: [date], isImportant: true)
      entries.insert(Entry(day: whisker.p80, lines: [(date, nil)], label: label), at: place)
    }
    self.entries = entries
  }

  private static func date(_ model: SiteModel, _ mark: LaneMark) -> String {
    if model.isOverdue(mark.milestone) { return "overdue" }
    if let date = model.date(mark.milestone) { return date.short(besides: model.statusDate) }
    let isCause = mark.day <= model.statusDate
    return isCause ? "no date" : "not before \(PlanDate.day(mark.day).short(besides: model.statusDate))"
  }

  /// The whole name, then shorter ones with what they cost: without its last words; that of the next gate and of the
  /// launch also without its middle.
  static func names(_ name: String, isImportant: Bool) -> [(text: String, cost: Double)] {
    var shorter = [(Wording.cutWords(name, 20), 1.5), (Wording.cutWords(name, 15), 2)]
    if isImportant {
      shorter += [
        (Wording.cutMiddle(name, 18), 2.2), (Wording.cutMiddle(name, 14), 2.6), (Wording.cutWords(name, 11), 5),
        (Wording.cutWords(name, 8), 6),
      ]
    }
    var names = [(text: name, cost: 0.0)]
    let length = name.unicodeScalars.count
    for (text, cost) in shorter {
      let own = text.unicodeScalars.count
      // A label that saves little room says less for nothing.
      guard own <= length - 4, cost > 4 || own >= 12, !names.contains(where: { $0.text == text }) else { continue }
      names.append((text, cost))
    }
    return names
  }

  func draw(to drawing: inout Drawing) {
    for (layout, width, right, gap) in LaneLabels.canvases {
      let canvas = LaneLabelPlacement.Canvas(
        width: width, right: right, gap: gap, showsOnlyImportant: layout == .phone, asOf: axis.asOf, years: axis.years)
      let placed = LaneLabelPlacement.places(of: entries.map(\.label), on: canvas)
      var labels: [Drawing.Label] = []
      for (entry, place) in zip(entries, placed.places) where place.anchor != .hidden {
        func add(_ runs: [Drawing.Label.Run], _ y: Double) {
          var label = Drawing.Label(first: runs[0], more: Array(runs.dropFirst()), x: entry.label.x, y: y)
          label.anchor = place.anchor
          label.dx = place.shift
          label.ground = axis.ground(entry.day)
          labels.append(label)
        }
        add([.init(text: entry.label.names[place.name].text, isBold: true)], 71)
        let line = entry.lines[place.date]
        let slip = line.slip.map { [Drawing.Label.Run(text: " \($0)", isBold: true)] } ?? []
        add([.init(text: line.date, isBold: false)] + slip, 87)
      }
      drawing.add(.texts(layout, labels))
    }
  }
}
