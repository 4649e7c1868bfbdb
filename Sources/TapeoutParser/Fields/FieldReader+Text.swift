import TapeoutModel

extension FieldReader {
  /// One text. A ` #` that cuts plain text short is reported: what follows it is lost to YAML.
  mutating func text(_ field: Field) -> Located<String>? {
    guard let text = scalar(field, wants: "one text") else { return nil }
    reportComment(field.value)
    reportHidden(field.value, "`\(field.name)`")
    return Located(text, at: range(field.value))
  }

  /// The text of an entry whose name is free, such as a fact: without marking a field as unread.
  mutating func freeText(_ field: Field) -> String {
    guard tree[field.value].isScalar else {
      wrongType(field.value, field.name, wants: "one text")
      return ""
    }
    reportHidden(field.key, "The name `\(field.name)`")
    return text(field)?.value ?? ""
  }

  /// Two spaces before `#` make a comment; one alone is more likely a number sign inside the text.
  private mutating func reportComment(_ node: Int) {
    guard tree[node].kind == .plain else { return }
    let end = Int(tree[node].end)
    guard end + 1 < bytes.count, bytes[end] == 0x20, bytes[end + 1] == UInt8(ascii: "#") else { return }
    var stop = end
    while stop < bytes.count, bytes[stop] != 0x0A, bytes[stop] != 0x0D { stop += 1 }
    let whole = SourceRange(file, Int(tree[node].start), stop)
    let kept = tree[node].text
    var quoted = "\""
    for scalar in String(decoding: bytes[whole.offsets], as: UTF8.self).unicodeScalars {
      if scalar == "\"" || scalar == "\\" { quoted.unicodeScalars.append("\\") }
      quoted.unicodeScalars.append(scalar)
    }
    report(
      "comment-in-text", at: SourceRange(file, end + 1, stop),
      "YAML takes the text from this # on for a comment, so only “\(kept)” is read",
      advice: "Put the value in quotes, or two spaces before the # if a comment is meant.",
      fixes: [
        Fix("put the value in quotes", replace: whole, with: quoted + "\""),
        Fix("make it a comment", replace: SourceRange(file, end, end), with: " "),
      ])
  }

  /// One text, or a list of texts.
  mutating func texts(_ field: Field) -> [Located<String>] {
    guard tree[field.value].kind == .list else { return text(field).map { [$0] } ?? [] }
    var texts: [Located<String>] = []
    for child in tree.children(of: field.value) {
      let item = Field(name: field.name, key: field.key, value: child)
      if let text = text(item) { texts.append(text) }
    }
    return texts
  }

  /// One word of a fixed vocabulary.
  mutating func word<Word: RawRepresentable & CaseIterable>(_ field: Field, as type: Word.Type) -> Located<Word>?
  where Word.RawValue == String {
    guard let text = scalar(field, wants: "one word") else { return nil }
    if let word = Word(rawValue: text) { return Located(word, at: range(field.value)) }
    let known = Word.allCases.map(\.rawValue)
    let meant = suggestion(for: text, among: known)
    reject(
      "wrong-type", field,
      "`\(field.name)` cannot be “\(text)”" + (meant.map { "; did you mean `\($0)`?" } ?? ""),
      advice: "Write one of: \(known.joined(separator: ", ")).", meant: meant)
    return nil
  }

  mutating func flag(_ field: Field) -> Bool? {
    guard let text = scalar(field, wants: "true or false") else { return nil }
    switch text {
    case "true": return true
    case "false": return false
    default:
      let lower = text.lowercased()
      let meant =
        ["yes", "on", "y", "1", "true"].contains(lower)
        ? "true"
        : ["no", "off", "n", "0", "false"].contains(lower) ? "false" : nil
      reject(
        "wrong-type", field, "`\(field.name)` is true or false, not “\(text)”", advice: "Write true or false.",
        meant: meant)
      return nil
    }
  }

  /// A whole number, not negative.
  mutating func count(_ field: Field) -> Located<Int>? {
    guard let text = scalar(field, wants: "one whole number") else { return nil }
    if let count = wholeNumber(text) { return Located(count, at: range(field.value)) }
    let meant = groupedNumber(text).map(String.init)
    reject(
      "wrong-type", field, "`\(field.name)` is a whole number, not “\(text)”",
      advice: "Write digits only, such as 80000.", meant: meant)
    return nil
  }

  /// A number written in groups of three digits, `80,000` or `1 200 000`: `1.5` is none, and no guess is made.
  private func groupedNumber(_ text: String) -> Int? {
    let groups = text.utf8.split(omittingEmptySubsequences: false) { " ,._'".utf8.contains($0) }
    guard groups.count > 1, (1...3).contains(groups[0].count), groups.dropFirst().allSatisfy({ $0.count == 3 }) else {
      return nil
    }
    return wholeNumber(String(decoding: groups.joined(), as: UTF8.self))
  }

  private func wholeNumber(_ text: String) -> Int? {
    guard !text.isEmpty, text.utf8.count <= 15, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    return Int(text)
  }

