extension String {
  /// At most `length` scalars of the text, the last of them an ellipsis where something was cut.
  public func shortened(to length: Int) -> String {
    guard unicodeScalars.count > length else { return self }
    var scalars = UnicodeScalarView(unicodeScalars.prefix(length - 1))
    while scalars.last == " " { scalars.removeLast() }
    return String(scalars) + "…"
  }
}
