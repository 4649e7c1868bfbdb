import TapeoutRules
enum RuleSet { static let all: [any Rule] = [] }
