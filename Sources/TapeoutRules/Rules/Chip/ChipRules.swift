extension RuleSet {
  /// What every chip's plan has to hold, and what physics allows.
  static var chip: [any Rule] {
    [
      NoTapeOut(), NoLaunch(), AmbiguousLaunch(), TapeOutWithoutSignoff(), TapeOutNotToFoundry(), SiliconTooEarly(),
      QualificationTooShort(), LaunchBeforeProductionRelease(),
    ]
  }
}
