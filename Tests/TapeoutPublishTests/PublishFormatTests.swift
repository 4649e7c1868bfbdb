import TapeoutDisk
import TapeoutTestSupport
import Testing

@testable import TapeoutPublish

@Suite("What the list of published files is made of")
struct PublishFormatTests {
  // Made with the reference implementation: python-xxhash 4.1.0, xxh64_hexdigest.
  @Test(
    "Files are hashed with XXH64, whole or in pieces",
    arguments: [
      (0, 0xEF46_DB37_51D8_E999), (1, 0xE934_A84A_DB05_2768), (3, 0xE5C7_BB45_33BC_65DD), (4, 0xFFCE_D860_4453_CC1E),
      (8, 0x884A_1736_14B8_1B8D), (31, 0xC346_D2B5_9B4D_8EE1), (32, 0xCBF5_9C51_16FF_32B4), (33, 0x0C53_5D1A_CAFB_8EAD),
      (100, 0x6AC1_E580_3216_6597), (1000, 0x6EF4_36B0_0EBA_4078),
    ] as [(Int, UInt64)])
  func hash(length: Int, expected: UInt64) {
    let bytes = (0..<length).map { UInt8(truncatingIfNeeded: $0) }
    #expect(ContentHash(bytes[...]).value == expected)
    let stream = ContentHash.Stream()
    for piece in [bytes[..<(length / 3)], bytes[(length / 3)...]] { piece.withUnsafeBytes { stream.update($0) } }
    #expect(stream.hash.value == expected)
  }

  @Test("The list reads back as it was written, whatever the names")
  func roundTrip() async {
    let names = ["a", "a\nb", "a\\nb", "é", "e\u{301}", "a b", "a/b c/d", " ", "\\", "\r"]
    let manifest = SiteManifest(
      names.enumerated().map { index, name in
        SiteManifest.Entry(
          path: Array(name.utf8), size: index * 1_000_003, hash: UInt64(index) &* 0x9E37_79B9_7F4A_7C15,
          stamp: .init(inode: .max - UInt64(index), changed: -index))
      })
    #expect(SiteManifest(parsing: await manifest.text()) == manifest)
    #expect(SiteManifest(parsing: await SiteManifest().text()) == SiteManifest())
  }

  @Test("A list of any length is written alike on one core and on all")
  func manyEntries() async {
    let manifest = SiteManifest(
      (0..<5000).map { .init(path: Array("f/\($0)".utf8), size: $0, hash: 1, stamp: .init(inode: 2, changed: 3)) })
    #expect(await manifest.text(isSerial: true) == manifest.text())
    #expect(SiteManifest(parsing: await manifest.text()) == manifest)
    for entry in manifest.entries { #expect(manifest[entry.path] == entry) }
    for path in ["", "f", "f/", "f/00", "f/5000", "g"] { #expect(manifest[Array(path.utf8)] == nil) }
    #expect(SiteManifest()[[]] == nil)
  }

  @Test("Paths are ordered by their bytes, alike beginnings, zero bytes and high ones included")
  func pathOrder() {
    let long = String(repeating: "x", count: 31)
    let names = [
      "", "a", "a\u{0}", "a\u{0}b", "ab", "a/b", "a-b", "a.html", "é", "z", long, long + "a", long + "ab", long + "é",
      long + "aa/b",
    ]
    for left in names {
      for right in names {
        let (first, second) = (Array(left.utf8), Array(right.utf8))
        let precedes = PathOrder(first, list: 0, place: 0).precedes(PathOrder(second, list: 0, place: 1)) {
          first.precedes(second)
        }
        #expect(
          precedes == first.lexicographicallyPrecedes(second), "\(left.debugDescription) \(right.debugDescription)")
      }
    }
  }

  @Test(
    "Any other text is no list",
    arguments: [
      "", "x", "tapeout 2\n", "0 1 a\n", "0000000000000000 x 2 3 a\n", "0000000000000000 -1 2 3 a\n",
      "0000000000000000 1 2 3\n",
      "0000000000000000 1 2 3 \n", "0000000000000000 1 2 3 /a\n", "0000000000000000 1 2 3 a/../b\n",
      "0000000000000000 1 2 3 a\\\n",
      "0000000000000000 1 2 3 a", "0000000000000000 1 2 3 b\n0000000000000000 1 2 3 a\n",
      "0000000000000000 1 2 3 a\n0000000000000000 1 2 3 a\n", "000000000000000g 1 2 3 a\n",
    ])
  func malformed(text: String) async {
    let heading = String(decoding: await SiteManifest().text(), as: UTF8.self)
    #expect(SiteManifest(parsing: Array(text.utf8)) == nil)
    if !text.isEmpty { #expect(SiteManifest(parsing: Array((heading + text).utf8)) == nil) }
  }
}

@Suite("Output folder")
struct PublishFolderTests {
  private let folder: TemporaryFolder
  private let project: Project

  init() throws {
    folder = try TemporaryFolder()
    for name in ["p/Content/chips", "p/Templates", "p/.git", "p/Public", "p/out", "beside"] {
      try folder.makeFolder(name)
    }
    try folder.write("p/file")
    try folder.makeLink("p/link", to: "out")
    try folder.makeLink("p/through", to: "Content")
    project = try Project(root: "\(folder.path)/p")
  }

  @Test(
    "A folder of its own will do, whether it is there or not",
    arguments: ["p/out", "p/out/", "p/new", "beside", "beside/new", "p/out/../new"])
  func fine(name: String) throws {
    let output = try OutputFolder("\(folder.path)/\(name)", for: project)
    #expect(output.path.utf8.starts(with: folder.path.utf8))
  }

  @Test("The default is Public below the root")
  func standard() throws {
    #expect(try OutputFolder(nil, for: project).path == "\(folder.path)/p/Public")
  }

  @Test(
    "What is, holds or lies in something of the program is refused, and so is a link",
    arguments: [
      "", "p", "p/", "p/.", ".", "p/out/..", "p/Content", "p/Content/chips", "p/Content/new", "p/Templates",
      "p/Templates/x",
      "p/.git", "p/.git/x", "p/link", "p/link/", "p/through/chips", "p/through/new", "p/file", "p/nothing/new",
      "p/file/x",
    ])
  func refused(name: String) {
    #expect(throws: OperationalError.self) { try OutputFolder("\(folder.path)/\(name)", for: project) }
  }

  @Test(
    "The home folder is refused, and so is whatever holds it, on every way to it",
    arguments: ["home/me", "home", "home/me/", "home/me/../me", "here/me", "here", "home/other/../me", "."])
  func home(name: String) throws {
    try folder.makeFolder("home/me/site")
    try folder.makeFolder("home/other")
    try folder.makeLink("here", to: "home")
    let error = #expect(throws: OperationalError.self) {
      try OutputFolder("\(folder.path)/\(name)", for: project, home: "\(folder.path)/home/me")
    }
    #expect(error?.summary.contains("home folder") == true || name == "." || name == "here")
    #expect(throws: Never.self) {
      try OutputFolder("\(folder.path)/home/me/site", for: project, home: "\(folder.path)/here/me")
    }
  }

  @Test("The root of all folders is refused")
  func root() {
    #expect(throws: OperationalError.self) { try OutputFolder("/", for: project) }
    #expect(throws: OperationalError.self) { try OutputFolder("", for: project) }
  }
}
