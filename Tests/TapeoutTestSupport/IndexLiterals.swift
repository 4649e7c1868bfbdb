public import TapeoutModel

// Tests know the plans that they build, so they name an element by its number; the program never does.
extension MilestoneIndex: ExpressibleByIntegerLiteral {
  public init(integerLiteral value: Int) { self.init(value) }
}

extension ChipIndex: ExpressibleByIntegerLiteral {
  public init(integerLiteral value: Int) { self.init(value) }
}

extension PartnerIndex: ExpressibleByIntegerLiteral {
  public init(integerLiteral value: Int) { self.init(value) }
}

extension RiskIndex: ExpressibleByIntegerLiteral {
  public init(integerLiteral value: Int) { self.init(value) }
}

extension ReportIndex: ExpressibleByIntegerLiteral {
  public init(integerLiteral value: Int) { self.init(value) }
}
