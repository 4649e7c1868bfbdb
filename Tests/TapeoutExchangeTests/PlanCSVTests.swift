import TapeoutModel
import TapeoutTestSupport
import Testing

@testable import TapeoutExchange

@Suite("The plan as CSV")
struct PlanCSVTests {
  private func table(_ fixture: ExportFixture) async -> [[String: String]] {
    let rows = rows(PlanCSV.text(await fixture.content()))
    return rows.dropFirst().map { row in
      #expect(row.count == rows[0].count)
      return Dictionary(uniqueKeysWithValues: zip(rows[0], row))
    }
  }

  @Test("A row says what the schedule says, as precisely as it is known")
  func values() async {
    var fixture = ExportFixture.usual
    fixture.site = "https://example.com/x"
    let table = await table(fixture)
    #expect(table.map { $0["id"] } == ["c/start", "c/middle", "c/launch", "c/vague", "c/gone", "c/open"])
    let start = table[0]
    #expect(start["actual"] == "2026-01-05" && start["accepted"] == "2026-01-08" && start["health"] == "done")
    #expect(start["from"] == "acme" && start["to"] == "foundry" && start["baseline"] == "2026-W01")
    #expect(start["url"] == "https://example.com/x/chips/c/start.html")
    let launch = table[2]
    #expect(launch["driven_by"] == "c/middle" && launch["after"] == "c/middle c/start" && launch["critical"] == "true")
    #expect(launch["expected"] == "2026-03-02" && launch["date"] == "2026-03-02" && launch["slip_days"] == "0")
    let vague = table[3]
    #expect(vague["date"] == "2026-Q3" && vague["expected"] == "2026-09-30" && vague["slip_days"] == "92")
    let open = table[5]
    #expect(open["baseline"] == "TBD" && open["date"] == "" && open["expected"] == "" && open["p50"] == "")
    #expect(table[4]["health"] == "dropped" && table[4]["date"] == "")
  }

  @Test("Where a baseline was replaced, the first one and the slip against it stand in table and JSON")
  func firstBaseline() async {
    var fixture = ExportFixture.usual
    fixture.firstBaselineOfMiddle = .day(Day(unchecked: 2026, 2, 1))
    let table = await table(fixture)
    #expect(table[1]["first_baseline"] == "2026-02-01" && table[1]["first_slip_days"] == "15")
    #expect(table[0]["first_baseline"] == "" && table[0]["first_slip_days"] == "")
    let json = text(PlanJSON.text(await fixture.content(), errors: 0, warnings: 0, hints: 0))
    #expect(json.contains("\"first_slip_days\":15") && json.contains("\"first_slip_days\":null"))
  }

  @Test(
    "What nobody sees is left out of every export, and what emoji and scripts are written with stays",
    arguments: [
      "\u{61C}", "\u{202E}", "\u{200F}", "\u{2068}", "\u{200B}", "\u{AD}", "\u{E0041}", "\u{FEFF}", "\u{FE0F}",
      "\u{E0100}",
      "\u{FE0F}\u{FE0F}", "\u{E0101}\u{E0102}", "\u{3164}", "\u{34F}",
    ])
  func hidden(text: String) async {
    #expect("A\(text)B".oneLine == "AB")
    var bytes: [UInt8] = []
    bytes.appendEscaped("A\(text)B")
    #expect(bytes == Array("AB".utf8))
    for fine in ["☎\u{FE0F}", "👩\u{200D}💻", "葛\u{E0100}", "#\u{FE0F}\u{20E3}"] {
      #expect(fine.oneLine.unicodeScalars.elementsEqual(fine.unicodeScalars))
    }
  }

  @Test("A number stays a number, with its minus sign")
  func negative() async {
    var fixture = ExportFixture()
    fixture.builder.add("early", actual: "2026-01-01", baseline: "2026-01-11")
    let table = await table(fixture)
    #expect(table[0]["slip_days"] == "-10")
  }

