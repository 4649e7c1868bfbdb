/// What opens a file at its line when somebody clicks on a place.
package enum Editor: Hashable, Sendable {
  /// The address that program.md names with `edit:`; without one, places are no links.
  case site
  /// An address that an editor on this computer answers, with `{path}`, `{line}` and `{column}` in it.
  case address(String)

  /// Names of editors that answer addresses, with the addresses.
  package static let known: [(name: String, address: String)] = [
    ("vscode", "vscode://file{path}:{line}:{column}"),
    ("vscode-insiders", "vscode-insiders://file{path}:{line}:{column}"),
    ("vscodium", "vscodium://file{path}:{line}:{column}"),
    ("cursor", "cursor://file{path}:{line}:{column}"),
    ("windsurf", "windsurf://file{path}:{line}:{column}"),
    ("zed", "zed://file{path}:{line}:{column}"),
    ("idea", "idea://open?file={path}&line={line}&column={column}"),
    ("nvim", "nvim://open?url=file://{path}&line={line}&column={column}"),
    ("macvim", "mvim://open?url=file://{path}&line={line}&column={column}"),
    ("emacs", "emacs://open?url=file://{path}&line={line}&column={column}"),
    ("sublime", "subl://open?url=file://{path}&line={line}&column={column}"),
    ("textmate", "txmt://open?url=file://{path}&line={line}&column={column}"),
  ]

  /// - Parameter text: a name of ``known``, or an address of one's own that holds `{path}`.
  package init?(_ text: String) {
    if let known = Editor.known.first(where: { $0.name.utf8.elementsEqual(text.utf8) }) {
      self = .address(known.address)
    } else if Editor.isAddress(text) {
      self = .address(text)
    } else {
      return nil
    }
  }

  /// A scheme that runs nothing in the page itself, and a place for the path.
  private static func isAddress(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")), colon > 0 else { return false }
    let scheme = bytes[..<colon].map(\.lowercased)
    let isScheme = scheme.allSatisfy {
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
        || "+-.".utf8.contains($0)
    }
    let acts = ["javascript", "data", "vbscript", "blob", "about"].contains { scheme.elementsEqual($0.utf8) }
    return isScheme && !acts && bytes.allSatisfy { $0 > 0x20 && $0 < 0x7F }
      && bytes.firstRange(of: Array("{path}".utf8)) != nil
  }

  /// The address that opens a place.
  ///
  /// - Parameters:
  ///   - path: absolute.
  ///   - line: both counted from 1.
  /// - Returns: nil for ``site``, which does not ask this computer.
  func address(path: String, line: Int, column: Int) -> String? {
    guard case .address(let template) = self else { return nil }
    let values = [("{path}", Editor.encoded(path)), ("{line}", String(line)), ("{column}", String(column))]
    var result = Array(template.utf8)
    for (name, value) in values {
      while let range = result.firstRange(of: Array(name.utf8)) {
        result.replaceSubrange(range, with: Array(value.utf8))
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// The path as an address takes it: braces are encoded, too, so that a path names nothing in the template.
  private static func encoded(_ path: String) -> String {
    var result = ""
    for byte in path.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "/"), UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: "_"), UInt8(ascii: "~"):
        result.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let digits = String(byte, radix: 16, uppercase: true)
        result += "%" + (digits.utf8.count < 2 ? "0" : "") + digits
      }
    }
    return result
  }
}
