import TapeoutModel
import TapeoutTestSupport
import Testing

@testable import TapeoutExchange

@Suite("Calendars")
struct ICalendarTests {
  /// The lines of each event, by UID.
  private func events(_ bytes: [UInt8]) -> [String: [String]] {
    var events: [String: [String]] = [:]
    var event: [String] = []
    for line in unfolded(bytes) {
      if line == "BEGIN:VEVENT" { event = [] }
      event.append(line)
      if line == "END:VEVENT" {
        let id = event.first { $0.hasPrefix("UID:") } ?? ""
        #expect(events[id] == nil)
        events[id] = event
      }
    }
    return events
  }

  @Test("A milestone is a day; what has no date has no event; what was dropped is cancelled")
  func all() async {
    var fixture = ExportFixture.usual
    fixture.site = "https://example.com/x/"
    let events = events(ICalendar(await fixture.content()).all)
    #expect(
      events.keys.sorted()
        == [
          "UID:c.gone@tapeout", "UID:c.launch@tapeout", "UID:c.middle@tapeout", "UID:c.start@tapeout",
          "UID:c.vague@tapeout",
        ])
    let start = events["UID:c.start@tapeout"] ?? []
    #expect(start.contains("DTSTART;VALUE=DATE:20260105") && start.contains("DTEND;VALUE=DATE:20260106"))
    #expect(start.contains("STATUS:CONFIRMED") && start.contains("DTSTAMP:20260115T000000Z"))
    #expect(start.contains("SUMMARY:start · c") && start.contains("URL:https://example.com/x/chips/c/start.html"))
    #expect(start.contains { $0.contains("Baseline: 2026-W01 (now 1 day later)\\nHandoff: acme to foundry") })
    #expect(events["UID:c.launch@tapeout"]?.contains("STATUS:TENTATIVE") == true)
    #expect(events["UID:c.gone@tapeout"]?.contains("STATUS:CANCELLED") == true)
  }

  @Test("A quarter covers the quarter and says that no day is known")
  func vague() async {
    let vague = events(ICalendar(await ExportFixture.usual.content()).all)["UID:c.vague@tapeout"] ?? []
    #expect(vague.contains("DTSTART;VALUE=DATE:20260701") && vague.contains("DTEND;VALUE=DATE:20261001"))
    #expect(vague.contains("SUMMARY:vague (2026-Q3\\, day not known) · c"))
  }

  @Test("A party's calendar has its handoffs, with the same events as the whole one")
  func parties() async {
    let calendar = ICalendar(await ExportFixture.usual.content())
    let all = events(calendar.all)
    for party in [0, 1] as [PartnerIndex] {
      let own = events(calendar.partner(party))
      #expect(own.keys.sorted() == ["UID:c.start@tapeout"])
      #expect(own["UID:c.start@tapeout"] == all["UID:c.start@tapeout"])
    }
    #expect(events(calendar.chip(0)) == all)
  }

  @Test(
    "A later revision of the plan has a higher sequence or a later stamp, also where only the status date is later",
    arguments: [
      (PlanRevision(), "20260115T000000Z", 0), (PlanRevision(number: 7, time: 1_768_521_599), "20260115T235959Z", 7),
      (PlanRevision(number: 8, time: 1_600_000_000), "20260115T000000Z", 8),
      (PlanRevision(number: 9, time: .max), "21991231T235959Z", 9),
    ])
  func revision(revision: PlanRevision, stamp: String, sequence: Int) async {
    var fixture = ExportFixture.usual
    fixture.revision = revision
    for event in events(ICalendar(await fixture.content()).all).values {
      #expect(event.contains("DTSTAMP:\(stamp)") && event.contains("LAST-MODIFIED:\(stamp)"))
      #expect(event.contains("SEQUENCE:\(sequence)"))
    }
  }

  @Test("A moment before 1970 is written as any other")
  func early() {
    let day = Day(unchecked: 1969, 12, 31)
    #expect(PlanRevision(number: 1, time: -1).moment(statusDate: day).day == day)
    #expect(PlanRevision(number: 1, time: -1).moment(statusDate: day).second == 86_399)
  }

  @Test("A slip moves an event and keeps its UID")
  func slip() async {
    var later = ExportFixture.usual
    later.statusDate = Day(unchecked: 2026, 3, 15)
    let (before, after) = (
      events(ICalendar(await ExportFixture.usual.content()).all), events(ICalendar(await later.content()).all)
    )
    #expect(before.keys.sorted() == after.keys.sorted())
    #expect(before["UID:c.launch@tapeout"] != after["UID:c.launch@tapeout"])
  }

  @Test("Whatever is in a title, an event stays one event of short lines", arguments: hostileTitles)
  func hostile(title: String) async {
    var fixture = ExportFixture.titled(title)
    fixture.chipTitle = title
    let bytes = ICalendar(await fixture.content()).all
    let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    for line in lines.dropLast() {
      #expect(line.last == 0x0D && line.count <= 76)
      #expect(String(validating: line, as: UTF8.self) != nil, "a fold lies inside a scalar")
      #expect(line.dropLast().allSatisfy { $0 >= 0x20 && $0 != 0x7F })
    }
    #expect(lines.last?.isEmpty == true)
    #expect(unfolded(bytes).count { $0 == "BEGIN:VEVENT" } == 1)
    #expect(unfolded(bytes).count { $0.hasPrefix("X:") || $0.hasPrefix(" ") } == 0)
  }

  @Test("Lines fold at 75 octets, between scalars", arguments: 60...90)
  func fold(length: Int) {
    for tail in ["", "é", "日", "👩", "日本語👩é"] {
      let value = String(repeating: "x", count: length - 2) + tail + String(repeating: "日", count: 60)
      var bytes: [UInt8] = []
      bytes.appendLine("N", value)
      let lines = pieces(text(bytes), "\r\n")
      #expect(lines.dropLast().allSatisfy { $0.utf8.count <= 75 && $0.utf8.count >= 72 || $0 == lines.dropLast().last })
      #expect(unfolded(bytes).first == "N:" + value)
    }
  }

  @Test("What means something in a text is escaped")
  func escaped() {
    var bytes: [UInt8] = []
    bytes.appendTextLine("N", ["a,b;c\\d", "e\r\nf"])
    bytes.appendTextLine("M") { bytes in
      for piece in ["a,b", ", ", "\nc", "\r", "\nd"] { bytes.appendEscaped(piece) }
    }
    #expect(text(bytes) == "N:a\\,b\\;c\\\\d\\ne f\r\nM:a\\,b\\, c d\r\n")
  }

  @Test("Without milestones a calendar has a time zone, since one component there must be, and no event")
  func empty() async {
    let bytes = ICalendar(await ExportFixture().content()).all
    #expect(events(bytes).isEmpty && unfolded(bytes).contains("BEGIN:VTIMEZONE"))
  }
}
