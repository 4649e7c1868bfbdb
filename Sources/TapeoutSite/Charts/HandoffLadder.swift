import TapeoutModel
import TapeoutSchedule
import TapeoutTemplates
import TapeoutWording

/// Handoffs over time: a line for each party, an arrow from the giver's to the receiver's on the day of each.
struct HandoffLadder: Sendable {
  private static let laneHeight = 62
  private static let firstLane = 34
  /// Arrows in the same gap keep this far apart, in pixels, in a ladder of the least width.
  private static let distance = 17.0
  /// Marks on the same lane, likewise.
  private static let markDistance = 17.0
  /// Room for a number beside its arrow.
  private static let labelRoom = 27.0
  /// Least widths by density, in pixels, as the stylesheet sets them.
  private static let leastWidths = [464.0, 856, 1656]

  let axis: TimeAxis
  /// Parties from top to bottom, as indices of the plan.
  let parties: [PartnerIndex]
  /// As they are read; the numbers `H1`, `H2` count them.
  let handoffs: [MilestoneIndex]
  let body: Drawing
  let height: Int
  /// How wide the ladder must be for its arrows: 0 as usual, 1, 2.
  let density: Int

  /// Nil where no handoff has a date.
  ///
  /// - Parameters:
  ///   - handoffs: milestones as they are read.
  ///   - isBesideChip: whether the page is a chip's, whose folder lies beside it; else it lies at the root.
  init?(_ model: SiteModel, _ handoffs: [MilestoneIndex], isBesideChip: Bool) {
    let dated = handoffs.filter { model.scheduled($0).expected != nil }
    let days = dated.compactMap { model.scheduled($0).expected }
    guard !days.isEmpty, let scale = TimeScale(showing: days + [model.statusDate]) else { return nil }
    axis = TimeAxis(scale, statusDate: model.statusDate, window: model.window, windowName: model.windowName)
    self.handoffs = handoffs
    parties = HandoffLadder.lanes(model, dated)
    height = HandoffLadder.firstLane + HandoffLadder.laneHeight * (parties.count - 1) + 30
    let arrows = HandoffLadder.arrows(model, handoffs, parties)
    let busiest = (0..<parties.count).map { gap in arrows.count { $0.gaps.contains(gap) } }.max() ?? 0
    density = HandoffLadder.leastWidths.firstIndex { Double(busiest) * HandoffLadder.distance < $0 * 0.5 } ?? 2
    body = HandoffLadder.draw(
      model, arrows, lanes: parties.count, axis, width: HandoffLadder.leastWidths[density], isBesideChip: isBesideChip)
  }

  /// Customer first, then along the way a chip takes: the arrows of a plan stay short.
  private static func lanes(_ model: SiteModel, _ handoffs: [MilestoneIndex]) -> [PartnerIndex] {
    let order: [PartnerRole?] = [
      .customer, .designPartner, .foundry, .osat, .memory, .substrate, .supplier, .regulator, nil,
    ]
    var parties: Set<PartnerIndex> = []
    for index in handoffs {
      var milestone: Milestone { _read { yield model.milestones[index] } }
      if let giver = milestone.giver, let receiver = milestone.receiver { parties.formUnion([giver, receiver]) }
    }
    return parties.sorted { left, right in
      let places = [left, right].map { order.firstIndex(of: model.plan.partners[$0].role?.value) ?? order.count }
      return (places[0], left) < (places[1], right)
    }
  }

  static func y(lane: Int) -> Int { firstLane + laneHeight * lane }

  private struct Arrow {
    /// Its number, from 1.
    var number: Int
    var milestone: MilestoneIndex
    var day: Day
    /// Lanes, from the top.
    var giver: Int
    var receiver: Int
    /// The gaps between lanes that it crosses, each by the lane above it.
    var gaps: Range<Int> { min(giver, receiver)..<max(giver, receiver) }
  }

  /// In the order of their days.
  private static func arrows(_ model: SiteModel, _ handoffs: [MilestoneIndex], _ parties: [PartnerIndex]) -> [Arrow] {
    handoffs.enumerated().compactMap { place, index in
      var milestone: Milestone { _read { yield model.milestones[index] } }
      guard let day = model.scheduled(index).expected,
        let giver = milestone.giver.flatMap({ parties.firstIndex(of: $0) }),
        let receiver = milestone.receiver.flatMap({ parties.firstIndex(of: $0) })
      else { return nil }
      return Arrow(number: place + 1, milestone: index, day: day, giver: giver, receiver: receiver)
    }.sorted { ($0.day, $0.number) < ($1.day, $1.number) }
  }

  /// Moves arrows that share a gap, or stand on the same lane, apart: each as little as that takes.
  ///
  /// Two that are too near give way by half each, again and again, so that a crowd spreads around its middle; what is
  /// then still too near is pushed to the right, and back from the edge.
  ///
  /// - Parameter wanted: in pixels, in the order of dates.
  private static func spread(_ arrows: [Arrow], _ wanted: [Double], width: Double) -> [Double] {
    let pairs = neighbours(arrows)
    var places = wanted
    for _ in 0..<80 {
      for pair in pairs {
        let excess = pair.distance - (places[pair.right] - places[pair.left])
        guard excess > 0 else { continue }
        places[pair.left] -= excess / 2
        places[pair.right] += excess / 2
      }
      for index in places.indices { places[index] = min(max(places[index], 0), width) }
    }
    for pair in pairs { places[pair.right] = max(places[pair.right], places[pair.left] + pair.distance) }
    for index in places.indices { places[index] = min(places[index], width) }
    for pair in pairs.reversed() { places[pair.left] = min(places[pair.left], places[pair.right] - pair.distance) }
    return places
  }

