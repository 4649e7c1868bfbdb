import Synchronization
import TapeoutModel
import TapeoutTestSupport
import Testing

@testable import TapeoutRules

/// What thousands of misspelt names cost, counted in pairs of words that are compared: no more with each name than
/// with the last one, and in a run no more than its budget.
@Suite("The cost of names that lead nowhere")
struct SuggestionCostTests {
  private static let count = 400

  private final class Counter: Sendable {
    let count = Atomic(0)
  }

  /// Words that differ from each other in the middle, all of one length.
  private static func word(_ number: Int) -> String {
    let letters = (0..<4).map { place in
      Character(Unicode.Scalar(UInt8(ascii: "a") + UInt8((number >> (3 * place)) & 7)))
    }
    return "wafer-\(String(letters))-lot"
  }

  private static func milestone(_ fields: String) -> String { "---\ntitle: M\nkind: review\n\(fields)\n---\n" }

  /// The pairs of words that are compared in reading files and in all rules.
  private func comparisons(_ files: [String: String]) async -> Int {
    let counter = Counter()
    await SuggestionIndex.$onComparisons.withValue({ counter.count.add($0, ordering: .relaxed) }) {
      let fixture = await RuleFixture(files)
      for rule in RuleSet.all { _ = fixture.found(by: rule) }
    }
    return counter.count.load(ordering: .relaxed)
  }

  enum Names: CaseIterable {
    case milestones, milestonesOfOneFile, otherChips, partners, launches, delays, waivers, pages, pictures

    /// Files that name `count` things, each misspelt by the last letters, beside as many that are there.
    func files(_ isEqual: Bool) -> [String: String] {
      var files: [String: String] = [:]
      var list = ""
      for number in 0..<SuggestionCostTests.count {
        let there = word(number), misspelt = word(isEqual ? 0 : number).dropLast(3) + "lto"
        switch self {
        case .milestones:
          files["chips/custom-1/milestones/\(there).md"] = milestone("after: {\(misspelt): 1w}")
        case .milestonesOfOneFile:
          files["chips/custom-1/milestones/\(there).md"] = milestone("")
          list += "\(misspelt): 1w\n  "
          files["sink"] = milestone("after:\n  \(list)")
        case .otherChips:
          files["chips/\(there)/milestones/gate.md"] = milestone("after: {\(misspelt)/gate: 1w}")
        case .partners:
          files["partners/\(there).md"] = "---\ntitle: P\nrole: supplier\n---\n"
          files["chips/custom-1/milestones/\(there).md"] = milestone("from: \(misspelt)")
        case .launches:
          files["chips/\(there)/milestones/\(there).md"] = milestone("")
          files["chips/\(there)/chip.md"] = "---\ntitle: C\nkind: in-house\nlaunch: \(misspelt)\n---\n"
        case .delays:
          files["chips/custom-1/milestones/\(there).md"] = milestone("")
          files["chips/custom-1/risks/\(there).md"] =
            "---\ntitle: R\nprobability: 10%\ndelays: {\(misspelt): 1w}\n---\n"
        case .waivers:
          list += "- [-] \(there) (waived by TSMC until \(misspelt): why)\n"
          files["chips/custom-1/milestones/\(there).md"] = milestone("")
          files["sink"] = milestone("") + "## Exit criteria\n\n" + list
        case .pages:
          files["chips/custom-1/milestones/\(there).md"] = milestone("") + "[Link](\(misspelt).md)\n"
        case .pictures:
          files["chips/custom-1/\(there).png"] = ""
          files["chips/custom-1/milestones/\(there).md"] = milestone("") + "![Picture](../\(misspelt).png)\n"
        }
      }
      return files
    }

    private func word(_ number: Int) -> String { SuggestionCostTests.word(number) }
    private func milestone(_ fields: String) -> String { SuggestionCostTests.milestone(fields) }
  }

  @Test("Names that lead nowhere are compared within the run’s budget, equal ones once", arguments: Names.allCases)
  func names(_ names: Names) async {
    let count = SuggestionCostTests.count
    let different = await comparisons(names.files(false))
    // Without the budget: each with each.
    #expect(different > 0 && different <= SuggestionIndex.budget && SuggestionIndex.budget < count * count)
    // Once in the chip, once in all of the plan; a chip’s own names are only looked up from there.
    let equal = await comparisons(names.files(true))
    #expect(equal > 0 && equal <= 4 * count)
  }

  @Test("Words of a fixed list cost as much in each file, however many files there are")
  func words() async {
    for make in [
      { "status: \(SuggestionCostTests.word($0))" }, { _ in "status: bloked" },
      { "kind: \(SuggestionCostTests.word($0))" },
      { "forecast\($0): 2026-03-01" }, { _ in "forcast: 2026-03-01" },
    ] as [(Int) -> String] {
      func files(_ count: Int) -> [String: String] {
        Dictionary(
          uniqueKeysWithValues: (0..<count).map {
            ("chips/custom-1/milestones/m\($0).md", "---\ntitle: M\n\(make($0))\n---\n")
          })
      }
      let few = await comparisons(files(50)), many = await comparisons(files(200))
      #expect(many <= 4 * few + 400, "\(make(1))")
    }
  }

  @Test("Thousands of unknown fields of one file are compared with the known ones only, equal ones once")
  func fields() async {
    func file(_ name: (Int) -> String) -> [String: String] {
      ["m": "---\ntitle: M\nkind: review\n" + (0..<2000).map { "\(name($0)): 1\n" }.joined() + "---\n"]
    }
    #expect(await comparisons(file { "forecast\($0)" }) <= 2000 * 30)
    #expect(await comparisons(file { _ in "forcast" }) <= 30)
    func program(_ name: (Int) -> String) -> [String: String] {
      [
        "program.md": "---\ntitle: P\nlaunch: 2026\nstatus_date: 2026-01-15\nrules:\n"
          + (0..<1000).map { "  \(name($0)): off\n" }.joined() + "---\n"
      ]
    }
    #expect(await comparisons(program { "no-baselin\($0)" }) <= SuggestionIndex.budget)
    #expect(await comparisons(program { _ in "no-baselin" }) <= RuleSet.all.count)
  }

  @Test("Of very many kinds of the program’s own, each file is compared with some")
  func kinds() async {
    var files = [
      "program.md": "---\ntitle: P\nlaunch: 2026\nstatus_date: 2026-01-15\nkinds:\n"
        + (0..<1000).map { "  \(SuggestionCostTests.word($0)): {title: K, phase: test}\n" }.joined() + "---\n"
    ]
    for number in 0..<50 {
      files["chips/custom-1/milestones/m\(number).md"] = "---\ntitle: M\nkind: wafer-zzzz-lot\n---\n"
    }
    #expect(await comparisons(files) <= 50 * 300)
  }
}
