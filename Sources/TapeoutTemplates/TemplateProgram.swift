/// Templates made ready for their kinds of contexts: names have become places in field tables, and what is written as
/// it is lies in one stretch of bytes.
///
/// What is written is decided by the field, not by the template: text is escaped whatever the braces say, and a name
/// means a field of its own context or nothing at all.
///
/// Steps hold no references: rendering goes through hundreds of them a page, and would count each. Rendering is
/// inlinable: the kinds of contexts belong to another module, and looking them up while pages are written took a
/// third of the time.
public struct TemplateProgram: Sendable {
  public struct Step: Sendable {
    public enum Kind: Sendable {
      /// Writes ``TemplateProgram/text`` from `start`, `count` bytes of it.
      case text
      /// A field's text or markup.
      case value
      /// The text or markup that the section around is about.
      case current
      /// The `count` steps that follow are for what the field has.
      case section
      /// The `count` steps that follow are for where the field has nothing.
      case inverted
      /// A partial: `count` steps from `start`.
      case partial
    }

    public var kind: Kind
    public var field = 0
    public var start = 0
    public var count = 0
  }

  public var text: [UInt8] = []
  public var steps: [Step] = []

  @inlinable public func render<Context: TemplateContext>(
    _ range: Range<Int>, _ context: Context, current: Markup? = nil, into html: inout Markup
  ) {
    let fields = Context.fields.readings
    var place = range.lowerBound
    while place < range.upperBound {
      let step = steps[place]
      place += 1
      switch step.kind {
      case .text: html.copy(text, step.start..<(step.start + step.count))
      case .current: if let current { html += current }
      case .value: fields[step.field].write(context, to: &html)
      case .section:
        render(place..<(place + step.count), fields[step.field], context, current, into: &html)
        place += step.count
      case .inverted:
        if fields[step.field].isEmpty(context) {
          render(place..<(place + step.count), context, current: current, into: &html)
        }
        place += step.count
      case .partial: render(step.start..<(step.start + step.count), context, current: current, into: &html)
      }
    }
  }

  /// All that some steps may write as it is.
  public func text(of range: Range<Int>) -> [UInt8] {
    steps[range].flatMap { step -> [UInt8] in
      let range = step.start..<(step.start + step.count)
      return switch step.kind {
      case .text: Array(text[range])
      case .partial: text(of: range)
      case .value, .current, .section, .inverted: []
      }
    }
  }

  @inlinable func render<Context: TemplateContext>(
    _ inner: Range<Int>, _ reading: Field<Context>.Reading, _ context: Context, _ current: Markup?,
    into html: inout Markup
  ) {
    switch reading {
    case .text(let read):
      guard let text = read(context), !text.isEmpty else { return }
      render(inner, context, current: "\(text)", into: &html)
    case .markup(let read):
      guard let markup = read(context), !markup.isEmpty else { return }
      render(inner, context, current: markup, into: &html)
    case .written(let write):
      var markup = Markup()
      write(context, &markup)
      if !markup.isEmpty { render(inner, context, current: markup, into: &html) }
    case .flag(let read): if read(context) { render(inner, context, current: current, into: &html) }
    case .list(_, let each): each(context, self, inner, &html)
    case .one(let render): _ = render(context, (self, inner), &html)
    }
  }
}

extension Field.Reading {
  @inlinable func write(_ context: Context, to html: inout Markup) {
    switch self {
    case .text(let read): if let text = read(context) { html.text(text) }
    case .markup(let read): if let markup = read(context) { html += markup }
    case .written(let write): write(context, &html)
    case .flag, .list, .one: break
    }
  }

  /// Whether there is nothing to show.
  @inlinable func isEmpty(_ context: Context) -> Bool {
    switch self {
    case .text(let read): read(context)?.isEmpty ?? true
    case .markup(let read): read(context)?.isEmpty ?? true
    case .written(let write):
      {
        var markup = Markup()
        write(context, &markup)
        return markup.isEmpty
      }()
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
