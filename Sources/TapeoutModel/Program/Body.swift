/// What the Markdown below the front matter holds, as far as the plan needs to know.
package struct Body: Sendable {
  /// The body in its file, in bytes; empty where there is none.
  package var range: SourceRange?
  /// Every link and picture, in order.
  package var links: [Link] = []
  /// Task items outside the exit criteria.
  package var toDos: [ToDo] = []

  package init() {}

  package struct Link: Hashable, Sendable {
    package enum Kind: UInt8, Sendable { case link, image }

    package var kind: Kind
    package var destination: String
    package var range: SourceRange

    package init(kind: Kind, destination: String, range: SourceRange) {
      self.kind = kind
      self.destination = destination
      self.range = range
    }
  }

  package struct ToDo: Hashable, Sendable {
    package var isDone: Bool
    package var text: String

    package init(isDone: Bool, text: String) {
      self.isDone = isDone
      self.text = text
    }
  }
}
