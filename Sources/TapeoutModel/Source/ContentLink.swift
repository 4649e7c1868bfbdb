/// Where a link in a content file leads.
public enum ContentLink: Hashable, Sendable {
  /// Another site, a mail address, or a place on the same page.
  case elsewhere
  /// A path from the root, such as `Content/partners/tsmc.md`.
  case file(String)
  /// Out of `Content/`, by `..` or from the root of the disk.
  case outside

  /// Works out the target of a link by the rules of addresses (RFC 3986, section 5.2): query and fragment are cut
  /// off, percent signs decoded once, `.` and `..` followed.
  ///
  ///     ContentLink("../tape-out.md#notes", from: "Content/chips/a/risks/b.md")
  ///     // .file("Content/chips/a/tape-out.md")
  public init(_ destination: String, from path: String) {
    var target = Array(destination.utf8)
    if let end = target.firstIndex(where: { $0 == UInt8(ascii: "#") || $0 == UInt8(ascii: "?") }) {
      target.removeSubrange(end...)
    }
    guard !target.isEmpty, !ContentLink.hasScheme(target) else {
      self = .elsewhere
      return
    }
    guard target[0] != UInt8(ascii: "/"), let decoded = ContentLink.decoded(target) else {
      self = .outside
      return
    }
    var parts = path.utf8.split(separator: UInt8(ascii: "/")).dropLast().map { Array($0) }
    for part in decoded.split(separator: UInt8(ascii: "/")) {
      if part.elementsEqual("..".utf8) {
        // The first part is Content itself.
        guard parts.count > 1 else {
          self = .outside
          return
        }
        parts.removeLast()
      } else if !part.elementsEqual(".".utf8) {
        parts.append(Array(part))
      }
    }
    self = .file(String(decoding: Array(parts.joined(separator: [UInt8(ascii: "/")])), as: UTF8.self))
  }

  private static func hasScheme(_ bytes: [UInt8]) -> Bool {
    for byte in bytes {
      switch byte {
      case UInt8(ascii: ":"): return true
      case UInt8(ascii: "/"): return false
      default: continue
      }
    }
    return false
  }

  /// Nil where a percent sign is not followed by two hexadecimal digits, or hides a NUL.
  private static func decoded(_ bytes: [UInt8]) -> [UInt8]? {
    var result: [UInt8] = []
    var index = 0
    while index < bytes.count {
      guard bytes[index] == UInt8(ascii: "%") else {
        result.append(bytes[index])
        index += 1
        continue
      }
      guard index + 2 < bytes.count, let high = digit(bytes[index + 1]), let low = digit(bytes[index + 2]),
        high + low > 0
      else {
        return nil
      }
      result.append(high * 16 + low)
      index += 3
    }
    return result
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
