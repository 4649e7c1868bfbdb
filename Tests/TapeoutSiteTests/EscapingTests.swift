import Testing

@testable import TapeoutSite

@Suite("Escaping")
struct EscapingTests {
  @Test("A sign before a combining mark is escaped all the same", arguments: ["<", ">", "&", "\"", "'"])
  func combining(sign: String) {
    let escaped = Array((sign + "\u{301}x").escapedForHTML.utf8)
    #expect(escaped.first == UInt8(ascii: "&") && escaped.count > 4)
  }
}
