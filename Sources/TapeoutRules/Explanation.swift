package import TapeoutModel

/// What `tapeout explain RULE` prints: what the defect is, why it matters, and a wrong and a right example.
///
/// Tests run both examples: the wrong one must show the finding, the right one must not.
package struct Explanation: Sendable {
  /// One or two sentences: what the rule finds.
  package let what: String
  /// Why that hurts, in the terms of a program manager.
  package let why: String
  package let wrong: Example
  package let right: Example

  package init(what: String, why: String, wrong: Example, right: Example) {
    self.what = what
    self.why = why
    self.wrong = wrong
    self.right = right
  }
}

/// Files laid over a small clean program; the first is the one that the example is about.
package struct Example: Sendable {
  package struct File: Sendable {
    /// Below `Content/`.
    package let path: String
    package let text: String

    package init(_ path: String, _ text: String) {
      self.path = path
      self.text = text
    }
  }

  /// What some of the files were on an earlier day.
  package struct Earlier: Sendable {
    package let day: Day
    package let files: [File]

    package init(_ day: Day, _ files: File...) {
      self.day = day
      self.files = files
    }
  }

  package let files: [File]
  /// Oldest first.
  package var earlier: [Earlier] = []
  /// Why Git cannot tell of earlier plans, in words; nil where it can.
  package var gap: String?
  /// Whether that is because nothing was ever committed.
  package var isNotKept = false
  /// The day by the clock, where the finding depends on it.
  package var today: Day?

  package init(_ files: File...) {
    self.files = files
  }

  package init(files: [File]) {
    self.files = files
  }

  /// The same files where one milestone file of the chip `custom-1` had another text on an earlier day.
  package func after(_ day: Day, milestone id: String, _ text: String) -> Example {
    var example = self
    example.earlier.append(Earlier(day, File("chips/custom-1/milestones/\(id).md", text)))
    return example
  }

  /// One milestone file of the chip `custom-1`.
  package static func milestone(_ id: String, _ text: String) -> Example {
    Example(File("chips/custom-1/milestones/\(id).md", text))
  }
}
