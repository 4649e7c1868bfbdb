/// What stands around a page, rendered once for all pages that differ only in title, description, address and
/// content: most pages of a site are milestones, and their chip's navigation is the same on each.
struct LayoutFrame: Sendable {
  private enum Part: Sendable {
    case fixed(String)
    case standIn(StandIn)
  }

  /// Scalars for private use, which escaping leaves alone.
  private enum StandIn: Unicode.Scalar {
    case title = "\u{F0001}"
    case description = "\u{F0002}"
    case canonical = "\u{F0003}"
    case content = "\u{F0004}"
  }

  private let parts: [Part]

  /// Renders the layout with a stand-in for each thing that differs, and cuts it there; nil where a stand-in occurs in
  /// the rest of the page, so that nobody could tell where to cut.
  init?(_ layout: Layout, _ templates: TemplateSet) {
    var layout = layout
    func render(_ mark: (StandIn) -> String) -> String {
      layout.title = mark(.title)
      layout.description = mark(.description)
      layout.canonicalPath = mark(.canonical)
      layout.body = Markup(trusted: mark(.content))
      return templates.render(layout, "layout").html
    }
    guard !render({ _ in "-" }).unicodeScalars.contains(where: { StandIn(rawValue: $0) != nil }) else { return nil }
    var parts: [Part] = []
    var fixed = ""
    for scalar in render({ String($0.rawValue) }).unicodeScalars {
      if let standIn = StandIn(rawValue: scalar) {
        parts += [.fixed(fixed), .standIn(standIn)]
        fixed = ""
      } else {
        fixed.unicodeScalars.append(scalar)
      }
    }
    self.parts = parts + [.fixed(fixed)]
  }

  /// The whole page.
  func page(_ layout: Layout) -> String {
    var page = ""
    page.reserveCapacity(layout.body.html.utf8.count + 4096)
    for part in parts {
      switch part {
      case .fixed(let text): page += text
      case .standIn(.title): layout.title.appendEscaped(to: &page)
      case .standIn(.description): layout.description.appendEscaped(to: &page)
      case .standIn(.canonical): layout.canonicalPath.appendEscaped(to: &page)
      case .standIn(.content): page += layout.body.html
      }
    }
    return page
  }
}
