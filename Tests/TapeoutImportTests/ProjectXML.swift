import TapeoutEditing
import TapeoutImport
import TapeoutModel

/// A Microsoft Project file, written in a test.
struct ProjectXML {
  var head =
    "<Title>Program</Title><StartDate>2026-03-02T08:00:00</StartDate><StatusDate>2026-03-02T08:00:00</StatusDate>"
  var calendars = ""
  var tasks: [String] = []
  var tail = ""

  /// Adds a task; its UID is its place, from 1.
  ///
  /// - Parameters:
  ///   - dates: start and finish; one day, with their times.
  ///   - more: further elements.
  mutating func task(
    _ name: String, level: Int = 1, _ dates: (String, String)? = nil, hours: Int? = nil, more: String = ""
  ) {
    let uid = tasks.count + 1
    var text = "<Task><UID>\(uid)</UID><ID>\(uid)</ID><Name>\(name)</Name><OutlineLevel>\(level)</OutlineLevel>"
    if let dates { text += "<Start>\(dates.0):00</Start><Finish>\(dates.1):00</Finish>" }
    if let hours { text += "<Duration>PT\(hours)H0M0S</Duration><Milestone>\(hours == 0 ? 1 : 0)</Milestone>" }
    tasks.append(text + more + "</Task>")
  }

  /// - Parameters:
  ///   - type: 0 finish to finish, 1 finish to start, 2 start to finish, 3 start to start.
  ///   - lag: in tenths of a minute.
  static func link(_ uid: Int, type: Int = 1, lag: Int = 0, format: Int = 7) -> String {
    "<PredecessorLink><PredecessorUID>\(uid)</PredecessorUID><Type>\(type)</Type><LinkLag>\(lag)</LinkLag>"
      + "<LagFormat>\(format)</LagFormat></PredecessorLink>"
  }

  var text: String {
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Project xmlns=\"http://schemas.microsoft.com/project\">\(head)\n"
      + "<Calendars>\(calendars)</Calendars>\n<Tasks>\n\(tasks.joined(separator: "\n"))\n</Tasks>\(tail)</Project>\n"
  }

  func imported(_ change: (inout ImportOptions) -> Void = { _ in }) async -> ImportOutcome {
    await ProjectXML.imported(text, change)
  }

  static func imported(_ text: String, _ change: (inout ImportOptions) -> Void = { _ in }) async -> ImportOutcome {
    var options = ImportOptions(today: Day(unchecked: 2026, 3, 2))
    change(&options)
    return await Importer.run(path: "plan.xml", bytes: Array(text.utf8), options)
  }
}

extension ImportOutcome {
  /// The text of a file by the end of its path; empty where there is none.
  func file(_ path: String) -> String {
    files.first { $0.path.utf8.reversed().starts(with: path.utf8.reversed()) }?.text ?? ""
  }

  /// The lines of a milestone’s front matter from one field on.
  func lines(_ path: String) -> [String] {
    file(path).utf8.split(separator: UInt8(ascii: "\n")).map { String(decoding: $0, as: UTF8.self) }
  }

  /// Each error as `rule line headline`.
  var summary: [String] {
    errors.map { "\($0.rule) \(sources.position($0.range.start, in: $0.range.file).line) \($0.headline)" }
  }
}
