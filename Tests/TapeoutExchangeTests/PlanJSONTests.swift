import TapeoutModel
import Testing

@testable import TapeoutExchange

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

@Suite("The plan as JSON")
struct PlanJSONTests {
  private func exported() async throws -> Parsed {
    let bytes = PlanJSON.text(await ExportFixture.usual.content(), errors: 1, warnings: 2, hints: 3)
    return try JSONDecoder().decode(Parsed.self, from: Data(bytes))
  }

  @Test("What is known is there, what is not is null")
  func values() async throws {
    let json = try await exported()
    #expect(json["format"] == "tapeout.plan/1")
    #expect(json["program"]["launch_window"]["last"] == "2026-12-31")
    #expect(json["findings"] == .object(["errors": .number(1), "warnings": .number(2), "hints": .number(3)]))
    let chip = json["chips"][0]
    #expect(chip["launch"]["milestone"] == "c/launch")
    #expect(chip["launch"]["expected"] == "2026-03-02")
    #expect(chip["driving_path"] == .array(["c/middle", "c/launch"]))
    let launch = json["milestones"][1]
    #expect(launch["id"] == "c/launch")
    #expect(launch["baseline"] == .object(["text": "2026-Q1", "first": "2026-01-01", "last": "2026-03-31"]))
    #expect(launch["slip_days"] == .number(0))
    #expect(launch["driven_by"] == "c/middle")
    #expect(launch["critical"] == .bool(true))
    #expect(launch["after"][1]["working_days"] == .bool(true))
    let open = json["milestones"][3]
    #expect(open["baseline"] == .object(["text": "TBD", "first": .null, "last": .null]))
    #expect(open["expected"] == .null && open["p50"] == .null && open["owner"] == .null)
    let start = json["milestones"][4]
    #expect(start["actual"]["text"] == "2026-01-05" && start["health"] == "done" && start["p80"] == "2026-01-05")
    #expect(json["risks"][0]["id"] == "c/respin" && json["risks"][0]["status"] == "open")
  }

  @Test("Two exports of the same plan are equal, and an item has a line of its own")
  func equal() async {
    let bytes = PlanJSON.text(await ExportFixture.usual.content(), errors: 0, warnings: 0, hints: 0)
    #expect(bytes == PlanJSON.text(await ExportFixture.usual.content(), errors: 0, warnings: 0, hints: 0))
    let lines = pieces(text(bytes), "\n")
    #expect(lines.count { $0.contains("\"total_float_days\":") } == 6)
    #expect(lines.last == "")
  }

  @Test("Any text is read back as it was, and hidden or dangerous signs are escaped", arguments: hostileTitles)
  func strings(title: String) throws {
    var document = JSONDocument()
    document.add(title, .string(title))
    let bytes = document.finish()
    let read = try JSONDecoder().decode([String: String].self, from: Data(bytes))
    #expect(read.count == 1)
    #expect(read.first.map { Array($0.key.unicodeScalars) == Array(title.unicodeScalars) } == true)
    #expect(read.first.map { Array($0.value.unicodeScalars) == Array(title.unicodeScalars) } == true)
    let scalars = text(bytes).unicodeScalars
    #expect(scalars.allSatisfy { $0 == "\n" || ($0 != "<" && !$0.isHidden) })
  }

  @Test(
    "Numbers are JSON's, and what is none is null",
    arguments: [
      (0.25, "0.25"), (1, "1"), (-0.5, "-0.5"), (1e-7, "1e-07"), (.infinity, "null"), (.nan, "null"),
      (0.1 + 0.2, "0.30000000000000004"),
    ])
  func numbers(number: Double, expected: String) throws {
    var document = JSONDocument()
    document.add("n", .number(number))
    let bytes = document.finish()
    #expect(text(bytes) == "{\n\"n\":\(expected)\n}\n")
    _ = try JSONDecoder().decode([String: Double?].self, from: Data(bytes))
  }

  @Test("The index to search names every page with its path")
  func search() async throws {
    let bytes = SearchIndex.text(await ExportFixture.usual.content())
    let json = try JSONDecoder().decode(Parsed.self, from: Data(bytes))
    #expect(json["format"] == "tapeout.search/1" && json["status_date"] == "2026-01-15")
    #expect(json["milestones"][5]["path"] == "chips/c/vague.html" && json["milestones"][5]["date"] == "2026-Q3")
    #expect(json["partners"][1]["title"] == "foundry" && json["risks"][0]["chip"] == "c")
    #expect(json["chips"][0]["date"] == "2026-03-02")
  }
}

/// JSON as another reader takes it.
private enum Parsed: Decodable, Equatable, ExpressibleByStringLiteral {
  case null
  case bool(Bool)
  case number(Double)
  case string(String)
  case array([Parsed])
  case object([String: Parsed])

  init(stringLiteral text: String) { self = .string(text) }

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let value = try? container.decode(Bool.self) {
      self = .bool(value)
    } else if let value = try? container.decode(Double.self) {
      self = .number(value)
    } else if let value = try? container.decode(String.self) {
      self = .string(value)
    } else if let value = try? container.decode([Parsed].self) {
      self = .array(value)
    } else {
      self = .object(try container.decode([String: Parsed].self))
    }
  }

  subscript(field: String) -> Parsed {
    if case .object(let fields) = self { fields[field] ?? "missing" } else { "no object" }
  }

  subscript(index: Int) -> Parsed {
    if case .array(let values) = self, values.indices.contains(index) { values[index] } else { "no such item" }
  }
}
