import TapeoutHistory
import TapeoutModel

/// Prints changes as Markdown: for an e-mail, and as the draft of a report.
struct ChangesMarkdownPrinter {
  private let report: ChangesReport

  init(_ report: ChangesReport) {
    self.report = report
  }

  /// - Parameter base: put before links to files below `Content/` (`../` in a report); nil prints no links.
  func printed(linkingFrom base: String? = nil) -> String { "" }
}
