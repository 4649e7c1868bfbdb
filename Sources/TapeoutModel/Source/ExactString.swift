/// A text that equals another only where both have the same bytes.
///
/// `String` takes canonically equal texts for one: “é” in one scalar and “e” with a combining accent. On the disk, in
/// Git and in addresses these are two names.
public struct ExactString: Hashable, Sendable {
  public let text: String

  @inlinable
  public init(_ text: String) { self.text = text }

  @inlinable
  public static func == (lhs: ExactString, rhs: ExactString) -> Bool {
    lhs.text.utf8.elementsEqual(rhs.text.utf8)
  }

  @inlinable
  public func hash(into hasher: inout Hasher) {
    var text = text
    text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    hasher.combine(UInt8(0xFF))
  }
}

extension Set<ExactString> {
  @inlinable
  public func contains(_ text: String) -> Bool { contains(ExactString(text)) }
}
