import TapeoutModel

/// The box that makes a list item a task: `[ ]`, `[x]`, `[!]` or `[-]`, and a blank or the line's end after it.
struct Checkbox {
  let state: ExitCriterion.State
  /// From the opening to the closing bracket.
  let range: Range<Int>
  /// What is wrong with it; nil where it is one of the four.
  let slip: Slip?

  enum Slip {
    /// As one of the four, but with something else inside or with no blank after it: what to write.
    case replace(StaticString)
    /// No telling which is meant.
    case unknown
  }

  init(state: ExitCriterion.State, range: Range<Int>) {
    self.state = state
    self.range = range
    slip = nil
  }

  /// The box at an offset, if there is one.
  ///
  /// - Parameter isLenient: takes what was probably meant for one as well.
  init?(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int, end: Int, isLenient: Bool) {
    guard start + 1 < end, bytes[start] == UInt8(ascii: "[") else { return nil }
    if start + 2 < end, bytes[start + 2] == UInt8(ascii: "]"), let state = Checkbox.state(bytes[start + 1]) {
      let next = start + 3
      range = start..<next
      self.state = state
      if next == end || Checkbox.isBlank(bytes[next]) {
        slip = nil
        return
      }
      guard isLenient, !Checkbox.continuesLink(bytes[next]) else { return nil }
      slip = .replace(Checkbox.spelling(state, withBlank: true))
      return
    }
    guard isLenient, let close = Checkbox.closing(bytes, start + 1, end) else { return nil }
    range = start..<(close + 1)
    let inside = bytes[(start + 1)..<close].filter { !Checkbox.isBlank($0) && $0 != 0xC2 && $0 != 0xA0 }
    // More than a mark is a word: `[DRC] clean`.
    guard inside.count(where: { $0 & 0xC0 != 0x80 }) <= 2 else { return nil }
    if let state = Checkbox.probableState(inside) {
      self.state = state
      slip = .replace(Checkbox.spelling(state, withBlank: false))
    } else {
      state = .open
      slip = .unknown
    }
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) }

  private static func continuesLink(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "(") || byte == UInt8(ascii: "[") || byte == UInt8(ascii: ":")
  }

  private static func state(_ byte: UInt8) -> ExitCriterion.State? {
    switch byte {
    case UInt8(ascii: " "): .open
    case UInt8(ascii: "x"), UInt8(ascii: "X"): .met
    case UInt8(ascii: "!"): .failing
    case UInt8(ascii: "-"): .waived
    default: nil
    }
  }

  /// The bracket that closes an unknown box: near, on the same line, with a blank behind it.
  private static func closing(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Int? {
    for index in start..<min(start + 8, end) {
      switch bytes[index] {
      case UInt8(ascii: "]"):
        let isAlone = index + 1 == end || isBlank(bytes[index + 1])
        return isAlone ? index : nil
      case 0x0A, 0x0D, UInt8(ascii: "["): return nil
      default: break
      }
    }
    return nil
  }

  private static func probableState(_ inside: [UInt8]) -> ExitCriterion.State? {
    if inside.isEmpty { return .open }
    if inside.count == 1 { return inside[0] == UInt8(ascii: "v") ? .met : state(inside[0]) }
    switch String(decoding: inside, as: UTF8.self).unicodeScalars.first?.value {
    // Ticks, crosses in boxes and a multiplication sign.
    case 0x2713, 0x2714, 0x2705, 0x2611, 0x2612, 0xD7: return .met
    // Dashes and a minus sign.
    case 0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2212: return .waived
    case 0x2757, 0xFF01: return .failing
    default: return nil
    }
  }

  static func spelling(_ state: ExitCriterion.State) -> String { "\(spelling(state, withBlank: false))" }

  private static func spelling(_ state: ExitCriterion.State, withBlank: Bool) -> StaticString {
    switch state {
    case .open: withBlank ? "[ ] " : "[ ]"
    case .met: withBlank ? "[x] " : "[x]"
    case .failing: withBlank ? "[!] " : "[!]"
    case .waived: withBlank ? "[-] " : "[-]"
    }
  }
}
