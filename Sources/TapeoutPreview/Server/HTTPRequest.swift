/// A request as it came: nothing in it has been decoded or believed yet.
package struct HTTPRequest: Sendable {
  package struct Header: Sendable {
    /// In lower case.
    package var name: [UInt8]
    package var value: [UInt8]
  }

  package var method: String
  /// Path and query, percent-encoded.
  package var target: [UInt8]
  package var headers: [Header] = []

  package init(method: String = "GET", target: [UInt8]) {
    self.method = method
    self.target = target
  }

  package mutating func add(_ name: some Sequence<UInt8>, _ value: some Sequence<UInt8>) {
    headers.append(Header(name: name.map(\.lowercased), value: Array(value)))
  }

  /// The values of all headers of a name, which is in lower case.
  package func values(_ name: String) -> [[UInt8]] {
    headers.filter { $0.name.elementsEqual(name.utf8) }.map(\.value)
  }

  var isHead: Bool { method.utf8.elementsEqual("HEAD".utf8) }
}

/// What a request asks for: its target, decoded once.
package struct RequestTarget: Hashable, Sendable {
  /// Without the slash it begins with; empty for the root.
  package var path: String
  /// In their order.
  package var items: [Item]

  package struct Item: Hashable, Sendable {
    package var name: String
    package var value: String
  }

  /// Nil where the target is no path, where an escape is broken, and where what it stands for is no UTF-8 or a control
  /// character.
  package init?(_ target: [UInt8]) {
    guard target.first == UInt8(ascii: "/") else { return nil }
    let mark = target.firstIndex(of: UInt8(ascii: "?")) ?? target.endIndex
    guard let path = RequestTarget.decoded(target[1..<mark]) else { return nil }
    self.path = path
    items = []
    for part in target[mark...].dropFirst().split(separator: UInt8(ascii: "&")) {
      let equals = part.firstIndex(of: UInt8(ascii: "=")) ?? part.endIndex
      guard let name = RequestTarget.decoded(part[..<equals]),
        let value = RequestTarget.decoded(part[equals...].dropFirst())
      else { return nil }
      items.append(Item(name: name, value: value))
    }
  }

  private static func decoded(_ bytes: ArraySlice<UInt8>) -> String? {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var index = bytes.startIndex
    while index < bytes.endIndex {
      var byte = bytes[index]
      index += 1
      if byte == UInt8(ascii: "%") {
        guard index + 1 < bytes.endIndex, let high = bytes[index].hexadecimal, let low = bytes[index + 1].hexadecimal
        else { return nil }
        byte = high << 4 | low
        index += 2
      }
      guard byte >= 0x20, byte != 0x7F else { return nil }
      result.append(byte)
    }
    return String(validating: result, as: UTF8.self)
  }
}

extension UInt8 {
  /// An ASCII letter in lower case; any other byte as it is.
  var lowercased: UInt8 { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self) ? self | 0x20 : self }

  fileprivate var hexadecimal: UInt8? {
    switch self {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): self - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): self - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): self - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
