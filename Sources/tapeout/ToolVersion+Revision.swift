internal import CRevision
import TapeoutModel

extension ToolVersion {
  /// What `tapeout --version` says: the version, and the commit where the build names one: `0.1.0 (5ee60ca1d2f4)`.
  static var withRevision: String {
    let revision = String(cString: program_revision)
    return revision.isEmpty ? current : "\(current) (\(revision))"
  }
}