  /// Arrows that follow each other in a gap or on a lane, with how far apart they have to be, by the right one.
  private static func neighbours(_ arrows: [Arrow]) -> [(left: Int, right: Int, distance: Double)] {
    var pairs: [(left: Int, right: Int, distance: Double)] = []
    var inGap: [Int: Int] = [:]
    var onLane: [Int: Int] = [:]
    for (place, arrow) in arrows.enumerated() {
      for gap in arrow.gaps {
        if let left = inGap[gap] { pairs.append((left, place, distance)) }
        inGap[gap] = place
      }
      if let left = onLane[arrow.giver] { pairs.append((left, place, markDistance)) }
      onLane[arrow.giver] = place
    }
    return pairs
  }

  private static func draw(
    _ model: SiteModel, _ arrows: [Arrow], lanes: Int, _ axis: TimeAxis, width: Double, isBesideChip: Bool
  ) -> Drawing {
    var drawing = Drawing()
    axis.addBackground(to: &drawing, height: Double(y(lane: lanes - 1) + 30))
    for lane in 0..<lanes { drawing.line(.lane, 0, Double(y(lane: lane)), 100, Double(y(lane: lane))) }
    let wanted = arrows.map { axis.scale($0.day) / 100 * width }
    // A number stands beside its arrow, so the last one stays off the edge.
    let places = spread(arrows, wanted, width: width - 24)
    // The ends of the numbers in each gap, high and low: a near neighbour's stands in the other row.
    var ends: [Int: (high: Double, low: Double)] = [:]
    // Numbers come last: their halo keeps them legible over a neighbour's arrow.
    var numbers = Drawing()
    for (place, arrow) in arrows.enumerated() {
      let x = axis.scale(arrow.day)
      let shift = Int((places[place] - wanted[place]).rounded())
      let (from, to) = (Double(y(lane: arrow.giver)), Double(y(lane: arrow.receiver)))
      let isDone = model.milestones[arrow.milestone].isDone
      // The list below names each arrow and has the same link, so the keyboard does not stop here.
      let link = Drawing.MarkLink(
        address: isBesideChip
          ? model.places.pathsBesideChip[arrow.milestone] : model.address(arrow.milestone, depth: 0),
        facts: "H\(arrow.number) \(model.facts(arrow.milestone))", isTarget: true, isTabStop: false)
      drawing.add(
        .arrow(Mark(model.health(arrow.milestone)), x: x, shift: shift, from: from, to: to, isDashed: !isDone, link))
      let gap = to > from ? arrow.giver : arrow.giver - 1
      var end = ends[gap] ?? (-.infinity, -.infinity)
      let isHigh = end.high <= places[place] || end.high <= end.low
      if isHigh { end.high = places[place] + labelRoom } else { end.low = places[place] + labelRoom }
      ends[gap] = end
      numbers.text("H\(arrow.number)", x, Double(y(lane: gap)) + (isHigh ? 22 : 42)) { label in
        label.isBold = true
        label.dx = shift + 5
        label.isCentred = true
        label.ground = axis.ground(arrow.day)
      }
    }
    for element in numbers.elements { drawing.add(element) }
    return drawing
  }

  func describe(_ model: SiteModel) -> String {
    let done = handoffs.count { model.milestones[$0].isDone }
    let hot = handoffs.count { model.health($0).isHot }
    return """
      \(Wording.counted(handoffs.count, "handoff")) between \
      \(Wording.list(parties.map { model.plan.partners[$0].displayTitle })); \(done) done, \(hot) late, at risk or \
      blocked. The list names each with its date.
      """
  }

  func markup(_ model: SiteModel, name: String, id: String) -> Markup {
    let lanes = parties.enumerated().map { lane, party -> Markup in
      "<text y=\"\(HandoffLadder.y(lane: lane))\" dy=\".36em\">\(Wording.cut(model.plan.partners[party].displayTitle, 15))</text>"
    }
    let caption = Drawing.Caption(id: id, title: "\(name) handoffs over time", description: describe(model))
    return """
      <div class="lds" tabindex="0" role="region" aria-label="\(name) handoff chart">\
      <div class="ld\(density == 0 ? "" : density == 1 ? " ld-l" : " ld-x")">\
      <svg class="ln-n" height="\(height)" aria-hidden="true">\(lanes.joined())</svg>\
      <div>\(axis.header(onlyQuarters: true))\(body.svg(height: height, caption: caption))</div></div></div>
      """
  }

  func figure(_ model: SiteModel, name: String) -> Figure {
    let left = 150
    let width = [860, 1400, 2400][density]
    var names = Drawing()
    for (lane, party) in parties.enumerated() {
      names.text(Wording.cut(model.plan.partners[party].displayTitle, 20), 0, Double(HandoffLadder.y(lane: lane))) {
        $0.isBold = true
        $0.dx = 8
        $0.isCentred = true
      }
    }
    return Figure(
      title: "\(name): handoffs as of \(model.statusDate)", description: describe(model), width: left + width + 40,
      height: TimeAxis.height + height,
      parts: [
        .init(x: left, y: 0, width: width, height: TimeAxis.height, drawing: axis.pictureHeader),
        .init(x: 0, y: TimeAxis.height, width: left, height: height, drawing: names),
        .init(x: left, y: TimeAxis.height, width: width, height: height, drawing: body),
      ])
  }
}
