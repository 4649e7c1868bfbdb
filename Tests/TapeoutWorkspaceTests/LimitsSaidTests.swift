import TapeoutDisk
import TapeoutModel
import TapeoutSite
import TapeoutSystem
import TapeoutTestSupport
import TapeoutWorkspace
import Testing

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The last column of the table in `Docs/limits.md`: content just over each limit, and the findings that it gets.
@Suite("What is said beyond a limit")
struct LimitsSaidTests {
  private static let milestone = "Content/chips/custom-1/milestones/m.md"
  private static let fields = "title: M\nkind: review\n"

  private static func text(_ fields: String = fields, _ body: String = "") -> String { "---\n\(fields)---\n\(body)" }

  private static func repeated(_ text: String, _ count: Int) -> String { String(repeating: text, count: count) }

  /// A limit as the table names it; what is written; the rules of the findings that it must get.
  struct Case: Sendable, CustomStringConvertible {
    let limit: String
    let write: @Sendable (TemporaryFolder) throws -> Void
    let rules: Set<String>
    /// Whether the fields of the milestone are read all the same.
    var isRead = false

    var description: String { limit }
  }

  private static func file(
    _ limit: String, _ rules: Set<String>, _ text: @autoclosure @escaping @Sendable () -> String, isRead: Bool = false
  ) -> Case {
    Case(limit: limit, write: { try $0.write(milestone, text()) }, rules: rules, isRead: isRead)
  }

  static let cases: [Case] = [
    file("ContentLoader.largestFile", ["oversized-file"], text(fields, repeated("a\n", 600_000))),
    Case(
      limit: "ContentLoader.deepestFolder",
      write: { try $0.write("Content/\(repeated("d/", 40))m.md", text()) }, rules: ["unreadable-file"]),
    file(
      "SourceText.largestFrontMatter", ["oversized-file"], text(fields + repeated("# comment\n", 7000))),
    file("FrontMatterReader.deepest", ["yaml-syntax"], text("tags: \(repeated("[", 20))\(repeated("]", 20))\n")),
    file("FrontMatterReader.mostNodes", ["yaml-syntax"], text("tags: [\(repeated("a,", 21_000))]\n")),
    file("FrontMatterRecovery.mostSlips", ["yaml-syntax"], text(repeated("a b\n: c: d: [\n", 20))),
    file(
      "BodyScan.greatestLength", ["oversized-file"], text(fields, repeated("words and words\n", 20_000)), isRead: true),
    file(
      "BodyScan.mostContainerMarkers", ["oversized-file"], text(fields, repeated("> ", 40) + "a\n"), isRead: true),
    file("BodyScan.mostBrackets", ["oversized-file"], text(fields, repeated("[", 2100) + "\n"), isRead: true),
    file("PlanDuration.longest", ["invalid-duration"], text(fields + "after: {n: 4000d}\n")),
    Case(
      limit: "AttachmentType.largestAttachment",
      write: { folder in
        try folder.write(milestone, text(fields, "[Plan](plan.pdf)\n"))
        try folder.write("Content/chips/custom-1/milestones/plan.pdf", "%PDF")
        // A hole: it takes no room.
        #expect(truncate("\(folder.path)/Content/chips/custom-1/milestones/plan.pdf", 65 << 20) == 0)
      }, rules: ["unpublished-attachment"], isRead: true),
  ]

