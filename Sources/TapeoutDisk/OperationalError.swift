/// What stops the tool itself: a folder that is not there, a disk that cannot be read.
///
/// Content that is wrong is never one of these: it is a finding.
package struct OperationalError: Error, Hashable, Sendable {
  /// What failed, in one sentence that stands alone.
  package let summary: String
  /// What to do about it, in the imperative.
  package let advice: String?

  package init(_ summary: String, advice: String? = nil) {
    self.summary = summary
    self.advice = advice
  }
}
