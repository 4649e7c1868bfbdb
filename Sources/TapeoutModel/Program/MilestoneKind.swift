/// A word of the milestone vocabulary: it gives the phase, who owes whom, and whether it is a gate.
public struct MilestoneKind: Hashable, Sendable {
  public var name: String
  public var title: String
  public var phase: Phase
  public var giver: PartyRole?
  public var receiver: PartyRole?
  public var isGate: Bool

  public init(
    name: String, title: String, phase: Phase, giver: PartyRole? = nil, receiver: PartyRole? = nil, isGate: Bool = false
  ) {
    self.name = name
    self.title = title
    self.phase = phase
    self.giver = giver
    self.receiver = receiver
    self.isGate = isGate
  }

  /// The part a party plays for one chip.
  public enum PartyRole: UInt8, Sendable {
    case customer, designPartner, foundry, packaging, regulator, supplier
  }
}

/// A stretch of the way from idea to launch, in order.
public enum Phase: String, CaseIterable, Comparable, Sendable {
  case concept
  case frontEnd = "front-end"
  case supply, regulatory, physical, gate
  case tapeOut = "tape-out"
  case mask, fab, package, test
  case bringUp = "bring-up"
  case qualification, production, launch

  /// Place in the order of phases, from 0.
  public var order: Int { Phase.allCases.firstIndex(of: self) ?? 0 }

  public static func < (lhs: Phase, rhs: Phase) -> Bool { lhs.order < rhs.order }

  /// As a heading.
  public var title: String {
    switch self {
    case .concept: "Concept"
    case .frontEnd: "Front end"
    case .supply: "Supply"
    case .regulatory: "Regulatory"
    case .physical: "Physical design"
    case .gate: "Reviews"
    case .tapeOut: "Tape-out"
    case .mask: "Masks"
    case .fab: "Fabrication"
    case .package: "Packaging"
    case .test: "Test"
    case .bringUp: "Bring-up"
    case .qualification: "Qualification"
    case .production: "Production"
    case .launch: "Launch"
    }
  }
}

extension MilestoneKind {
  /// The kinds that every program has, in the order of the pipeline.
  public static let builtIn: [MilestoneKind] = [
    // concept
    kind("kickoff", "Kickoff", .concept, .customer, .designPartner),
    kind("spec-freeze", "Specification freeze", .concept, .customer, .designPartner),
    kind("export-classification", "Export classification", .concept, .customer, .regulator),
    kind("architecture-freeze", "Architecture freeze", .concept, .customer, .designPartner, gate: true),
    // front end
    kind("ip-delivery", "IP delivery", .frontEnd, .designPartner, .customer),
    kind("rtl-drop", "RTL drop", .frontEnd, .customer, .designPartner),
    kind("rtl-freeze", "RTL freeze", .frontEnd, .customer, .designPartner, gate: true),
    kind("verification-complete", "Verification complete", .frontEnd, .customer, .designPartner),
    kind("dft-complete", "DFT complete", .frontEnd, .designPartner, .packaging),
    // supply
    kind("capacity-booking", "Capacity booking", .supply, .designPartner, .foundry),
    kind("purchase-order", "Purchase order", .supply, .supplier, .customer),
    kind("delivery", "Delivery", .supply, .supplier, .customer, gate: true),
    kind("deployment", "Deployment", .supply, .supplier, .customer),
    // regulatory
    kind("export-license", "Export license", .regulatory, .regulator, .customer),
    kind("import-approval", "Import approval", .regulatory, .regulator, .customer, gate: true),
    // physical
    kind("netlist-handoff", "Netlist handoff", .physical, .customer, .designPartner, gate: true),
    kind("floorplan-freeze", "Floorplan freeze", .physical, .designPartner, .customer),
    kind("place-and-route", "Place and route", .physical, .designPartner, .customer),
    kind("timing-signoff", "Timing sign-off", .physical, .designPartner, .customer),
    kind("power-signoff", "Power sign-off", .physical, .designPartner, .customer),
    kind("physical-verification", "Physical verification", .physical, .designPartner, .foundry),
    kind("eco-cutoff", "ECO cutoff", .physical, .customer, .designPartner),
    // gate
    kind("respin-decision", "Respin decision", .gate, .customer, .designPartner),
    MilestoneKind(name: "review", title: "Review", phase: .gate),
    // tape-out and mask
    kind("tape-out-review", "Tape-out review", .tapeOut, .designPartner, .customer),
    kind("tape-out", "Tape-out", .tapeOut, .designPartner, .foundry, gate: true),
    kind("jobdeck-view", "Job deck view", .mask, .foundry, .designPartner),
    kind("mask-release", "Mask release", .mask, .foundry, .foundry),
    // fab
    kind("wafer-start", "Wafer start", .fab, .foundry, .designPartner),
    kind("base-wafers-banked", "Base wafers banked", .fab, .foundry, .designPartner),
    kind("wafers-out", "Wafers out", .fab, .foundry, .packaging),
    // package and test
    kind("bumping", "Bumping", .package, .packaging, .packaging),
    kind("package-assembly", "Package assembly", .package, .foundry, .designPartner),
    kind("wafer-sort", "Wafer sort", .test, .packaging, .designPartner),
    kind("final-test", "Final test", .test, .packaging, .designPartner),
    kind("system-level-test", "System-level test", .test, .packaging, .designPartner),
    // bring-up
    kind("first-silicon", "First silicon", .bringUp, .designPartner, .customer, gate: true),
    kind("bring-up", "Bring-up", .bringUp, .designPartner, .customer, gate: true),
    kind("engineering-samples", "Engineering samples", .bringUp, .designPartner, .customer),
    kind("characterization", "Characterization", .bringUp, .designPartner, .customer),
    // qualification, production, launch
    kind("customer-samples", "Customer samples", .qualification, .designPartner, .customer),
    kind("qualification", "Qualification", .qualification, .designPartner, .customer, gate: true),
    kind("production-release", "Production release", .production, .designPartner, .customer, gate: true),
    kind("risk-production", "Risk production", .production, .customer, .foundry),
    kind("volume-ramp", "Volume ramp", .production, .foundry, .customer),
    kind("launch", "Launch", .launch, .customer, .customer, gate: true),
  ]

  private static func kind(
    _ name: String, _ title: String, _ phase: Phase, _ giver: PartyRole, _ receiver: PartyRole, gate: Bool = false
  ) -> MilestoneKind {
    MilestoneKind(name: name, title: title, phase: phase, giver: giver, receiver: receiver, isGate: gate)
  }
}
