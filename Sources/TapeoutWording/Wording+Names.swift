/// Names where there is little room: whole, without their middle, or without their last words.
extension Wording {
  /// At most `length` scalars: the middle of a longer name gives way to an ellipsis, whole words of it where two or more
  /// are left, since what tells names apart stands at both ends.
  package static func cutMiddle(_ name: String, _ length: Int) -> String {
    let scalars = name.unicodeScalars
    guard scalars.count > length else { return name }
    let words = scalars.split(separator: " ")
    if let last = words.last, words.count > 2 {
      // The first words that leave room for ` … ` and the last one.
      var count = -1
      var fitting = 0
      for (place, word) in words.dropLast(2).enumerated() {
        count += word.count + 1
        if count + last.count + 3 <= length { fitting = place + 1 }
      }
      if fitting > 0 {
        let first = words[..<fitting].map { String($0) }.joined(separator: " ")
        return "\(first) … \(String(last))"
      }
    }
    let left = length / 2
    var start = String.UnicodeScalarView(scalars.prefix(left))
    var end = String.UnicodeScalarView(scalars.suffix(length - 1 - left))
    while start.last == " " { start.removeLast() }
    while end.first == " " { end.removeFirst() }
    return "\(String(start))…\(String(end))"
  }

  /// At most `length` scalars: a longer name loses its last words, and with them a preposition that would hang; one whose
  /// first word is too long loses its middle.
  package static func cutWords(_ name: String, _ length: Int) -> String {
    let scalars = name.unicodeScalars
    guard scalars.count > length else { return name }
    var kept: [String] = []
    var count = 0
    for word in scalars.split(separator: " ") {
      // With the blank before it, and the ellipsis behind it.
      guard count + word.count + 1 <= length else { break }
      kept.append(String(word))
      count += word.count + 1
    }
    while let last = kept.last, hanging.contains(last) { kept.removeLast() }
    return kept.isEmpty ? cutMiddle(name, length) : kept.joined(separator: " ") + "…"
  }

  /// Words that no name ends with.
  private static let hanging: Set<String> = [
    "a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with",
  ]
}
