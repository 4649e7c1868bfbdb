package import TapeoutModel

/// One file, read: what it is and what is wrong with it. References are not resolved yet.
package struct Document: Sendable {
  enum Content: Sendable {
    case program(Program)
    case partner(Partner)
    case chip(Chip)
    case milestone(Milestone)
    case risk(Risk, chip: String)
    case report(Report)
    case scenario(Scenario)
  }

  /// Nil where the file is nothing that the plan knows.
  var content: Content?
  package internal(set) var findings: [Finding] = []
  /// Where the file was meant to lie, from the root, where it lies or is called otherwise.
  var meantPath: String?
  /// The folder whose wrong name is why the file is not read.
  var strayFolder: String?
}
