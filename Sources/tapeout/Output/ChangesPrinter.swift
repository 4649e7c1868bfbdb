import TapeoutHistory
import TapeoutModel

/// Prints changes for a terminal, at most 80 columns wide.
struct ChangesPrinter {
  private let report: ChangesReport
  private let style: TextStyle

  init(_ report: ChangesReport, _ style: TextStyle) {
    self.report = report
    self.style = style
  }

  func printed() -> String { "" }
}
