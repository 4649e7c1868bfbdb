import TapeoutExchange
package import TapeoutModel
import TapeoutParser
import TapeoutSite

extension Analysis {
  /// The text of a report outside of the site: as Markdown, and as HTML without pictures, whose links begin with the
  /// address of the site. Links to pages are words where that is not known.
  package func text(of report: ReportIndex) -> (markdown: String, html: [UInt8]) {
    let body = plan.reports[report].body
    guard let range = body.range else { return ("", []) }
    let source = sources[range.file]
    let site = plan.program.site?.value
    let pages = PageMap(plan) { sources[$0].path }
    let html = BodyRenderer.html(source.bytes, from: Int(range.start)) { destination, isPicture in
      guard !isPicture, let address = pages.address(destination, isPicture: false, in: source.path, depth: 0) else {
        return nil
      }
      if case .elsewhere = ContentLink(destination, from: source.path) { return address }
      return site.map { ($0.utf8.last == UInt8(ascii: "/") ? $0 : $0 + "/") + address }
    }
    let written = source.bytes[range.offsets.clamped(to: source.bytes.indices)]
    return (String(decoding: written, as: UTF8.self).trimmedLines, html)
  }

  /// The address of a report’s page; nil where that of the site is not known.
  package func address(of report: ReportIndex) -> String? {
    plan.program.site.map {
      ($0.value.utf8.last == UInt8(ascii: "/") ? $0.value : $0.value + "/") + plan.path(report: report)
    }
  }
}

extension String {
  /// Without blank lines at its ends.
  fileprivate var trimmedLines: String {
    func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
    let start = utf8.drop(while: isBlank)
    guard let last = start.lastIndex(where: { !isBlank($0) }) else { return "" }
    return String(decoding: start[...last], as: UTF8.self)
  }
}
