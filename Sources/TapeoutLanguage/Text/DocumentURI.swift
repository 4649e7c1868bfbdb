import TapeoutModel

/// The address of a file, as editors send it.
package enum DocumentURI {
  /// The absolute path that a `file:` address names; nil for all others, such as a buffer that was never saved.
  ///
  ///     DocumentURI.path("file:///a%20b/c.md")   // "/a b/c.md"
  package static func path(_ uri: String) -> String? {
    let bytes = Array(uri.utf8)
    guard bytes.count > 7, bytes[..<5].map({ $0 | 0x20 }).elementsEqual("file:".utf8.map { $0 | 0x20 }),
      bytes[5..<7].elementsEqual("//".utf8), let slash = bytes[7...].firstIndex(of: UInt8(ascii: "/"))
    else { return nil }
    // Another machine's files cannot be read.
    let host = bytes[7..<slash]
    guard host.isEmpty || host.elementsEqual("localhost".utf8) else { return nil }
    let end = bytes[slash...].firstIndex { $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#") } ?? bytes.count
    var path: [UInt8] = []
    var index = slash
    while index < end {
      if bytes[index] == UInt8(ascii: "%") {
        guard index + 2 < end, let high = digit(bytes[index + 1]), let low = digit(bytes[index + 2]) else { return nil }
        path.append(high << 4 | low)
        index += 3
      } else {
        path.append(bytes[index])
        index += 1
      }
    }
    guard !path.contains(0) else { return nil }
    return normalized(path).flatMap { String(validating: $0, as: UTF8.self) }
  }

  /// The address of a path, with everything escaped that RFC 3986 does not let stand in one.
  package static func uri(_ path: String) -> String { "file://" + escaped(path) }

  package static func escaped(_ path: String) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var bytes: [UInt8] = []
    for byte in path.utf8 {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "/"), UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: "_"), UInt8(ascii: "~"):
        bytes.append(byte)
      default: bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Without empty parts, `.` and `..`; nil where it leads above the root.
  private static func normalized(_ path: [UInt8]) -> [UInt8]? {
    var parts: [ArraySlice<UInt8>] = []
    for part in path.split(separator: UInt8(ascii: "/")) where !part.elementsEqual(".".utf8) {
      if part.elementsEqual("..".utf8) {
        guard parts.popLast() != nil else { return nil }
      } else {
        parts.append(part)
      }
    }
    return parts.isEmpty ? Array("/".utf8) : parts.flatMap { [UInt8(ascii: "/")] + $0 }
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x61...0x66: byte - 0x61 + 10
    case 0x41...0x46: byte - 0x41 + 10
    default: nil
    }
  }
}
