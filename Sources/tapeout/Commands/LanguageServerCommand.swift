import ArgumentParser
import Dispatch
import TapeoutDisk
import TapeoutLanguage
import TapeoutLanguageServer
import TapeoutModel
import TapeoutPreview
import TapeoutReporting
import TapeoutSystem
import TapeoutWorkspace

struct LanguageServerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lsp",
    abstract: "Serves an editor: findings, completion, hovers and edits while somebody types.",
    discussion: """
      Speaks the Language Server Protocol 3.17 on standard input and output, and ends with its client. Editors start it by \
      themselves: Docs/editors.md says how to set them up.
      """)

  @Flag(name: .long, help: "Speak on standard input and output, as always; editors may say so.")
  var stdio = false

  @Option(
    help: ArgumentHelp("The day that counts as today, such as 2026-01-15.", valueName: "date"),
    transform: { try ProjectOptions.day($0) })
  var statusDate: Day?

  @OptionGroup var history: HistoryOptions

  @Option(help: ArgumentHelp("Cores to use: 1, or all.", valueName: "n", visibility: .private))
  var jobs: Int?

  func run() throws {
    let options = Analysis.Options(
      today: .today, statusDate: statusDate, isSerial: jobs == 1, history: history.reading, isReusable: true)
    let rules = HistoryOptions.cacheFolder.flatMap {
      CachedDocument.path("rules.md", holding: Array(RuleReference.text.utf8), inCache: $0)
    }
    // A thread of its own: where the client does not read, nothing but this waits.
    let queue = DispatchQueue(label: "output")
    let cache = HistoryOptions.cacheFolder
    let settings = Session.Settings(options: options, today: { .today }, rulesURI: rules.map(DocumentURI.uri)) {
      project in
      cache.flatMap { RunningPreview.address(of: project, inCache: $0) }
    }
    let server = LanguageServer(settings) { project, changed in
      (try? ContentWatcher(project, changed: changed)) != nil
    } send: { bytes in
      queue.async { try? StandardStream.output.write(bytes) }
    }
    let status = server.serve(0)
    // What was said last goes out, unless nobody reads it.
    let rest = DispatchGroup()
    queue.async(group: rest) {}
    _ = rest.wait(timeout: .now() + 2)
    if status != 0 { throw ExitCode(status) }
  }
}
