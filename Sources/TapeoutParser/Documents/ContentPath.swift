import TapeoutModel

/// What a Markdown file is, told by where it lies.
enum ContentPath {
  case program
  case partner(String)
  case chip(String)
  case milestone(chip: String, id: String)
  case risk(chip: String, id: String)
  case report(Day)
  /// Nowhere: why, and where it would belong.
  case unexpected(headline: String, advice: String)

  /// - Parameter path: from the root, `Content/chips/custom-1/chip.md`.
  init(_ path: String) {
    let parts = Array(path.utf8).split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).dropFirst()
      .map { String(decoding: $0, as: UTF8.self) }
    guard let name = parts.last, let stem = ContentPath.stem(name) else {
      self = .unexpected(
        headline: "\(path) is Markdown, but its name does not end in .md", advice: "Rename it to end in .md.")
      return
    }
    switch (parts.count, parts.first) {
    case (1, _) where stem == "program": self = .program
    case (2, "partners"): self = .partner(stem)
    case (2, "reports"): self = ContentPath.report(stem)
    case (3, "chips") where stem == "chip": self = .chip(parts[1])
    case (4, "chips") where parts[2] == "milestones": self = .milestone(chip: parts[1], id: stem)
    case (4, "chips") where parts[2] == "risks": self = .risk(chip: parts[1], id: stem)
    default: self = ContentPath.stray(path, parts)
    }
  }

  private static func report(_ stem: String) -> ContentPath {
    if let date = try? PlanDate(parsing: stem), date.precision == .day { return .report(date.first) }
    return .unexpected(
      headline: "A report’s file name must be its day, and “\(stem)” is not one",
      advice: "Name it like reports/2026-01-15.md.")
  }

  private static func stray(_ path: String, _ parts: [String]) -> ContentPath {
    let headline = "Nothing is read from \(path): no content lies there"
    if parts.first == "chips", parts.count == 3 {
      return .unexpected(
        headline: headline,
        advice:
          "Move it to chips/\(parts[1])/milestones/ if it is a milestone, to chips/\(parts[1])/risks/ if it is a risk.")
    }
    if let folder = parts.first, parts.count > 1,
      let meant = suggestion(for: folder, among: ["chips", "partners", "reports"]), meant != folder
    {
      return .unexpected(headline: headline, advice: "Rename the folder \(folder) to \(meant).")
    }
    return .unexpected(
      headline: headline,
      advice: "Content holds program.md, partners/ID.md, chips/ID/chip.md, chips/ID/milestones/ID.md, "
        + "chips/ID/risks/ID.md and reports/DATE.md; move other notes out of Content.")
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
    case .partner(let id), .chip(let id): [id]
    case .milestone(let chip, let id), .risk(let chip, let id): [chip, id]
    }
  }
}
