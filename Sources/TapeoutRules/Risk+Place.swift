import TapeoutModel

extension Risk {
  /// Where a finding about the risk as a whole points.
  var place: SourceRange { title?.range ?? origin.start }

  /// Open as far as can be told, and readable.
  var isJudged: Bool { isOpen && origin.omits("status") }
}
