import TapeoutModel
import Testing

@testable import TapeoutImport

@Suite("Instants get the day of the zone in which a plan counts")
struct ZoneTests {
  /// A file of the database with two changes, and a rule for later years: in the form of RFC 9636, version 2.
  private static func file(_ rule: String, changes: [(Int, Int)], first: Int) -> [UInt8] {
    func big(_ value: Int, _ width: Int) -> [UInt8] {
      (0..<width).map { UInt8(truncatingIfNeeded: value >> (8 * (width - 1 - $0))) }
    }
    func header(times: Int, types: Int) -> [UInt8] {
      var bytes = Array("TZif2".utf8) + [UInt8](repeating: 0, count: 15)
      for count in [0, 0, 0, times, types, 4] { bytes += big(count, 4) }
      return bytes
    }
    var bytes = header(times: 0, types: 1) + big(0, 4) + [0, 0] + Array("LMT\0".utf8)
    bytes += header(times: changes.count, types: changes.count + 1)
    for (time, _) in changes { bytes += big(time, 8) }
    for place in changes.indices { bytes.append(UInt8(place + 1)) }
    for offset in [first] + changes.map({ $0.1 }) { bytes += big(offset, 4) + [0, 0] }
    return bytes + Array("LMT\0".utf8) + Array("\n\(rule)\n".utf8)
  }

  private static let berlin = "CET-1CEST,M3.5.0,M10.5.0/3"

  @Test(
    "Rules of POSIX change the clocks when they say",
    arguments: [
      ("CET-1CEST,M3.5.0,M10.5.0/3", "2026-03-29T00:59:59Z", 3600),
      ("CET-1CEST,M3.5.0,M10.5.0/3", "2026-03-29T01:00:00Z", 7200),
      ("CET-1CEST,M3.5.0,M10.5.0/3", "2026-10-25T00:59:59Z", 7200),
      ("CET-1CEST,M3.5.0,M10.5.0/3", "2026-10-25T01:00:00Z", 3600),
      ("EST5EDT,M3.2.0,M11.1.0", "2026-03-08T06:59:59Z", -18_000),
      ("EST5EDT,M3.2.0,M11.1.0", "2026-03-08T07:00:00Z", -14_400),
      ("NZST-12NZDT,M9.5.0,M4.1.0/3", "2026-01-01T00:00:00Z", 46_800),
      ("NZST-12NZDT,M9.5.0,M4.1.0/3", "2026-07-01T00:00:00Z", 43_200),
      ("<+0330>-3:30", "2026-07-01T00:00:00Z", 12_600), ("IST-2IDT,M3.4.4/26,M10.5.0", "2026-03-27T00:00:00Z", 10_800),
      ("IST-2IDT,M3.4.4/26,M10.5.0", "2026-03-26T23:59:59Z", 7200),
      ("AAA3BBB,J60/0,J300/0", "2028-03-01T02:59:59Z", -10_800),
      ("AAA3BBB,J60/0,J300/0", "2028-03-01T03:00:00Z", -7200), ("AAA3BBB,59/0,300/0", "2028-02-29T03:00:00Z", -7200),
      ("AST4", "2026-07-01T00:00:00Z", -14_400),
    ])
  func rules(rule: String, instant: String, offset: Int) throws {
    let rules = try #require(YearlyRule(Array(rule.utf8)))
    let seconds = try #require(Instant(instant)).seconds
    #expect(rules.offset(at: seconds) == offset)
  }

  @Test("A file of the database gives the offsets of its years, and later those of its rule")
  func file() throws {
    let changes = [(0, 3600), (1_000_000, 7200)]
    let zone = try #require(ZoneRules(name: "X", file: Self.file(Self.berlin, changes: changes, first: 100)))
    #expect(zone.offset(at: -1) == 100)
    #expect(zone.offset(at: 0) == 3600)
    #expect(zone.offset(at: 999_999) == 3600)
    // July of 2026.
    #expect(zone.offset(at: 1_783_000_000) == 7200)
    let whole = Self.file(Self.berlin, changes: changes, first: 100)
    for length in 0..<(whole.count - Self.berlin.utf8.count - 2) {
      #expect(ZoneRules(name: "X", file: Array(whole[..<length])) == nil)
    }
    #expect(ZoneRules(name: "X", file: Array("TZif".utf8)) == nil)
  }

  @Test(
    "Another zone’s midnight is the day that it is in the plan’s",
    arguments: [
      ("2026-05-14T22:00:00.000Z", "2026-05-15"), ("2026-05-14T21:59:59Z", "2026-05-14"),
      ("2026-05-15T00:00:00+02:00", "2026-05-15"), ("2026-05-15 00:00:00 UTC", "2026-05-15"),
      ("2026-05-15T00:00+1400", "2026-05-14"), ("2026-01-14T23:30:00Z", "2026-01-15"),
      ("2026-05-14T16:00:00", "2026-05-14"),
    ])
  func midnight(cell: String, day: String) async throws {
    let zone = try #require(
      ZoneRules(name: "Europe/Berlin", file: Self.file(Self.berlin, changes: [(0, 3600)], first: 3600)))
    let outcome = await ProjectXML.imported("title,due\nOne,\(cell)\n") { $0.zone = zone }
    #expect(outcome.lines("one.md").contains("forecast: \(day)"), "\(outcome.summary)")
  }

  @Test("A map names the zone")
  func map() {
    #expect(TableMap.zone(in: "title: Was\n time_zone : Asia/Taipei\n") == "Asia/Taipei")
    #expect(TableMap.zone(in: "title: time_zone\n") == nil)
    var findings = ImportFindings()
    #expect(TableMap.read("title: Was\ntime_zone: UTC\n", into: &findings).count == 1)
    #expect(!findings.hasErrors)
  }
}
