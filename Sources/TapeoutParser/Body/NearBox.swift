import TapeoutModel

/// What a reader takes for the box of a task item, at the beginning of a line, though Markdown does not: a ballot
/// character, escaped or full-width brackets, a box behind a hyphen without a blank, behind a word processor's bullet,
/// or behind no bullet at all.
struct NearBox {
  /// What it means; nil where that cannot be told, and the item counts as open.
  let state: ExitCriterion.State?
  /// From the line's first byte through the box.
  let range: Range<Int>
  /// Where the item's text begins.
  let textStart: Int

  /// - Parameters:
  ///   - start: where the line's content begins.
  ///   - end: where it ends.
  init?(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int, end: Int) {
    let first = NearBox.afterHidden(bytes, start, end)
    var found = NearBox.box(bytes, first, end)
    if found == nil, let bullet = NearBox.afterBullet(bytes, first, end) {
      found = NearBox.box(bytes, NearBox.afterHidden(bytes, bullet, end), end)
    }
    guard let found else { return nil }
    state = if case .state(let state) = found.meaning { state } else { nil }
    range = start..<found.end
    textStart = NearBox.afterHidden(bytes, found.end, end)
  }

  /// Whether a line begins with a bullet that makes no list item of it: a word processor's, or a hyphen without a blank.
  static func hasFalseBullet(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int, end: Int) -> Bool {
    let first = afterHidden(bytes, start, end)
    guard first < end, bytes[first] != UInt8(ascii: "*"), bytes[first] >= 0x80 || bytes[first] == UInt8(ascii: "-"),
      let bullet = afterBullet(bytes, first, end)
    else { return false }
    // Two hyphens are a dash or a ruler.
    return bullet < end && bytes[bullet] != UInt8(ascii: "-")
  }

  private static func afterHidden(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Int {
    var index = start
    while let length = HiddenText.length(bytes, at: index, before: end) { index += length }
    return index
  }

  // MARK: Bullets

  private static func afterBullet(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Int? {
    guard start < end else { return nil }
    switch bytes[start] {
    case UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "+"): return start + 1
    // `1.[ ]`, `(1) [ ]`, `a) [ ]`, and the `o` of a word processor's second level.
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "("):
      var index = bytes[start] == UInt8(ascii: "(") ? start + 1 : start
      let name = index
      while index < end, index < name + 3, bytes[index] >= 0x30, bytes[index] <= 0x39 { index += 1 }
      if index == name, index < end, bytes[index] | 0x20 >= 0x61, bytes[index] | 0x20 <= 0x7A { index += 1 }
      guard index > name, index < end else { return nil }
      switch bytes[index] {
      case UInt8(ascii: "."), UInt8(ascii: ")"): return index + 1
      case 0x20, 0x09: return bytes[start] == UInt8(ascii: "o") ? index : nil
      default: return nil
      }
    case 0x80...:
      guard let (scalar, next) = scalar(bytes, start, end) else { return nil }
      switch scalar {
      // Bullets, triangles, squares, dashes, arrows, and the private characters of symbol fonts.
      case 0x2022, 0x2023, 0x2043, 0x2219, 0xB7, 0x30FB, 0x25CF, 0x25CB, 0x25E6, 0x25AA, 0x25AB, 0x25A0, 0x2013, 0x2014,
        0x2212, 0x2010, 0x2192, 0x27A2, 0x27A4, 0x25B6, 0x25BA, 0xA7, 0xF0A7, 0xF0A8, 0xF0B7, 0xF0D8, 0xF0FC, 0xFF0D:
        return next
      default: return nil
      }
    default: return nil
    }
  }

  // MARK: Boxes

  private static func box(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int
  ) -> (meaning: Meaning, end: Int)? {
    guard start < end else { return nil }
    switch bytes[start] {
    case UInt8(ascii: "["), UInt8(ascii: "("), UInt8(ascii: "{"), UInt8(ascii: "\\"):
      return bracketed(bytes, start, end)
    case UInt8(ascii: "&"), UInt8(ascii: ":"): return named(bytes, start, end)
    case 0x80...:
      guard let (value, next) = scalar(bytes, start, end) else { return nil }
      if openings.contains(value) { return bracketed(bytes, start, end) }
      guard let meaning = ballots[value] else { return nil }
      // A selector of the glyph's variant belongs to it.
      let isSelected = next + 2 < end && bytes[next] == 0xEF && bytes[next + 1] == 0xB8 && bytes[next + 2] == 0x8F
      return (meaning, isSelected ? next + 3 : next)
    default: return nil
    }
  }

