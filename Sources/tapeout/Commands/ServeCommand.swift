import ArgumentParser
import TapeoutDisk
import TapeoutModel
import TapeoutPreview
import TapeoutReporting
import TapeoutSystem
import TapeoutWorkspace

struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Shows the site in a browser while its files are edited.",
    discussion: """
      Pages are made when a browser asks for them, and follow every save of Content/ and Templates/ in place. A save \
      that breaks the plan leaves the last good page, below a list of what is wrong. Nothing is written into the \
      project. Ctrl-C ends it.
      """)

  @Option(
    help: ArgumentHelp("The port of 127.0.0.1 to listen to. Where it is taken: the next free one.", valueName: "n"))
  var port = 8080

  @Flag(help: "Open the portfolio in the browser.")
  var open = false

  @Option(
    help: ArgumentHelp(
      "What a click on a place in a file opens: \(Editor.known.map(\.name).joined(separator: ", ")), or an address "
        + "with {path}, {line} and {column}. Default: the edit: address of program.md.",
      valueName: "name"),
    transform: { try ServeCommand.editor($0) })
  var editor: Editor = .site

  @Option(
    help: ArgumentHelp(
      "Answer under this host name, too: the one that a tunnel gives this computer. May be repeated.",
      valueName: "name"),
    transform: { try ServeCommand.host($0) })
  var allowHost: [String] = []

  @Flag(help: "Look at the files twice a second instead of being told of changes: for network disks.")
  var poll = false

  @OptionGroup var project: ProjectOptions
  @OptionGroup var history: HistoryOptions
  @OptionGroup var forecast: ForecastOptions

  func validate() throws {
    guard (0...65_535).contains(port) else { throw ValidationError("--port must lie between 0 and 65535.") }
  }

  func run() async throws {
    let project = try project.project()
    let options = PreviewEngine.Options(
      analysis: self.project.analysis(history: history.reading),
      forecast: forecast.settings(isSerial: self.project.jobs == 1), editor: editor, today: { .today })
    let preview = Preview(PreviewEngine(project, options), allowing: allowHost)
    // One change more than is being worked on: the disk is read as it then is.
    let (changes, change) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    // Before the first reading, so that no save between the two is missed.
    let watcher = try ContentWatcher(project, isPolling: poll, chosen: ServeCommand.say) { change.yield() }
    defer { watcher.stop() }
    let first = await preview.begin()
    let taken = try preview.serve(port: port)
    if let folder = HistoryOptions.cacheFolder {
      RunningPreview.note(port: taken, session: preview.session, of: project, inCache: folder)
    }
    let address = "http://127.0.0.1:\(taken)/"
    if port != 0, taken != port {
      try StandardStream.error.write("Port \(port) is taken: serving on port \(taken).\n")
    }
    try StandardStream.output.write("Serving \(project.root.printable) at \(address)\n")
    try StandardStream.output.write(ServeCommand.summary(of: first) + "\n")
    if open, !Browser.open(address) {
      try StandardStream.error.write("No browser could be opened: open \(address) yourself.\n")
    }
    await preview.draw()
    // Ctrl-C needs nobody's help: nothing has been written that would have to be put in order.
    for await _ in changes { await preview.refresh() }
  }

  /// Says it where changes are not told by the system.
  private static func say(_ method: ContentWatcher.Method) {
    guard case .polling(let reason?) = method else { return }
    let text = "Looking at the files twice a second, since \(reason).\n"
    try? StandardStream.error.write(text)
  }

  private static func summary(of outcome: PreviewEngine.Outcome) -> String {
    let panel = outcome.panel
    if panel.errors > 0 { return "The plan has errors; the page shows them." }
    return panel.warnings + panel.hints == 0 ? "No findings." : "The page shows what the check says."
  }

  // MARK: Options

  private static func editor(_ text: String) throws -> Editor {
    guard let editor = Editor(text) else {
      let names = Editor.known.map(\.name)
      let meant = suggestion(for: text, among: names).map { " Did you mean \($0)?" } ?? ""
      throw ValidationError(
        "'\(text.printable)' is no editor that can be opened by an address.\(meant) Name one of "
          + "\(names.joined(separator: ", ")), or write an address with {path}, {line} and {column}.")
    }
    return editor
  }

  private static func host(_ text: String) throws -> String {
    let isName = text.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"):
        true
      default: false
      }
    }
    guard isName, !text.isEmpty else {
      throw ValidationError("'\(text.printable)' is no host name: write it without scheme, port and path.")
    }
    return text
  }
}
