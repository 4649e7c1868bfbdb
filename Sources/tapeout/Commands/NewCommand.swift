import ArgumentParser
import TapeoutDisk
import TapeoutEditing
import TapeoutModel
import TapeoutWorkspace

struct NewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "Adds a chip, a milestone, a partner, a risk or a report, each in files of its own.",
    discussion: "Nothing that exists is written over, and of several files all are made or none.",
    subcommands: [
      NewChipCommand.self, NewMilestoneCommand.self, NewPartnerCommand.self, NewRiskCommand.self, ReportCommand.self,
    ])
}

extension ProjectOptions {
  /// The project and its plan, to which something is added.
  func readPlan() async throws -> (project: Project, plan: Plan) {
    let project = try project()
    return (project, try await ReadProject(project, analysis(history: nil)).plan)
  }
}

/// Makes the files of something new.
func create(_ files: [NewFile], in project: Project) throws(OperationalError) {
  try FileCreation.create(files.map { ($0.path, $0.text) }, in: project.root)
}

/// Refuses an id that cannot be one, or is taken.
///
/// - Parameter taken: ids of the same kind, former ones included.
func checkID(_ id: String, of what: String, taken: [String]) throws(OperationalError) {
  do throws(RefusedID) {
    try NewID.check(id, of: what)
  } catch {
    throw OperationalError(error.summary, advice: error.advice)
  }
  guard taken.contains(id) else { return }
  throw OperationalError(
    "There is a \(what) \(id) already, or was one under that id.",
    advice: "Choose another id, or edit the existing file.")
}

/// The title that was given, else one made of the id.
func title(_ given: String?, of id: String) throws(OperationalError) -> String {
  guard let given else {
    let words = String(decoding: id.utf8.map { $0 == UInt8(ascii: "-") ? UInt8(ascii: " ") : $0 }, as: UTF8.self)
    return words.prefix(1).uppercased() + words.dropFirst()
  }
  guard given.utf8.contains(where: { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") }) else {
    throw OperationalError("An empty title says nothing.", advice: "Give one, or leave out --title.")
  }
  return given
}