  @Test("Whatever is in a title, it is one cell of one line and no formula", arguments: hostileTitles)
  func hostile(title: String) async {
    let table = await table(.titled(title))
    #expect(table.count == 1)
    let cell = table[0]["title"] ?? "missing"
    let first = cell.unicodeScalars.first { $0 != " " }
    #expect(!["=", "+", "-", "@", "＝", "\t", "\r", "\n"].contains(first))
    #expect(
      cell.unicodeScalars.allSatisfy { $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) && $0 != "\u{202E}" })
    #expect(table[0]["health"] == "planned" || table[0]["health"] == "late")
  }

  @Test(
    "Only what would run is marked",
    arguments: [
      ("=1", "'=1"), ("@x", "'@x"), (" -x", "' -x"), ("\t=1", "' =1"), ("=\u{301}1", "'=\u{301}1"), ("a=1", "a=1"),
      ("2026-01-01", "2026-01-01"), ("a\r\nb", "a b"), ("a,\"b\"", "a,\"b\""), ("-,x", "'-,x"), ("م", "م"),
      ("a;=1;b", "a;'=1;b"), ("a; \" +1", "a;' \" +1"), ("a|@x", "a|'@x"), (";;-1;", ";;'-1;"), ("a;b-c", "a;b-c"),
      ("a;\u{A0}\u{2003}＝1", "a;'\u{A0}\u{2003}＝1"), ("\"=1\"", "'\"=1\""), ("﹦1;﹣2", "'﹦1;'﹣2"), ("a - b", "a - b"),
      ("a;\u{200D}=1", "a;'\u{200D}=1"), ("\u{61C}=1", "'=1"), ("\u{200F}a\u{200E};\u{2067}@x\u{2069}", "a;'@x"),
      ("x; ", "x; "), ("a;\t=1", "a;' =1"), ("a\n;=1", "a ;'=1"), ("a;'=1", "a;'=1"), ("😀;=1", "😀;'=1"),
    ])
  func cells(title: String, cell: String) async {
    let table = await table(.titled(title))
    #expect(table[0]["title"]?.utf8.elementsEqual(cell.utf8) == true)
  }

  @Test(
    "However the lines are split, at commas, semicolons, bars or tabs, no piece begins a formula",
    arguments: hostileTitles)
  func split(title: String) async {
    let lines = text(PlanCSV.text(await ExportFixture.titled("x;\(title)|\(title);\"\(title)").content()))
    for separator in [";", "|", "\t"] {
      for piece in lines.unicodeScalars.split(separator: Unicode.Scalar(separator)!).dropFirst() {
        let first = piece.first { !$0.properties.isWhitespace && $0 != "\"" }
        #expect(!["=", "+", "-", "@", "＝", "＋", "－", "＠"].contains(first), "\(String(piece))")
      }
    }
  }

  @Test("Durations stand beside their predecessors, as written")
  func durations() async {
    var fixture = ExportFixture.usual
    fixture.builder.add("odd", after: ["start": "soon", "middle": "3wd", "launch": "1d"], notBefore: "2026-Q2")
    fixture.changePlan = { plan in
      let index = plan.place("odd")
      plan.milestones[index].dependencies[2].duration = nil
      plan.milestones[index].dependencies[2].isDurationUnknown = true
    }
    let table = await table(fixture)
    let launch = table.first { $0["id"] == "c/launch" } ?? [:]
    #expect(launch["after"] == "c/middle c/start" && launch["after_durations"] == "2w 3wd")
    let odd = table.first { $0["id"] == "c/odd" } ?? [:]
    #expect(odd["after_durations"] == "? 3wd TBD" && odd["not_before"] == "2026-Q2" && odd["status"] == "")
    #expect(table.first { $0["id"] == "c/gone" }?["status"] == "dropped")
  }

  @Test("Without milestones there is a header and nothing else")
  func empty() async {
    let bytes = PlanCSV.text(await ExportFixture().content())
    #expect(rows(bytes).count == 1 && bytes.suffix(2) == [0x0D, 0x0A])
  }
}
