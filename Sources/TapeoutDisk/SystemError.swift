import TapeoutSystem

/// An error number of the operating system, in words.
package struct SystemError: Error, Hashable, Sendable {
  package let code: Int32

  package init(code: Int32) { self.code = code }

  /// What the last failed call left in `errno`.
  package static var last: SystemError { SystemError(code: errno) }

  /// Nobody may read it, or it turned out to be a link: a fact about that file, not about the machine.
  package var isRefusal: Bool { code == EACCES || code == EPERM || code == ELOOP }

  /// It went away between two looks, as files do while an editor saves.
  package var isAbsence: Bool { code == ENOENT || code == ENOTDIR }
}

extension SystemError: CustomStringConvertible {
  package var description: String {
    switch code {
    case EACCES, EPERM: "permission denied"
    case ENOENT: "no such file or folder"
    case ENOTDIR: "not a folder"
    case ELOOP: "it is a symbolic link"
    case EIO: "the disk reports an input/output error"
    case EMFILE, ENFILE: "too many open files"
    default: String(cString: strerror(code))
    }
  }
}
