/// What a template can say about one thing: a page, a row of a table, a link.
///
/// The fields are declared once, with what they mean: rendering looks them up, the linter holds templates against
/// them, and Templates/README.md lists them.
public protocol TemplateContext: Sendable {
  static var fields: FieldTable<Self> { get }
}

/// The fields of one kind of context.
public struct FieldTable<Context: TemplateContext>: Sendable {
  public let shape: ContextShape
  /// In the order of ``ContextShape/fields``, whose places compiled templates name.
  ///
  /// A table is made once and never freed, so it needs no array, whose references all threads would count at once.
  public nonisolated(unsafe) let readings: UnsafeBufferPointer<Field<Context>.Reading>

  /// - Parameter name: what Templates/README.md calls the context.
  public init(_ name: String, _ fields: KeyValuePairs<String, Field<Context>>) {
    // Every list comes with a flag that says whether there is anything in it: `rows`, `hasRows`.
    let all = fields.flatMap { name, field -> [(String, Field<Context>)] in
      guard case .list(let isEmpty, _) = field.reading else { return [(name, field)] }
      let flag = "has" + name.prefix(1).uppercased() + name.dropFirst()
      return [(name, field), (flag, .flag("Whether `\(name)` holds anything") { !isEmpty($0) })]
    }
    shape = ContextShape(name: name) { all.map { ($0, $1.kind, $1.meaning) } }
    let readings = UnsafeMutableBufferPointer<Field<Context>.Reading>.allocate(capacity: all.count)
    _ = readings.initialize(from: all.map(\.1.reading))
    self.readings = UnsafeBufferPointer(readings)
  }
}

public struct Field<Context: TemplateContext>: Sendable {
  public let kind: FieldKind
  public let meaning: String
  public let reading: Reading

  @usableFromInline init(kind: FieldKind, meaning: String, reading: Reading) {
    self.kind = kind
    self.meaning = meaning
    self.reading = reading
  }

  /// How the field is read, and with what a section of it is rendered.
  public enum Reading: Sendable {
    /// Escaped where it stands.
    case text(@Sendable (Context) -> String?)
    case markup(@Sendable (Context) -> Markup?)
    /// Writes text, escaped, or markup.
    case written(@Sendable (Context, inout Markup) -> Void)
    case flag(@Sendable (Context) -> Bool)
    case list(
      isEmpty: @Sendable (Context) -> Bool, each: @Sendable (Context, TemplateProgram, Range<Int>, inout Markup) -> Void
    )
    /// Whether there is one, which the section is rendered for.
    case one(@Sendable (Context, (TemplateProgram, Range<Int>)?, inout Markup) -> Bool)
  }

  /// Text, escaped where it stands; as a section it renders where there is any.
  public static func text(_ meaning: String, _ read: @escaping @Sendable (Context) -> String?) -> Field {
    Field(kind: .text, meaning: meaning, reading: .text(read))
  }

  /// An address, made here and safe in `href`.
  public static func link(_ meaning: String, _ read: @escaping @Sendable (Context) -> String?) -> Field {
    Field(kind: .link, meaning: meaning, reading: .text(read))
  }

  /// HTML or SVG made here: it stands in three braces.
  public static func markup(_ meaning: String, _ read: @escaping @Sendable (Context) -> Markup?) -> Field {
    Field(kind: .markup, meaning: meaning, reading: .markup(read))
  }

  /// An address that many rows have: written where it stands.
  public static func link(_ meaning: String, writing write: @escaping @Sendable (Context, inout Markup) -> Void)
    -> Field
  {
    Field(kind: .link, meaning: meaning, reading: .written(write))
  }

  /// HTML or SVG of some length: written where it stands.
  public static func markup(_ meaning: String, writing write: @escaping @Sendable (Context, inout Markup) -> Void)
    -> Field
  {
    Field(kind: .markup, meaning: meaning, reading: .written(write))
  }

  public static func flag(_ meaning: String, _ read: @escaping @Sendable (Context) -> Bool) -> Field {
    Field(kind: .flag, meaning: meaning, reading: .flag(read))
  }

  /// - Parameter isEmpty: where that is known without making the items.
  @inlinable public static func list<Item: TemplateContext>(
    _ meaning: String, isEmpty: (@Sendable (Context) -> Bool)? = nil, _ read: @escaping @Sendable (Context) -> [Item]
  ) -> Field {
    Field(
      kind: .list { Item.fields.shape }, meaning: meaning,
      reading: .list(
        isEmpty: isEmpty ?? { read($0).isEmpty },
        each: { context, program, range, html in
          for item in read(context) { program.render(range, item, into: &html) }
        }))
  }

  @inlinable public static func one<Item: TemplateContext>(
    _ meaning: String, _ read: @escaping @Sendable (Context) -> Item?
  ) -> Field {
    Field(
      kind: .one { Item.fields.shape }, meaning: meaning,
      reading: .one { context, inner, html in
        guard let item = read(context) else { return false }
        if let (program, range) = inner { program.render(range, item, into: &html) }
        return true
      })
  }
}

/// What a template may do with a field.
public enum FieldKind: Sendable {
  case text, link, markup, flag
  /// Deferred, because contexts may hold contexts of their own kind.
  case list(@Sendable () -> ContextShape)
  case one(@Sendable () -> ContextShape)
}

/// The fields of a context, without the means to read them.
public struct ContextShape: Sendable {
  public let name: String
  private let make: @Sendable () -> [(name: String, kind: FieldKind, meaning: String)]

  public init(name: String, _ fields: @escaping @Sendable () -> [(String, FieldKind, String)]) {
    self.name = name
    make = { fields().map { (name: $0, kind: $1, meaning: $2) } }
  }

  public var fields: [(name: String, kind: FieldKind, meaning: String)] { make() }
}
