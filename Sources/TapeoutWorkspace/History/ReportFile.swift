package import TapeoutDisk
package import TapeoutModel
import TapeoutSystem

/// A new report below `Content/reports`: made once, never written over.
package struct ReportFile {
  /// From the root.
  package let path: String
  private let absolute: String
  private let folder: String

  package init(_ day: Day, in project: Project) {
    path = "Content/reports/\(day).md"
    absolute = project.path(path)
    folder = project.path("Content/reports")
  }

  /// Whether something lies there already, a link that leads nowhere included.
  package var exists: Bool {
    var status = stat()
    return lstat(absolute, &status) == 0
  }

  package var existsFailure: OperationalError {
    OperationalError(
      "\(path) exists already, so nothing was written.", advice: "Edit it, or name another day: tapeout report DATE.")
  }

  /// Writes the file, and the folder where it is missing.
  ///
  /// - Throws: where it exists, or cannot be written; then nothing of it stays.
  package func write(_ text: String) throws(OperationalError) {
    if mkdir(folder, 0o777) != 0, errno != EEXIST {
      throw OperationalError("The folder Content/reports cannot be made: \(SystemError.last).")
    }
    let reports = open(folder, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard reports >= 0 else {
      throw OperationalError("The folder Content/reports cannot be opened: \(SystemError.last).")
    }
    defer { close(reports) }
    let name = cString(Array(path.utf8.dropFirst("Content/reports/".utf8.count)))
    let descriptor = openat(reports, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else {
      if errno == EEXIST { throw existsFailure }
      throw OperationalError("\(path) cannot be written: \(SystemError.last).")
    }
    var error: SystemError?
    do { try FileWriting.write(Array(text.utf8), to: descriptor) } catch let failure { error = failure }
    if close(descriptor) != 0, error == nil { error = SystemError.last }
    if let error {
      unlinkat(reports, name, 0)
      throw OperationalError("\(path) cannot be written: \(error).")
    }
  }
}
