extension RuleSet {
  /// The program as a whole and the settings of the tool.
  static var program: [any Rule] {
    [
      UnknownRule(), LaunchWindowUnset(), HistoryUnavailable(), HistoryNotKept(), AmbiguousParty(), UnclearDecision(),
      OverdueDecision(), UnmatchedDecision(), OwnerSpelling(),
      IdleSupposition(),
    ]
  }
}
