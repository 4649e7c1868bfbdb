import TapeoutTemplates

/// What stands around a page, rendered once for all pages that differ only in title, description, address, marks and
/// content: most pages of a site are milestones, and their chip's navigation is the same on each.
struct LayoutFrame: Sendable {
  private enum Part: Sendable {
    case fixed(Markup)
    case standIn(StandIn)
  }

  /// The last bytes of U+F0001 to U+F0006: scalars for private use, which escaping leaves alone.
  private enum StandIn: UInt8 {
    case title = 0x81
    case description, canonical, sprite, content, socialTitle

    /// What all of them begin with.
    static let lead: [UInt8] = [0xF3, 0xB0, 0x80]
    var text: String { String(decoding: StandIn.lead + [rawValue], as: UTF8.self) }
  }

  private let parts: [Part]

  /// Renders the layout with a stand-in for each thing that differs, and cuts it there; nil where a stand-in occurs in
  /// the rest of the page, so that nobody could tell where to cut.
  init?(_ layout: Layout, _ templates: TemplateSet) {
    var layout = layout
    func render(_ mark: (StandIn) -> String) -> [Part] {
      layout.title = mark(.title)
      layout.description = mark(.description)
      layout.socialTitle = mark(.socialTitle)
      layout.canonicalPath = mark(.canonical)
      layout.sprite = "\(mark(.sprite))"
      layout.body = "\(mark(.content))"
      return LayoutFrame.cut(templates.render(layout, "layout").bytes)
    }
    guard render({ _ in "-" }).count == 1 else { return nil }
    parts = render(\.text)
  }

  private static func cut(_ page: [UInt8]) -> [Part] {
    var parts: [Part] = []
    var start = 0
    var index = 0
    while let lead = page[index...].firstIndex(of: StandIn.lead[0]) {
      index = lead + 1
      let end = lead + StandIn.lead.count
      guard end < page.count, page[lead..<end].elementsEqual(StandIn.lead), let standIn = StandIn(rawValue: page[end])
      else { continue }
      parts += [.fixed(Markup(trusted: Array(page[start..<lead]))), .standIn(standIn)]
      start = end + 1
      index = start
    }
    return parts + [.fixed(Markup(trusted: Array(page[start...])))]
  }

  /// Writes the whole page.
  func write(_ layout: Layout, to page: inout Markup) {
    for part in parts {
      switch part {
      case .fixed(let markup): page += markup
      case .standIn(.title): page.text(layout.title)
      case .standIn(.description): page.text(layout.description)
      case .standIn(.socialTitle): page.text(layout.socialTitle)
      case .standIn(.canonical): page.text(layout.canonicalPath)
      case .standIn(.sprite): page += layout.sprite
      case .standIn(.content): page += layout.body
      }
    }
  }
}
