import Testing

@testable import TapeoutPreview

@Suite("Which requests are heard")
struct RequestGuardTests {
  private func status(
    method: String = "GET", _ headers: [(String, String)], allowing hosts: [String] = []
  ) -> Int? {
    var request = HTTPRequest(method: method, target: Array("/".utf8))
    for (name, value) in headers { request.add(name.utf8, value.utf8) }
    return RequestGuard(allowing: hosts).refusal(of: request)?.status
  }

  @Test(
    "This computer's own names are known, with whatever port a tunnel has",
    arguments: ["localhost", "LOCALHOST:1", "127.0.0.1:8080", "127.0.0.1", "[::1]", "[::1]:65535", "localhost:9000"])
  func known(_ host: String) {
    #expect(status([("Host", host)]) == nil)
  }

  @Test(
    "Names that a name service may lead here are not known",
    arguments: [
      "evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "localhost:80:80", "localhost:", "",
      "localhost:8o", "localhost:123456", "xlocalhost", "[::1", "::1", "127.0.0.1@evil.example", "localhost ",
      "localhost\u{301}", "\u{212A}localhost",
    ])
  func unknown(_ host: String) {
    // That nothing stands after the colon is harmless.
    #expect(status([("Host", host)]) == (host == "localhost:" ? nil : 403))
  }

  @Test("A tunnel's name is known where it was allowed, and no name that holds it")
  func tunnel() {
    #expect(status([("Host", "abc.tunnel.example")]) == 403)
    #expect(status([("Host", "ABC.tunnel.example:443")], allowing: ["abc.Tunnel.example"]) == nil)
    #expect(status([("Host", "x.abc.tunnel.example")], allowing: ["abc.tunnel.example"]) == 403)
    #expect(
      status(
        [("Host", "abc.tunnel.example"), ("Origin", "https://abc.tunnel.example")], allowing: ["abc.tunnel.example"])
        == nil)
  }

  @Test("Exactly one host is named")
  func oneHost() {
    #expect(status([]) == 400)
    #expect(status([("Host", "localhost"), ("host", "localhost")]) == 400)
  }

  @Test(
    "Pages of other sites are refused",
    arguments: [
      "https://evil.example", "null", "http://localhost.evil.example", "file://", "localhost", "ftp://localhost",
    ])
  func foreignOrigin(_ origin: String) {
    #expect(status([("Host", "localhost"), ("Origin", origin)]) == 403)
  }

  @Test("A page of our own may ask, from any port")
  func ownOrigin() {
    #expect(status([("Host", "localhost:8080"), ("Origin", "http://localhost:8080")]) == nil)
    #expect(status([("Host", "localhost:8080"), ("Origin", "http://127.0.0.1:9000")]) == nil)
  }

  @Test("Another site's page may link here, and not use a part of a page")
  func crossSite() {
    let host = ("Host", "localhost")
    let foreign = ("Sec-Fetch-Site", "cross-site")
    #expect(status([host, foreign, ("Sec-Fetch-Mode", "no-cors"), ("Sec-Fetch-Dest", "script")]) == 403)
    #expect(status([host, foreign, ("Sec-Fetch-Mode", "navigate"), ("Sec-Fetch-Dest", "iframe")]) == 403)
    #expect(status([host, foreign, ("Sec-Fetch-Mode", "navigate"), ("Sec-Fetch-Dest", "document")]) == nil)
    #expect(status([host, ("Sec-Fetch-Site", "same-origin"), ("Sec-Fetch-Mode", "cors")]) == nil)
  }

  @Test("Only GET and HEAD are answered", arguments: ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "get", "GETX", ""])
  func methods(_ method: String) {
    #expect(status(method: method, [("Host", "localhost")]) == 405)
  }

  @Test("A request with a body is refused")
  func body() {
    #expect(status([("Host", "localhost"), ("Content-Length", "5")]) == 400)
    #expect(status([("Host", "localhost"), ("Transfer-Encoding", "chunked")]) == 400)
    #expect(status([("Host", "localhost"), ("Content-Length", "0")]) == nil)
  }
}

@Suite("What a request asks for")
struct RequestTargetTests {
  private func target(_ text: String) -> RequestTarget? { RequestTarget(Array(text.utf8)) }

  @Test("A path is decoded once")
  func decoding() {
    #expect(target("/")?.path == "")
    #expect(target("/chips/a.html")?.path == "chips/a.html")
    #expect(target("/a%20b/%C3%BC.pdf")?.path == "a b/ü.pdf")
    // A second decoding would make it a way out.
    #expect(target("/%252e%252e/x")?.path == "%2e%2e/x")
    #expect(target("/../x")?.path == "../x")
  }

  @Test("What stands behind a question mark is taken apart")
  func items() {
    let found = target("/what-if?move=a/b%3D%2B3w&x&y=1=2")
    #expect(found?.path == "what-if")
    #expect(found?.items.map(\.name) == ["move", "x", "y"])
    #expect(found?.items.map(\.value) == ["a/b=+3w", "", "1=2"])
  }

  @Test(
    "What is no path, no escape or no text is refused",
    arguments: [
      "", "x", "http://localhost/", "*", "/%", "/%4", "/%zz", "/%00", "/a%0d%0aSet-Cookie:x", "/%ff", "/%c3", "/%7f",
      "/?a=%f",
    ])
  func refused(_ text: String) {
    #expect(target(text) == nil)
  }
}
