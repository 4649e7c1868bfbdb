import Mustache

/// Our escaping in the place of the library's, which works by characters and lets a quote before a combining mark
/// pass.
struct PageEscaping: MustacheContentType {
  static let name = "TAPEOUT"
  /// Put before every template and every partial, since a partial begins with the library's own escaping again.
  static let pragma = "{{% CONTENT_TYPE:\(name)}}"

  /// The registration, done once.
  static let isRegistered: Bool = {
    MustacheContentTypes.register(PageEscaping(), named: name)
    return true
  }()

  func escapeText(_ text: String) -> String { text.escapedForHTML }
}
