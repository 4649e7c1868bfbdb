public import ArgumentParser
import TapeoutDisk
import TapeoutEditing
public import TapeoutModel

extension PartnerRole: ExpressibleByArgument {}

struct NewPartnerCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "partner", abstract: "Adds a partner.")

  @Argument(help: "The partner's id: lower-case letters, digits and hyphens.")
  var id: String

  @Option(help: "What it does in the program.")
  var role: PartnerRole

  @Option(help: ArgumentHelp("Its title. Default: made of the id.", valueName: "text"))
  var title: String?

  @OptionGroup var project: ProjectOptions

  func run() async throws {
    let (project, plan) = try await self.project.readPlan()
    try checkID(id, of: "partner", taken: plan.partners.flatMap { [$0.id] + $0.formerIDs.map(\.value) })
    let file = NewFile.partner(id, title: try tapeout.title(title, of: id), role: role)
    try create([file], in: project)
    var said = "Wrote \(file.path).\n"
    let isShared = role == .customer || role == .osat || role == .regulator || role == .supplier
    if isShared, let other = plan.partners.first(where: { $0.role?.value == role }) {
      said +=
        "\(other.id) has the role \(role.rawValue), too: name the party that counts in milestones, as from: and to:.\n"
    }
    try StandardStream.output.write(said)
  }
}
