import Testing

@Suite("Links that are none")
struct FalseLinkTests {
  @Test(
    "What reads as a link and is none is reported at its place",
    arguments: [
      BodyCase("See [[launch]].", "false-link | [[launch]]"), BodyCase("![[a b.png]]", "false-link | ![[a b.png]]"),
      BodyCase("[[launch|the launch]]", "false-link | [[launch|the launch]]"),
      BodyCase("![Plan](floor plan.png)", "false-link | ![Plan](floor plan.png)"),
      BodyCase("[the plan](floor plan.pdf) and", "false-link | [the plan](floor plan.pdf)"),
      BodyCase("[the plan][missing]", "false-link | [the plan][missing]"),
      BodyCase("![the plan][missing]", "false-link | ![the plan][missing]"),
      BodyCase("[the plan][]", "false-link | [the plan][]"),
      BodyCase("(the plan)[https://example.com]", "false-link | (the plan)[https://example.com]"),
      BodyCase("(the plan)[plan.pdf]", "false-link | (the plan)[plan.pdf]"),
      BodyCase("[the plan] (https://example.com)", "false-link | [the plan] (https://example.com)"),
      BodyCase("- [ ] see [[a]] and [[b]]", "false-link | [[a]]", "false-link | [[b]]"),
      BodyCase("first\nsecond [[a]] and [x](y.md)\nthird [[b]]", "false-link | [[a]]", "false-link | [[b]]"),
      BodyCase("| a | b |\n|---|---|\n| [[x]] | [y](z.md) |", "false-link | [[x]]"),
      BodyCase("# On [[x]]", "false-link | [[x]]"), BodyCase("> quoted [[x]]", "false-link | [[x]]"),
    ])
  func falseLinks(_ item: BodyCase) {
    #expect(ReadBody("\(item.text)\n").findings == item.expected)
  }

  @Test(
    "Code, escapes, citations, indices and real links are left alone",
    arguments: [
      "Write `[[launch]]` or `![x](a b.png)` [sic], see note [1] and a[0].", "    [[launch]]", "```\n[[x]]\n```",
      "\\[[launch]]", "See [1][2] and [3, 4].", "a[0][1] = b[i](x y)", "[a](b.md) [c][d]\n\n[d]: e.md",
      "[a](<b c.md>)", "[[a](b.md)]", "<https://example.com/[[x]]>", "``[[x]] ` [[y]]``", "[sic] (see above)",
      "[TSMC](tsmc.md \"the foundry\")", "f[x] [y]", "[ref][^1]", "order[[i]] before the next",
    ])
  func controls(_ text: String) {
    #expect(ReadBody("\(text)\n").findings == [])
  }

  @Test("A link whose text is its address is found where it stands")
  func ownAddress() {
    #expect(
      ReadBody("First\nsecond with [no.pdf](no.pdf) and <https://a.example> and [b](b)\n").links == [
        "link no.pdf | [no.pdf](no.pdf)", "link https://a.example | <https://a.example>", "link b | [b](b)",
      ])
  }
}
