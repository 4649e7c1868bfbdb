import TapeoutForecast
import TapeoutSchedule
import TapeoutTestSupport
import Testing

@testable import TapeoutPreview

@Suite("What if")
struct WhatIfTests {
  private static let risk = """
    ---
    title: Respin
    owner: x
    probability: 40%
    delays: {bring-up: 4w..8w..12w}
    ---

    """

  private func fixture() async throws -> PreviewFixture {
    try await PreviewFixture([
      "Content/chips/custom-1/risks/respin.md": WhatIfTests.risk,
      "Content/chips/custom-1/risks/old.md": WhatIfTests.risk.replacing("owner: x", with: "owner: x\nstatus: closed"),
    ])
  }

  private func answer(_ fixture: PreviewFixture, _ suppositions: String...) -> String {
    let query = suppositions.map { text in
      "suppose=" + text.replacing("+", with: "%2B").replacing(" ", with: "%20").replacing("=", with: "%3D")
    }
    return fixture.text("/-/what-if?" + query.joined(separator: "&"))
  }

  @Test("Without a supposition every figure is the site's own")
  func nothing() async throws {
    let fixture = try await fixture()
    let answer = answer(fixture)
    #expect(answer.contains("\"said\":\"Nothing is supposed yet.\""))
    #expect(answer.contains("\"command\":\"tapeout forecast\""))
    for cell in answer.split(separator: "{\"name\":").dropFirst() {
      let texts = cell.split(separator: "\"").filter { $0 != "," && $0 != ":" }
      #expect(texts[2] == texts[4], "\(cell)")
    }
  }

  @Test("A milestone that moves takes the launch with it, and the command says the same")
  func move() async throws {
    let fixture = try await fixture()
    let answer = answer(fixture, "custom-1/bring-up=+3w")
    #expect(answer.contains("\"move\":\"+21 d\""))
    #expect(answer.contains("\"command\":\"tapeout forecast --what-if custom-1/bring-up=+3w\""))
    #expect(answer.contains("Chip: Plan "))
  }

  @Test("A risk that happens moves P50 and P80 alone; one that does not moves them back")
  func risks() async throws {
    let fixture = try await fixture()
    let happens = answer(fixture, "risk custom-1/respin=occurs")
    #expect(happens.contains("--what-if 'risk custom-1/respin=occurs'"))
    #expect(happens.contains("P50 "))
    #expect(!happens.contains("Chip: Plan "))
    let averted = answer(fixture, "risk custom-1/respin=averted")
    #expect(averted.contains("P80 "))
    #expect(averted != happens)
  }

  @Test(
    "What cannot be supposed is said in a sentence, and nothing is drawn",
    arguments: [
      ("custom-1/nothing=+3w", "There is no milestone custom-1/nothing."),
      ("custom-1/kickoff=+3w", "is done: it cannot move any more."), ("x", "x is not a supposition."),
      ("risk custom-1/nothing=occurs", "There is no risk custom-1/nothing."),
      ("risk custom-1/old=occurs", "is closed: the forecast does not draw it."),
      ("risk custom-1/respin=perhaps", "is not a supposition."), ("custom-1/bring-up=+99999999999999999w", "is not a"),
    ])
  func refused(_ text: String, _ words: String) async throws {
    let fixture = try await fixture()
    #expect(answer(fixture, text).contains(words))
    let many = (0...WhatIfAnswer.mostSuppositions).map { _ in "suppose=custom-1/bring-up%3D%2B1d" }
    #expect(fixture.get("/-/what-if?" + many.joined(separator: "&")).status == 400)
  }

  @Test("The page has the site's look, leave to connect, and what can be supposed: nothing that is over")
  func page() async throws {
    let fixture = try await fixture()
    let page = fixture.text("/what-if")
    #expect(page.contains("<link rel=\"stylesheet\" href=\"site.css\">"))
    #expect(page.contains("/-/what-if.js"))
    #expect(page.contains("connect-src 'self'"))
    let choices = fixture.text("/-/what-if-choices")
    #expect(choices.contains("\"custom-1/bring-up\""))
    #expect(!choices.contains("\"custom-1/kickoff\""))
    #expect(choices.contains("\"custom-1/respin\""))
    #expect(!choices.contains("\"custom-1/old\""))
    for asset in ["preview.js", "preview.css", "what-if.js", "what-if.css"] {
      #expect(fixture.get("/-/\(asset)").status == 200)
    }
  }
}
