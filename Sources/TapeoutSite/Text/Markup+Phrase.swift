import TapeoutModel
import TapeoutTemplates
import TapeoutWording

extension Markup {
  /// The phrase as HTML: names kept apart from the direction of the text around them, dates and figures unbroken.
  ///
  /// - Parameter link: a link to a milestone; without it titles are not linked.
  init(_ phrase: Phrase, link: ((LaunchAnswer.Step) -> Markup)? = nil) {
    self.init()
    for piece in phrase.pieces {
      switch piece {
      case .words(let words): text(words)
      case .name(let name): self += "<bdi>\(name)</bdi>"
      case .milestone(let step): self += link?(step) ?? "<bdi>\(step.title)</bdi>"
      case .date(let date): date.write(to: &self)
      case .figure(let figure): self += "<span class=\"t\">\(figure)</span>"
      }
    }
  }
}

extension SiteModel {
  /// The phrase for a page `depth` folders deep, its milestones linked.
  func markup(_ phrase: Phrase, depth: Int) -> Markup {
    Markup(phrase) { self.link($0.milestone, depth: depth) }
  }
}
