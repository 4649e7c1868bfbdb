import TapeoutModel
package import TapeoutTemplates

extension SiteBuilder {
  /// The file at a path, made alone; nil where the site has none.
  ///
  /// Its bytes are those that ``makeFiles(_:_:)`` gives. Only the units that could make it are made, at most one page
  /// with its pictures each, and where none does, the pages at former addresses.
  package func file(at path: String) -> OutputFile? {
    // What has another name by now is there under both.
    for unit in units(thatCouldMake: path) + [.former] {
      var found: OutputFile?
      makeFiles(unit) { file in if file.path.utf8.elementsEqual(path.utf8) { found = file } }
      if let found { return found }
    }
    return nil
  }

  /// The page that shows what a content file is about; nil where there is none.
  package func page(showing file: String) -> String? { model.places.pages[file] }

  /// The page for what is not there.
  ///
  /// - Parameter root: what its addresses begin with.
  package func notFoundPage(root: String) -> OutputFile {
    var content = model.content
    content.site = root
    let path = SitePath.notFound.path
    return SiteBuilder(content, templates).file(at: path) ?? OutputFile(path: path, bytes: [])
  }

  /// A page that is no part of the site, with the layout of those that are.
  ///
  /// - Parameters:
  ///   - path: where it is shown, at the root of the server.
  ///   - subject: what the page tells, to follow its title and a colon.
  package func extraPage(_ body: Markup, at path: String, title: String, subject: String) -> OutputFile {
    page(body, at: SitePath(path), title: title, subject: subject, section: .other)
  }

  private func units(thatCouldMake path: String) -> [Unit] {
    let parts = path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
      .map { String(decoding: Array($0), as: UTF8.self) }
    let names = parts.map { name in name.droppingSuffix(".html") ?? name.droppingSuffix(".svg") ?? name }
    switch (parts.first, parts.count) {
    case (_, 1):
      if let page = SinglePage.all.first(where: { $0.path.path == path }) { return [.single(page)] }
      if let part = calendar.first(where: { $0.path.path == path }) { return [.calendar(part)] }
      let part = ListPart.all(model.plan).first { part in
        [SitePath.portfolio, .search].contains { part.address($0.path) == path }
      }
      if let part { return [.part(part)] }
      if TemplateSet.fileNames.contains(path) || path == TemplateSet.customStyle { return [.assets] }
      return units.filter { if case .searchText(let file) = $0 { file.path == path } else { false } } + [.late]
    case ("charts", 2):
      return SinglePage.all.filter { $0.path == .portfolio }.map(Unit.single)
    case ("chips", 2), ("badges", 2):
      return (chip(names[1]) ?? model.plan.chips.indices.first { model.slides[$0] == path })
        .map { [.chip($0)] } ?? []
    case ("charts", 3):
      return chip(names[1]).map { [.chip($0)] } ?? []
    case ("chips", 3), ("badges", 3):
      return milestone(names[1], names[2])
    case ("charts", 4) where parts[2] == "milestones":
      return milestone(names[1], names[3])
        + (names[3].droppingSuffix("-history").map { milestone(names[1], $0) } ?? [])
    case ("partners", 2):
      return model.plan.partners.indices.first { model.plan.partners[$0].id == names[1] }.map { [.partner($0)] } ?? []
    case ("people", 2):
      return model.owners.all.indices.first { model.owners.all[$0].slug == names[1] }.map { [.owner($0)] } ?? []
    case ("reports", 2):
      return model.plan.reports.indices.filter { model.plan.reports[$0].day.description == names[1] }.map(Unit.report)
    default:
      return []
    }
  }

  private func chip(_ id: String) -> ChipIndex? {
    model.plan.chips.indices.first { model.plan.chips[$0].id == id }
  }

  private func milestone(_ chip: String, _ id: String) -> [Unit] {
    guard let index = model.plan.milestoneIndex(of: MilestoneID(chip: chip, milestone: id)) else { return [] }
    return [.milestones(index..<index.advanced(by: 1), chip: model.milestones[index].chip)]
  }
}
