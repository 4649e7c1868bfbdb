/// Who usually answers for a milestone of a kind, and what it usually asks for.
package struct UsualMilestone: Sendable {
  package var owner: String
  package var criteria: [String]

  private init(_ owner: String, _ criteria: String...) {
    self.owner = owner
    self.criteria = criteria
  }

  /// Nil for kinds of a program’s own.
  package static func of(_ kind: String) -> UsualMilestone? { all[kind] }

  private static let all: [String: UsualMilestone] = [
    "kickoff": .init(
      "Program office", "Statement of work and non-recurring engineering cost signed", "Gate list agreed"),
    "spec-freeze": .init(
      "Architecture team", "Power, performance, area, memory, volume and cost targets under change control"),
    "export-classification": .init(
      "Trade compliance", "Classification and transistor count documented", "Designer and packaging route checked"),
    "architecture-freeze": .init(
      "Architecture team", "Die split and floorplan budget agreed", "Package concept agreed"),
    "ip-delivery": .init("IP integration lead", "Models and integration views delivered", "Silicon report read"),
    "rtl-drop": .init("Front-end design lead", "Features of this drop complete"),
    "rtl-freeze": .init(
      "Front-end design lead", "Design complete", "Crossings of clock and reset domains clean",
      "Changes from here on only as engineering change orders"),
    "verification-complete": .init("Verification lead", "Coverage complete or waived by name", "No open high bug"),
    "dft-complete": .init("Test lead", "Scan, memory test and pattern coverage on target"),
    "capacity-booking": .init("Supply planning", "Wafers, packaging, memory and substrates accepted in writing"),
    "purchase-order": .init("Procurement", "Quantity and lots agreed", "Order confirmed by the supplier"),
    "delivery": .init("Supply planning", "Units received and counted", "Incoming test passed on a sample"),
    "deployment": .init("Data center operations", "Racks burned in", "First workload served"),
    "export-license": .init("Trade compliance", "License granted in writing", "Conditions understood"),
    "import-approval": .init("Government affairs", "Approval in writing", "Conditions reflected in the order"),
    "netlist-handoff": .init(
      "Front-end design lead", "Netlist, constraints and power intent delivered as one set",
      "Equivalence with the RTL proven"),
    "floorplan-freeze": .init("Physical design lead", "Die size, bump map and macro placement agreed"),
    "place-and-route": .init("Physical design lead", "Routed without opens or shorts"),
    "timing-signoff": .init(
      "Physical design lead", "Setup and hold clean in all corners and modes", "Signal integrity included"),
    "power-signoff": .init(
      "Physical design lead", "Static and dynamic voltage drop within limits", "Electromigration and thermal map clean"),
    "physical-verification": .init(
      "Physical design lead", "DRC and LVS clean on the merged database",
      "Electrical rules, antenna and density clean or waived by the foundry"),
    "eco-cutoff": .init("Physical design lead", "Last engineering change order closed"),
    "respin-decision": .init("Respin board", "Every defect triaged", "Cost and slip of each option written down"),
    "review": .init("Program office", "Actions of the review closed"),
    "tape-out-review": .init(
      "Tape-out review board", "Readiness checklist done or waived", "Export classification checked again",
      "Mask budget released"),
    "tape-out": .init("Physical design lead", "Layout database accepted", "Mask tooling forms accepted"),
    "jobdeck-view": .init("Foundry interface", "Job deck view approved"),
    "mask-release": .init("Foundry interface", "Masks inspected"),
    "wafer-start": .init("Foundry interface", "Lot started", "Hold points set"),
    "base-wafers-banked": .init("Foundry interface", "Wafers held for a metal spin"),
    "wafers-out": .init("Foundry interface", "Wafer acceptance test passed"),
    "bumping": .init("Package engineering", "Bumps inspected"),
    "package-assembly": .init("Package engineering", "Dies, memory and substrates kitted", "Assembly yield on plan"),
    "wafer-sort": .init("Test lead", "Yield known", "Known-good-die map delivered"),
    "final-test": .init("Test lead", "Test program correlated", "Bins defined"),
    "system-level-test": .init("Test lead", "Test program correlated"),
    "first-silicon": .init("Bring-up team", "Parts in the lab", "Power-on without overcurrent"),
    "bring-up": .init("Bring-up team", "Boots", "Links train", "First workload runs"),
    "engineering-samples": .init("Product engineering", "Errata list delivered with the samples"),
    "characterization": .init("Product engineering", "Process, voltage and temperature covered"),
    "customer-samples": .init("Product engineering", "Parts of the final stepping in the final package"),
    "qualification": .init(
      "Qualification lead", "High-temperature operating life, 1000 h, three lots of 77", "HAST, 96 h",
      "Temperature cycling, 1000 cycles", "ESD and latch-up"),
    "production-release": .init(
      "Product engineering", "Qualification report approved", "Test limits frozen", "Yield and unit cost on target"),
    "risk-production": .init("Supply planning", "Order ahead of release placed", "Liability agreed"),
    "volume-ramp": .init("Supply planning", "Weekly volume on plan"),
    "launch": .init("Program office", "Deployed", "Software ready", "No open regulatory condition"),
  ]
}
