package import TapeoutModel

/// Words for readers, with what stands in them kept apart: names from the plan, dates and figures.
///
/// A page sets names off against the direction of the text around them, links milestones, and never breaks a line within
/// a date or a figure; a terminal prints ``text``. Both say the same.
///
///     let phrase: Phrase = "\(name: "Chip 1") has no date, not before \(day)."
///     phrase.text   // "Chip 1 has no date, not before 2026-10-16."
package struct Phrase: Hashable, Sendable {
  package enum Piece: Hashable, Sendable {
    /// Our own words.
    case words(String)
    /// A text of the plan, such as a chip's title.
    case name(String)
    /// The title of a milestone, with its place in ``Plan/milestones``.
    case milestone(LaunchAnswer.Step)
    case date(PlanDate)
    /// A number with its unit: a share, a slip, a length.
    case figure(String)
  }

  package private(set) var pieces: [Piece] = []

  package init() {}
  package init(_ words: String) { if !words.isEmpty { pieces = [.words(words)] } }
  package init(figure: String) { pieces = [.figure(figure)] }
  package init(_ date: PlanDate) { pieces = [.date(date)] }
  package init(_ day: Day) { pieces = [.date(.day(day))] }

  package var isEmpty: Bool { pieces.isEmpty }

  /// The phrase without its structure.
  package var text: String {
    pieces.map { piece in
      switch piece {
      case .words(let words), .figure(let words): words
      case .name(let name): name
      case .milestone(let step): step.title
      case .date(let date): date.description
      }
    }.joined()
  }

  package static func + (left: Phrase, right: Phrase) -> Phrase {
    var sum = left
    sum += right
    return sum
  }

  package static func += (left: inout Phrase, right: Phrase) { left.pieces += right.pieces }
}

extension Phrase: ExpressibleByStringInterpolation {
  package init(stringLiteral words: String) { self.init(words) }
  package init(stringInterpolation: StringInterpolation) { pieces = stringInterpolation.pieces }

  package struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var pieces: [Piece] = []

    package init(literalCapacity: Int, interpolationCount: Int) { pieces.reserveCapacity(interpolationCount * 2 + 1) }

    package mutating func appendLiteral(_ words: String) { if !words.isEmpty { pieces.append(.words(words)) } }
    package mutating func appendInterpolation(_ words: String) { appendLiteral(words) }
    package mutating func appendInterpolation(_ count: Int) { appendLiteral(String(count)) }
    package mutating func appendInterpolation(name: String) { pieces.append(.name(name)) }
    package mutating func appendInterpolation(_ step: LaunchAnswer.Step) { pieces.append(.milestone(step)) }
    package mutating func appendInterpolation(_ date: PlanDate) { pieces.append(.date(date)) }
    package mutating func appendInterpolation(_ day: Day) { pieces.append(.date(.day(day))) }
    package mutating func appendInterpolation(_ window: LaunchWindow) { pieces.append(.figure(window.description)) }
    package mutating func appendInterpolation(figure: String) { pieces.append(.figure(figure)) }
    package mutating func appendInterpolation(_ phrase: Phrase) { pieces += phrase.pieces }
  }
}

extension Sequence where Element == Phrase {
  package func joined(by separator: Phrase = " ") -> Phrase {
    var result = Phrase()
    for (index, phrase) in enumerated() {
      if index > 0 { result += separator }
      result += phrase
    }
    return result
  }
}

extension Wording {
  /// `A`, `A and B`, `A, B and C`.
  package static func list(_ phrases: [Phrase]) -> Phrase {
    guard let last = phrases.last, phrases.count > 1 else { return phrases.first ?? Phrase() }
    return phrases.dropLast().joined(by: ", ") + " and " + last
  }
}
