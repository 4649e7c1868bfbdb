import TapeoutExchange
import TapeoutForecast
import TapeoutModel
import TapeoutSchedule
import TapeoutTestSupport

/// A small plan with everything that downloads must bear: done and dropped, vague and undated, two parties.
struct ExportFixture {
  var builder = PlanBuilder()
  var titles: [String: String] = [:]
  var chipTitle: String?
  var site: String?
  var statusDate = Day(unchecked: 2026, 1, 15)
  var sources = SourceSet([])
  var revision = PlanRevision()
  /// The baseline that the milestone `middle` had before today's.
  var firstBaselineOfMiddle: PlanDate?
  /// The last change of the plan before it is scheduled.
  var changePlan: (inout Plan) -> Void = { _ in }

  static let nowhere = SourceRange(startOf: FileID(0))

  /// The usual plan of the tests.
  static var usual: ExportFixture {
    var fixture = ExportFixture()
    fixture.builder.program.title = Located("Program", at: nowhere)
    fixture.builder.window("2026-01-01", "2026-12-31")
    fixture.builder.partners = ["acme", "foundry"].map { Partner(origin: Origin(file: FileID(0)), id: $0) }
    fixture.builder.add("start", actual: "2026-01-05", baseline: "2026-W01")
    fixture.builder.add("middle", after: ["start": "4w..6w..9w"], needBy: "2026-03-01")
    fixture.builder.add("open", after: [:], forecast: "TBD", baseline: "TBD")
    fixture.builder.add("vague", forecast: "2026-Q3", baseline: "2026-Q2")
    fixture.builder.add("gone", forecast: "2026-05-01", status: .dropped)
    fixture.builder.add("launch", after: ["middle": "2w", "start": "3wd"], baseline: "2026-Q1")
    fixture.builder.launch("launch")
    fixture.builder.risk("respin", 0.25, ["middle": "10d"])
    return fixture
  }

  /// One milestone, named as a test wants it.
  static func titled(_ title: String) -> ExportFixture {
    var fixture = ExportFixture()
    fixture.builder.add("m", forecast: "2026-03-01", baseline: "2026-02-01")
    fixture.titles["m"] = title
    return fixture
  }

  func content() async -> ExportContent {
    var plan = builder.plan()
    for (name, title) in titles { plan.milestones[plan.place(name)].title = Located(title, at: ExportFixture.nowhere) }
    if let chipTitle { plan.chips[0].title = Located(chipTitle, at: ExportFixture.nowhere) }
    let start = plan.place("start")
    if start < plan.milestones.endIndex {
      plan.milestones[start].giver = 0
      plan.milestones[start].receiver = 1
      plan.milestones[start].accepted = Located(.day(Day(unchecked: 2026, 1, 8)), at: ExportFixture.nowhere)
    }
    changePlan(&plan)
    let first = plan.place("middle")
    let replaced = firstBaselineOfMiddle
    let firstBaseline: @Sendable (MilestoneIndex) -> PlanDate? = { $0 == first ? replaced : nil }
    var settings = Forecast.Settings()
    settings.samples = 1000
    let schedule = Schedule(plan, statusDate: statusDate)
    let forecast = await Forecast.run(plan, schedule, settings)
    let ids = IndexedArray<MilestoneIndex, MilestoneID>(plan.milestones.map(\.id))
    let addresses = PageAddresses(
      site: site, chip: { "chips/\($0).html" }, milestone: { "chips/\(ids[$0].chip)/\(ids[$0].milestone).html" },
      partner: { "partners/\($0).html" }, report: { "reports/\($0).html" }, risk: { "risks/\($0).html" })
    return ExportContent(
      plan: plan, schedule: schedule, forecast: forecast,
      launches: LaunchAnswers.all(of: plan, schedule: schedule, forecast: forecast, firstBaseline: firstBaseline),
      firstBaseline: firstBaseline, addresses: addresses,
      sources: sources, revision: revision)
  }
}

/// Titles that somebody may write, by accident or not.
let hostileTitles = [
  "=HYPERLINK(\"http://x\",\"y\")", "+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "＝1", "=\u{301}1",
  "a\r\nBEGIN:VEVENT\r\nX:y", "a\u{85}b\u{2028}c\u{2029}d", "Section review", "title of it", "2026-01-01 start",
  "%% comment", "50% done", "a: b; c # d, e\\n", "#35; literal", "x `code` ```", "</script><b>bold</b> & 'q'",
  "]]><x>", "\u{202E}RTL\u{2066}", "مرحبا بك", "👩‍👩‍👧 ok", String(repeating: "日本語", count: 100), "\0\u{7}\u{1B}[31m\u{9B}",
  "\u{FEFF}\u{FFFE}x", "", "done, crit", "\"", ",", "'=1",
]

func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

/// Takes a table apart by RFC 4180: rows end with CRLF, cells may be quoted.
func rows(_ bytes: [UInt8]) -> [[String]] {
  var rows: [[String]] = []
  var row: [String] = []
  var cell: [UInt8] = []
  var isQuoted = false
  var index = 0
  while index < bytes.count {
    let byte = bytes[index]
    let next = index + 1 < bytes.count ? bytes[index + 1] : 0
    if isQuoted, byte == UInt8(ascii: "\""), next == byte {
      cell.append(byte)
      index += 1
    } else if byte == UInt8(ascii: "\"") {
      isQuoted.toggle()
    } else if !isQuoted, byte == UInt8(ascii: ",") {
      row.append(text(cell))
      cell = []
    } else if !isQuoted, byte == 0x0D, next == 0x0A {
      rows.append(row + [text(cell)])
      row = []
      cell = []
      index += 1
    } else {
      cell.append(byte)
    }
    index += 1
  }
  return rows
}

/// The pieces between separators, by bytes.
func pieces(_ text: String, _ separator: String) -> [String] {
  let separator = Array(separator.utf8)
  var rest = Array(text.utf8)[...]
  var pieces: [String] = []
  while let range = rest.firstRange(of: separator) {
    pieces.append(String(decoding: rest[..<range.lowerBound], as: UTF8.self))
    rest = rest[range.upperBound...]
  }
  return pieces + [String(decoding: rest, as: UTF8.self)]
}

/// The lines of a calendar with folds undone.
func unfolded(_ bytes: [UInt8]) -> [String] {
  pieces(pieces(text(bytes), "\r\n ").joined(), "\r\n")
}
