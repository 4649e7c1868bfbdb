import TapeoutHistory
import TapeoutModel
import TapeoutSchedule
import TapeoutTestSupport
import Testing

/// Stories in which the order of changes, or what is told at all, could go either way.
@Suite("Edges of changes")
struct ChangeEdgeTests {
  @Test("Of two moves of the same length the gate's comes first, whatever their names")
  func gateFirst() {
    for gate in ["a", "b"] {
      var builder = PlanBuilder()
      for name in ["a", "b"] { builder.add(name, forecast: "2026-05-01") }
      builder.add("launch", forecast: "2026-09-01")
      builder.launch("launch")
      var story = Story(builder.plan())
      story.plan.edit(gate) { $0.isGate = true }
      story.next("2026-01-12") { plan in
        for name in ["a", "b"] { plan.edit(name) { $0.forecast = stated("2026-05-08") } }
      }
      #expect(story.changes.map(\.title) == (gate == "a" ? ["a", "b"] : ["b", "a"]))
    }
  }

  @Test("A chip's new name is told, once, by the chip")
  func chipRenamed() {
    var story = Story()
    story.next("2026-01-12") { $0.chips[0].title = located("Chip One") }
    #expect(story.changes.map(\.kind) == [.renamed])
    #expect(story.changes.map(\.oldText) == ["Chip"])
    #expect(story.changes.map(\.newText) == ["Chip One"])
  }

  @Test("A date is not said to have passed on its own day", arguments: [("2026-03-09", false), ("2026-03-10", true)])
  func ownDay(_ day: String, _ hasPassed: Bool) {
    var builder = PlanBuilder()
    builder.add("start", forecast: "2026-03-02")
    builder.add("end", after: ["start": "1w"])
    builder.launch("end")
    var story = Story(builder.plan())
    // Expected on 2026-03-09 until its length was cut down: by now it would have been due before.
    story.next(day) { plan in
      plan.edit("start") { $0.actual = happened("2026-03-02") }
      plan.edit("end") { $0.dependencies[0].duration = try? ThreePointDuration(parsing: "2d") }
    }
    #expect(story.changes.contains { $0.title == "end" && $0.kind == .overdue } == hasPassed)
  }
}
