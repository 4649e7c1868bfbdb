import Foundation
import TapeoutTestSupport
import Testing

@Suite("The slide of a chip")
struct SlidePageTests {
  @Test("A chip has a slide with its answer, its way to the launch, and what is wanted, and leads there")
  func slide() async throws {
    let folder = try TemporaryFolder()
    try folder.writeProgram([
      "chips/custom-1/risks/yield.md":
        "---\ntitle: <i>Yield</i>\nowner: Ada\nprobability: 20%\ndelays: {tape-out: 2w}\n---\n\nResponse: test more.\n",
      "reports/2026-01-10.md":
        "---\ntitle: R\n---\n\n## Decisions wanted\n\n- [ ] Buy [time](../chips/custom-1/milestones/tape-out.md) (Cy, by 2026-01-20)\n",
      // A chip that has the name of the slide.
      "chips/custom-1-slide/chip.md": "---\ntitle: Other\nkind: custom\n---\n",
    ])
    let files = try await folder.site()
    #expect(files["chips/custom-1-slide.html"]?.contains("<bdi>Other</bdi></h1>") == true)
    #expect(files["chips/custom-1-slide.html"]?.contains("class=\"slidep\"") == false)
    let slide = try #require(files["chips/custom-1-slide-2.html"])
    #expect(slide.contains("<body class=\"slidep\">"))
    #expect(slide.contains("Buy time") && slide.contains("<b>20 Jan</b>"))
    #expect(slide.contains("&lt;i&gt;Yield&lt;/i&gt;") && slide.contains("Response: test more."))
    #expect(slide.contains("Milestones done"))
    #expect(slide.components(separatedBy: "after the step before").count - 1 <= 7)
    #expect(files["chips/custom-1.html"]?.contains("href=\"custom-1-slide-2.html\"") == true)
    // Nothing in it is loaded from elsewhere, and it needs no script.
    #expect(!slide.contains("<script") && !slide.contains("http://") && !slide.contains("src="))
  }
}
