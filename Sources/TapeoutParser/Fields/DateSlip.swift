import TapeoutModel

/// What somebody probably meant who wrote a date in another way than the format's.
///
/// Only readings without doubt are offered: 04/05/2026 is two different days on the two sides of the
/// Atlantic, so it gets none.
struct DateSlip {
  private(set) var meant: String?
  private(set) var isAmbiguous = false
  /// Why a well-formed date does not exist: "February 2024 has 29 days".
  private(set) var calendarFact: String?

  private static let monthNames = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
  ]

  init(_ text: String) {
    let (shape, numbers) = DateSlip.shape(of: text)
    calendarFact = DateSlip.fact(shape, numbers)
    isAmbiguous = shape == "N N Y" && numbers[0] <= 12 && numbers[1] <= 12 && numbers[0] != numbers[1]
    if let candidate = DateSlip.reading(shape, numbers), (try? StatedDate(parsing: candidate)) != nil {
      meant = candidate
    }
  }

  /// The text as words: `Y` for four digits, `N` for other numbers, `M` for the name of a month (and its number
  /// among the numbers), other names as they are in lower case, so that none can be taken for a number. Digits of
  /// any script count.
  private static func shape(of text: String) -> (shape: String, numbers: [Int]) {
    var words: [String] = []
    var numbers: [Int] = []
    var digits = ""
    var letters = ""
    func flush() {
      if !digits.isEmpty {
        words.append(digits.utf8.count == 4 ? "Y" : "N")
        numbers.append(Int(digits) ?? 0)
      } else if let month = month(letters) {
        words.append("M")
        numbers.append(month)
      } else if !letters.isEmpty {
        words.append(letters)
      }
      digits = ""
      letters = ""
    }
    for scalar in text.unicodeScalars.prefix(40) {
      if scalar.properties.numericType == .decimal, let value = scalar.properties.numericValue {
        if !letters.isEmpty { flush() }
        digits += String(Int(value))
      } else if scalar.properties.isAlphabetic {
        if !digits.isEmpty { flush() }
        letters += String(scalar).lowercased()
      } else {
        flush()
      }
    }
    flush()
    return (words.joined(separator: " "), numbers)
  }

  private static func reading(_ shape: String, _ n: [Int]) -> String? {
    switch shape {
    case "tbd", "tba", "tbc", "unknown", "open": "TBD"
    case "Y": "\(n[0])"
    case "Y N", "Y M": "\(n[0])-\(two(n[1]))"
    case "N Y", "M Y": "\(n[1])-\(two(n[0]))"
    // A time of day after the date says nothing that a plan needs.
    case "Y N N", "Y M N", "Y N N t N N", "Y N N t N N N", "Y N N t N N N z", "Y N N t N N z", "Y N N N N",
      "Y N N N N N":
      "\(n[0])-\(two(n[1]))-\(two(n[2]))"
    case "N N Y" where n[0] > 12: "\(n[2])-\(two(n[1]))-\(two(n[0]))"
    case "N N Y" where n[1] > 12 || n[0] == n[1]: "\(n[2])-\(two(n[0]))-\(two(n[1]))"
    case "M N Y": "\(n[2])-\(two(n[0]))-\(two(n[1]))"
    case "N M Y", "N th M Y": "\(n[2])-\(two(n[1]))-\(two(n[0]))"
    case "Y q N": "\(n[0])-Q\(n[1])"
    case "q N Y": "\(n[1])-Q\(n[0])"
    case "Y h N": "\(n[0])-H\(n[1])"
    case "h N Y": "\(n[1])-H\(n[0])"
    case "Y w N", "Y week N", "Y kw N": "\(n[0])-W\(two(n[1]))"
    case "w N Y", "week N Y", "kw N Y": "\(n[1])-W\(two(n[0]))"
    default: nil
    }
  }

  private static func fact(_ shape: String, _ n: [Int]) -> String? {
    switch shape {
    case "Y N N":
      guard (1...12).contains(n[1]) else { return "a year has 12 months" }
      guard n[2] >= 1 else { return "days are counted from 01" }
      let name = monthNames[n[1] - 1]
      return "\(name.prefix(1).uppercased())\(name.dropFirst()) \(n[0]) has \(Day.daysInMonth(n[1], year: n[0])) days"
    case "Y N": return "a year has 12 months"
    case "Y w N": return "\(n[0]) has \(PlanDate.week(53, of: n[0]) == nil ? 52 : 53) weeks"
    case "Y q N": return "a year has 4 quarters"
    case "Y h N": return "a year has 2 halves"
    default: return nil
    }
  }

  private static func month(_ name: String) -> Int? {
    guard name.utf8.count >= 3 else { return nil }
    let matches = monthNames.indices.filter {
      monthNames[$0].utf8.starts(with: name.utf8) || (name == "sept" && $0 == 8)
    }
    return matches.count == 1 ? matches[0] + 1 : nil
  }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