  /// Brackets of any kind with at most a word between them.
  private static func bracketed(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int
  ) -> (meaning: Meaning, end: Int)? {
    var inside = ""
    var opening: UInt32?
    var index = start
    while index < end, index < start + 40, let (value, next) = scalar(bytes, index, end) {
      index = next
      if value == 0x5C { continue }
      guard let open = opening else {
        guard openings.contains(value) else { return nil }
        opening = value
        continue
      }
      if closings.contains(value) {
        let isSquare = open == 0x5B
        // `[x](…)` and `[x]: …` are links or would be; `(TSMC)` and `[DRC]` are words.
        if isSquare, index < end, [UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: ":")].contains(bytes[index]) {
          return nil
        }
        guard let word = word(inside.lowercased()) else { return nil }
        let isAlone = index == end || HiddenText.length(bytes, at: index, before: end) != nil
        return isAlone || isSquare || open > 0x7F ? (word, index) : nil
      }
      if openings.contains(value) { return nil }
      if !HiddenText.isHidden(value), value != 0xFE0F { inside.unicodeScalars.append(Unicode.Scalar(value) ?? " ") }
    }
    return nil
  }

  /// `&#9744;`, `:white_check_mark:`
  private static func named(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int
  ) -> (meaning: Meaning, end: Int)? {
    let mark = bytes[start] == UInt8(ascii: "&") ? UInt8(ascii: ";") : UInt8(ascii: ":")
    guard let close = (start + 1..<min(start + 40, end)).first(where: { bytes[$0] == mark }) else { return nil }
    let name = String(decoding: bytes[(start + 1)..<close], as: UTF8.self)
    if mark == UInt8(ascii: ":") { return shortcode(name).map { ($0, close + 1) } }
    guard name.utf8.first == UInt8(ascii: "#") else { return nil }
    let digits = name.dropFirst()
    let isHexadecimal = digits.utf8.first.map { $0 | 0x20 == UInt8(ascii: "x") } ?? false
    let value = isHexadecimal ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
    return value.flatMap { ballots[$0] }.map { ($0, close + 1) }
  }

  private static func scalar(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> (UInt32, Int)? {
    let length = bytes[start] < 0x80 ? 1 : bytes[start] < 0xE0 ? 2 : bytes[start] < 0xF0 ? 3 : 4
    guard start + length <= end else { return nil }
    let text = String(decoding: bytes[start..<(start + length)], as: UTF8.self)
    return text.unicodeScalars.first.map { ($0.value, start + length) }
  }

  private static let openings: Set<UInt32> = [0x5B, 0x28, 0x7B, 0xFF3B, 0xFF08, 0x3010, 0x3014, 0x27E6, 0x2045]
  private static let closings: Set<UInt32> = [0x5D, 0x29, 0x7D, 0xFF3D, 0xFF09, 0x3011, 0x3015, 0x27E7, 0x2046]

  // MARK: Meanings

  /// What a sign means; of a known sign `.unclear` where that cannot be told.
  private enum Meaning {
    case state(ExitCriterion.State)
    case unclear
  }

  private static let ballots: [UInt32: Meaning] = {
    var ballots: [UInt32: Meaning] = [:]
    for value: UInt32 in [
      0x2610, 0x2B1C, 0x25A1, 0x25A2, 0x25FB, 0x25FD, 0x274F, 0x2750, 0x2751, 0x2752, 0x1F532, 0x1F533, 0x2B55, 0x26AA,
      0xF06F,
    ] { ballots[value] = .state(.open) }
    for value: UInt32 in [0x2611, 0x2705, 0x2713, 0x2714, 0x1F5F8, 0x1F5F9, 0xF0FE] { ballots[value] = .state(.met) }
    for value: UInt32 in [0x2757, 0x26A0] { ballots[value] = .state(.failing) }
    // A cross is a tick to some and a failure to others.
    for value: UInt32 in [0x2612, 0x2717, 0x2718, 0x2715, 0x2716, 0x274C, 0x274E, 0x2796, 0x1F5F5, 0x1F5F7] {
      ballots[value] = .unclear
    }
    return ballots
  }()

  private static func shortcode(_ name: String) -> Meaning? {
    switch name {
    case "white_check_mark", "heavy_check_mark", "ballot_box_with_check": .state(.met)
    case "black_square_button", "white_square_button", "white_large_square", "white_medium_square": .state(.open)
    case "x", "negative_squared_cross_mark", "heavy_multiplication_x": .unclear
    default: nil
    }
  }

  /// What stands between brackets, in lower case.
  private static func word(_ inside: String) -> Meaning? {
    switch inside {
    case "", "_", "open", "todo", "to do", "no": .state(.open)
    case "x", "v", "✓", "✔", "✅", "☑", "*", "yes", "y", "ok", "done", "met", "pass", "passed", "complete", "completed":
      .state(.met)
    case "!", "fail", "failed", "failing": .state(.failing)
    case "-", "–", "—", "waived": .state(.waived)
    case "n/a", "na", "n.a.", "tbd", "wip", "?", "~", "/", ".", "o", "✗", "✘", "❌", "partial", "50%": .unclear
    default: nil
    }
  }
}
