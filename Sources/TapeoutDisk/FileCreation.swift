import TapeoutSystem

/// Makes new files below a folder, all of them or none, and never writes over anything or through a symbolic link.
package struct FileCreation: ~Copyable {
  private let root: Int32
  private var made: [(path: String, isFolder: Bool)] = []
  private var isKept = false

  /// - Parameter root: an existing folder.
  /// - Throws: where something is in the way or cannot be written; then all that was made is gone again.
  package static func create(_ files: [(path: String, text: String)], in root: String) throws(OperationalError) {
    var creation = try FileCreation(in: root)
    for file in files { try creation.add(file.path, file.text) }
    creation.isKept = true
  }

  private init(in folder: String) throws(OperationalError) {
    root = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard root >= 0 else { throw OperationalError("The folder \(folder) cannot be opened: \(SystemError.last).") }
  }

  deinit {
    if !isKept {
      for entry in made.reversed() {
        unlinkat(root, cString(Array(entry.path.utf8)), entry.isFolder ? AT_REMOVEDIR : 0)
      }
    }
    close(root)
  }

  private mutating func add(_ path: String, _ text: String) throws(OperationalError) {
    let parts = path.utf8.split(separator: UInt8(ascii: "/")).map { Array($0) }
    var folder = dup(root)
    defer { close(folder) }
    var reached: [UInt8] = []
    for name in parts.dropLast() {
      reached += (reached.isEmpty ? [] : [UInt8(ascii: "/")]) + name
      let shown = String(decoding: reached, as: UTF8.self)
      if mkdirat(folder, cString(name), 0o777) == 0 {
        made.append((shown, true))
      } else if errno != EEXIST {
        throw OperationalError("The folder \(shown) cannot be made: \(SystemError.last). Nothing was written.")
      }
      let next = openat(folder, cString(name), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
      guard next >= 0 else {
        let error = SystemError.last
        throw OperationalError(
          "The folder \(shown) cannot be opened: \(error). Nothing was written.",
          advice: "A file or a symbolic link of that name is in the way, or its permissions are.")
      }
      close(folder)
      folder = next
    }
    guard let name = parts.last else { return }
    let descriptor = openat(folder, cString(name), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else {
      if errno == EEXIST { throw OperationalError("\(path) exists already, so nothing was written.") }
      throw OperationalError("\(path) cannot be written: \(SystemError.last). Nothing was written.")
    }
    made.append((path, false))
    var error: SystemError?
    do { try FileWriting.write(Array(text.utf8), to: descriptor) } catch let failure { error = failure }
    if close(descriptor) != 0, error == nil { error = SystemError.last }
    if let error { throw OperationalError("\(path) cannot be written: \(error). Nothing was written.") }
  }
}
