/// The marks that a page uses: it carries their shapes, and no others.
struct MarkSet: Hashable, Sendable {
  private var bits = 0

  init() {}

  /// What some markup refers to, as `#m-late`: in double quotes where it is ours, in whatever a user's template has.
  ///
  /// - Complexity: linear; 64 bytes at a time while none of them is a `#`.
  init(usedIn html: [UInt8]) {
    html.withUnsafeBufferPointer { bytes in
      var index = 0
      while index < bytes.count {
        if index + 64 <= bytes.count, !bytes.holds(in: index..<(index + 64), { $0 == UInt8(ascii: "#") }) {
          index += 64
          continue
        }
        let end = min(index + 64, bytes.count)
        while index < end {
          if bytes[index] == UInt8(ascii: "#"), let mark = MarkSet.mark(bytes, after: index) { bits |= 1 << mark }
          index += 1
        }
      }
    }
  }

  func contains(_ mark: Mark) -> Bool { bits & 1 << mark.rawValue != 0 }

  static func | (left: MarkSet, right: MarkSet) -> MarkSet {
    var union = left
    union.bits |= right.bits
    return union
  }

  private static func mark(_ bytes: UnsafeBufferPointer<UInt8>, after hash: Int) -> Int? {
    guard hash + 3 < bytes.count, bytes[hash + 1] == UInt8(ascii: "m"), bytes[hash + 2] == UInt8(ascii: "-") else {
      return nil
    }
    let name = UnsafeBufferPointer(rebasing: bytes[(hash + 3)...])
    return Mark.allCases.first { mark in
      let length = mark.name.utf8CodeUnitCount
      guard length < name.count, !name[length].isNameByte else { return false }
      return (0..<length).allSatisfy { name[$0] == mark.name.utf8Start[$0] }
    }?.rawValue
  }
}
