import ArgumentParser
import TapeoutLanguage
import TapeoutReporting

struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Prints what the front matter of a kind of file may hold, as JSON Schema.",
    discussion: """
      For programs that write content files, and editors that read schemas. What only the whole plan can tell, such as \
      whether a milestone exists, tapeout check says.
      """)

  @Argument(
    help: "What the file holds: \(FrontMatterSchema.nouns.joined(separator: ", ")).",
    completion: .list(FrontMatterSchema.nouns))
  var kind: String

  func run() throws {
    guard let text = FrontMatterSchema.text(of: kind) else {
      throw ValidationError("'\(kind.printable)' is none of \(FrontMatterSchema.nouns.joined(separator: ", ")).")
    }
    try StandardStream.output.write(text)
  }
}
