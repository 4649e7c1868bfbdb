extension RuleSet {
  /// Dates that contradict each other, or that nobody keeps.
  static var dates: [any Rule] {
    [
      ActualInFuture(), RecordedAfterStatusDate(), Overdue(), StaleForecast(), ForecastBeforeDependency(),
      ForecastBehindUndated(),
      BaselineBeforeDependency(), ActualBeforeDependency(), DoneBeforeDependency(), NeedByMissed(),
      OutsideLaunchWindow(), NoBaseline(), SlipWithoutReason(), BaselineRewritten(), RebaselineDisagrees(),
      SlipAnnouncedLate(),
      VagueDateNear(), DurationDisordered(),
      DanglingStart(), HighFloat(), UndatedPlan(), UnknownDuration(), BeyondCalendar(),
    ]
  }
}
