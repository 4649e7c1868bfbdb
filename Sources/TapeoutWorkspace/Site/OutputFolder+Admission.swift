package import TapeoutDisk
import TapeoutGit
package import TapeoutPublish

extension OutputFolder {
  /// Stops where the folder is full and was never a site, unless the user has said that it is to become one.
  ///
  /// What Git tracks there does not speak against it: it can be had again.
  ///
  /// - Parameters:
  ///   - isAdopting: whether the user has said so.
  ///   - options: where git is found.
  /// - Returns: what the site will lie beside, a sentence; nil where the folder is for a site anyway.
  package func admitted(isAdopting: Bool, _ options: HistoryReader.Options) throws(OperationalError) -> String? {
    let git = GitCommand(variables: options.variables, deadline: Deadline(secondsFromNow: options.timeLimit))
    guard let names = try strangers(expected: { git.trackedFiles(below: path) }) else { return nil }
    let most = 12
    let more = names.count > most ? " and \(names.count - most) more" : ""
    let list = names.prefix(most).joined(separator: ", ") + more
    guard isAdopting else {
      throw OperationalError(
        "The output folder \(path) was never a site, and holds: \(list).",
        advice: "Name another folder with --output, or add --adopt, once: all of this then stays, beside the site.")
    }
    return "\(path) becomes a site. What it holds stays in it: \(list)."
  }
}
