import TapeoutSystem

/// A folder of its own for one test, deleted with everything in it when the test lets go of it.
package final class TemporaryFolder: Sendable {
  /// Absolute, links resolved, without a slash at the end.
  package let path: String

  package struct Failure: Error, CustomStringConvertible {
    package let description: String
  }

  package init() throws {
    var template = Array("/tmp/tapeout-test.XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil, let resolved = realpath(template, nil) else {
      throw Failure(description: "mkdtemp: \(String(cString: strerror(errno)))")
    }
    path = String(cString: resolved)
    free(resolved)
  }

  deinit {
    remove(Array(path.utf8CString))
  }

  /// Writes a file below the folder, with the folders that lead to it.
  package func write(_ name: String, _ text: String = "") throws {
    try write(bytes: Array(text.utf8), to: Array(name.utf8))
  }

  /// Writes a file whose name need not be UTF-8.
  package func write(bytes: [UInt8], to name: [UInt8]) throws {
    let parts = name.split(separator: UInt8(ascii: "/"))
    try makeFolder(Array(parts.dropLast().joined(separator: [UInt8(ascii: "/")])))
    let descriptor = open(absolute(name), O_WRONLY | O_CREAT | O_TRUNC, 0o644)
    try check(descriptor, name)
    defer { close(descriptor) }
    var written = 0
    while written < bytes.count {
      let count = bytes[written...].withUnsafeBytes { buffer in
        system_write(descriptor, buffer.baseAddress, buffer.count)
      }
      try check(Int32(clamping: count), name)
      written += count
    }
  }

  /// Makes a folder and those that lead to it.
  package func makeFolder(_ name: String) throws {
    try makeFolder(Array(name.utf8))
  }

  private func makeFolder(_ name: [UInt8]) throws {
    for end in name.indices where name[end] == UInt8(ascii: "/") { mkdir(absolute(Array(name[..<end])), 0o755) }
    if name.isEmpty || mkdir(absolute(name), 0o755) == 0 || errno == EEXIST { return }
    try check(-1, name)
  }

  package func makeLink(_ name: String, to target: String) throws {
    try check(symlink(target, absolute(Array(name.utf8))), Array(name.utf8))
  }

  package func makePipe(_ name: String) throws {
    try check(mkfifo(absolute(Array(name.utf8)), 0o644), Array(name.utf8))
  }

  /// A file of so many NUL bytes that takes no room on the disk.
  package func makeSparse(_ name: String, size: Int) throws {
    try write(name)
    try check(truncate(absolute(Array(name.utf8)), size), Array(name.utf8))
  }

  package func setMode(_ name: String, _ mode: UInt32) throws {
    try check(chmod(absolute(Array(name.utf8)), mode_t(mode)), Array(name.utf8))
  }

  /// Permissions do not hold for the superuser.
  package static var ignoresPermissions: Bool { geteuid() == 0 }

  private func absolute(_ name: [UInt8]) -> [CChar] {
    (Array(path.utf8) + [UInt8(ascii: "/")] + name).map { CChar(bitPattern: $0) } + [0]
  }

  private func check(_ result: Int32, _ name: [UInt8]) throws {
    guard result < 0 else { return }
    throw Failure(description: "\(String(decoding: name, as: UTF8.self)): \(String(cString: strerror(errno)))")
  }
}

/// Deletes a file or a folder with everything in it, following no links.
private func remove(_ path: [CChar]) {
  // Without the permission to list a folder it could not be emptied.
  var status = stat()
  guard lstat(path, &status) == 0 else { return }
  guard status.st_mode & S_IFMT == S_IFDIR else {
    unlink(path)
    return
  }
  chmod(path, 0o755)
  if let stream = opendir(path) {
    var names: [[CChar]] = []
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
      if name != [0x2E], name != [0x2E, 0x2E] { names.append(name.map { CChar(bitPattern: $0) }) }
    }
    closedir(stream)
    for name in names { remove(path.dropLast() + [CChar(0x2F)] + name + [0]) }
  }
  rmdir(path)
}
