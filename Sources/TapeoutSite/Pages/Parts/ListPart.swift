import TapeoutModel
import TapeoutTemplates
import TapeoutWording

/// A stretch of the chips, where a page that lists all of them would be too long for a browser.
struct ListPart: Hashable, Sendable {
  /// From 0.
  let number: Int
  let chips: Range<ChipIndex>

  /// Some megabyte of lanes, and the links to ten thousand milestones.
  static let mostChips = 500

  /// At least one, which may be empty.
  static func all(_ plan: Plan) -> [ListPart] {
    let chips = plan.chips.indices
    let starts = stride(from: chips.lowerBound, to: chips.upperBound, by: mostChips).map(\.self)
    guard !starts.isEmpty else { return [ListPart(number: 0, chips: chips)] }
    return starts.enumerated().map { number, start in
      ListPart(number: number, chips: start..<min(start.advanced(by: mostChips), chips.upperBound))
    }
  }

  static func first(_ plan: Plan) -> ListPart { all(plan)[0] }

  var isFirst: Bool { number == 0 }

  /// The address of this part of a page or file: `search.html` is the first, `search-2.html` the second.
  func address(_ first: String) -> String {
    guard !isFirst, let dot = first.utf8.lastIndex(of: UInt8(ascii: ".")) else { return first }
    return "\(first[..<dot])-\(number + 1)\(first[dot...])"
  }

  /// `Chips 501 to 1,000`
  var title: String {
    "Chips \(Wording.grouped(chips.lowerBound.position + 1)) to \(Wording.grouped(chips.upperBound.position))"
  }

  /// Links to all parts, with the names of the first and the last chip of each; none where there is only one.
  static func links(_ plan: Plan, to page: SitePath, from own: ListPart) -> [PageLink] {
    let parts = all(plan)
    guard parts.count > 1 else { return [] }
    return parts.map { part in
      let last = part.chips.upperBound.advanced(by: -1)
      let ends = [part.chips.lowerBound, last].map { Wording.cut(plan.chips[$0].displayTitle, 28) }
      return PageLink(
        title: part.title, address: part.address(page.path), isCurrent: part == own,
        note: "\(ends[0]) to \(ends[1])")
    }
  }
}
