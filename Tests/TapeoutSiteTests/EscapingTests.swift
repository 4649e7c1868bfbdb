@testable import TapeoutTemplates
import Testing

@testable import TapeoutSite

@Suite("Escaping")
struct EscapingTests {
  private static let joiners = [
    "\u{301}", "\u{20DD}", "\u{200D}", "\u{FE0F}", "\u{1F3FD}", "\u{E0020}", "\u{903}", "\u{34F}", "\u{17B4}",
  ]

  @Test(
    "A sign before or behind what joins it to one character is escaped all the same",
    arguments: ["<", ">", "&", "\"", "'"])
  func combining(sign: String) {
    for joiner in EscapingTests.joiners + ["\u{600}", "\u{110BD}"] {
      for text in [sign + joiner, joiner + sign, joiner + sign + joiner, "a" + sign + joiner + "b"] {
        let escaped = Markup("\(text)").html
        #expect(!escaped.utf8.contains(where: { "<>\"'".utf8.contains($0) }), "\(text)")
        #expect(escaped.utf8.contains(UInt8(ascii: "&")))
      }
    }
  }

  @Test(
    "Reading the entities back gives the text again",
    arguments: [
      "", "plain", "a < b > c & d \" e ' f", "&lt;", "&amp;amp;", "台積電 & 流片 👩‍👩‍👧‍👦", "<script>\u{301}</script>",
      "tab\tline\n", "ÿĀ\u{FFFC}",
    ])
  func roundTrip(text: String) {
    var read = Markup("\(text)").html
    for (entity, sign) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")] {
      read = read.components(of: entity).joined(separator: sign)
    }
    #expect(read.unicodeScalars.elementsEqual(text.unicodeScalars))
  }

  @Test("Controls and non-characters, which HTML forbids, are shown as what they are not")
  func controls() {
    for value in Array(0...0x1F as ClosedRange<UInt32>) + Array(0x7F...0x9F) + Array(0x202A...0x202E)
      + Array(0x2066...0x2069) + [0xFFFE, 0xFFFF]
    {
      guard let scalar = Unicode.Scalar(value), value != 9, value != 10 else { continue }
      #expect(Markup("\(String(scalar))").html == "\u{FFFD}", "\(value)")
    }
  }

  @Test("What stands beside controls of direction among the numbers of Unicode stays, such as dashes and quotes")
  func besideControls() {
    for value in Array(0x2000...0x2029 as ClosedRange<UInt32>) + Array(0x202F...0x2065) + [0x206A, 0x22AA, 0x3066] {
      guard let scalar = Unicode.Scalar(value) else { continue }
      #expect(Markup("a\(String(scalar))b").html == "a\(String(scalar))b", "\(value)")
    }
  }

  @Test("Text that comes into markup is escaped, markup is not; only literals are trusted")
  func markup() {
    let (text, inner) = ("<b>&", Markup("<i>\("\"")</i>"))
    #expect(
      Markup("<p title=\"\(text)\">\(inner) \(3) \(2.5)</p>").html
        == "<p title=\"&lt;b&gt;&amp;\"><i>&quot;</i> 3 2.5</p>")
  }

  @Test(
    "Coordinates have two decimals at most, no zeros at their end, and a sign only where they are not zero",
    arguments: [
      (0.0, "0"), (-0.0, "0"), (-0.001, "0"), (1.0, "1"), (1.005, "1"), (1.006, "1.01"), (1.1, "1.1"), (99.999, "100"),
      (-0.5, "-0.5"), (-12.345, "-12.35"), (1e9, "1000000000"),
    ])
  func coordinates(number: Double, text: String) {
    #expect(Markup("\(number)").html == text)
  }
}

extension String {
  /// The parts between occurrences of `separator`, by scalars.
  fileprivate func components(of separator: String) -> [String] {
    Array(unicodeScalars).split(separator: Array(separator.unicodeScalars), omittingEmptySubsequences: false).map {
      String(String.UnicodeScalarView($0))
    }
  }
}