  @Test("Content beyond a limit gets the finding that the table names", arguments: cases)
  func content(_ own: Case) async throws {
    let folder = try TemporaryFolder()
    try folder.write("Content/program.md", "---\ntitle: P\nlaunch: 2026\nstatus_date: 2026-01-15\n---\n")
    try folder.write("Content/chips/custom-1/chip.md", "---\ntitle: C\nkind: in-house\nlaunch: n\n---\n")
    try folder.write("Content/chips/custom-1/milestones/n.md", "---\ntitle: N\nkind: launch\n---\n")
    let before = try await findings(folder)
    try own.write(folder)
    let analysis = try await Analysis(
      of: Project(root: folder.path), Analysis.Options(today: Day(unchecked: 2026, 1, 15)))
    let rules = Set(analysis.findings.map(\.rule.description)).subtracting(before)
    #expect(own.rules.isSubset(of: rules), "\(rules)")
    if own.isRead { #expect(analysis.plan.milestones.contains { $0.title?.value == "M" }) }
    // The rest of the plan is there.
    #expect(analysis.plan.milestones.contains { $0.title?.value == "N" })
  }

  private func findings(_ folder: TemporaryFolder) async throws -> Set<String> {
    let options = Analysis.Options(today: Day(unchecked: 2026, 1, 15))
    return Set(try await Analysis(of: Project(root: folder.path), options).findings.map(\.rule.description))
  }

  @Test(
    "Templates beyond a limit get the finding that the table names",
    arguments: [
      ("TemplateLinter.mostTags", repeated("{{.count}}", 50_100), "template-partial"),
      (
        "TemplateLinter.deepest", repeated("{{#.hasParts}}", 30) + repeated("{{/.hasParts}}", 30), "template-syntax"
      ),
    ])
  func templates(_ limit: String, _ text: String, _ rule: String) {
    let file = SourceFile(path: "Templates/search.mustache", text: text)
    #expect(TemplateSet(replacing: [("search.mustache", file)]).findings.map(\.rule.description).contains(rule))
  }

  /// Limits whose exceeding is tested where they are at home: the suite, and what it says of it.
  private static let elsewhere = [
    "UnjudgedProject.mostDraws": "TapeoutCommandTests/BeyondLimitsTests.swift: more than five million draws",
    "AtomFeed.mostEntries": "TapeoutExchangeTests/AtomFeedTests.swift: At most fifty",
    "ChecklistReader.largest": "TapeoutImportTests/ChecklistImportTests.swift: has over 1 MiB",
    "EventStreams.most": "TapeoutPreviewTests/HTTPServerTests.swift: EventStreams.most",
    "HistoryReader.mostWeeks": "TapeoutWorkspaceTests/HistoryStoryTests.swift: last five years",
    "Importer.largest": "TapeoutCommandTests/ImportCommandTests.swift: at most 64 MiB",
    "LatePage.mostRows": "TapeoutSiteTests/OwnerPageTests.swift: Beyond a thousand",
    "ListPart.mostChips": "TapeoutSiteTests/ListPartTests.swift: Beyond five hundred chips",
    "MessageFramer.largestMessage": "TapeoutLanguageTests/MessageFramerTests.swift: largestMessage",
    "OfficeDownloads.mostMilestones": "TapeoutSiteTests/OfficeDownloadsTests.swift: up to two thousand",
    "OwnerPage.mostRows": "TapeoutSiteTests/OwnerPageTests.swift: beyond a hundred",
    "OwnerSlugs.longest": "TapeoutModelTests/OwnersTests.swift: a long name is cut",
    "SVGCleaner.largest": "TapeoutSiteTests/SVGCleanerTests.swift: SVGCleaner.largest",
    "SiteContent.mostShown": "TapeoutCommandTests/BeyondLimitsTests.swift: lists 300",
    "TemplateLinter.mostFindings": "TapeoutSiteTests/TemplateLinterTests.swift: mostFindings",
    "TemplateSet.largestFile": "TapeoutCommandTests/BeyondLimitsTests.swift: A template of more than one MiB",
    "WhatIfAnswer.mostSuppositions": "TapeoutPreviewTests/WhatIfTests.swift: mostSuppositions",
    "XMLEvents.deepest": "TapeoutImportTests/BadProjectTests.swift: nests elements deeper",
  ]

  @Test("Every row of the table is tested, and names the rules of its findings")
  func rows() throws {
    let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let text = try String(contentsOf: repository.appending(path: "Docs/limits.md"), encoding: .utf8)
    var rows: [String: Substring] = [:]
    for line in text.split(separator: "\n") {
      let cells = line.split(separator: "|")
      guard cells.count == 4, let home = cells[2].split(separator: "`").dropFirst().first,
        let end = home.firstIndex(of: " ")
      else { continue }
      rows[String(home[..<end])] = cells[3]
    }
    for own in LimitsSaidTests.cases {
      let row = rows.removeValue(forKey: own.limit)
      let said = try #require(row, "there is no row for \(own.limit)")
      for rule in own.rules { #expect(said.contains("`\(rule)`"), "the row of \(own.limit) does not say \(rule)") }
    }
    for limit in ["TemplateLinter.mostTags", "TemplateLinter.deepest"] {
      let said = rows.removeValue(forKey: limit)
      #expect(said?.contains("`template-") == true)
    }
    #expect(Set(rows.keys) == Set(LimitsSaidTests.elsewhere.keys))
    for (limit, home) in LimitsSaidTests.elsewhere {
      let parts = home.split(separator: ": ")
      let suite = try String(contentsOf: repository.appending(path: "Tests/\(parts[0])"), encoding: .utf8)
      #expect(suite.contains(parts[1]), "\(parts[0]) does not test \(limit)")
    }
  }
}
