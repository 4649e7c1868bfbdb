import TapeoutTestSupport
import Testing

@testable import TapeoutSite

@Suite("Labels below a lane")
struct LaneLabelPlacementTests {
  private typealias Placement = LaneLabelPlacement

  private func random(_ generator: inout SeededGenerator) -> [LaneLabelPlacement.Label] {
    let count = Int.random(in: 0...6, using: &generator)
    let places = (0..<count).map { _ in Double.random(in: 0...100, using: &generator) }.sorted()
    return places.map { place in
      let words = (0..<Int.random(in: 1...4, using: &generator)).map { _ in
        String(repeating: "m", count: Int.random(in: 1...9, using: &generator))
      }
      let isImportant = Int.random(in: 0..<3, using: &generator) == 0
      let dates = Bool.random(using: &generator) ? ["26 Jun +4 w", "26 Jun"] : ["26 Jun"]
      return .init(
        x: place, names: LaneLabels.names(words.joined(separator: " "), isImportant: isImportant), dates: dates,
        isImportant: isImportant)
    }
  }

  private func canvas(_ generator: inout SeededGenerator) -> LaneLabelPlacement.Canvas {
    .init(
      width: Double.random(in: 288...900, using: &generator), right: 6, gap: 7,
      showsOnlyImportant: Int.random(in: 0..<4, using: &generator) == 0,
      asOf: Double.random(in: 0...100, using: &generator), years: [Double.random(in: 0...100, using: &generator)])
  }

  @Test("Labels never come nearer than the gap, and never leave the chart")
  func apart() throws {
    var generator = SeededGenerator(seed: 11)
    for round in 0..<1_500 {
      let labels = random(&generator)
      let canvas = canvas(&generator)
      let placed = Placement.places(of: labels, on: canvas).places
      #expect(placed.count == labels.count)
      var last = -Double.infinity
      for (label, place) in zip(labels, placed) where place.anchor != .hidden {
        let way = try #require(Placement.spans(of: label, on: canvas).first { $0.place == place })
        #expect(way.start >= last + canvas.gap - 1e-9, "round \(round)")
        #expect(way.start >= -Placement.left && way.end <= canvas.width + canvas.right, "round \(round)")
        if canvas.showsOnlyImportant { #expect(label.isImportant) }
        last = way.end
      }
    }
  }

  @Test("No other combination of sides, words and hidden labels is cheaper")
  func cheapest() {
    var generator = SeededGenerator(seed: 12)
    for round in 0..<120 {
      let labels = Array(random(&generator).prefix(4))
      let canvas = canvas(&generator)
      let ways = labels.map { Placement.spans(of: $0, on: canvas) }
      func least(_ index: Int, _ edge: Double) -> Double {
        guard index < labels.count else { return 0 }
        let hiding = labels[index].isImportant ? Placement.costOfHiding.important : Placement.costOfHiding.other
        var best = hiding + least(index + 1, edge)
        for way in ways[index] where way.start >= edge + canvas.gap && way.cost < best {
          best = min(best, way.cost + least(index + 1, way.end))
        }
        return best
      }
      let cost = Placement.places(of: labels, on: canvas).cost
      #expect(abs(cost - least(0, -.infinity)) < 1e-9, "round \(round)")
    }
  }

  @Test("A name that stays whole costs nothing; a shorter one ends with a whole word")
  func names() {
    let names = LaneLabels.names("First training cluster in service", isImportant: false)
    #expect(names.map(\.text) == ["First training cluster in service", "First training…"])
    #expect(names[0].cost == 0)
    #expect(LaneLabels.names("Launch", isImportant: true).map(\.text) == ["Launch"])
    let important = LaneLabels.names("Pilot in production racks", isImportant: true).map(\.text)
    #expect(important.contains("Pilot in … racks"))
  }
}
