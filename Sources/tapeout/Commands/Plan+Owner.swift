import TapeoutDisk
import TapeoutModel
import TapeoutWorkspace

extension Plan {
  /// The name of an owner as the plan writes it.
  ///
  /// - Throws: where nothing has that owner, with who was probably meant.
  func owner(named name: String) throws(OperationalError) -> String {
    let owners = Owners(self).all.map(\.name)
    let wanted = name.lowercased()
    if let owner = owners.first(where: { $0.lowercased().utf8.elementsEqual(wanted.utf8) }) { return owner }
    let meant = suggestion(for: name, among: owners)
    throw OperationalError(
      "Nobody called \(name) owns anything.",
      advice: meant.map { "Did you mean \($0)?" } ?? "Write the owner as in the files, such as --owner \"Layout team\"."
    )
  }
}
