/// What a link or an image points at, judged by its bytes.
enum LinkTarget: Equatable {
  /// `https://…`, `http://…` or `mailto:…`.
  case remote
  /// A path or a fragment on this site.
  case relative
  case unsafe(Danger)

  enum Danger: Equatable {
    /// A scheme that is not allowed, as written: `javascript`.
    case scheme(String)
    /// `//host/…`: another site under this page's scheme.
    case otherHost
    /// Browsers take `\` for `/`.
    case backslash
    case controlCharacter
    /// `http:` without `//` and a host.
    case noHost
    /// A blank at either end, which browsers drop before they look at the scheme.
    case blank
  }

  init(_ destination: UnsafeBufferPointer<UInt8>) {
    self = LinkTarget.judge(destination)
  }

  private static func judge(_ bytes: UnsafeBufferPointer<UInt8>) -> LinkTarget {
    var colon: Int?
    var mayBeScheme = true
    for (index, byte) in bytes.enumerated() {
      switch byte {
      case 0x00..<0x20, 0x7F: return .unsafe(.controlCharacter)
      // U+0080 to U+009F.
      case 0x80..<0xA0 where index > 0 && bytes[index - 1] == 0xC2: return .unsafe(.controlCharacter)
      case UInt8(ascii: "\\"): return .unsafe(.backslash)
      case UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "#"): mayBeScheme = false
      case UInt8(ascii: ":"):
        if mayBeScheme, colon == nil { colon = index }
      default: break
      }
    }
    if bytes.first == 0x20 || bytes.last == 0x20 { return .unsafe(.blank) }
    if bytes.count >= 2, bytes[0] == UInt8(ascii: "/"), bytes[1] == UInt8(ascii: "/") { return .unsafe(.otherHost) }
    guard let colon else { return .relative }
    let scheme = bytes[..<colon]
    if isEqual(scheme, "mailto") { return .remote }
    guard isEqual(scheme, "http") || isEqual(scheme, "https") else {
      return .unsafe(.scheme(String(decoding: scheme.prefix(40), as: UTF8.self)))
    }
    let rest = bytes[(colon + 1)...]
    guard rest.count > 2, rest.prefix(2).allSatisfy({ $0 == UInt8(ascii: "/") }),
      rest[colon + 3] != UInt8(ascii: "/")
    else { return .unsafe(.noHost) }
    return .remote
  }

  /// ASCII only, whatever the case: the Kelvin sign is no `k`.
  private static func isEqual(_ bytes: some Collection<UInt8>, _ word: StaticString) -> Bool {
    guard bytes.count == word.utf8CodeUnitCount else { return false }
    for (byte, letter) in zip(bytes, UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount)) {
      let lower = byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
      if lower != letter { return false }
    }
    return true
  }

  /// Whether a page may lead there, or show what lies there.
  func isFollowed(isImage: Bool) -> Bool {
    switch self {
    case .relative: true
    case .remote: !isImage
    case .unsafe: false
    }
  }

  /// Why it is not followed, for a person; nil where it is.
  func objection(isImage: Bool, shown destination: String) -> (headline: String, advice: String)? {
    let thing = isImage ? "picture" : "link"
    switch self {
    case .relative: return nil
    case .remote:
      guard isImage else { return nil }
      return (
        "The picture “\(destination)” lies on another site, and pages load nothing from elsewhere",
        "Put the picture beside this file and name it by its path."
      )
    case .unsafe(.scheme(let scheme)):
      return (
        "A \(thing) to “\(scheme):” is not followed: only http, https, mailto and paths are",
        "Write an https address, or the path of a file; a colon in a file name is written %3A."
      )
    case .unsafe(.otherHost):
      return (
        "The \(thing) “\(destination)” names another site without saying http or https",
        "Write it with https: in front, or with one slash if a path is meant."
      )
    case .unsafe(.backslash):
      return (
        "The \(thing) “\(destination)” has a backslash, which browsers take for a slash",
        "Write slashes in paths."
      )
    case .unsafe(.controlCharacter):
      return (
        "The \(thing) “\(destination)” holds a control character",
        "Type the address again instead of pasting it."
      )
    case .unsafe(.noHost):
      return (
        "The \(thing) “\(destination)” has no site after http: or https:",
        "Write two slashes and the site’s name, such as https://example.com."
      )
    case .unsafe(.blank):
      return (
        "The \(thing) “\(destination)” begins or ends with a blank",
        "Take the blank out."
      )
    }
  }
}
