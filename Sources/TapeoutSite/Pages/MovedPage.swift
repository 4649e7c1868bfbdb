import TapeoutTemplates

/// A page at the address that something had under a former id: it leads on.
struct MovedPage: TemplateContext {
  let model: SiteModel
  let page: FormerAddresses.Page

  private var root: String { SitePath.root(from: SitePath(page.path).depth) }

  static let fields = FieldTable<MovedPage>(
    "moved",
    [
      "title": .text("What the page is about now") { $0.page.title },
      "program": .text("The program's title") { $0.model.title },
      "href": .link("Its page") { $0.root + $0.page.target },
      "style": .link("The stylesheet") { $0.root + "site.css" },
      "icon": .link("The icon") { $0.root + "favicon.svg" },
      "hasCanonical": .flag("Whether the site's address is known") { $0.model.content.site != nil },
      "canonical": .link("The full address of its page, where the site's is known") { page in
        page.model.content.site.map { $0 + page.page.target }
      },
    ])
}
