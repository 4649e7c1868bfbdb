/// The version of the tool, as it says it itself: on the command line and in what it writes for other programs.
package enum ToolVersion {
  package static let current = "0.1.0"
}
