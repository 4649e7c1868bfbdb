package import TapeoutModel

extension Wording {
  /// `1 day`, `2 days`.
  ///
  /// - Parameter plural: where it is more than the noun with an s.
  package static func counted(_ count: Int, _ noun: String, plural: String? = nil) -> String {
    "\(count) \(count == 1 ? noun : plural ?? noun + "s")"
  }

  /// A count at the beginning of a sentence: `Two`; digits from thirteen on.
  package static func capitalized(_ count: Int) -> String {
    let words = [
      "No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve",
    ]
    return words.indices.contains(count) ? words[count] : String(count)
  }

  /// `once`, `twice`, `three times`.
  package static func times(_ count: Int) -> String {
    switch count {
    case 1: "once"
    case 2: "twice"
    default: "\(capitalized(count).lowercased()) times"
    }
  }

  /// `A`, `A and B`, `A, B and C`.
  package static func list(_ words: [String], conjunction: String = "and") -> String {
    guard let last = words.last, words.count > 1 else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " \(conjunction) " + last
  }

  /// `3 of 7`.
  package static func part(_ count: Int, of all: Int) -> String { "\(count) of \(all)" }

  /// `10,000`: with commas between thousands.
  package static func grouped(_ number: Int) -> String {
    var digits = String(number.magnitude)
    var place = digits.endIndex
    while let next = digits.index(place, offsetBy: -3, limitedBy: digits.startIndex), next > digits.startIndex {
      digits.insert(",", at: next)
      place = next
    }
    return number < 0 ? "−\(digits)" : digits
  }

  // MARK: Shares

  /// A share between 0 and 1 in whole percent: `69 %`. Only what is exactly 0 or 1 is said to be 0 % or 100 %: a small
  /// share is `<1 %`, a large one `>99 %`.
  package static func share(_ share: Double) -> String {
    if share > 0, share < 0.01 { return "<1 %" }
    if share < 1, share > 0.99 { return ">99 %" }
    return "\(Int((share * 100).rounded())) %"
  }

  /// A probability that a person stated, to a tenth of a percent: `30 %`, `12.5 %`. What is stated is not rounded to an
  /// equal text when it changes a little.
  package static func probability(_ stated: Double) -> String {
    guard stated >= 0, stated <= 1 else { return "\(stated)" }
    let tenths = Int((stated * 1000).rounded())
    if tenths == 0, stated > 0 { return "<0.1 %" }
    if tenths == 1000, stated < 1 { return ">99.9 %" }
    return tenths % 10 == 0 ? "\(tenths / 10) %" : "\(tenths / 10).\(tenths % 10) %"
  }

  // MARK: Exit criteria

  /// `10 of 14`: met or waived of all; nil where there are none.
  package static func criteria(_ counts: CriteriaCounts) -> String? {
    counts.total == 0 ? nil : part(counts.closed, of: counts.total)
  }

  /// `3 met, 1 waived, 2 open`.
  package static func criteriaStates(_ counts: CriteriaCounts) -> String {
    [(counts.met, "met"), (counts.waived, "waived"), (counts.failing, "failing"), (counts.open, "open")]
      .filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
  }

  // MARK: Names

  /// At most `length` scalars, the last of them an ellipsis where something was cut.
  package static func cut(_ text: String, _ length: Int) -> String {
    guard text.unicodeScalars.count > length else { return text }
    var scalars = String.UnicodeScalarView(text.unicodeScalars.prefix(length - 1))
    while scalars.last == " " { scalars.removeLast() }
    return String(scalars) + "…"
  }
}
