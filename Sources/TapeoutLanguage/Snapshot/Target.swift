package import TapeoutModel
import TapeoutParser

/// Something that has a name in the plan.
package enum Target: Hashable, Sendable {
  case program
  case partner(String)
  case chip(String)
  case milestone(MilestoneID)
  case risk(chip: String, id: String)
  case kind(String)
  case rule(String)

  /// What the file at a path is about; nil where it is a report, or nothing.
  package init?(path: String) {
    if let id = PlanPart.milestone(at: path) {
      self = .milestone(id)
    } else if let chip = PlanPart.chip(at: path) {
      self = .chip(chip)
    } else if let risk = PlanPart.risk(at: path) {
      self = .risk(chip: risk.chip, id: risk.id)
    } else if let partner = PlanPart.partner(at: path) {
      self = .partner(partner)
    } else if path.utf8.elementsEqual("Content/program.md".utf8) {
      self = .program
    } else {
      return nil
    }
  }

  /// Where its file lies, from the root; nil where it is no file.
  package var path: String? {
    switch self {
    case .program: "Content/program.md"
    case .partner(let id): Partner.path(of: id)
    case .chip(let id): "Content/chips/\(id)/chip.md"
    case .milestone(let id): id.path
    case .risk(let chip, let id): "Content/chips/\(chip)/risks/\(id).md"
    case .kind, .rule: nil
    }
  }

  /// The chip whose folder it lies in.
  var chip: String? {
    switch self {
    case .chip(let id), .risk(let id, _): id
    case .milestone(let id): id.chip
    default: nil
    }
  }
}

/// A place in a text that names something.
struct Mention: Hashable {
  let target: Target
  let range: Range<Int>
}

/// What a document names, and where: read from its text, so that it is true while somebody types.
struct Mentions {
  let path: String
  let text: DocumentText
  let tokens: FrontMatterTokens
  private let table: FieldTable?
  private let chip: String

  init(_ path: String, _ text: DocumentText, _ tokens: FrontMatterTokens? = nil) {
    self.path = path
    self.text = text
    self.tokens = tokens ?? FrontMatterTokens(text)
    table = FieldTable(at: path)
    chip = Target(path: path)?.chip ?? ""
  }

  /// All of them, in the order of the text.
  var all: [Mention] {
    (tokens.tokens.flatMap { mentions(in: $0) } + body).sorted { $0.range.lowerBound < $1.range.lowerBound }
  }

  /// What a name or a value is about; nil where it means nothing in the format.
  func value(of token: FrontMatterTokens.Token) -> FieldValue? {
    guard let table else { return nil }
    let whole = FieldValue.record(table)
    switch token.role {
    case .name:
      if case .map(let key, _)? = whole.value(at: token.path) { return key }
      return nil
    case .value:
      let value = whole.value(at: token.path)
      if case .list(let item)? = value { return item }
      return value
    }
  }

  /// What a token names: a milestone of another chip names the chip, too.
  func mentions(in token: FrontMatterTokens.Token) -> [Mention] {
    guard !token.text.isEmpty, let value = value(of: token) else { return [] }
    switch value {
    case .milestone, .supposedOf: return milestone(token.text, token.range)
    case .partner:
      return ContentID.isValid(token.text) ? [Mention(target: .partner(token.text), range: token.range)] : []
    case .kind, .newKind: return [Mention(target: .kind(token.text), range: token.range)]
    case .rule: return [Mention(target: .rule(token.text), range: token.range)]
    default: return []
    }
  }

  private func milestone(_ name: String, _ range: Range<Int>) -> [Mention] {
    guard let id = MilestoneID(parsing: name, chip: chip) else { return [] }
    let whole = Mention(target: .milestone(id), range: range)
    guard name.utf8.contains(UInt8(ascii: "/")), range.count == name.utf8.count else { return [whole] }
    return [whole, Mention(target: .chip(id.chip), range: range.lowerBound..<(range.lowerBound + id.chip.utf8.count))]
  }

  /// Links to content files, and the milestones that waivers name.
  private var body: [Mention] {
    guard tokens.bodyStart != nil else { return [] }
    let part = PlanPart(path: path, bytes: text.bytes, kinds: PlanKinds(of: nil))
    var found: [Mention] = []
    for link in part.body?.links ?? [] {
      guard case .file(let path) = ContentLink(link.destination, from: path), let target = Target(path: path) else {
        continue
      }
      found.append(Mention(target: target, range: link.range.offsets))
    }
    for criterion in part.milestone?.criteria ?? [] {
      guard case .milestone(let reference)? = criterion.waiver?.until else { continue }
      found.append(Mention(target: .milestone(reference.id), range: reference.range.offsets))
    }
    return found
  }

  /// What stands at an offset: the shortest stretch that holds it.
  func mention(at offset: Int) -> Mention? {
    all.filter { $0.range.lowerBound <= offset && offset <= $0.range.upperBound }.min {
      $0.range.count < $1.range.count
    }
  }
}
