import TapeoutModel

/// Reads front matter to its end whatever is wrong with it.
///
/// The line that YAML stumbles over is explained, blanked out in a copy of the same length, and the rest is
/// read again: places stay true, and one slip does not hide the next.
struct FrontMatterRecovery {
  let file: FileID
  let bytes: UnsafeBufferPointer<UInt8>
  let range: Range<Int>

  struct Result {
    var tree = FrontMatterTree()
    var findings: [Finding] = []
    /// Fields that were written on blanked lines.
    var unread: Set<String> = []
    /// Too much was wrong to go on.
    var isDamaged = false
  }

  /// Slips that are explained one by one before the rest is given up.
  static let mostSlips = 16

  func read() -> Result {
    var result = Result()
    switch FrontMatterReader.read(bytes, range) {
    case .success(let tree):
      result.tree = tree
      return result
    case .failure(let failure):
      var copy = Array(bytes)
      var next: FrontMatterReader.Failure? = failure
      while let failure = next {
        next = recover(from: failure, in: &copy, &result)
        if result.isDamaged { break }
      }
      return result
    }
  }

  /// Explains one failure and reads on without its lines; the next failure, or nil at the end.
  private func recover(
    from failure: FrontMatterReader.Failure, in copy: inout [UInt8], _ result: inout Result
  ) -> FrontMatterReader.Failure? {
    let slip = copy.withUnsafeBufferPointer { FrontMatterSlip.found($0, range, failure, file) }
    guard let slip, result.findings.count < Self.mostSlips else {
      if let slip { result.findings.append(slip.finding) }
      result.isDamaged = true
      return nil
    }
    result.findings.append(slip.finding)
    result.unread.formUnion(slip.fields)
    for index in slip.lines where copy[index] != 0x0A && copy[index] != 0x0D { copy[index] = 0x20 }
    switch copy.withUnsafeBufferPointer({ FrontMatterReader.read($0, range) }) {
    case .success(let tree):
      result.tree = tree
      return nil
    case .failure(let failure):
      return failure
    }
  }
}
