import TapeoutModel

/// What `git log -z --raw --date=raw --format='%H %cd %P'` prints, taken apart as it comes.
///
/// Fields end with NUL, and every field's meaning follows from those before it, so that no name can pass for another
/// field. Authors and subjects are not asked for.
package struct GitLog {
  /// A commit, reduced to what it did to files.
  package struct Commit: Hashable, Sendable {
    package var id: ObjectID
    /// Nil where nothing came before it, or where that was not cloned.
    package var firstParent: ObjectID?
    /// Seconds since 1970 at which it was committed.
    package var time: Int
    /// Seconds by which the clock of its writer was ahead of UTC.
    package var offset = 0
    package var changes: [Change] = []
  }

  /// One file of a commit.
  package struct Change: Hashable, Sendable {
    /// Where it lay before, from the top of the repository; nil where it was not there.
    package var old: [UInt8]?
    /// Where it lies afterwards; nil where it is gone.
    package var new: [UInt8]?
    package var oldMode: Mode
    package var newMode: Mode
    /// Names what it holds afterwards.
    package var blob: ObjectID
    /// The file lay somewhere else.
    package var isRename: Bool { old != nil && new != nil && old != new }
    /// What it holds is different from before.
    package var changesBytes: Bool
  }

  /// What kind of thing lies at a path.
  package enum Mode: Hashable, Sendable {
    case file
    /// A link, a submodule, or nothing.
    case other
  }

  private var field: [UInt8] = []
  private var commit: Commit?
  /// The fields of a change that are there already.
  private var change: [[UInt8]] = []
  /// Set where what comes is no log.
  package private(set) var isMalformed = false

  /// The longest field: a path.
  private static let longestField = 1 << 16

  /// Takes the next piece of the log.
  ///
  /// - Parameter handle: gets each commit once it is whole.
  /// - Returns: false where what comes is no log.
  package mutating func take(_ piece: UnsafeRawBufferPointer, _ handle: (Commit) -> Void) -> Bool {
    var rest = piece[...]
    while let end = rest.firstIndex(of: 0) {
      field += rest[..<end]
      finishField(handle)
      field.removeAll(keepingCapacity: true)
      rest = rest[(end + 1)...]
    }
    field += rest
    if field.count > GitLog.longestField { isMalformed = true }
    return !isMalformed
  }

  /// Takes all that comes for the changes of one commit, as `git diff-tree -z --raw` prints them.
  mutating func begin(_ commit: Commit) { self.commit = commit }

  /// Gives the last commit, at the end of the log.
  package mutating func finish(_ handle: (Commit) -> Void) {
    if !field.isEmpty || !change.isEmpty { isMalformed = true }
    if let commit { handle(commit) }
    commit = nil
  }

  private mutating func finishField(_ handle: (Commit) -> Void) {
    if let head = change.first {
      change.append(field)
      let isPair = head.contains(UInt8(ascii: "R")) || head.contains(UInt8(ascii: "C"))
      if change.count == (isPair ? 3 : 2) {
        finishChange()
        change = []
      }
      return
    }
    // A commit's changes follow it after a line end.
    let text = field.first == UInt8(ascii: "\n") ? field[1...] : field[...]
    if text.first == UInt8(ascii: ":") {
      change = [Array(text)]
    } else if let next = GitLog.commit(text) {
      if let commit { handle(commit) }
      commit = next
    } else {
      isMalformed = true
    }
  }

  /// `ID SECONDS ZONE PARENT PARENT`, with any number of parents.
  private static func commit(_ text: ArraySlice<UInt8>) -> Commit? {
    let parts = text.split(separator: UInt8(ascii: " "))
    guard parts.count >= 3, let id = ObjectID(parts[0]), let time = Int(String(decoding: parts[1], as: UTF8.self)),
      let zone = Int(String(decoding: parts[2], as: UTF8.self))
    else { return nil }
    let offset = (zone / 100 * 60 + zone % 100) * 60
    return Commit(
      id: id, firstParent: parts.count > 3 ? ObjectID(parts[3]) : nil, time: time,
      offset: abs(offset) <= 86_400 ? offset : 0)
  }

  /// `:100644 100644 OLD NEW R087`, then one path or two.
  private mutating func finishChange() {
    let parts = change[0].dropFirst().split(separator: UInt8(ascii: " "))
    guard parts.count == 5, let status = parts[4].first, let before = ObjectID(parts[2]), let after = ObjectID(parts[3])
    else {
      isMalformed = true
      return
    }
    let old = change[1]
    let new = change[change.count - 1]
    commit?.changes.append(
      Change(
        old: status == UInt8(ascii: "A") || status == UInt8(ascii: "C") ? nil : old,
        new: status == UInt8(ascii: "D") ? nil : new,
        oldMode: Mode(parts[0]), newMode: Mode(parts[1]), blob: after, changesBytes: before != after))
  }
}

extension GitLog.Mode {
  /// `100644` or `100755`, as Git writes the mode of a regular file.
  package init(_ digits: some Collection<UInt8>) {
    self = digits.starts(with: "100".utf8) ? .file : .other
  }
}

/// The name of an object in the repository: 40 or 64 hexadecimal digits.
package struct ObjectID: Hashable, Sendable {
  package let digits: String

  package init?(_ bytes: some Collection<UInt8>) {
    // A cache holds one for each file: byte by byte through a generic collection, they took a thirtieth of a change.
    let digits =
      bytes.withContiguousStorageIfAvailable(ObjectID.digits) ?? Array(bytes).withUnsafeBufferPointer(ObjectID.digits)
    guard let digits else { return nil }
    self.digits = digits
  }

  private static func digits(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
    guard bytes.count == 40 || bytes.count == 64 else { return nil }
    for byte in bytes {
      guard
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
      else { return nil }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
