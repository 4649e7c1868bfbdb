import TapeoutModel
import TapeoutSchedule
import TapeoutTestSupport
import Testing

@testable import TapeoutForecast

@Suite("A forecast's memory")
struct ForecastExcessTests {
  private func node(_ earliest: Int32, _ latest: Int32) -> ForecastNetwork.Node {
    ForecastNetwork.Node(
      milestone: MilestoneIndex(0), inputs: 0..<0, delays: 0..<0, floor: 0, shift: 0, isConditional: false,
      earliest: earliest, latest: latest)
  }

  @Test("Histograms that widen say what whole ones would, in whatever pieces they are counted", arguments: 0..<40)
  func widening(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let nodes = [node(100, 200), node(0, 511), node(0, 512), node(50, 9_000), node(0, 40_000), node(7, 400_000)]
    var whole = DayCounts(nodes)
    var parts = [DayCounts(nodes), DayCounts(nodes), DayCounts(nodes)]
    var plain = nodes.map { _ in [Int32: Int]() }
    var total = 0
    for _ in 0..<30 {
      let count = Int.random(in: 1...256, using: &generator)
      let part = Int.random(in: 0..<3, using: &generator)
      total += count
      for place in nodes.indices {
        let (first, last) = (nodes[place].earliest, nodes[place].latest)
        // Mostly close together, now and then anywhere.
        let middle = Int32.random(in: first...last, using: &generator)
        let days = (0..<count).map { _ in
          Bool.random(using: &generator)
            ? middle : Int32.random(in: max(first, middle - 90)...min(last, middle + 90), using: &generator)
        }
        for day in days { plain[place][day, default: 0] += 1 }
        days.withUnsafeBufferPointer { days in
          guard let start = days.baseAddress else { return }
          whole.add(start, count: count, of: nodes[place], at: place)
          parts[part].add(start, count: count, of: nodes[place], at: place)
        }
      }
    }
    var joined = parts[0]
    joined.add(parts[1], nodes)
    joined.add(parts[2], nodes)
    for place in nodes.indices {
      var expected: [Day] = []
      let width = Int32(1) << nodes[place].binShift
      let days = plain[place].sorted { $0.key < $1.key }
      for tenth in [1, 5, 8, 9] {
        var seen = 0
        let day = days.first { day in
          seen += day.value
          return seen * 10 >= tenth * total
        }
        let bin = ((day?.key ?? 0) - nodes[place].earliest) / width
        expected.append(Day(number: Int(nodes[place].earliest + (bin + 1) * width - 1)))
      }
      for counts in [whole, joined] {
        let histogram = counts.histogram(of: place, nodes[place], total: total)
        #expect(histogram.days(atTenths: [1, 5, 8, 9]) == expected)
        #expect(histogram.counts.reduce(0, +) == Int32(total))
      }
    }
  }

  @Test("What would not fit is refused before it is drawn, with a number of samples that fits")
  func refused() async throws {
    let groups = (0..<20).map { _ in
      var group = ForecastGroup()
      group.nodes = Array(repeating: node(0, 1000), count: 5_000)
      group.inputs = Array(
        repeating: ForecastNetwork.Input(
          node: -1, day: 0, edge: 0,
          draw: ForecastNetwork.Draw(key: 0, optimistic: 0, spread: 1, table: 0, calendar: -1)),
        count: 5_000)
      group.launches = [ForecastGroup.Launch(place: 0, chips: [])]
      return group
    }
    #expect(ForecastExcess(groups, samples: 10_000, hasTornados: true) == nil)
    let excess = try #require(ForecastExcess(groups, samples: 10_000_000, hasTornados: true))
    #expect(excess.bytes > 10 * ForecastExcess.limit)
    let fitting = try #require(excess.mostSamples)
    #expect(fitting > 10_000 && ForecastExcess(groups, samples: fitting, hasTornados: true) == nil)
    #expect(ForecastExcess(groups, samples: fitting + 2_000, hasTornados: true) != nil)
    #expect(ForecastExcess(groups, samples: 1_000_000, hasTornados: false) == nil)
  }
}
