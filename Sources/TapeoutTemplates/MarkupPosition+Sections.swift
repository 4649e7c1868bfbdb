extension MarkupPosition {
  /// Whether the attribute is one that a browser follows.
  public var isAddress: Bool {
    [
      "href", "src", "action", "formaction", "xlink:href", "data", "srcset", "poster", "cite", "ping", "background",
      "manifest",
    ].contains(String(decoding: attribute, as: UTF8.self))
  }

  /// Whether the kind of the address is settled by what is written before the value, so that text behind it stays
  /// part of a path.
  public var isAddressSettled: Bool {
    for byte in prefix {
      if byte == UInt8(ascii: ":") { return !hasUnsafeScheme }
      if byte == UInt8(ascii: "/") || byte == UInt8(ascii: "#") || byte == UInt8(ascii: "?") { return true }
    }
    return false
  }

  /// Whether the address begins with a scheme other than those that lead to pages and people.
  public var hasUnsafeScheme: Bool {
    let scheme = prefix.prefix { $0 != UInt8(ascii: ":") && $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "#") }
    guard scheme.count < prefix.count, prefix[scheme.count] == UInt8(ascii: ":") else { return false }
    return !["http", "https", "mailto", "tel"].contains(String(decoding: scheme, as: UTF8.self))
  }

  /// The position behind a section that began at `start` and ends here, whether it is rendered or not; nil where the
  /// two differ, as with a quote that only the section closes.
  ///
  /// - Parameter repeats: the section may be rendered more than once.
  public func joined(_ start: MarkupPosition, repeats: Bool) -> MarkupPosition? {
    if self == start { return self }
    guard !isLost, !start.isLost, element == start.element else { return nil }
    var joined = start
    switch (start.state, state) {
    case (.value, .value):
      guard start.state == state, start.attribute == attribute, start.isAddressSettled else { return nil }
      return start
    case (.tagName, .inTag), (.tagName, .attributeName), (.tagName, .afterAttributeName),
      (.attributeName, .attributeName), (.attributeName, .inTag), (.attributeName, .afterAttributeName),
      (.afterAttributeName, .afterAttributeName), (.afterAttributeName, .inTag),
      (.afterAttributeName, .attributeName):
      guard !repeats else { return nil }
      joined.seam = start.state == .afterAttributeName && state != .attributeName ? .takesNoValue : .endsName
      return joined
    case (.inTag, .attributeName), (.inTag, .afterAttributeName):
      guard !repeats else { return nil }
      joined = self
      joined.seam = state == .attributeName ? .endsName : .takesNoValue
      return joined
    default:
      // Nothing but what a script or comment holds may have changed.
      guard start.state == state, start.attribute == attribute, start.prefix == prefix, start.seam == seam else {
        return nil
      }
      return self
    }
  }
}
