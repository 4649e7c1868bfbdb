import TapeoutModel
import TapeoutSchedule

/// Writes entries as an Atom feed (RFC 4287). Nothing in it depends on the clock: an entry is dated by its day.
struct AtomWriter {
  let content: ExportContent
  private var bytes: [UInt8] = []

  init(_ content: ExportContent) {
    self.content = content
  }

  /// One of the site's feeds.
  struct Feed {
    var subtitle: String
    /// The end of its id, the same for good.
    var id: String
    /// Path of its file below the site's root, and of the page that says the same.
    var path, page: String
  }

  /// - Parameter entries: newest first.
  static func text(_ feed: Feed, of content: ExportContent, entries: some Collection<AtomFeed.Entry>) -> [UInt8] {
    var writer = AtomWriter(content)
    writer.append(feed, entries)
    return writer.bytes
  }

  private mutating func append(_ feed: Feed, _ entries: some Collection<AtomFeed.Entry>) {
    bytes.append("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">\n")
    bytes.append(element: "title", content.title)
    bytes.append(element: "subtitle", feed.subtitle)
    bytes.append(element: "id", "\(authority):\(feed.id)")
    bytes.append(element: "updated", "\(entries.first?.day ?? content.schedule.statusDate)T00:00:00Z")
    if content.addresses.site != nil { link(to: feed.path, relation: "self", type: "application/atom+xml") }
    link(to: feed.page, relation: "alternate", type: "text/html")
    bytes.append("<author>")
    bytes.append(element: "name", content.title)
    bytes.append("</author>\n")
    for entry in entries { append(entry) }
    bytes.append("</feed>\n")
  }

  private mutating func append(_ entry: AtomFeed.Entry) {
    bytes.append("<entry>\n")
    bytes.append(element: "title", entry.title)
    bytes.append(element: "id", "\(authority):\(entry.id)")
    bytes.append(element: "published", "\(entry.day)T00:00:00Z")
    bytes.append(element: "updated", "\(entry.day)T00:00:00Z")
    link(to: entry.path, relation: "alternate", type: "text/html")
    if let category = entry.category { bytes.append("<category term=\"\(category)\"/>\n") }
    bytes.append(element: "summary", entry.summary)
    bytes.append("</entry>\n")
  }

  /// Appends an address that works from where the feed lies, and the full one where the site's is known.
  private mutating func link(to path: String, relation: String, type: String) {
    bytes.append("<link rel=\"\(relation)\" type=\"\(type)\" href=\"")
    bytes.append(xml: content.addresses.absolute(path) ?? (path.isEmpty ? "index.html" : path))
    bytes.append("\"/>\n")
  }

  /// The beginning of every id (RFC 4151). It holds the host that program.md names, because ids must stay when a copy of
  /// the site is published elsewhere; without one, a host that nobody can own (RFC 2606).
  private var authority: String {
    let host = content.plan.program.site.map { AtomWriter.host(of: $0.value) } ?? ""
    return "tag:\(host.isEmpty ? "tapeout.invalid" : host),2026"
  }

  /// Returns the host of an address in lower case; empty where it is not plain letters, digits, dots and hyphens.
  static func host(of address: String) -> String {
    let bytes = Array(address.utf8)
    guard let scheme = bytes.firstRange(of: Array("://".utf8)) else { return "" }
    var host = Array(bytes[scheme.upperBound...].prefix { !"/?#".utf8.contains($0) })
    if let at = host.lastIndex(of: UInt8(ascii: "@")) { host.removeSubrange(...at) }
    if let port = host.firstIndex(of: UInt8(ascii: ":")) { host.removeSubrange(port...) }
    let isPlain = host.allSatisfy {
      switch $0 {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."):
        true
      default: false
      }
    }
    return isPlain ? String(decoding: host, as: UTF8.self).lowercased() : ""
  }
}
