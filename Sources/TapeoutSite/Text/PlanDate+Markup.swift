import TapeoutModel
import TapeoutTemplates

extension Day {
  /// In `<time>`, which never wraps.
  var markup: Markup { "<time>\(description)</time>" }
}

extension PlanDate {
  /// In an element that never wraps: `<time>`, but for what HTML does not take for a time.
  var markup: Markup {
    var markup = Markup()
    write(to: &markup)
    return markup
  }

  func write(to html: inout Markup) {
    let isTime =
      switch precision {
      case .quarter, .half: false
      case .day, .week, .month, .year: true
      }
    html.literal(isTime ? "<time>" : "<span class=\"t\">")
    html.text(description)
    html.literal(isTime ? "</time>" : "</span>")
  }
}

extension StatedDate {
  var markup: Markup { date?.markup ?? "TBD" }
}
