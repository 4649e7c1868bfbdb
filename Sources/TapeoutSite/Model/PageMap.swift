package import TapeoutModel

/// Which page shows a content file: for the links in bodies, and from a finding to what it is about.
package struct PageMap: Sendable {
  private var pages: [ExactString: String] = [:]
  /// What a link leads to, and what a picture shows.
  private var linked: Set<ExactString> = []
  private var pictures: Set<ExactString> = []

  package init(_ plan: Plan, _ sourcePath: (FileID) -> String) {
    pages.reserveCapacity(plan.milestones.count + plan.chips.count + plan.risks.count + 100)
    self[sourcePath(plan.program.origin.file)] = SitePath.program.path
    for index in plan.chips.indices { self[sourcePath(plan.chips[index].origin.file)] = plan.path(chip: index) }
    for index in plan.milestones.indices {
      self[sourcePath(plan.milestones[index].origin.file)] = plan.path(milestone: index)
    }
    for index in plan.partners.indices {
      self[sourcePath(plan.partners[index].origin.file)] = plan.path(partner: index)
    }
    for index in plan.risks.indices { self[sourcePath(plan.risks[index].origin.file)] = plan.path(risk: index) }
    for index in plan.reports.indices { self[sourcePath(plan.reports[index].origin.file)] = plan.path(report: index) }
    for scenario in plan.scenarios {
      self[sourcePath(scenario.origin.file)] = "\(SitePath.scenarios.path)#\(scenario.id)"
    }
    for path in plan.attachments {
      if plan.refusal(ofAttachment: path, asPicture: false) == nil { linked.insert(ExactString(path)) }
      if plan.refusal(ofAttachment: path, asPicture: true) == nil { pictures.insert(ExactString(path)) }
    }
  }

  /// The page of a content file.
  private(set) subscript(source: String) -> String? {
    get { pages[ExactString(source)] }
    set { pages[ExactString(source)] = newValue }
  }

  /// Where a link in a body leads, from a page `depth` folders deep; nil drops the link and keeps its text.
  package func address(_ destination: String, isPicture: Bool, in source: String, depth: Int) -> String? {
    switch ContentLink(destination, from: source) {
    case .elsewhere:
      // A heading of the same text.
      return destination.utf8.first == UInt8(ascii: "#") ? PageMap.anchor(destination) : destination
    case .outside: return nil
    case .file(let path):
      if let page = self[path] {
        let anchor = page.utf8.contains(UInt8(ascii: "#")) ? nil : PageMap.anchor(destination)
        return SitePath.root(from: depth) + page + (anchor ?? "")
      }
      guard publishes(path, isPicture) else { return nil }
      return SitePath.root(from: depth) + Plan.path(attachment: path).percentEncoded
    }
  }

  /// The part of a destination that names a heading, as pages name it: see `HeadingIDs`; nil where there is none.
  private static func anchor(_ destination: String) -> String? {
    guard let sign = destination.utf8.firstIndex(of: UInt8(ascii: "#")) else { return nil }
    let name = destination.utf8[sign...].dropFirst()
    let isPlain = name.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"),
        UInt8(ascii: "%"), UInt8(ascii: "A")...UInt8(ascii: "F"), 0x80...:
        true
      default: false
      }
    }
    return isPlain && !name.isEmpty ? "#text-" + String(Substring(name)) : nil
  }

  /// The attachment that a link or a picture in a body names, as a path from the root; nil where it is not published.
  func attachment(_ link: Body.Link, in source: String) -> String? {
    guard case .file(let path) = ContentLink(link.destination, from: source), self[path] == nil,
      publishes(path, link.kind == .image)
    else { return nil }
    return path
  }

  private func publishes(_ path: String, _ isPicture: Bool) -> Bool {
    (isPicture ? pictures : linked).contains(ExactString(path))
  }
}
