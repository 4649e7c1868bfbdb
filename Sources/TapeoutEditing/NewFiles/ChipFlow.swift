package import TapeoutModel

/// The ways in which a chip comes about: each a pipeline of milestones to start a plan from.
package enum ChipFlow: String, CaseIterable, Sendable {
  /// Designed with a partner.
  case customASIC = "custom-asic"
  case inHouse = "in-house"
  /// Bought.
  case merchant
  /// A place on a shuttle: a wafer that several projects share.
  case mpw

  package var chipKind: ChipKind {
    switch self {
    case .customASIC: .custom
    case .inHouse, .mpw: .inHouse
    case .merchant: .merchant
    }
  }

  /// The milestone that `--kickoff` dates.
  package var start: String {
    switch self {
    case .customASIC, .inHouse: "kickoff"
    case .merchant: "request"
    case .mpw: "registration"
    }
  }

  /// The milestone that counts as the launch.
  package var launch: String {
    switch self {
    case .customASIC, .inHouse: "launch"
    case .merchant: "deployment"
    case .mpw: "delivery"
    }
  }

  /// The milestones, each behind those that it waits for.
  package var steps: [FlowStep] {
    switch self {
    case .customASIC: ChipFlow.customASICSteps
    case .inHouse: ChipFlow.inHouseSteps
    case .merchant: ChipFlow.merchantSteps
    case .mpw: ChipFlow.shuttleSteps
    }
  }

  private static var customASICSteps: [FlowStep] {
    [
      step("kickoff"),
      step("spec-freeze", [wait("kickoff")]),
      step("architecture-freeze", [wait("spec-freeze")]),
      step("export-classification", [wait("architecture-freeze")]),
      step("capacity-booking", [wait("architecture-freeze")]),
      step("ip-delivery", [wait("architecture-freeze")]),
      step("rtl-freeze", [wait("architecture-freeze"), wait("ip-delivery")]),
      step("verification-complete", [wait("rtl-freeze")]),
      step("netlist-handoff", [wait("verification-complete")]),
      step("timing-signoff", [wait("netlist-handoff")]),
      step("power-signoff", [wait("netlist-handoff")]),
      step("physical-verification", [wait("timing-signoff"), wait("power-signoff")]),
      step("tape-out-review", [wait("physical-verification"), wait("export-classification", .sameDay)]),
      step("tape-out", [wait("kickoff", .design), wait("tape-out-review")]),
    ] + silicon(packaging: [wait("wafers-out"), wait("capacity-booking", .packagingSlot)])
      + [
        step("respin-decision", [wait("bring-up")]),
        step("customer-samples", [wait("respin-decision")]),
        step("qualification", [wait("customer-samples", .operatingLife)]),
        step("production-release", [wait("qualification")]),
        step("launch", [wait("tape-out", .volume), wait("production-release")]),
      ]
  }

  private static var inHouseSteps: [FlowStep] {
    [
      step("kickoff"),
      step("spec-freeze", [wait("kickoff")]),
      step("architecture-freeze", [wait("spec-freeze")]),
      step("rtl-freeze", [wait("architecture-freeze")]),
      step("verification-complete", [wait("rtl-freeze")]),
      step("timing-signoff", [wait("verification-complete")]),
      step("power-signoff", [wait("verification-complete")]),
      step("physical-verification", [wait("timing-signoff"), wait("power-signoff")]),
      step("tape-out-review", [wait("physical-verification")]),
      step("tape-out", [wait("kickoff", .design), wait("tape-out-review")]),
    ] + silicon(packaging: [wait("wafers-out")])
      + [
        step("respin-decision", [wait("bring-up")]),
        step("qualification", [wait("respin-decision", .operatingLife)]),
        step("production-release", [wait("qualification")]),
        step("launch", [wait("tape-out", .volume), wait("production-release")]),
      ]
  }

  /// From the tape-out to working parts.
  private static func silicon(packaging: [FlowStep.Wait]) -> [FlowStep] {
    [
      step("mask-release", [wait("tape-out")]),
      step("wafer-start", [wait("tape-out", .waferStart), wait("mask-release", .sameDay)]),
      step("wafers-out", [wait("wafer-start", .fab)]),
      step("package-assembly", packaging),
      step("first-silicon", [wait("wafers-out", .packagingAndTest), wait("package-assembly")]),
      step("bring-up", [wait("first-silicon")]),
    ]
  }

  private static var merchantSteps: [FlowStep] {
    [
      FlowStep(
        id: "request", title: "Purchase requested", kind: "review", owner: "Program office",
        criteria: ["Quantity, budget and workload agreed"]),
      step("export-license", [wait("request")]),
      step("import-approval", [wait("request")]),
      step("purchase-order", [wait("export-license"), wait("import-approval")]),
      step("delivery", [wait("purchase-order")]),
      step("deployment", [wait("delivery")], isGate: true),
    ]
  }

  private static var shuttleSteps: [FlowStep] {
    [
      FlowStep(
        id: "registration", title: "Shuttle seat registered", kind: "capacity-booking", owner: "Program office",
        criteria: ["Shuttle, area and number of dies confirmed by the foundry", "Design kit and agreements in place"]),
      step("timing-signoff", [wait("registration")]),
      step("power-signoff", [wait("registration")]),
      step("physical-verification", [wait("timing-signoff"), wait("power-signoff")]),
      FlowStep(
        id: "submission-cutoff", title: "Submission cut-off", kind: "review", owner: "Physical design lead",
        criteria: ["Layout database submitted before the foundry’s deadline", "Foundry’s incoming checks passed"],
        after: [wait("registration"), wait("physical-verification", .sameDay)]),
      FlowStep(
        id: "tape-in", title: "Tape-in", kind: "tape-out", owner: "Physical design lead",
        criteria: ["Database merged into the shuttle and confirmed", "No change after the cut-off"],
        after: [wait("submission-cutoff")]),
      step("wafer-start", [wait("submission-cutoff", .waferStart), wait("tape-in", .sameDay)]),
      step("wafers-out", [wait("wafer-start", .fab)]),
      FlowStep(
        id: "packaged-parts", title: "Packaged parts", kind: "package-assembly", owner: "Package engineering",
        criteria: ["Dies diced and packaged", "Parts counted and logged"],
        after: [wait("wafers-out", .packagingAndTest)]),
      FlowStep(
        id: "delivery", title: "Delivery", kind: "delivery", owner: "Program office",
        criteria: ["Parts received and counted", "Incoming test passed on a sample"], after: [wait("packaged-parts")]),
    ]
  }

  private static func step(_ kind: String, _ after: [FlowStep.Wait] = [], isGate: Bool? = nil) -> FlowStep {
    let usual = UsualMilestone.of(kind)
    return FlowStep(
      id: kind, title: MilestoneKind.builtIn.first { $0.name == kind }?.title ?? kind, kind: kind,
      owner: usual?.owner ?? "Program office", criteria: usual?.criteria ?? [], after: after, isGate: isGate)
  }

  private static func wait(_ id: String, _ length: SourcedLength? = nil) -> FlowStep.Wait {
    .init(id: id, length: length)
  }
}

/// A milestone of a flow.
package struct FlowStep: Sendable {
  package var id: String
  package var title: String
  package var kind: String
  package var owner: String
  package var criteria: [String]
  package var after: [Wait] = []
  /// Nil: as its kind says.
  package var isGate: Bool?

  /// What must happen first.
  package struct Wait: Sendable {
    package var id: String
    /// Nil: no public source gives one.
    package var length: SourcedLength?
  }
}
