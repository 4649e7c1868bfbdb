/// The pages of a site for search engines, as sitemaps.org describes it.
///
/// Only where the site's address is known. No `lastmod`: a page changes when the plan does, and nobody knows when.
package enum Sitemap {
  /// The protocol's own limit for one file.
  package static let mostPages = 50_000

  /// The files by path. More pages than one file may hold are in several, which `sitemap.xml` then lists.
  ///
  /// - Parameter paths: below the site, the portfolio as an empty one.
  package static func files(_ paths: [String], site: String, limit: Int = mostPages) -> [(path: String, text: [UInt8])]
  {
    let parts = stride(from: 0, to: paths.count, by: limit).map { paths[$0..<min($0 + limit, paths.count)] }
    guard parts.count > 1 else {
      return [("sitemap.xml", text(root: "urlset", item: "url", paths: paths[...], site: site))]
    }
    let names = parts.indices.map { "sitemap-\($0 + 1).xml" }
    return [("sitemap.xml", text(root: "sitemapindex", item: "sitemap", paths: names[...], site: site))]
      + zip(names, parts).map { ($0, text(root: "urlset", item: "url", paths: $1, site: site)) }
  }

  private static func text(root: String, item: String, paths: ArraySlice<String>, site: String) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(paths.count * (site.utf8.count + 80))
    bytes.append("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n")
    bytes.append("<\(root) xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n")
    for path in paths {
      bytes.append("<\(item)><loc>")
      bytes.append(xml: site)
      bytes.append(xml: path)
      bytes.append("</loc></\(item)>\n")
    }
    bytes.append("</\(root)>\n")
    return bytes
  }
}
