/// Decides which requests are heard at all.
///
/// A page of any site that is open in the same browser can send requests here. Two things give them away. A name that
/// leads to this computer by a trick of the name service is not among the hosts that are known (`Host`), and a request
/// that another site's page makes names that site (`Origin`, `Sec-Fetch-Site`).
package struct RequestGuard: Sendable {
  /// In lower case, without a port.
  private let hosts: [[UInt8]]

  /// - Parameter others: names under which a tunnel makes this server known, beside those of this computer.
  package init(allowing others: [String] = []) {
    hosts = (["localhost", "127.0.0.1", "[::1]"] + others).map { $0.utf8.map(\.lowercased) }
  }

  /// The answer to a request that is not heard; nil for one that is.
  package func refusal(of request: HTTPRequest) -> HTTPResponse? {
    guard ["GET", "HEAD"].contains(where: { request.method.utf8.elementsEqual($0.utf8) }) else {
      var response = HTTPResponse(status: 405, "Only GET and HEAD are answered here.")
      response.headers.append(.init("Allow", "GET, HEAD"))
      return response
    }
    if !request.values("transfer-encoding").isEmpty
      || request.values("content-length").contains(where: { !$0.elementsEqual("0".utf8) })
    {
      return HTTPResponse(status: 400, "A request here has no body.")
    }
    let named = request.values("host")
    guard named.count == 1 else { return HTTPResponse(status: 400, "A request names one host.") }
    guard allows(named[0]) else {
      return HTTPResponse(
        status: 403,
        "This preview is not known under that name. Where a tunnel gives it one, start it with --allow-host NAME.")
    }
    let isForeign = request.values("origin").contains { !allows(origin: $0) }
    if isForeign || isSentByAnotherSite(request) {
      return HTTPResponse(status: 403, "Pages of other sites are not answered.")
    }
    return nil
  }

  /// Whether a page of another site asks for a part of it. That somebody follows a link to here is fine.
  private func isSentByAnotherSite(_ request: HTTPRequest) -> Bool {
    func says(_ name: String, _ value: String) -> Bool {
      request.values(name).contains { $0.elementsEqual(value.utf8) }
    }
    guard says("sec-fetch-site", "cross-site") else { return false }
    return !(says("sec-fetch-mode", "navigate") && says("sec-fetch-dest", "document"))
  }

  /// - Parameter value: a host, and after a colon perhaps a port: any, since a tunnel has its own.
  private func allows(_ value: [UInt8]) -> Bool {
    var host = value[...]
    if let colon = value.lastIndex(of: UInt8(ascii: ":")), value.last != UInt8(ascii: "]") {
      let port = value[(colon + 1)...]
      guard port.count <= 5, port.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else {
        return false
      }
      host = value[..<colon]
    }
    let name = host.map(\.lowercased)
    return hosts.contains(name)
  }

  private func allows(origin: [UInt8]) -> Bool {
    for scheme in ["http://", "https://"] where origin.starts(with: scheme.utf8) {
      return allows(Array(origin.dropFirst(scheme.utf8.count)))
    }
    return false
  }
}