  /// A chance as a percentage, between 0 and 1.
  mutating func probability(_ field: Field) -> Located<Double>? {
    guard let text = scalar(field, wants: "one percentage") else { return nil }
    if text.utf8.last == UInt8(ascii: "%"), let percent = decimal(text.utf8.dropLast()), percent <= 100 {
      return Located(percent / 100, at: range(field.value))
    }
    let meant = percentage(text)
    reject(
      "invalid-probability", field, "“\(text)” is not a chance between 0% and 100%",
      advice: "Write a percentage, such as 60%.", meant: meant)
    return nil
  }

  /// `30%` for `30`, `0.3`, `30 %` and `30 percent`. Nil for anything else, also for 1, which may be all or a hundredth.
  private func percentage(_ text: String) -> String? {
    let words = text.utf8.split(separator: 0x20).map { String(Substring($0)) }
    guard let number = words.first, let value = decimal(number.utf8[...]) else { return nil }
    if words.count == 2 { return ["%", "percent", "pct"].contains(words[1]) && value <= 100 ? "\(number)%" : nil }
    guard words.count == 1, value != 1, value <= 100 else { return nil }
    guard value < 1 else { return "\(number)%" }
    // 0.3 is 30 %: two digits behind the point are a whole number of percents, more than that is no estimate.
    let digits = number.utf8.drop { $0 != UInt8(ascii: ".") }.dropFirst()
    guard (1...2).contains(digits.count), let percents = Int(Substring(digits)) else { return nil }
    return "\(digits.count == 1 ? percents * 10 : percents)%"
  }

  private func decimal(_ bytes: Substring.UTF8View) -> Double? {
    guard bytes.count <= 12, bytes.first != UInt8(ascii: "."), bytes.last != UInt8(ascii: ".") else { return nil }
    var points = 0
    for byte in bytes {
      if byte == UInt8(ascii: ".") { points += 1 } else if !(0x30...0x39).contains(byte) { return nil }
    }
    return points <= 1 ? Double(Substring(bytes)) : nil
  }

  /// A number in decimal digits, as written.
  mutating func number(_ field: Field) -> String? {
    guard let text = scalar(field, wants: "one number") else { return nil }
    let digits = text.utf8.first == UInt8(ascii: "-") ? text.utf8.dropFirst() : text.utf8[...]
    guard decimal(digits) != nil else {
      reject(
        "wrong-type", field, "`\(field.name)` is no number: “\(text)”",
        advice: "Write digits, with a point before decimals and no unit, such as 12.5.")
      return nil
    }
    return text
  }

  /// One word of a vocabulary, or a list of them; nil where one of them is none.
  mutating func words<Word: RawRepresentable & CaseIterable>(_ field: Field, as type: Word.Type) -> [Word]?
  where Word.RawValue == String {
    guard tree[field.value].kind == .list else { return word(field, as: type).map { [$0.value] } }
    var words: [Word] = []
    for item in tree.children(of: field.value) {
      guard let word = word(Field(name: field.name, key: field.key, value: item), as: type)?.value else { return nil }
      words.append(word)
    }
    return words
  }

  /// A file below `Content/`, as a link from program.md names it.
  mutating func contentFile(_ field: Field) -> Located<String>? {
    guard let text = text(field) else { return nil }
    guard case .file = ContentLink(text.value, from: "Content/program.md") else {
      reject(
        "wrong-type", field, "`\(field.name)` names no file below Content/: “\(text.value)”",
        advice: "Put the picture below Content/ and write its path from there, such as logo.svg.")
      return nil
    }
    return text
  }

  /// A name of the time zone database, as far as its spelling goes.
  mutating func timeZone(_ field: Field) -> Located<String>? {
    guard let text = scalar(field, wants: "one name of a time zone") else { return nil }
    guard TimeZoneName.isValid(text) else {
      reject(
        "wrong-type", field, "`\(field.name)` is no name of a time zone: “\(text)”",
        advice: "Write a name of the time zone database, such as Asia/Shanghai or UTC.")
      return nil
    }
    return Located(text, at: range(field.value))
  }

  /// An absolute web address.
  mutating func address(_ field: Field) -> Located<String>? {
    guard let text = scalar(field, wants: "one address") else { return nil }
    let lower = Array(text.utf8.prefix(8)).map { $0 | 0x20 }
    let isWeb =
      lower.starts(with: Array("https://".utf8).map { $0 | 0x20 })
      || lower.starts(with: Array("http://".utf8).map { $0 | 0x20 })
    let isPlain = text.unicodeScalars.allSatisfy {
      $0.value > 0x20 && $0.value != 0x7F && !"<>\"\\".unicodeScalars.contains($0)
    }
    guard isWeb, isPlain else {
      reject(
        "unsafe-link", field, "`\(field.name)` is not a web address: “\(text)”",
        advice: "Write a full address that starts with https://.")
      return nil
    }
    return Located(text, at: range(field.value))
  }
}
