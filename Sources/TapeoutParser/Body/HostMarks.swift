/// Which of the marks that Git hosts add to Markdown may stand in a body: most hold none, and one look at the source costs
/// less than a look for each at the page.
struct HostMarks: OptionSet {
  let rawValue: UInt8

  /// `://`
  static let addresses = HostMarks(rawValue: 1)
  /// `~~`
  static let strikethrough = HostMarks(rawValue: 2)
  /// `[^`
  static let footnotes = HostMarks(rawValue: 4)

  init(rawValue: UInt8) { self.rawValue = rawValue }

  /// - Complexity: linear.
  init(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) {
    self = []
    var index = start + 1
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "/"): if bytes[index - 1] == UInt8(ascii: ":") { insert(.addresses) }
      case UInt8(ascii: "~"): if bytes[index - 1] == UInt8(ascii: "~") { insert(.strikethrough) }
      case UInt8(ascii: "^"): if bytes[index - 1] == UInt8(ascii: "[") { insert(.footnotes) }
      default: break
      }
      index += 1
    }
  }
}
