@testable import TapeoutTemplates
import TapeoutTestSupport
import Testing

@testable import TapeoutSite

@Suite("Label placement")
struct LabelPlacementTests {
  private typealias Label = LabelPlacement.Label

  private static let over = (left: 30.0, right: 60.0)

  private func span(_ label: Label, _ anchor: Drawing.Anchor, _ width: Double) -> ClosedRange<Double>? {
    let length = Double(label.text.unicodeScalars.reduce(0) { $0 + ($1.isWide ? 2 : 1) }) * LabelPlacement.letterWidth
    let centre = label.x / 100 * width
    switch anchor {
    case .middle: return (centre - length / 2)...(centre + length / 2)
    case .end: return (centre + 9 - length)...(centre + 9)
    case .start: return (centre - 9)...(centre - 9 + length)
    case .hidden: return nil
    }
  }

  private func random(_ generator: inout SeededGenerator) -> [Label] {
    let count = Int.random(in: 0...7, using: &generator)
    let places = (0..<count).map { _ in Double.random(in: 0...100, using: &generator) }.sorted()
    return places.map { place in
      let letter = Bool.random(using: &generator) ? "m" : "流"
      let text = String(repeating: letter, count: Int.random(in: 1...24, using: &generator))
      return Label(x: place, text: text, isImportant: Int.random(in: 0..<3, using: &generator) == 0)
    }
  }

  @Test("Labels never overlap or leave the chart, however many and however near")
  func apart() {
    var generator = SeededGenerator(seed: 3)
    for round in 0..<3_000 {
      let labels = random(&generator)
      let width = Double.random(in: 300...1_400, using: &generator)
      let line = Bool.random(using: &generator) ? Double.random(in: 0...100, using: &generator) : nil
      let anchors = LabelPlacement.anchors(labels, width: width, avoiding: line, over: LabelPlacementTests.over)
      #expect(anchors.count == labels.count)
      var last = -Double.infinity
      for (label, anchor) in zip(labels, anchors) {
        guard let own = span(label, anchor, width) else { continue }
        #expect(own.lowerBound >= last + 6 - 1e-9, "round \(round)")
        #expect(own.lowerBound >= -30 - 1e-9 && own.upperBound <= width + 60 + 1e-9, "round \(round)")
        last = own.upperBound
      }
    }
  }

  /// The least cost by trying every combination.
  private func least(_ labels: [Label], _ width: Double, _ line: Double?) -> Double {
    func search(_ index: Int, _ end: Double) -> Double {
      guard index < labels.count else { return 0 }
      var best = search(index + 1, end) + (labels[index].isImportant ? 1000 : 40)
      for anchor in [Drawing.Anchor.middle, .end, .start] {
        guard let own = span(labels[index], anchor, width), own.lowerBound >= end + 6, own.lowerBound >= -30,
          own.upperBound <= width + 60
        else { continue }
        let place = line.map { $0 / 100 * width } ?? -.infinity
        let crossing = own.lowerBound - 2 < place && place < own.upperBound + 2 ? 1.5 : 0
        best = min(best, search(index + 1, own.upperBound) + crossing + (anchor == .middle ? 0 : 1))
      }
      return best
    }
    return search(0, -.infinity)
  }

  @Test("The cheapest of all combinations is taken, so an important label is hidden only where there is no other way")
  func cheapest() {
    var generator = SeededGenerator(seed: 5)
    for round in 0..<600 {
      let labels = random(&generator)
      let width = Double.random(in: 300...900, using: &generator)
      let line = Bool.random(using: &generator) ? Double.random(in: 0...100, using: &generator) : nil
      let anchors = LabelPlacement.anchors(labels, width: width, avoiding: line, over: LabelPlacementTests.over)
      var cost = 0.0
      for (label, anchor) in zip(labels, anchors) {
        guard let own = span(label, anchor, width) else {
          cost += label.isImportant ? 1000 : 40
          continue
        }
        if anchor != .middle { cost += 1 }
        if let line, own.lowerBound - 2 < line / 100 * width, line / 100 * width < own.upperBound + 2 { cost += 1.5 }
      }
      #expect(abs(cost - least(labels, width, line)) < 1e-6, "round \(round)")
    }
  }

  @Test("Equal and distant labels: both ends of a chart, all in one place, none at all")
  func edges() {
    #expect(LabelPlacement.anchors([], width: 500, avoiding: nil).isEmpty)
    let same = [Label](repeating: Label(x: 50, text: "Launch", isImportant: false), count: 12)
    #expect(LabelPlacement.anchors(same, width: 500, avoiding: 50).filter { $0 != .hidden }.count == 1)
    let ends = [
      Label(x: 0, text: "A long first name", isImportant: true),
      Label(x: 100, text: "A long last name", isImportant: true),
    ]
    #expect(!LabelPlacement.anchors(ends, width: 300, avoiding: nil).contains(.hidden))
  }

  @Test("Spread labels keep their order and their gap within the bounds")
  func spread() {
    var generator = SeededGenerator(seed: 9)
    for _ in 0..<2_000 {
      let places = (0..<Int.random(in: 0...8, using: &generator)).map { _ in
        Double.random(in: -20...220, using: &generator)
      }
      let moved = LabelPlacement.spread(places, gap: 17, within: 0...200)
      let order = places.indices.sorted { (places[$0], $0) < (places[$1], $1) }
      for (one, other) in zip(order, order.dropFirst()) { #expect(moved[other] - moved[one] >= 17 - 1e-9) }
      for place in moved { #expect(place >= -1e-9 && place <= 200 + 1e-9) }
    }
  }
}
