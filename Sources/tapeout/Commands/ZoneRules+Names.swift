import TapeoutDisk
import TapeoutImport
import TapeoutSystem

extension ZoneRules {
  /// Folders that hold the time zone database, the first of them on nearly all systems.
  private static let folders = ["/usr/share/zoneinfo", "/usr/lib/zoneinfo", "/usr/share/lib/zoneinfo", "/etc/zoneinfo"]
  /// The largest file of the database has a few kilobytes.
  private static let largest = 1 << 20

  /// The time zone of a name such as `Europe/Berlin`, from the system’s time zone database.
  static func named(_ name: String) throws(OperationalError) -> ZoneRules {
    if ["UTC", "GMT", "Z"].contains(name) { return .utc }
    let parts = name.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    let isName = parts.allSatisfy { part in
      part.first.map { $0 != UInt8(ascii: ".") } ?? false
        && part.allSatisfy {
          (0x61...0x7A).contains($0 | 0x20) || (0x30...0x39).contains($0) || "_-+.".utf8.contains($0)
        }
    }
    guard isName else {
      throw OperationalError("“\(name)” is no name of a time zone.", advice: "Write one such as Europe/Berlin or UTC.")
    }
    var hasDatabase = false
    for folder in folders {
      var status = stat()
      guard stat(folder, &status) == 0 else { continue }
      hasDatabase = true
      if case .bytes(let bytes) = FileReading(cString(Array("\(folder)/\(name)".utf8)), from: AT_FDCWD, limit: largest),
        let rules = ZoneRules(name: name, file: bytes)
      {
        return rules
      }
    }
    throw hasDatabase
      ? OperationalError(
        "There is no time zone “\(name)” on this machine.",
        advice: "Write a name such as Europe/Berlin, Asia/Taipei or UTC.")
      : OperationalError(
        "This machine has no time zone database, so that only UTC is known.",
        advice: "Install it: the package is called tzdata.")
  }
}
