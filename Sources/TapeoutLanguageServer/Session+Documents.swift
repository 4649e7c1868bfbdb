package import TapeoutDisk
import TapeoutJSON
import TapeoutLanguage

extension Session {
  /// How long typing may pause before the plan is analysed.
  private static let pause = Duration.milliseconds(25)
  /// How long a burst of changes on the disk may pause.
  private static let diskPause = Duration.milliseconds(60)

  // MARK: Finding

  /// The project and the path from its root of an address; nil where it is no content of a project.
  mutating func place(of uri: String, opensProject: Bool = false) -> (project: Int, path: String)? {
    guard let absolute = DocumentURI.path(uri) else { return nil }
    let real = resolved(absolute)
    for index in projects.indices {
      if let path = projects[index].path(of: absolute) ?? projects[index].path(of: real) { return (index, path) }
    }
    guard opensProject, let project = Project(aroundFile: real) else { return nil }
    // A file beside Content/ belongs to nothing that is checked.
    guard real.utf8.starts(with: project.path("Content/").utf8) else { return nil }
    let index = open(project)
    return projects[index].path(of: real).map { (index, $0) }
  }

  // MARK: Changes

  mutating func didOpen(_ params: JSONValue) {
    let document = params["textDocument"]
    guard let uri = document?["uri"]?.string, let text = document?["text"]?.string else {
      return log("A document was opened without `uri` or `text`.")
    }
    guard let (index, path) = place(of: uri, opensProject: true) else {
      strangers.insert(uri)
      return
    }
    projects[index].documents[path] = OpenDocument(
      uri: uri, version: document?["version"]?.int,
      text: DocumentText(Array(text.utf8), encoding: client.encoding, isOpen: true))
    projects[index].change(after: .zero)
  }

  mutating func didChange(_ params: JSONValue) {
    guard let uri = params["textDocument"]?["uri"]?.string, let changes = params["contentChanges"]?.array else {
      return log("A change came without `uri` or `contentChanges`.")
    }
    guard let (index, path) = place(of: uri), var document = projects[index].documents[path] else {
      if !strangers.contains(uri) { log("\(uri) was changed, and is not open.") }
      return
    }
    for change in changes {
      guard let text = change["text"]?.string else { return lose(path, of: index, since: "a change has no text") }
      switch change["range"] {
      case nil, .null?:
        document.text = DocumentText(Array(text.utf8), encoding: client.encoding, isOpen: true)
      case let value:
        guard let range = Range<TextPosition>(value) else {
          return lose(path, of: index, since: "a change has no true range")
        }
        document.text.replace(range, with: text)
      }
    }
    document.version = params["textDocument"]?["version"]?.int
    projects[index].documents[path] = document
    projects[index].change(after: Session.pause)
  }

  /// A document whose text is not known any more counts as closed: what is said of it would be wrong.
  private mutating func lose(_ path: String, of index: Int, since reason: String) {
    projects[index].documents[path] = nil
    projects[index].change(after: .zero)
    show("tapeout lost track of \(path), because \(reason). Close it and open it again.")
  }

  mutating func didClose(_ params: JSONValue) {
    guard let uri = params["textDocument"]?["uri"]?.string else { return }
    strangers.remove(uri)
    guard let (index, path) = place(of: uri), projects[index].documents.removeValue(forKey: path) != nil else { return }
    // Its address may be spelled otherwise from here on, so that all is told again.
    projects[index].published = nil
    // The disk may have another text, or no such file.
    projects[index].change(after: Session.pause, looksAtDisk: true)
  }

  /// A watcher tells of one project, once for each burst of changes.
  package mutating func diskChanged(_ project: Project) {
    guard let index = projects.firstIndex(where: { $0.project == project }) else { return }
    projects[index].change(after: .zero, looksAtDisk: true)
  }

  /// The client, which watches files itself, tells of a change somewhere.
  mutating func diskChanged() {
    for index in projects.indices { projects[index].change(after: Session.diskPause, looksAtDisk: true) }
  }
}
