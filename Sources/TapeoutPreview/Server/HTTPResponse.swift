/// The answer to a request.
package enum HTTPAnswer: Sendable {
  case response(HTTPResponse)
  /// The stream that tells a page of changes.
  case events
}

/// An answer with a beginning and an end.
package struct HTTPResponse: Hashable, Sendable {
  package var status: Int
  package var headers: [Header]
  package var body: [UInt8]

  package struct Header: Hashable, Sendable {
    package var name: String
    package var value: String

    package init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  /// Says for every answer: believe the type, keep no copy, tell no other site where the reader came from, and let no
  /// other site show or read it.
  static let common = [
    Header("Cache-Control", "no-store"), Header("X-Content-Type-Options", "nosniff"),
    Header("Referrer-Policy", "no-referrer"), Header("Cross-Origin-Resource-Policy", "same-origin"),
    Header("X-Frame-Options", "DENY"),
  ]

  package init(status: Int = 200, type: String, _ body: [UInt8]) {
    self.status = status
    headers = HTTPResponse.common + [Header("Content-Type", type)]
    self.body = body
  }

  /// A sentence.
  package init(status: Int, _ text: String) {
    self.init(status: status, type: "text/plain; charset=utf-8", Array((text + "\n").utf8))
  }

  /// A file of the site.
  package init(status: Int = 200, file path: String, _ body: [UInt8]) {
    self.init(status: status, type: ContentType.name(ofFile: path), body)
    // A picture that is opened as a page is still only a picture.
    if path.utf8.suffix(4).elementsEqual(".svg".utf8) {
      headers.append(
        Header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox"))
    }
  }
}

/// What browsers are told that a file is.
enum ContentType {
  private static let names: [(ending: String, name: String)] = [
    ("html", "text/html; charset=utf-8"), ("css", "text/css; charset=utf-8"),
    ("js", "text/javascript; charset=utf-8"), ("svg", "image/svg+xml"), ("json", "application/json"),
    ("csv", "text/csv; charset=utf-8"), ("ics", "text/calendar; charset=utf-8"), ("txt", "text/plain; charset=utf-8"),
    ("png", "image/png"), ("jpg", "image/jpeg"), ("jpeg", "image/jpeg"), ("webp", "image/webp"),
    ("avif", "image/avif"), ("gif", "image/gif"), ("pdf", "application/pdf"), ("zip", "application/zip"),
    ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ("pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
  ]

  static func name(ofFile path: String) -> String {
    if path == "feed.xml" || path == "changes.xml" { return "application/atom+xml; charset=utf-8" }
    guard let dot = path.utf8.lastIndex(of: UInt8(ascii: ".")) else { return "application/octet-stream" }
    let ending = path.utf8[dot...].dropFirst().map(\.lowercased)
    if ending.elementsEqual("xml".utf8) { return "application/xml" }
    return names.first { $0.ending.utf8.elementsEqual(ending) }?.name ?? "application/octet-stream"
  }
}
