import TapeoutJSON
import Testing

@Suite("Reading JSON")
struct JSONReaderTests {
  private func read(_ text: String) -> JSONValue? { try? JSONValue(parsing: Array(text.utf8)) }

  @Test("Values of every kind are read as they were meant")
  func values() {
    #expect(
      read(#" {"a" : [1, -2.5, 1e3, true, false, null, "x"], "b": {}} "#) == [
        "a": [1, .number(-2.5), .number(1000), true, false, .null, "x"], "b": [:],
      ])
    #expect(read("0") == 0 && read("-0") == 0 && read("[]") == [] && read(#""""#) == "")
    #expect(read("9223372036854775807") == .integer(.max))
    #expect(read("9223372036854775808") == .number(9_223_372_036_854_775_808))
    #expect(read("2.0")?.int == 2 && read("2.5")?.int == nil && read("\"2\"")?.int == nil)
  }

  @Test("Escapes are undone; half a pair of surrogates is a replacement character")
  func escapes() {
    #expect(read(#""\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00""#) == "\"\\/\u{8}\u{C}\n\r\té😀")
    #expect(read(#""\ud83dx""#) == "\u{FFFD}x")
    #expect(read(#""\ude00""#) == "\u{FFFD}")
    #expect(read(#""\ud83d\u0041""#) == "\u{FFFD}A")
  }

  @Test(
    "What RFC 8259 does not allow is refused",
    arguments: [
      "", " ", "{", "[", "[1,]", "{\"a\":1,}", "{\"a\":1 \"b\":2}", "{a:1}", "{'a':1}", "[1 2]", "01", "-", "+1", ".5",
      "1.",
      "1e", "0x1", "NaN", "Infinity", "tru", "nulls", "\"a", "\"\\x\"", "\"\\u12\"", "\"a\nb\"", "\"\u{1}\"", "[1] 2",
      "// a\n1", "/**/1", "\u{FEFF}1", "1e999", "{\"a\":1,\"a\":2}", "{\"a\":1,\"\\u0061\":2}", "{\"a\"}", "{,}", "[,]",
      ",",
      "}", "]", ":", "{\"a\":}", "[}",
    ])
  func refused(_ text: String) { #expect(read(text) == nil) }

  @Test("A field that is written twice is refused among many, too")
  func manyFields() {
    let fields = (0..<40).map { "\"f\($0)\":\($0)" }
    #expect(read("{\(fields.joined(separator: ","))}") != nil)
    for twice in [0, 14, 15, 16, 39] {
      #expect(read("{\((fields + ["\"f\(twice)\":0"]).joined(separator: ","))}") == nil, "field \(twice)")
    }
  }

  @Test("Bytes that are not UTF-8 are refused, and depth has a bound")
  func bounds() {
    #expect(throws: JSONError.self) { try JSONValue(parsing: [0x22, 0xFF, 0x22]) }
    func nested(_ depth: Int) -> String { String(repeating: "[", count: depth) + String(repeating: "]", count: depth) }
    #expect(read(nested(JSONValue.deepest)) != nil)
    #expect(read(nested(JSONValue.deepest + 1)) == nil)
    #expect(read(String(repeating: "[", count: 1_000_000)) == nil)
    #expect(read(String(repeating: "{\"a\":", count: 1_000_000)) == nil)
  }

  @Test("What is written is read back")
  func roundTrip() throws {
    let value: JSONValue = [
      "text": "a\"\\\n\u{202E}<é😀", "list": [1, .number(0.1), .null, true, [:], []], "none": nil, "": "empty",
    ]
    #expect(try JSONValue(parsing: JSONWriter.compact(value)) == value)
    #expect(value["none"] == nil && value["text"]?.string != nil && value["list"]?.array?.count == 6)
  }
}
