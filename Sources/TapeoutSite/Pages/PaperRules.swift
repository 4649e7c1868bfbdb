import TapeoutModel
import TapeoutTemplates
import TapeoutWording

/// What stands at the foot of every printed page: the program and what the page is about, the report and its date, and
/// which page of how many it is.
///
/// The boxes of a page's margin cannot read the page, so each that is named has a rule of its own in print.css, and its
/// body a class that leads there.
enum PaperRules {
  /// With more chips, their pages name the program only: every page of the site loads the rules.
  static let mostChips = ListPart.mostChips
  /// A longer title leaves no room for the number of the page; its heading says it whole.
  private static let longest = 60

  static func css(_ model: SiteModel) -> String {
    let report =
      model.plan.reports.last.map { $0.day <= model.statusDate } == true ? "report \(model.plan.reports.count), " : ""
    let end = "\(report)as of \(model.statusDate)"
    let font = "font:7.5pt system-ui,sans-serif;color:#50545d"
    func box(_ name: String?) -> String {
      let parts = [Wording.cutMiddle(model.title, longest), name, end].compactMap { $0 }
      return "@bottom-left{content:\(quoted(parts.joined(separator: " · ")));\(font)}"
    }
    var css = "@page{\(box(nil))@bottom-right{content:\"page \" counter(page) \" of \" counter(pages);\(font)}}\n"
    for page in SinglePage.all where !page.isAnywhere {
      css += "@page s-\(page.name){\(box(page.title))}.s-\(page.name){page:s-\(page.name)}\n"
    }
    guard model.plan.chips.count <= mostChips else { return css }
    for chip in model.plan.chips {
      css +=
        "@page p-\(chip.id){\(box(Wording.cutMiddle(chip.displayTitle, longest)))}.p-\(chip.id){page:p-\(chip.id)}\n"
    }
    return css
  }

  /// A CSS string: whatever could end it, or begin an escape, is written as its code point.
  static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\", "<", "\u{0}"..<" ", "\u{7F}": quoted += "\\\(String(scalar.value, radix: 16)) "
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }

  /// The class of a page's body; nil where no rule names the page.
  static func name(_ layout: Layout) -> String? {
    if case .chip(let chip) = layout.section {
      return layout.model.plan.chips.count <= mostChips ? "p-\(layout.model.plan.chips[chip].id)" : nil
    }
    return SinglePage.all.first { $0.path == layout.path && !$0.isAnywhere }.map { "s-\($0.name)" }
  }
}
