/// What the Markdown below the front matter holds, as far as the plan needs to know.
public struct Body: Sendable {
  /// The body in its file, in bytes; empty where there is none.
  public var range: SourceRange?
  /// Every link and picture, in order.
  public var links: [Link] = []
  /// Task items outside the exit criteria.
  public var toDos: [ToDo] = []

  public init() {}

  /// A paragraph that says what a reader wants to know first.
  public enum Excerpt: Sendable {
    /// The first below the heading `In short`, else the first of all.
    case inShort
    /// The first that begins with `Response`, `Mitigation` or `Decision point` and a colon.
    case response
  }

  public struct Link: Hashable, Sendable {
    public enum Kind: UInt8, Sendable { case link, image }

    public var kind: Kind
    public var destination: String
    public var range: SourceRange

    public init(kind: Kind, destination: String, range: SourceRange) {
      self.kind = kind
      self.destination = destination
      self.range = range
    }
  }

  public struct ToDo: Hashable, Sendable {
    public var isDone: Bool
    /// Whether it is still to be done: neither done nor waived.
    public var isOpen: Bool
    public var text: String
    /// The item's first line, from its box on.
    public var range: SourceRange

    public init(isDone: Bool, isOpen: Bool, text: String, range: SourceRange) {
      self.isDone = isDone
      self.isOpen = isOpen
      self.text = text
      self.range = range
    }
  }
}
