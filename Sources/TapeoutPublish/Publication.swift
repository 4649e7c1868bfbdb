/// What publishing a site has changed.
package struct Publication: Hashable, Sendable {
  package var pages = 0
  package var written = 0
  package var unchanged = 0
  /// Our files that the site has no more.
  package var removed = 0
  /// Pairs of paths that only some disks tell apart: they differ by nothing but case.
  package var caseTwins: [[String]] = []
  /// What went wrong after the new site was in its place, and where things are that were moved, as sentences.
  package var remarks: [String] = []

  package var files: Int { written + unchanged }
  package var hasChanged: Bool { written + removed > 0 }
}
