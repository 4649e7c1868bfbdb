@testable import TapeoutTemplates
import Testing

@testable import TapeoutSite

@Suite("Markup position")
struct MarkupPositionTests {
  private func place(_ html: String) -> MarkupPosition.Place {
    var position = MarkupPosition()
    position.pass(Array(html.utf8)[...])
    return position.place
  }

  @Test("A piece at a time or all at once, the place is the same")
  func pieces() {
    let html = TemplateSet.text("layout.mustache")
    var one = MarkupPosition()
    for byte in html.utf8 {
      one.pass([byte])
    }
    var all = MarkupPosition()
    all.pass(Array(html.utf8)[...])
    #expect(one == all && one.place == .text)
  }

  @Test(
    "Places as browsers see them",
    arguments: [
      ("", .text), ("a < b", .text), ("<p>", .text), ("<p", .tag), ("<p a", .tag), ("<p a=", .tag), ("<p a=b", .tag),
      ("<p a=\"", .value(attribute: "a")), ("<p A='x", .value(attribute: "a")), ("<p a = '", .value(attribute: "a")),
      ("<p a=\"b\"", .tag), ("<p/a=\"", .value(attribute: "a")), ("<script>", .raw("script")),
      ("<SCRIPT SRC=x>", .raw("script")), ("<script></script", .raw("script")), ("<script></script>", .text),
      ("<script></script x", .tag), ("<style>a>b", .raw("style")), ("<!--", .raw("comment")),
      ("<!-- a > b --", .raw("comment")),
      ("<!-- a -->", .text), ("<!doctype html>", .text), ("<title>a", .text), ("<title><b", .text), ("</p", .tag),
      ("</p>", .text), ("<br/>", .text), ("<1", .text), ("<", .tag), ("</", .tag), ("<!", .tag), ("<?php", .tag),
    ] as [(String, MarkupPosition.Place)])
  func places(html: String, expected: MarkupPosition.Place) {
    #expect(place(html) == expected)
  }
}
