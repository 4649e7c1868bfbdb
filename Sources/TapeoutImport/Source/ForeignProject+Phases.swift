import TapeoutModel

extension ForeignProject {
  /// Whether all parts of the first level are named after phases of one chip, so that none is a chip itself.
  var sectionsArePhases: Bool {
    let sections = tasks.filter { $0.isSummary && $0.parent == nil }
    return !sections.isEmpty && sections.allSatisfy { ForeignProject.phaseNames.contains($0.name.lettersAndDigits) }
  }

  private static let phaseNames: Set<String> = {
    let usual = [
      "architecture", "assembly", "backend", "characterization", "definition", "design", "development", "fabrication",
      "feasibility", "frontend", "gates", "implementation", "integration", "layout", "manufacturing", "masks",
      "milestones", "packaging", "physical", "planning", "preparation", "prototype", "ramp", "release", "requirements",
      "reviews", "rtl", "signoff", "silicon", "spec", "specification", "synthesis", "tapein", "testing", "validation",
      "verification", "volumeramp",
    ]
    let own = Phase.allCases.flatMap { [$0.rawValue.lettersAndDigits, $0.title.lettersAndDigits] }
    return Set(usual + own)
  }()
}
