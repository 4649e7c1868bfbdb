import TapeoutDisk
import TapeoutModel

extension LoadedContent {
  /// Collects files in the order of their paths, so that each one's place in the source set is known at once.
  struct Builder {
    private var files: [SourceFile] = []
    private var findings: [Finding] = []
    var attachments: [String] = []
    var faults: [ExactString: AttachmentFault] = [:]

    var built: LoadedContent {
      LoadedContent(sources: SourceSet(files), attachments: attachments, faults: faults, findings: findings)
    }

    mutating func add(_ path: String, _ reading: FileReading) throws(OperationalError) {
      switch reading {
      case .bytes(let bytes): files.append(SourceFile(path: path, bytes: bytes))
      case .oversized(let size): add(path, unread: .oversized(size))
      case .special: add(path, unread: .special)
      case .failed(let error) where error.isAbsence: return
      case .failed(let error) where error.isRefusal: add(path, unread: .refused(error))
      case .failed(let error): throw OperationalError("\(path) cannot be read: \(error)")
      }
    }

    mutating func add(_ path: String, unread reason: UnreadableReason) {
      let range = SourceRange(startOf: FileID(files.count))
      files.append(SourceFile(path: path, bytes: [], isUnread: true))
      findings.append(reason.finding(path, at: range))
    }
  }
}

/// Why something below `Content/` is not read.
enum UnreadableReason: Hashable, Sendable {
  case link, special, nameNotUTF8, tooDeep
  case oversized(Int)
  case refused(SystemError)

  func finding(_ path: String, at range: SourceRange) -> Finding {
    switch self {
    case .link:
      Finding(
        "unreadable-file", at: range, "\(path) is a symbolic link, and links are not followed",
        advice: "Put a copy of the file or folder in its place, or delete the link.")
    case .special:
      Finding(
        "unreadable-file", at: range, "\(path) is neither a file nor a folder, so it cannot be read",
        advice: "Delete it, or move it out of Content/.")
    case .nameNotUTF8:
      Finding(
        "unreadable-file", at: range, "The name of \(path) is not UTF-8, so nothing can refer to it",
        advice: "Rename it with lower-case letters, digits and hyphens.")
    case .tooDeep:
      Finding(
        "unreadable-file", at: range,
        "The folder \(path) lies more than \(ContentLoader.deepestFolder) folders deep, so nothing in it is read",
        advice: "Move it nearer to Content/.")
    case .oversized(let size):
      Finding(
        "oversized-file", at: range,
        "\(path) has \(inMebibytes(size)), and a content file may have at most "
          + inMebibytes(ContentLoader.largestFile),
        advice: "Move tables and logs into an attachment and link to it.")
    case .refused(let error):
      Finding(
        "unreadable-file", at: range, "\(path) cannot be read: \(error)",
        advice: "Give yourself permission to read it.")
    }
  }
}

/// A size in MiB with one decimal, rounded up so that what is over a limit never reads as equal to it.
private func inMebibytes(_ bytes: Int) -> String {
  let tenths = bytes / (1 << 20) * 10 + (bytes % (1 << 20) * 10 + (1 << 20) - 1) >> 20
  return tenths % 10 == 0 ? "\(tenths / 10) MiB" : "\(tenths / 10).\(tenths % 10) MiB"
}
