/// A piece of a template made ready for one kind of context: names have become places in its field table, partials
/// their parts.
///
/// What is written is decided by the field, not by the template: text is escaped whatever the braces say, and a name
/// means a field of its own context or nothing at all.
enum TemplatePart: Sendable {
  case text(Markup)
  /// A field's text or markup.
  case value(Int)
  /// The text or markup that the section around is about.
  case current
  case section(Int, [TemplatePart])
  /// Rendered where the field has nothing.
  case inverted(Int, [TemplatePart])

  static func render<Context: TemplateContext>(
    _ parts: [TemplatePart], _ context: Context, current: Markup? = nil, into html: inout Markup
  ) {
    for part in parts {
      switch part {
      case .text(let text): html += text
      case .current: if let current { html += current }
      case .value(let place):
        switch Context.fields.all[place].reading {
        case .text(let read): if let text = read(context) { html.text(text) }
        case .markup(let read): if let markup = read(context) { html += markup }
        case .flag, .list, .one: break
        }
      case .section(let place, let inner):
        switch Context.fields.all[place].reading {
        case .text(let read):
          guard let text = read(context), !text.isEmpty else { continue }
          render(inner, context, current: "\(text)", into: &html)
        case .markup(let read):
          guard let markup = read(context), !markup.isEmpty else { continue }
          render(inner, context, current: markup, into: &html)
        case .flag(let read): if read(context) { render(inner, context, current: current, into: &html) }
        case .list(_, let each): each(context, inner, &html)
        case .one(let render): _ = render(context, inner, &html)
        }
      case .inverted(let place, let inner):
        if Context.fields.all[place].isEmpty(context) { render(inner, context, current: current, into: &html) }
      }
    }
  }
}

extension Field {
  /// Whether there is nothing to show.
  fileprivate func isEmpty(_ context: Context) -> Bool {
    switch reading {
    case .text(let read): read(context)?.isEmpty ?? true
    case .markup(let read): read(context)?.isEmpty ?? true
    case .flag(let read): !read(context)
    case .list(let isEmpty, _): isEmpty(context)
    case .one(let render):
      {
        var nothing = Markup()
        return !render(context, nil, &nothing)
      }()
    }
  }
}
