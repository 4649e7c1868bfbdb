import ArgumentParser
import TapeoutDisk
import TapeoutEditing
import TapeoutModel
import TapeoutWorkspace

struct NewRiskCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "risk", abstract: "Adds a risk to a chip.",
    discussion: "The forecast lets it happen with its probability, and then adds its delays.")

  @Argument(
    help: "The risk, as chip/id.", completion: .custom { words, _, _ in CompletionNames.places(words) })
  var id: String

  @Option(help: ArgumentHelp("How probable it is, such as 30%.", valueName: "percent"))
  var probability: String

  @Option(
    help: ArgumentHelp(
      "What it would delay, and by how much: launch=4w or =2w..4w..9w. May be repeated.", valueName: "id=duration"),
    completion: .custom { words, _, _ in CompletionNames.lengths(words) })
  var delays: [String]

  @Option(help: ArgumentHelp("Its title. Default: made of the id.", valueName: "text"))
  var title: String?

  @Option(help: ArgumentHelp("Who watches it.", valueName: "text"))
  var owner = "Program office"

  @OptionGroup var project: ProjectOptions

  func validate() throws {
    guard !delays.isEmpty else { throw ValidationError("A risk that delays nothing is none: give --delays.") }
  }

  func run() async throws {
    let (project, plan) = try await self.project.readPlan()
    let id = try plan.newID(self.id, of: "risk")
    let chip = plan.chips[try plan.chip(named: id.chip)]
    let taken = chip.risks.flatMap { index in
      [plan.risks[index].id] + plan.risks[index].formerIDs.map { id in id.risk }
    }
    try checkID(id.milestone, of: "risk", taken: taken)
    let digits = String(decoding: probability.utf8.filter { $0 != UInt8(ascii: "%") }, as: UTF8.self)
    guard let percent = Double(digits), percent > 0, percent < 100, digits.utf8.count == probability.utf8.count - 1,
      digits.utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == UInt8(ascii: ".") })
    else {
      throw OperationalError(
        "\(probability) is no probability of a risk.",
        advice: "Write a percentage above 0% and below 100%, such as 30%.")
    }
    let file = NewFile.risk(
      chip: chip.id, id: id.milestone, title: try tapeout.title(title, of: id.milestone), owner: owner,
      probability: probability, delays: try plan.lengths(delays, in: chip.id, allowsUnknown: false))
    try create([file], in: project)
    try StandardStream.output.write(
      "Wrote \(file.path).\nSay in it what would show that it happens, and what is done then.\n")
  }
}
