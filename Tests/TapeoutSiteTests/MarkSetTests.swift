import TapeoutTemplates
import Testing

@testable import TapeoutSite

@Suite("The marks of a page")
struct MarkSetTests {
  private func marks(_ html: String) -> [Mark] {
    let set = MarkSet(usedIn: Array(html.utf8))
    return Mark.allCases.filter(set.contains)
  }

  @Test("A reference is found wherever it lies", arguments: Mark.allCases)
  func anywhere(mark: Mark) {
    for before in 0..<40 {
      for after in [0, 1, 7, 40] {
        let padding = (String(repeating: "#", count: before), String(repeating: ".", count: after))
        #expect(marks("\(padding.0)<use href=\"#m-\(mark.name)\"/>\(padding.1)") == [mark], "\(before) \(after)")
      }
    }
  }

  @Test(
    "Quotes may be single, as in a user's template; other names are not taken for ours",
    arguments: [
      ("<use href='#m-late'/><use href=\"#m-ca\"/>", [Mark.late, .criticalFromAbove]), ("url(#m-done)", [.done]),
      ("\"#m-latest\" \"#m-late-1\" \"#m-c\" \"#m-\" \"#late\" m-late", []), ("#m-late", []), ("", []),
    ] as [(String, [Mark])])
  func names(html: String, expected: [Mark]) { #expect(marks(html) == expected) }

  @Test("A page carries the shapes of its marks, and without any none")
  func sprite() {
    let sprite = Mark.sprite(MarkSet(usedIn: Array("\"#m-late\"".utf8))).html
    #expect(sprite.utf8.contains("id=\"m-late\"") && !sprite.utf8.contains("id=\"m-done\""))
    #expect(Mark.sprite(MarkSet()).isEmpty)
  }
}
