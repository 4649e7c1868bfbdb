package import TapeoutDisk
package import TapeoutModel
import TapeoutSystem

/// A new report below `Content/reports`: made once, never written over.
package struct ReportFile {
  /// From the root.
  package let path: String
  private let root: String

  package init(_ day: Day, in project: Project) {
    path = "Content/reports/\(day).md"
    root = project.root
  }

  /// Whether something lies there already, a link that leads nowhere included.
  package var exists: Bool {
    var status = stat()
    return lstat("\(root)/\(path)", &status) == 0
  }

  package var existsFailure: OperationalError {
    OperationalError(
      "\(path) exists already, so nothing was written.", advice: "Edit it, or name another day: tapeout report DATE.")
  }

  /// Writes the file, and the folder where it is missing.
  ///
  /// - Throws: where it exists, or cannot be written; then nothing of it stays.
  package func write(_ text: String) throws(OperationalError) {
    if exists { throw existsFailure }
    try FileCreation.create([(path, text)], in: root)
  }
}
