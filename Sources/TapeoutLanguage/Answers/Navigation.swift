package import TapeoutJSON
import TapeoutModel
import TapeoutParser

/// Where things are, and where they are named.
extension LanguageWorkspace {
  /// What stands at a place: what is named there, or at its title the file itself.
  package func target(_ path: String, at position: TextPosition) -> (target: Target, range: Range<Int>)? {
    guard let text = text(at: path), FieldTable(at: path) != nil else { return nil }
    let offset = text.offset(position)
    let cursor = Cursor(text, at: offset)
    if let mention = Mentions(path, text, cursor.tokens).mention(at: offset) { return (mention.target, mention.range) }
    if cursor.isTitle, let own = Target(path: path) { return (own, cursor.range) }
    return nil
  }

  /// `textDocument/definition`.
  package func definition(_ path: String, at position: TextPosition) -> JSONValue {
    target(path, at: position).flatMap { declaration(of: $0.target) } ?? .null
  }

  /// The title in the file of something; nil where there is no such file.
  func declaration(of target: Target) -> JSONValue? {
    if case .kind(let name) = target { return kindDeclaration(name) }
    guard let path = target.path, let text = text(at: path) else { return nil }
    let title = FrontMatterTokens(text).tokens.first { $0.role == .value && $0.path == ["title"] }
    return location(path, title?.range ?? 0..<0)
  }

  private func kindDeclaration(_ name: String) -> JSONValue? {
    let path = "Content/program.md"
    guard let text = text(at: path) else { return nil }
    let tokens = FrontMatterTokens(text).tokens
    return tokens.first { $0.role == .name && $0.path == ["kinds"] && $0.text == name }
      .flatMap { location(path, $0.range) }
  }

  /// `textDocument/references`.
  package func references(_ path: String, at position: TextPosition, includesDeclaration: Bool) -> JSONValue {
    guard let target = target(path, at: position)?.target else { return .null }
    var locations: [JSONValue] = []
    if includesDeclaration, let own = declaration(of: target) { locations.append(own) }
    for (path, ranges) in mentions(of: target) {
      locations += ranges.compactMap { location(path, $0) }.filter { !locations.contains($0) }
    }
    return .array(locations)
  }

  /// `textDocument/documentHighlight`.
  package func highlights(_ path: String, at position: TextPosition) -> JSONValue {
    guard let target = target(path, at: position)?.target, let text = text(at: path) else { return .null }
    let found = Mentions(path, text).all.filter { $0.target == target }
    return .array(found.map { ["range": text.json($0.range), "kind": 1] })
  }

  // MARK: Files

  /// Every place that names something, by file in the order of paths.
  func mentions(of target: Target) -> [(path: String, ranges: [Range<Int>])] {
    let candidates = files(naming: target).union(documents.keys)
    return candidates.sorted { $0.precedesInBytes($1) }.compactMap { path in
      guard let text = text(at: path) else { return nil }
      let ranges = Mentions(path, text).all.filter { $0.target == target }.map(\.range)
      return ranges.isEmpty ? nil : (path, ranges)
    }
  }

  /// The files that name something, as the analysis read them.
  private func files(naming target: Target) -> Set<String> {
    var paths: Set<String> = []
    func path(_ origin: Origin) -> String { snapshot.sources[origin.file].path }
    for index in plan.milestones.indices where names(target, plan.milestones[index]) {
      paths.insert(path(plan.milestones[index].origin))
    }
    for chip in plan.chips where names(target, chip) { paths.insert(path(chip.origin)) }
    for risk in plan.risks {
      let isNamed = risk.delays.contains { names(target, $0.milestone.id, from: plan.chips[risk.chip].id) }
      if isNamed || links(risk.body, of: risk.origin, to: target) { paths.insert(path(risk.origin)) }
    }
    for partner in plan.partners where links(partner.body, of: partner.origin, to: target) {
      paths.insert(path(partner.origin))
    }
    for report in plan.reports where links(report.body, of: report.origin, to: target) {
      paths.insert(path(report.origin))
    }
    let program = plan.program
    let isKind: Bool = if case .kind(let name) = target { program.kinds.contains { $0.name == name } } else { false }
    let isRule: Bool = if case .rule = target { true } else { false }
    if isKind || isRule || links(program.body, of: program.origin, to: target) { paths.insert("Content/program.md") }
    return paths
  }

  private func names(_ target: Target, _ milestone: Milestone) -> Bool {
    switch target {
    case .kind(let name): return milestone.kind?.name == name
    case .partner(let id): if milestone.from?.id.value == id || milestone.to?.id.value == id { return true }
    case .milestone, .chip:
      let chip = milestone.id.chip
      if milestone.dependencies.contains(where: { names(target, $0.predecessor.id, from: chip) }) { return true }
      for criterion in milestone.criteria where criterion.state == .waived {
        if case .milestone(let reference)? = criterion.waiver?.until, names(target, reference.id, from: chip) {
          return true
        }
      }
    case .program, .risk, .rule: break
    }
    return links(milestone.body, of: milestone.origin, to: target)
  }

  private func names(_ target: Target, _ chip: Chip) -> Bool {
    switch target {
    case .partner(let id):
      if [chip.designPartner, chip.foundry, chip.packaging].contains(where: { $0?.id.value == id }) { return true }
    case .milestone, .chip: if let launch = chip.statedLaunch?.id, names(target, launch, from: chip.id) { return true }
    default: break
    }
    return links(chip.body, of: chip.origin, to: target)
  }

  /// Whether a milestone's name, written in a file of a chip, is what is looked for.
  private func names(_ target: Target, _ id: MilestoneID, from chip: String) -> Bool {
    switch target {
    case .milestone(let wanted): id == wanted
    case .chip(let wanted): id.chip == wanted
    default: false
    }
  }

  private func links(_ body: Body, of origin: Origin, to target: Target) -> Bool {
    guard !body.links.isEmpty, let path = target.path else { return false }
    let own = snapshot.sources[origin.file].path
    return body.links.contains { ContentLink($0.destination, from: own) == .file(path) }
  }
}
