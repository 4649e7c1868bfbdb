package import TapeoutModel
import TapeoutSchedule

extension AtomFeed {
  /// What a feed tells on one day.
  package struct Entry: Hashable, Sendable {
    package var title: String
    /// The same at any time: `changes/2026-06-12`.
    package var id: String
    package var day: Day
    /// Of its page, below the site's root.
    package var path: String
    package var summary: String

    package init(title: String, id: String, day: Day, path: String, summary: String) {
      self.title = title
      self.id = id
      self.day = day
      self.path = path
      self.summary = summary
    }
  }

  /// What changed from report to report, as a feed (RFC 4287).
  ///
  /// - Parameter entries: newest first.
  package static func changes(_ entries: [Entry], _ content: ExportContent) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.append("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">\n")
    bytes.append(element: "title", content.title)
    bytes.append(element: "subtitle", "What changed from report to report")
    bytes.append(element: "id", "\(authority(content)):changes")
    bytes.append(element: "updated", "\(entries.first?.day ?? content.schedule.statusDate)T00:00:00Z")
    if content.addresses.site != nil { link("self", "changes.xml", content, &bytes, type: "application/atom+xml") }
    link("alternate", "changes.html", content, &bytes, type: "text/html")
    bytes.append("<author>")
    bytes.append(element: "name", content.title)
    bytes.append("</author>\n")
    for entry in entries {
      bytes.append("<entry>\n")
      bytes.append(element: "title", entry.title)
      bytes.append(element: "id", "\(authority(content)):\(entry.id)")
      bytes.append(element: "published", "\(entry.day)T00:00:00Z")
      bytes.append(element: "updated", "\(entry.day)T00:00:00Z")
      link("alternate", entry.path, content, &bytes, type: "text/html")
      bytes.append(element: "summary", entry.summary)
      bytes.append("</entry>\n")
    }
    bytes.append("</feed>\n")
    return bytes
  }
}
