import TapeoutModel
import TapeoutTemplates
import TapeoutWording

/// A number that sums up a page, with what it is above and what to make of it below.
struct KeyFigure: TemplateContext {
  var label: String
  var value: String
  var note: Markup?

  static let fields = FieldTable<KeyFigure>(
    "figure",
    [
      "label": .text("What is counted") { $0.label },
      "value": .text("The figure") { $0.value },
      "note": .markup("What to make of it") { $0.note },
    ])
}

extension KeyFigure {
  /// P50 and P80 of a launch, with what they rest on; nothing where none are drawn, or where they say no more than the
  /// plan.
  static func odds(_ answer: LaunchAnswer) -> [KeyFigure] {
    guard let p50 = answer.p50, let p80 = answer.p80, answer.basis != .certain || answer.bound != nil,
      !answer.isDrawnAsPlanned
    else { return [] }
    let basis = answer.basis == .risks ? Wording.basis(.risks) : "Launch"
    func note(_ day: Day) -> Markup? {
      let words = [answer.bound == nil ? nil : "at the earliest", answer.daysOutsideWindow(day).map(Wording.position)]
      let text = words.compactMap { $0 }.joined(separator: ", ")
      return text.isEmpty ? nil : "\(text)"
    }
    return [
      KeyFigure(label: "\(basis), P50", value: p50.description, note: note(p50)),
      KeyFigure(label: "\(basis), P80", value: p80.description, note: note(p80)),
    ]
  }
}

/// A name with a value: facts, odds, settings.
struct Fact: TemplateContext {
  var name: String
  var value: Markup

  static let fields = FieldTable<Fact>(
    "fact",
    [
      "name": .text("The name") { $0.name },
      "value": .markup("The value, possibly with a link") { $0.value },
    ])
}

/// A link in a list.
struct PageLink: TemplateContext {
  var title: String
  var address: String
  var isCurrent = false
  var note: String?

  static let fields = FieldTable<PageLink>(
    "link",
    [
      "title": .text("The words of the link") { $0.title },
      "href": .link("Where it leads") { $0.address },
      "isCurrent": .flag("Whether it leads to this page") { $0.isCurrent },
      "note": .text("What stands beside it") { $0.note },
    ])
}

/// Where an outside claim comes from.
struct SourceLine: TemplateContext {
  var source: ExternalSource

  static let fields = FieldTable<SourceLine>(
    "source",
    [
      "title": .text("The title of what was published") { $0.source.title },
      "hasAddress": .flag("Whether it can be looked up") { $0.source.url != nil },
      "href": .link("Its address") { $0.source.url },
      "asOf": .text("The date it speaks of") { $0.source.asOf?.description },
    ])
}

/// A line of text in a list.
struct TextLine: TemplateContext {
  var text: Markup

  static let fields = FieldTable<TextLine>("line", ["text": .markup("The line") { $0.text }])
}

/// A file to take away: a calendar, a picture.
struct Download: TemplateContext {
  var title: String
  var address: String

  static let fields = FieldTable<Download>(
    "download",
    [
      "title": .text("What it holds") { $0.title },
      "href": .link("Where it lies") { $0.address },
    ])
}
