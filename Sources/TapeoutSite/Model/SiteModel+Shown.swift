import TapeoutModel
import TapeoutSchedule
import TapeoutTemplates
import TapeoutWording

/// What stands in the cells of tables.
extension SiteModel {
  /// `2026-06-26`, `overdue since 2026-06-05`, `not before 2026-10-16`; nil where nothing is known.
  func dateText(_ index: MilestoneIndex) -> String? {
    if let passed = passedDate(index) { return "overdue since \(passed)" }
    return date(index)?.description ?? earliest(index).map { "not before \($0)" }
  }

  /// `2026-06-26`, as precisely as it is known; `no date` where there is none.
  func dateMarkup(_ index: MilestoneIndex) -> Markup {
    var markup = Markup()
    writeDate(index, to: &markup)
    return markup
  }

  func writeDate(_ index: MilestoneIndex, to html: inout Markup) {
    if let date = passedDate(index) ?? date(index) { date.write(to: &html) } else { html.literal("no date") }
  }

  /// When something owed is due, behind its name: `, expected 2026-06-26`, `, overdue since 2026-06-05`.
  func dueMarkup(_ index: MilestoneIndex) -> Markup {
    if let passed = passedDate(index) { return ", overdue since \(passed.markup)" }
    if let date = date(index) { return ", expected \(date.markup)" }
    return earliest(index).map { ", with no date, not before \($0.markup)" } ?? ", with no date"
  }

  /// Below the date of what is not done: how far away it is, and a promise that cannot be kept.
  func dateNote(_ index: MilestoneIndex) -> Markup? {
    guard !milestones[index].isDone, health(index) != .dropped else { return nil }
    if let passed = passedDate(index) { return "overdue \(Wording.length(statusDate - passed.last))" }
    guard let date = date(index), let expected = scheduled(index).expected else {
      return earliest(index).map { "not before \($0.markup)" }
    }
    var note = Markup()
    if date.precision == .day { note.text(relative(expected)) }
    if let promise = promise(index) {
      note.literal(note.isEmpty ? "<s>" : ", <s>")
      promise.write(to: &note)
      note.literal("</s><span class=\"vh\"> was promised</span>")
    }
    return note.isEmpty ? nil : note
  }

  /// The stated forecast, where what comes before does not allow it any more.
  func promise(_ index: MilestoneIndex) -> PlanDate? {
    guard !milestones[index].isDone, let stated = milestones[index].forecast?.value.date,
      let expected = scheduled(index).expected, stated.last < expected
    else { return nil }
    return stated
  }

  func baselineText(_ index: MilestoneIndex) -> String { milestones[index].baseline?.value.description ?? "–" }

  /// `14 weeks`, `0 days`; a dash where nothing waits for it.
  func floatText(_ index: MilestoneIndex) -> String {
    guard !milestones[index].isDone, let float = scheduled(index).totalFloat else { return "–" }
    return Wording.float(float)
  }

  /// `10 of 14`: met or waived of all.
  func criteriaText(_ index: MilestoneIndex) -> String {
    Wording.criteria(CriteriaCounts(milestones[index].criteria)) ?? "–"
  }

  func partyTitle(_ party: PartnerIndex?) -> String? { party.map { plan.partners[$0].displayTitle } }

  /// `Broadcom to TSMC`.
  func handoffText(_ index: MilestoneIndex) -> String? {
    guard milestones[index].isHandoff, let from = partyTitle(milestones[index].giver),
      let to = partyTitle(milestones[index].receiver)
    else { return nil }
    return "\(from) to \(to)"
  }

  /// Writes how a handoff stands after it was given: taken, or owed.
  func writeHandoffState(_ index: MilestoneIndex, to html: inout Markup) {
    if let accepted = milestones[index].accepted?.value {
      html.literal("accepted ")
      accepted.write(to: &html)
    } else if milestones[index].isDone {
      html.literal("not accepted yet")
    }
  }

  /// Writes `done 2024-11-22, accepted 2024-11-26`; `expected 2026-06-26, late`.
  func writeDelivery(_ index: MilestoneIndex, to html: inout Markup) {
    guard milestones[index].isHandoff else { return }
    let health = health(index)
    if health == .dropped { return html.literal("dropped") }
    if let accepted = milestones[index].accepted?.value, accepted == milestones[index].actual?.value {
      html.literal("done and accepted ")
      return accepted.write(to: &html)
    }
    guard milestones[index].isDone else {
      if let passed = passedDate(index) {
        html.literal("overdue since ")
        passed.write(to: &html)
      } else if let date = date(index) {
        html.literal("expected ")
        date.write(to: &html)
      } else {
        html.literal("no date")
      }
      if health != .planned {
        html.literal(", ")
        html.text(health.word)
      }
      return
    }
    html.literal("done ")
    writeDate(index, to: &html)
    html.literal(", ")
    writeHandoffState(index, to: &html)
  }

