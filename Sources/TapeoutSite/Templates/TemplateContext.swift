import Mustache

/// What a template can say about one thing: a page, a row of a table, a link.
///
/// The fields are declared once, with what they mean: rendering looks them up, the linter holds templates against
/// them, and Templates/README.md lists them.
protocol TemplateContext: MustacheParent, Sendable {
  static var fields: FieldTable<Self> { get }
}

extension TemplateContext {
  /// A field of the context. A declared field that has no value is ``Absent``, never nil: for nil, Mustache would look
  /// in the contexts around this one, and show a milestone the owner of its program.
  func child(named name: String) -> Any? { Self.fields.read[name]?(self) }
}

/// A field without a value: it renders as nothing, and so does its section.
struct Absent: MustacheCustomRenderable {
  var renderText: String { "" }
  var isNull: Bool { true }
}

/// The fields of one kind of context.
struct FieldTable<Context: TemplateContext>: Sendable {
  let shape: ContextShape
  let read: [String: @Sendable (Context) -> Any]

  /// - Parameter name: what Templates/README.md calls the context.
  init(_ name: String, _ fields: KeyValuePairs<String, Field<Context>>) {
    // Every list comes with a flag that says whether there is anything in it: `rows`, `hasRows`.
    let all = fields.flatMap { name, field -> [(String, Field<Context>)] in
      guard case .list = field.kind else { return [(name, field)] }
      let flag = "has" + name.prefix(1).uppercased() + name.dropFirst()
      let read = field.read
      return [(name, field), (flag, .flag("Whether `\(name)` holds anything") { !(read($0) as? [Any] ?? []).isEmpty })]
    }
    shape = ContextShape(name: name) { all.map { ($0, $1.kind, $1.meaning) } }
    read = Dictionary(uniqueKeysWithValues: all.map { ($0, $1.read) })
  }
}

struct Field<Context: TemplateContext>: Sendable {
  let kind: FieldKind
  let meaning: String
  let read: @Sendable (Context) -> Any

  /// Text, escaped where it stands; as a section it renders where there is any.
  static func text(_ meaning: String, _ read: @escaping @Sendable (Context) -> String?) -> Field {
    Field(kind: .text, meaning: meaning) { context in
      guard let text = read(context), !text.isEmpty else { return Absent() }
      return text
    }
  }

  /// An address, made here and safe in `href`.
  static func link(_ meaning: String, _ read: @escaping @Sendable (Context) -> String?) -> Field {
    Field(kind: .link, meaning: meaning) { context in
      guard let address = read(context) else { return Absent() }
      return address
    }
  }

  /// HTML or SVG made here: it stands in three braces.
  static func markup(_ meaning: String, _ read: @escaping @Sendable (Context) -> Markup?) -> Field {
    Field(kind: .markup, meaning: meaning) { context in
      guard let markup = read(context), !markup.isEmpty else { return Absent() }
      return markup.html
    }
  }

  static func flag(_ meaning: String, _ read: @escaping @Sendable (Context) -> Bool) -> Field {
    Field(kind: .flag, meaning: meaning, read: read)
  }

  static func list<Item: TemplateContext>(
    _ meaning: String, _ read: @escaping @Sendable (Context) -> [Item]
  ) -> Field {
    Field(kind: .list { Item.fields.shape }, meaning: meaning, read: read)
  }

  static func one<Item: TemplateContext>(
    _ meaning: String, _ read: @escaping @Sendable (Context) -> Item?
  ) -> Field {
    Field(kind: .one { Item.fields.shape }, meaning: meaning) { context in
      guard let item = read(context) else { return Absent() }
      return item
    }
  }

  private init(kind: FieldKind, meaning: String, read: @escaping @Sendable (Context) -> Any) {
    self.kind = kind
    self.meaning = meaning
    self.read = read
  }
}

/// What a template may do with a field.
enum FieldKind: Sendable {
  case text, link, markup, flag
  /// Deferred, because contexts may hold contexts of their own kind.
  case list(@Sendable () -> ContextShape)
  case one(@Sendable () -> ContextShape)
}

/// The fields of a context, without the means to read them.
struct ContextShape: Sendable {
  let name: String
  private let make: @Sendable () -> [(name: String, kind: FieldKind, meaning: String)]

  init(name: String, _ fields: @escaping @Sendable () -> [(String, FieldKind, String)]) {
    self.name = name
    make = { fields().map { (name: $0, kind: $1, meaning: $2) } }
  }

  var fields: [(name: String, kind: FieldKind, meaning: String)] { make() }
}
