import TapeoutJSON
import TapeoutModel
import Testing

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

@Suite("JSON")
struct JSONWriterTests {
  private func text(_ fields: (inout JSONWriter) -> Void) -> String {
    String(decoding: JSONWriter.document(fields), as: UTF8.self)
  }

  @Test("Each field of the outermost object, and each item of its lines, has a line of its own")
  func layout() {
    let written = text { json in
      json.lines("empty", [String]()) { $1.append($0) }
      json.lines("items", ["a", "b"]) { item, json in
        json.object { json in
          json.add("name", item)
          json.list("tags", [item, item]) { $1.append($0) }
        }
      }
      json.object("nothing") { _ in }
      json.object("missing", of: nil as Int?) { _, _ in }
      json.object("there", of: 1) { number, json in json.add("number", number) }
    }
    #expect(
      written == """
        {
        "empty":[],
        "items":[
        {"name":"a","tags":["a","a"]},
        {"name":"b","tags":["b","b"]}
        ],
        "nothing":{},
        "missing":null,
        "there":{"number":1}
        }

        """)
  }

  @Test("Values of every kind are spelled as JSON spells them")
  func values() {
    let written = text { json in
      json.add("text", "a")
      json.add("number", -3)
      json.add("flag", false)
      json.add("day", Day(unchecked: 2026, 4, 2))
      json.add("quarter", PlanDate.quarter(2, of: 2026))
      json.add("date", PlanDate.day(Day(unchecked: 999, 4, 2)))
      json.add("id", MilestoneID(chip: "a", milestone: "b\""))
    }
    #expect(
      written == """
        {
        "text":"a",
        "number":-3,
        "flag":false,
        "day":"2026-04-02",
        "quarter":"2026-Q2",
        "date":"0999-04-02",
        "id":"a/b\\""
        }

        """)
  }

  @Test("What is missing is null")
  func nulls() {
    let written = text { json in
      json.add("text", nil as String?)
      json.add("number", nil as Int?)
      json.add("share", nil as Double?)
      json.add("day", nil as Day?)
      json.add("date", nil as PlanDate?)
      json.add("id", nil as MilestoneID?)
    }
    #expect(written.split(separator: "\n").count { $0.contains(":null") } == 6)
  }

  @Test(
    "Numbers read back as they were, and what is none is null",
    arguments: [
      (0.25, "0.25"), (1, "1"), (-0.5, "-0.5"), (1e-7, "1e-07"), (.infinity, "null"), (.nan, "null"),
      (0.1 + 0.2, "0.30000000000000004"), (1e300, "1e+300"),
    ])
  func numbers(number: Double, expected: String) throws {
    let written = text { $0.add("n", number) }
    #expect(written == "{\n\"n\":\(expected)\n}\n")
    let read = try JSONDecoder().decode([String: Double?].self, from: Data(written.utf8))
    #expect(read["n"] == .some(number.isFinite ? number : nil))
  }

  @Test(
    "Any text is read back as it was, and hidden or dangerous signs are escaped",
    arguments: [
      "", "plain", "\"", "\\", "a\r\n\tb", "\0\u{7}\u{1B}[31m\u{7F}\u{9B}", "</script><b>",
      "\u{202E}RTL\u{2066}\u{61C}",
      "مرحبا بك", "👩‍👩‍👧 ok", "\u{E0001}\u{E0067}", "e\u{301}", "\u{FEFF}\u{FFFE}x", "日本語",
    ])
  func strings(value: String) throws {
    let written = text { json in
      json.add("field", value)
      json.list("list", [value]) { $1.append($0) }
    }
    let scalars = written.unicodeScalars
    #expect(scalars.allSatisfy { $0 == "\n" || ($0 != "<" && !$0.isHidden) })
    struct Read: Decodable { var field: String, list: [String] }
    let read = try JSONDecoder().decode(Read.self, from: Data(written.utf8))
    for text in [read.field] + read.list { #expect(Array(text.unicodeScalars) == Array(value.unicodeScalars)) }
  }
}