  /// Writes the address of a milestone's page, for a page `depth` folders deep.
  func writeAddress(_ milestone: MilestoneIndex, depth: Int, to html: inout Markup) {
    for _ in 0..<depth { html.literal("../") }
    html.literal("chips/")
    html.text(places.pathsBesideChip[milestone])
  }

  /// A link to a milestone's page, its title kept apart from the text around it.
  func link(_ index: MilestoneIndex, depth: Int) -> Markup {
    var link: Markup = "<a href=\""
    writeAddress(index, depth: depth, to: &link)
    link.literal("\"><bdi>")
    link.text(milestones[index].displayTitle)
    link.literal("</bdi></a>")
    return link
  }

  /// A link to a chip's page.
  func link(chip: ChipIndex, depth: Int) -> Markup {
    let address = SitePath.root(from: depth) + plan.path(chip: chip)
    return "<a href=\"\(address)\"><bdi>\(plan.chips[chip].displayTitle)</bdi></a>"
  }

  func link(partner: PartnerIndex, depth: Int) -> Markup {
    let address = SitePath.root(from: depth) + plan.path(partner: partner)
    return "<a href=\"\(address)\"><bdi>\(plan.partners[partner].displayTitle)</bdi></a>"
  }

  /// The HTML of a body, for a page `depth` folders deep.
  func prose(
    _ body: Body, of file: FileID, depth: Int, headingShift: Int = 1, omitsCriteria: Bool = false,
    hasAnchors: Bool = true
  ) -> Markup? {
    guard body.range != nil else { return nil }
    let source = content.sourcePath(file)
    let use = SiteContent.BodyUse(
      headingShift: headingShift, omitsCriteria: omitsCriteria, hasAnchors: hasAnchors)
    let html = content.body(body, use) {
      self.places.pages.address($0, isPicture: $1, in: source, depth: depth)
    }
    return html.isEmpty ? nil : Markup(trusted: html)
  }

  /// One paragraph of a body, for a page `depth` folders deep; nil where there is none.
  func excerpt(_ excerpt: Body.Excerpt, _ body: Body, of file: FileID, depth: Int) -> Markup? {
    guard body.range != nil else { return nil }
    let source = content.sourcePath(file)
    let html = content.body(body, SiteContent.BodyUse(excerpt: excerpt)) {
      self.places.pages.address($0, isPicture: $1, in: source, depth: depth)
    }
    return html.isEmpty ? nil : Markup(trusted: html)
  }

  /// A value of a field of the program's own.
  func markup(ownValue text: String, of field: OwnField) -> Markup {
    switch field.kind {
    case .link: "<a href=\"\(text)\">\(Wording.cut(text, 60))</a>"
    case .date: (try? PlanDate(parsing: text)).map(\.markup) ?? "\(text)"
    case .text, .number, .flag: "<bdi>\(text)</bdi>"
    }
  }

  /// The path of the program's logo below the site's root; nil where there is none that can be shown.
  var logo: String? {
    guard let logo = plan.program.logo?.value else { return nil }
    return places.pages.address(
      logo, isPicture: true, in: content.sourcePath(plan.program.origin.file), depth: 0)
  }

  /// The address at which a content file can be edited; nil where program.md names none.
  func editAddress(_ file: FileID) -> String? {
    plan.program.editAddress(of: content.sourcePath(file))
  }
}

extension Program {
  /// Where a content file can be edited in a browser; nil where program.md does not say.
  ///
  /// - Parameter path: from the root.
  package func editAddress(of path: String) -> String? {
    guard let edit = edit?.value else { return nil }
    let below = String(decoding: path.utf8.dropFirst(8), as: UTF8.self).percentEncoded
    let place = "{path}"
    guard let range = edit.utf8.firstRange(of: place) else { return edit }
    return String(edit[..<range.lowerBound]) + below + String(edit[range.upperBound...])
  }
}

extension String.UTF8View {
  fileprivate func firstRange(of text: String) -> Range<Index>? {
    var start = startIndex
    while start < endIndex {
      if self[start...].starts(with: text.utf8) {
        return start..<index(start, offsetBy: text.utf8.count)
      }
      formIndex(after: &start)
    }
    return nil
  }
}
