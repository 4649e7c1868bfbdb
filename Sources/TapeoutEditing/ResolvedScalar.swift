/// What readers of YAML 1.1 and 1.2 take plain scalars for where they are no text: nothing, flags, numbers, dates,
/// merge keys (yaml.org/type, and YAML 1.2.2, section 10.3).
enum ResolvedScalar {
  static func isNoText(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    return words.contains(text) || isNumber(bytes) || isTimestamp(bytes)
  }

  private static let words: Set<String> = {
    var words: Set = ["", "~", "=", "<<"]
    for word in ["null", "yes", "no", "y", "n", "true", "false", "on", "off"] {
      words.insert(word)
      words.insert(word.uppercased())
      words.insert(word.prefix(1).uppercased() + word.dropFirst())
    }
    for word in [".inf", ".Inf", ".INF"] { words.formUnion([word, "+" + word, "-" + word]) }
    return words.union([".nan", ".NaN", ".NAN"])
  }()

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  // MARK: Numbers

  /// Integers in four bases, in base 60, and floating-point numbers, with the underscores that YAML 1.1 lets stand.
  private static func isNumber(_ text: [UInt8]) -> Bool {
    var bytes = text[...]
    if let sign = bytes.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") { bytes.removeFirst() }
    guard let first = bytes.first, isDigit(first) || first == UInt8(ascii: ".") else { return false }
    return isBased(bytes) || isDecimal(bytes) || isSexagesimal(bytes)
  }

  private static func isBased(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard bytes.count > 2, bytes.first == UInt8(ascii: "0") else { return false }
    let digits = bytes.dropFirst(2)
    switch bytes[bytes.startIndex + 1] {
    case UInt8(ascii: "x"):
      return digits.allSatisfy { isDigit($0) || (0x61...0x66).contains($0 | 0x20) || $0 == UInt8(ascii: "_") }
    case UInt8(ascii: "o"): return digits.allSatisfy { (0x30...0x37).contains($0) }
    case UInt8(ascii: "b"): return digits.allSatisfy { $0 == 0x30 || $0 == 0x31 || $0 == UInt8(ascii: "_") }
    default: return false
    }
  }

  private static func isDecimal(_ bytes: ArraySlice<UInt8>) -> Bool {
    var rest = bytes
    var hasDigit = false
    func skipDigits() {
      while let byte = rest.first, isDigit(byte) || byte == UInt8(ascii: "_") {
        hasDigit = hasDigit || isDigit(byte)
        rest.removeFirst()
      }
    }
    skipDigits()
    if rest.first == UInt8(ascii: ".") {
      rest.removeFirst()
      skipDigits()
    }
    guard hasDigit else { return false }
    if rest.isEmpty { return true }
    guard rest.removeFirst() | 0x20 == UInt8(ascii: "e") else { return false }
    if let sign = rest.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") { rest.removeFirst() }
    return !rest.isEmpty && rest.allSatisfy(isDigit)
  }

  /// `1:30`, `190:20:30.15`
  private static func isSexagesimal(_ bytes: ArraySlice<UInt8>) -> Bool {
    let parts = bytes.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    guard parts.count > 1, !parts[0].isEmpty, parts[0].allSatisfy({ isDigit($0) || $0 == UInt8(ascii: "_") }) else {
      return false
    }
    for (index, part) in parts.enumerated().dropFirst() {
      let whole = part.prefix { $0 != UInt8(ascii: ".") }
      guard (1...2).contains(whole.count), whole.allSatisfy(isDigit) else { return false }
      let fraction = part.dropFirst(whole.count)
      guard fraction.isEmpty || index == parts.count - 1 else { return false }
      guard fraction.dropFirst().allSatisfy({ isDigit($0) || $0 == UInt8(ascii: "_") }) else { return false }
    }
    return true
  }

  // MARK: Dates

  /// `2026-04-02`, also with one digit for month and day and with a time behind it.
  private static func isTimestamp(_ bytes: [UInt8]) -> Bool {
    let parts = bytes.split(separator: UInt8(ascii: "-"), maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].count == 4, parts[0].allSatisfy(isDigit), (1...2).contains(parts[1].count),
      parts[1].allSatisfy(isDigit)
    else { return false }
    let day = parts[2].prefix(while: isDigit)
    guard (1...2).contains(day.count) else { return false }
    let time = parts[2].dropFirst(day.count)
    guard let separator = time.first else { return true }
    guard separator | 0x20 == UInt8(ascii: "t") || separator == 0x20 || separator == 0x09 else { return false }
    let clock = time.drop { $0 | 0x20 == UInt8(ascii: "t") || $0 == 0x20 || $0 == 0x09 }
    guard let hour = clock.first, isDigit(hour) else { return false }
    return clock.allSatisfy { isDigit($0) || ":.+-Zz \t".utf8.contains($0) } && clock.contains(UInt8(ascii: ":"))
  }
}
