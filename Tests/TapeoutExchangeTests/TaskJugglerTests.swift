import TapeoutModel
import TapeoutTestSupport
import Testing

@testable import TapeoutExchange

// That `tj3` schedules all of it to our dates is held by Tests/tools/plan_files.py.
@Suite("The plan as a TaskJuggler project")
struct TaskJugglerTests {
  private func lines(_ fixture: ExportFixture) async -> [String] {
    pieces(text(TaskJuggler.text(await fixture.content())), "\n")
  }

  @Test("Days are gaps, working days are tasks of their own, and what has no date is named")
  func usual() async {
    let lines = await lines(.usual)
    #expect(lines[1] == "project tapeout \"Program\" 2026-01-04 - 2027-10-01 {")
    #expect(lines.contains("  now 2026-01-15-17:00"))
    let middle = lines.firstIndex(of: "  task T_middle \"middle\" {") ?? 0
    #expect(
      lines[middle...].prefix(7) == [
        "  task T_middle \"middle\" {", "    milestone", "    depends T_c.T_start { gapduration 42d }",
        "    Plan \"c/middle\"", "    Status \"on track\"", "    NeedBy 2026-03-01", "  }",
      ])
    let work = lines.firstIndex { $0.utf8.starts(with: "  task Work".utf8) } ?? 0
    let number = String(decoding: lines[work].utf8.dropFirst(11).prefix { (0x30...0x39).contains($0) }, as: UTF8.self)
    #expect(
      lines[work...].prefix(9) == [
        "  task Work\(number) \"start → launch\" {", "    depends T_c.T_start", "    length 3d", "    ${Working1}",
        "  }",
        "  task T_launch \"launch\" {", "    milestone", "    depends T_c.T_middle { gapduration 14d }",
        "    depends !Work\(number)",
      ])
    #expect(lines.contains("# not scheduled, dropped: c/gone"))
    #expect(lines.contains("# not scheduled, no date: c/open"))
  }

  @Test("What must not happen before a day waits for it, unless the day lies before all of the plan")
  func bounds() async {
    var fixture = ExportFixture()
    fixture.builder.add("start", actual: "2026-01-05")
    fixture.builder.add("early", after: ["start": "4w"], forecast: "2025-12-01")
    fixture.builder.add("slot", after: ["start": "4w"], forecast: "2026-06-01")
    let lines = await lines(fixture)
    #expect(lines.filter { $0.utf8.starts(with: "  task Bound".utf8) }.count == 1)
    let slot = lines.firstIndex(of: "  task T_slot \"slot\" {") ?? 1
    #expect(lines[slot - 1].utf8.reversed().starts(with: " { start 2026-06-01-17:00 }".utf8.reversed()))
    #expect(lines[slot + 2].utf8.starts(with: "    depends !Bound".utf8))
  }

  @Test("Holidays leave a working week, whatever their order and overlap")
  func holidays() async {
    var fixture = ExportFixture.usual
    fixture.changePlan = { plan in
      let days = [("2026-03-05", "2026-03-07"), ("2026-02-01", "2026-02-02"), ("2026-03-06", "2026-03-09")]
      plan.program.calendar.holidays = days.compactMap { first, last in
        guard let first = try? PlanDate(parsing: first), let last = try? PlanDate(parsing: last) else { return nil }
        return Holiday(first: first.first, last: last.first, name: "x", range: ExportFixture.nowhere)
      }
    }
    let lines = await lines(fixture)
    let start = lines.firstIndex { $0.utf8.starts(with: "macro Working1".utf8) } ?? 0
    #expect(
      lines[start...].prefix(4) == [
        "macro Working1 [shifts Calendar1 2026-01-04 - 2026-02-01, Off 2026-02-01 - 2026-02-03,",
        "  Calendar1 2026-02-03 - 2026-03-05, Off 2026-03-05 - 2026-03-08,", "  Off 2026-03-08 - 2026-03-10,",
        "  Calendar1 2026-03-10 - 2027-10-01]",
      ])
  }

  @Test(
    "No title ends a string, and none puts a macro or a variable into it",
    arguments: hostileTitles + ["${x}", "$(HOME)", "a\\"])
  func hostile(title: String) async {
    var fixture = ExportFixture.titled(title)
    fixture.chipTitle = title
    let usual = await lines(.titled("m"))
    let lines = await lines(fixture)
    #expect(lines.count == usual.count)
    for line in lines {
      #expect(line.utf8.count { $0 == UInt8(ascii: "\"") } % 2 == 0)
      #expect(!line.utf8.contains(UInt8(ascii: "\\")))
      let bytes = Array(line.utf8)
      for sign in ["$(", "${"] where bytes.firstRange(of: Array(sign.utf8)) != nil {
        #expect(line.utf8.starts(with: "    ${Working".utf8))
      }
    }
  }
}
