extension UnsafeBufferPointer<UInt8> {
  /// Whether a text of ours stands at `index`, whole.
  func holds(_ text: StaticString, at index: Int) -> Bool {
    guard count - index >= text.utf8CodeUnitCount else { return false }
    for offset in 0..<text.utf8CodeUnitCount where self[index + offset] != text.utf8Start[offset] { return false }
    return true
  }
}
