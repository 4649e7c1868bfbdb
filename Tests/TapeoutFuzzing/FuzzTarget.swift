/// What random bytes are thrown at: a parser, a language, or the whole way from files to pages.
///
/// Each target is a function of bytes that must hold for any bytes. `make fuzz` lets libFuzzer look for bytes for which
/// one does not; the tests run the seeds and whatever was found before.
package enum FuzzTarget: String, CaseIterable, Sendable {
  case dates, durations, edits, files, imports, pipeline, site, templates, waivers
  case frontMatter = "front-matter"

  /// A law that does not hold for some bytes.
  package struct Violation: Error, CustomStringConvertible {
    package let description: String

    init(_ description: String) { self.description = description }
  }

  /// Holds the target's laws against bytes.
  ///
  /// - Throws: ``Violation`` where one does not hold. A trap is another way to fail.
  package func run(_ bytes: [UInt8]) async throws {
    switch self {
    case .dates: try FuzzedDate.run(bytes)
    case .durations: try FuzzedDuration.run(bytes)
    case .edits: try FuzzedEdit.run(bytes)
    case .files: try await FuzzedContent.runFile(bytes)
    case .imports: try await FuzzedImport.run(bytes)
    case .frontMatter: try FuzzedContent.runFrontMatter(bytes)
    case .pipeline: try await FuzzedProject.runContent(bytes)
    case .site: try await FuzzedProject.runTemplate(bytes)
    case .templates: try FuzzedTemplate.run(bytes)
    case .waivers: try FuzzedContent.runWaiver(bytes)
    }
  }

  /// The most bytes of one input: enough for every construct, few enough for many runs.
  package var largestInput: Int {
    switch self {
    case .dates, .durations: 64
    case .waivers: 4096
    case .edits, .frontMatter, .imports, .pipeline, .templates: 16 << 10
    case .files, .site: 32 << 10
    }
  }
}

func require(_ holds: Bool, _ message: @autoclosure () -> String) throws {
  if !holds { throw FuzzTarget.Violation(message()) }
}
