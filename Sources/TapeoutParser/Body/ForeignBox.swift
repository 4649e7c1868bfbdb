package import TapeoutModel

/// The box that an item of a checklist begins with, whatever tool wrote it: `[x]`, `☑`, `[done]`, `:white_check_mark:`.
package struct ForeignBox {
  /// What the box means; nil where that cannot be told.
  package let state: ExitCriterion.State?
  /// The box as it is written.
  package let written: String
  /// Where the item's text begins.
  package let textStart: Int

  /// - Parameters:
  ///   - start: where the item's text begins, behind its bullet.
  ///   - end: where its line ends.
  package init?(_ bytes: [UInt8], at start: Int, end: Int) {
    let found = bytes.withUnsafeBufferPointer { bytes -> (ExitCriterion.State?, Range<Int>, Int)? in
      if let box = NearBox(bytes, at: start, end: end) { return (box.state, box.range, box.textStart) }
      guard let box = Checkbox(bytes, at: start, end: end, isLenient: true) else { return nil }
      if case .unknown = box.slip { return (nil, box.range, box.range.upperBound) }
      return (box.state, box.range, box.range.upperBound)
    }
    guard let found else { return nil }
    state = found.0
    written = String(decoding: bytes[found.1], as: UTF8.self)
    var place = found.2
    while place < end, bytes[place] == 0x20 || bytes[place] == 0x09 { place += 1 }
    textStart = place
  }
}
