import ArgumentParser
import TapeoutDisk
import TapeoutModel
import TapeoutReporting
import TapeoutRules
import TapeoutWorkspace

struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Says what a rule finds, why that matters, and shows a wrong and a right example; or lists all rules."
  )

  @Argument(
    help: "The rule's name, as findings show it. Default: list all rules.",
    completion: .list(RuleSet.all.map(\.name.description)))
  var rule: String?

  func run() throws {
    let printer = ExplanationPrinter(TextStyle(isColored: Terminal.outputStream.showsColor))
    guard let rule else { return try StandardStream.output.write(printer.list(RuleSet.all)) }
    guard let known = RuleSet.all.first(where: { $0.name == RuleName(rule) }) else { throw unknown(rule) }
    try StandardStream.output.write(printer.page(known))
  }

  private func unknown(_ name: String) -> OperationalError {
    let names = RuleSet.all.map(\.name).sorted().map(\.description)
    let meant = suggestion(for: name, among: names)
    return OperationalError(
      "There is no rule \(name).",
      advice: meant.map { "Did you mean \($0)?" } ?? "`tapeout explain` lists all rules.")
  }
}
