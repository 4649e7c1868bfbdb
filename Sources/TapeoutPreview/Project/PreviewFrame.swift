/// Adds the preview's script to a page of the site, and lets it listen to the server.
enum PreviewFrame {
  /// - Parameters:
  ///   - page: HTML.
  ///   - session: tells this run of the preview from others.
  ///   - edition: what the page shows, so that its script can tell whether it has been overtaken; nil for no site.
  static func around(_ page: [UInt8], session: String, edition: Edition?) -> [UInt8] {
    let script = """
      <script src="/-/preview.js" data-session="\(session)" data-edition="\(edition?.number ?? 0)" \
      data-styles="\(edition?.styles ?? "")" data-script="\(edition?.script ?? "")"\(edition?.isDrawing == true ? " data-drawing" : "") defer></script>

      """
    var result = page
    // A layout of the user's may have no head: browsers make one of what comes first.
    let place =
      result.firstRange(of: Array("</head>".utf8))?.lowerBound
      ?? result.firstRange(of: Array("<body".utf8))?.lowerBound ?? result.startIndex
    result.insert(contentsOf: script.utf8, at: place)
    allowConnections(&result)
    return result
  }

  /// Lets the page connect to where it came from, if its policy does not speak of connections already.
  private static func allowConnections(_ page: inout [UInt8]) {
    guard let name = page.firstRange(of: Array("http-equiv=\"Content-Security-Policy\" content=\"".utf8)),
      let end = page[name.upperBound...].firstIndex(of: UInt8(ascii: "\"")),
      page[name.upperBound..<end].firstRange(of: Array("connect-src".utf8)) == nil
    else { return }
    page.insert(contentsOf: "; connect-src 'self'".utf8, at: end)
  }
}
