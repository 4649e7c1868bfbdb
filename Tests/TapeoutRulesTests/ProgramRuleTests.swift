import TapeoutModel
import Testing

@testable import TapeoutRules

@Suite("Rules about decisions and owners")
struct ProgramRuleTests {
  @Test(
    "Names that are nearly the same are told, the rarer one first",
    arguments: [
      (["Layout team", "layout-team"], ["layout-team>Layout team"]),
      (["Layout team", "Layout teams"], ["Layout teams>Layout team"]),
      (["Layout team", "Layuot team"], ["Layuot team>Layout team"]),
      (["Layout team", "Layout taem", "Leyout team"], ["Layout taem>Layout team", "Leyout team>Layout team"]),
      (["Jürgen Gross", "Jurgen Gross"], ["Jürgen Gross>Jurgen Gross"]),
      (["山田太郎さん様", "山田太朗さん様"], ["山田太郎さん様>山田太朗さん様"]),
      (["DFT 1", "DFT 2"], []),
      (["Layout team 1", "Layout team 2"], []),
      (["Layout team A", "Layout team B"], []),
      (["Layout team", "Layout team 2"], []),
      (["Anna", "Anne"], []),
      (["Verification lead", "Qualification lead"], []),
      (["王明", "王朋"], []),
    ])
  func nearNames(_ names: [String], _ expected: [String]) {
    // The first is used most.
    let sorted = names.enumerated().map { ($1, names.count - $0) }.sorted { $0.0.precedesInBytes($1.0) }
    let named = sorted.map { (text: $0.0, count: $0.1) }
    let pairs = NearNames(named).pairs.map { "\(named[$0.rare].text)>\(named[$0.common].text)" }
    #expect(pairs.sorted() == expected.sorted() || pairs.map(Self.swapped).sorted() == expected.sorted())
  }

  private static func swapped(_ pair: String) -> String { pair.split(separator: ">").reversed().joined(separator: ">") }

  @Test("Ten thousand names of one length are compared in a moment")
  func manyNames() {
    let names = (0..<10_000).map { number -> (text: String, count: Int) in
      (
        "Team of number "
          + String(String(number).map { Character(Unicode.Scalar(UInt8($0.wholeNumberValue ?? 0) + 97)) }), 1
      )
    }.sorted { $0.text.precedesInBytes($1.text) }
    #expect(!NearNames(names).pairs.isEmpty)
  }

  @Test("A decision is overdue from the day after its own, however vague that is")
  func overdue() async {
    func found(_ day: String, ticked: Bool = false) async -> [String] {
      let fixture = await RuleFixture([
        "reports/2026-01-05.md": "---\ntitle: A\n---\n\n## Decisions wanted\n\n- [ ] Keep it (Anna, by \(day))\n",
        "reports/2026-01-12.md": ticked
          ? "---\ntitle: B\n---\n\n## Decisions wanted\n\n- [x] Keep it\n" : "---\ntitle: B\n---\n",
      ])
      return fixture.headlines(by: OverdueDecision())
    }
    #expect(
      await found("2026-01-14")
        == ["The decision “Keep it” was wanted by 2026-01-14, 1 day before the status date"])
    #expect(await found("2026-01-15") == [])
    #expect(await found("2026-01") == [])
    #expect(await found("2026-01-14", ticked: true) == [])
  }

  @Test("A decision ticked in other words is told, one that was never asked for is not")
  func unmatched() async {
    func found(_ item: String) async -> [String] {
      await RuleFixture([
        "reports/2026-01-05.md":
          "---\ntitle: A\n---\n\n## Decisions wanted\n\n- [ ] Keep the change (Anna, by 2026-02)\n",
        "reports/2026-01-12.md": "---\ntitle: B\n---\n\n## Decisions wanted\n\n- [x] \(item)\n",
      ]).headlines(by: UnmatchedDecision())
    }
    #expect(
      await found("Keep the changes: yes")
        == ["No decision of this text was wanted; “Keep the change” is wanted still"])
    #expect(await found("Buy a tester") == [])
    #expect(await found("keep the change: yes") == [])
  }
}
