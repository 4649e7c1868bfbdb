import TapeoutModel

/// What a Markdown file is, told by where it lies.
enum ContentPath {
  case program
  case partner(String)
  case chip(String)
  case milestone(chip: String, id: String)
  case risk(chip: String, id: String)
  case report(Day)
  case scenario(String)
  /// Nowhere: why, and where it would belong.
  case unexpected(StrayFile)

  /// - Parameter path: from the root, `Content/chips/custom-1/chip.md`.
  init(_ path: String) {
    let parts = Array(path.utf8).split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).dropFirst()
      .map { String(decoding: $0, as: UTF8.self) }
    guard let name = parts.last, let stem = ContentPath.stem(name) else {
      self = .unexpected(StrayFile(otherCase: path))
      return
    }
    if !ContentID.isValid(stem), let copy = LeftBehind(copy: stem) {
      self = .unexpected(StrayFile(copy, path: path, meant: nil))
      return
    }
    switch (parts.count, parts.first) {
    case (1, _) where stem == "program": self = .program
    case (2, "partners"): self = .partner(stem)
    case (2, "scenarios"): self = .scenario(stem)
    case (2, "reports"): self = ContentPath.report(stem)
    case (3, "chips") where stem == "chip": self = .chip(parts[1])
    case (4, "chips") where parts[2] == "milestones": self = .milestone(chip: parts[1], id: stem)
    case (4, "chips") where parts[2] == "risks": self = .risk(chip: parts[1], id: stem)
    default: self = .unexpected(StrayFile(misplaced: path, parts))
    }
  }

  private static func report(_ stem: String) -> ContentPath {
    if let date = try? PlanDate(parsing: stem), date.precision == .day { return .report(date.first) }
    return .unexpected(
      StrayFile(
        headline: "A report’s file name must be its day, and “\(stem)” is not one",
        advice: "Name it like reports/2026-01-15.md."))
  }

  /// The name without `.md`.
  private static func stem(_ name: String) -> String? {
    guard name.utf8.count > 3, name.utf8.suffix(3).elementsEqual(".md".utf8) else { return nil }
    return String(Substring(name.utf8.dropLast(3)))
  }

  /// The ids that the path gives, each to be checked.
  var ids: [String] {
    switch self {
    case .program, .report, .unexpected: []
    case .partner(let id), .chip(let id), .scenario(let id): [id]
    case .milestone(let chip, let id), .risk(let chip, let id): [chip, id]
    }
  }

  /// The path from the root with ids that are probably meant in the place of invalid ones; nil where there are none.
  var repaired: String? {
    let ids = ids.map { ContentID.isValid($0) ? $0 : ContentID.repaired($0, allowsSlash: false) }
    guard let first = ids.first ?? nil, let last = ids.last ?? nil else { return nil }
    switch self {
    case .program, .report, .unexpected: return nil
    case .partner: return Partner.path(of: first)
    case .scenario: return Scenario.path(of: first)
    case .chip: return "Content/chips/\(first)/chip.md"
    case .milestone: return MilestoneID(chip: first, milestone: last).path
    case .risk: return "Content/chips/\(first)/risks/\(last).md"
    }
  }
}
