package import TapeoutModel

extension Plan {
  /// Takes what is said to have happened after a day for dates: on that day it had not happened yet.
  package mutating func countFactsAsDates(after day: Day) {
    for index in milestones.indices {
      milestones[index].countFactsAsDates(after: day)
    }
  }
}

extension Milestone {
  /// As ``Plan/countFactsAsDates(after:)``.
  mutating func countFactsAsDates(after day: Day) {
    if let happened = actual, happened.value.first > day {
      forecast = Located(.date(happened.value), at: happened.range)
      actual = nil
    }
    if let taken = accepted, taken.value.first > day { accepted = nil }
  }
}
