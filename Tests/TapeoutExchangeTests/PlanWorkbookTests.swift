import TapeoutModel
import TapeoutTestSupport
import Testing

@testable import TapeoutExchange

// That openpyxl and LibreOffice read all of it is held by Tests/tools/plan_files.py.
@Suite("The plan as a workbook")
struct PlanWorkbookTests {
  /// What was compressed, by a plain reading of RFC 1951: a block with the fixed codes.
  private func inflated(_ bytes: [UInt8]) -> [UInt8] {
    var place = 0
    var result: [UInt8] = []
    func bit() -> Int {
      defer { place += 1 }
      return Int(bytes[place / 8] >> UInt8(place % 8) & 1)
    }
    func number(_ count: Int) -> Int { (0..<count).reduce(0) { $0 | bit() << $1 } }
    func code(_ count: Int, from start: Int = 0) -> Int { (0..<count).reduce(start) { code, _ in code << 1 | bit() } }
    #expect(number(3) == 3)
    while true {
      var symbol = code(7)
      if symbol < 24 {
        symbol += 256
      } else {
        let longer = code(1, from: symbol)
        if longer < 0xC0 {
          symbol = longer - 0x30
        } else if longer < 0xC8 {
          symbol = 280 + longer - 0xC0
        } else {
          symbol = 144 + code(1, from: longer) - 0x190
        }
      }
      if symbol == 256 { return result }
      if symbol < 256 {
        result.append(UInt8(symbol))
        continue
      }
      let bits = symbol < 265 || symbol == 285 ? 0 : (symbol - 261) / 4
      let first = symbol == 285 ? 258 : symbol < 265 ? symbol - 254 : 3 + ((4 + (symbol - 261) % 4) << bits)
      let length = first + number(bits)
      let distanceCode = code(5)
      let more = distanceCode < 4 ? 0 : distanceCode / 2 - 1
      let distance = (distanceCode < 4 ? distanceCode + 1 : 1 + ((2 + distanceCode % 2) << more)) + number(more)
      for _ in 0..<length { result.append(result[result.count - distance]) }
    }
  }

  @Test("What is compressed is the same again, whatever it is")
  func compression() {
    var generator = SeededGenerator(seed: 7)
    var texts: [[UInt8]] = [[], [0], Array("aaaaaaaaaaaaaaaa".utf8), Array(repeating: 7, count: 20_000)]
    for length in [1, 5, 300, 9_000] {
      texts.append((0..<length).map { _ in UInt8.random(in: 0...255, using: &generator) })
      texts.append((0..<length).map { _ in UInt8.random(in: 0...2, using: &generator) })
    }
    let words = (0..<2_000).map { "<c r=\"A\($0)\" s=\"\($0 % 3)\"><v>\($0 * 7919 % 1000)</v></c>" }
    texts.append(Array(words.joined().utf8))
    for text in texts {
      let compressed = Deflate.compressed(text)
      #expect(inflated(compressed) == text)
    }
    #expect(Deflate.compressed(Array(words.joined().utf8)).count * 3 < words.joined().utf8.count)
    #expect(CRC32.checksum(Array("123456789".utf8)) == 0xCBF4_3926)
  }

  @Test("Equal plans give equal bytes, and all parts are there")
  func archive() async {
    let content = await ExportFixture.usual.content()
    let changes = [PlanWorkbook.Change(day: Day(unchecked: 2026, 1, 1), chip: "c", milestone: "m", text: "=1+1")]
    let file = PlanWorkbook.file(content, changes: changes)
    #expect(file == PlanWorkbook.file(content, changes: changes))
    #expect(file.starts(with: "PK".utf8))
    for name in ["[Content_Types].xml", "xl/workbook.xml", "xl/styles.xml", "xl/worksheets/sheet6.xml"] {
      #expect(file.firstRange(of: Array(name.utf8)) != nil)
    }
  }

  @Test("Dates are dates with their precision beside them, and flags, numbers and shares are what they are")
  func milestones() async {
    let xml = text(PlanWorkbook.milestones(await ExportFixture.usual.content()).xml(frozen: 3, isFirst: false))
    // 16 February 2026, and the third quarter.
    #expect(xml.contains("<v>46069</v></c>"))
    #expect(xml.contains("<v>46295</v></c>"))
    #expect(xml.contains(">2026-Q3</t>"))
    #expect(xml.contains("t=\"b\"><v>1</v>"))
    #expect(xml.contains("topLeftCell=\"D2\""))
    #expect(xml.contains("<autoFilter ref=\"A1:AC7\"/>"))
  }

  @Test("No text is a formula, and none leaves its cell", arguments: hostileTitles + ["_x0041_", "a_x000D_b"])
  func hostile(title: String) async {
    let usual = text(PlanWorkbook.milestones(await ExportFixture.titled("m").content()).xml(frozen: 1, isFirst: true))
    let xml = text(PlanWorkbook.milestones(await ExportFixture.titled(title).content()).xml(frozen: 1, isFirst: true))
    #expect(xml.utf8.count { $0 == UInt8(ascii: "<") } == usual.utf8.count { $0 == UInt8(ascii: "<") })
    #expect(!xml.contains("<f>"))
    #expect(!xml.contains("_x0041_") || xml.contains("_x005F_x0041_"))
  }

  @Test("Columns are lettered as spreadsheets do")
  func letters() {
    let names = [0, 25, 26, 51, 52, 701, 702].map { text(WorkbookSheet.letters($0)) }
    #expect(names == ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"])
  }

  @Test("The chart has a column a week, from the first day to the last")
  func gantt() async {
    let xml = text(PlanWorkbook.gantt(await ExportFixture.usual.content()).xml(frozen: 3, isFirst: false))
    #expect(xml.contains(">2026-01-05</t>"))
    #expect(xml.contains(">2026-09-28</t>"))
    #expect(!xml.contains(">2026-10-05</t>"))
    #expect(!xml.contains("autoFilter"))
  }
}
