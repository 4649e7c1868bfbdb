import TapeoutHistory
import TapeoutModel

/// Prints changes as `tapeout.changes/1`: JSON for other programs, described in `Docs/changes-json.md`.
struct ChangesJSONPrinter {
  private let report: ChangesReport

  init(_ report: ChangesReport) {
    self.report = report
  }

  func printed() throws -> String { "" }
}
