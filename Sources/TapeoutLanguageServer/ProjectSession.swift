import TapeoutDisk
import TapeoutJSON
import TapeoutLanguage
import TapeoutModel
import TapeoutSystem
import TapeoutWorkspace

/// One project that a client works on: what is open, what was analysed last, what the client was told.
struct ProjectSession {
  let project: Project
  /// The folder as the client spells it, which may lead there through links.
  let folder: String
  let rootURI: String
  /// Open documents below `Content/`, by path from the root.
  var documents: [String: OpenDocument] = [:]

  /// Counts the changes of documents and of the disk.
  private(set) var generation = 1
  /// When the next analysis is due; nil where nothing has changed.
  private(set) var due: ContinuousClock.Instant? = .now
  /// Whether the next analysis reads the disk again.
  private(set) var looksAtDisk = true
  /// The generation that is being analysed.
  var running: Int?

  var analysis: Analysis?
  var snapshot: LanguageSnapshot?
  /// The generation of the snapshot.
  var analyzed = 0
  /// What the client was told last.
  var published: LanguageSnapshot?
  /// Addresses of files with diagnostics at the client.
  var marked: Set<String> = []
  /// Why there is no analysis, in one sentence.
  var failure: String?
  /// Requests that wait for the first analysis.
  var waiting: [Request] = []
  /// Methods that the client has called.
  var asked: Set<String> = []
  /// Whether changes of the files are told.
  var isWatched = false
  var progress = LoadingProgress()
  /// When the disk was last looked at, and how long the analysis took then.
  var lastLook: (at: ContinuousClock.Instant, took: Duration)?
  /// When the last analysis ended.
  var lastEnd: ContinuousClock.Instant?
  /// The generation whose percentiles are drawn or being drawn.
  var drawn = 0

  init(_ project: Project, folder: String, rootURI: String) {
    self.project = project
    self.folder = folder
    self.rootURI = rootURI
  }

  /// Notes a change. Several within the delay are one.
  mutating func change(after delay: Duration, looksAtDisk: Bool = false) {
    generation += 1
    due = .now + delay
    if looksAtDisk { self.looksAtDisk = true }
  }

  /// What is to be analysed now.
  mutating func begin() -> (generation: Int, looksAtDisk: Bool) {
    defer {
      due = nil
      looksAtDisk = false
    }
    running = generation
    return (generation, looksAtDisk)
  }

  /// The path from the root of a file that a client names; nil where it is none of this project's content.
  func path(of absolute: String) -> String? {
    for root in [folder, project.root] {
      let prefix = root == "/" ? "/Content/" : root + "/Content/"
      if absolute.utf8.starts(with: prefix.utf8) {
        return "Content/" + String(Substring(absolute.utf8.dropFirst(prefix.utf8.count)))
      }
    }
    return nil
  }

  func workspace(
    _ client: ClientCapabilities, rulesURI: String?, siteURL: String? = nil
  ) -> LanguageWorkspace? {
    snapshot.map {
      LanguageWorkspace($0, client, rootURI: rootURI, documents: documents, rulesURI: rulesURI, siteURL: siteURL)
    }
  }
}

/// A request that is to be answered.
struct Request: Hashable, Sendable {
  let id: RequestID
  let method: String
  let params: JSONValue
  /// Whether it is to be answered from the files as they are, and waits for the analysis that looks at them.
  var isFresh = false
}

/// What a client is shown while the first analysis runs.
struct LoadingProgress {
  enum State: Hashable {
    case none
    /// The client was asked for a place to show it.
    case requested(RequestID)
    case shown
    case over
  }

  var state = State.none
  var token = ""
}

extension Project {
  /// Whether its content is still where it was.
  var isThere: Bool {
    var status = stat()
    return stat(path("Content"), &status) == 0
  }

  /// The project around a file that need not be there yet.
  init?(aroundFile path: String) {
    var folder = path
    while folder != "/" {
      folder = parent(of: folder)
      var status = stat()
      if stat(folder, &status) == 0 { break }
    }
    guard let found = try? Project(around: folder) else { return nil }
    self = found
  }
}

/// An absolute path with all links of its folders resolved, whether or not the last parts of it are there.
func resolved(_ path: String) -> String {
  var folder = path
  var rest: [String] = []
  while folder != "/" {
    if let found = resolvedPath(folder) {
      return ([found == "/" ? "" : found] + rest.reversed()).joined(separator: "/")
    }
    let above = parent(of: folder)
    rest.append(String(Substring(folder.utf8.dropFirst(above == "/" ? 1 : above.utf8.count + 1))))
    folder = above
  }
  return path
}
