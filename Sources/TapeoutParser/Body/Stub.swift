import TapeoutModel
struct BodyReading { var body = Body(); var criteria: [ExitCriterion] = []; var criteriaHeading: SourceRange?; var findings: [Finding] = [] }
enum BodyReader { static func read(_ bytes: [UInt8], from start: Int, file: FileID, chip: String) -> BodyReading { BodyReading() } }
