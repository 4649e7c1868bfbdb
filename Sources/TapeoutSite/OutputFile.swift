import TapeoutTemplates

/// One file of the published site.
package struct OutputFile: Hashable, Sendable {
  /// Where it lies below the output folder: parts joined by `/`, none of them empty, `.` or `..`.
  package let path: String
  package let bytes: [UInt8]

  package init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }

  init(path: String, _ markup: Markup) {
    self.init(path: path, bytes: markup.bytes)
  }
}
