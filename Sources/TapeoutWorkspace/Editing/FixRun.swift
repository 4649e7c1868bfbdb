package import TapeoutDisk
import TapeoutEditing
package import TapeoutModel

/// Applies the fixes that findings offer, round by round: one fix may reveal the next.
package struct FixRun: Sendable {
  package private(set) var edit: ProjectEdit
  /// The project with all fixes applied.
  package private(set) var after: Analysis
  /// How many fixes were applied.
  package private(set) var count = 0
  /// Rules whose fixes are applied, safe or not; nil applies the safe ones of all.
  private let rules: Set<RuleName>?
  /// Files in which a fix brought another mistake: none is applied there.
  private var blocked: Set<String> = []

  /// A round mends all that does not overlap, so that few are needed.
  private static let mostRounds = 30

  /// Works everything out; nothing is written.
  ///
  /// - Parameters:
  ///   - before: reusable, so that each round is read fast.
  ///   - isSelected: whether a file's findings were asked about, by its path.
  package init(
    _ before: Analysis, rules: Set<RuleName>?, isSelected: (String) -> Bool
  ) async throws(OperationalError) {
    edit = ProjectEdit(before)
    after = before
    self.rules = rules
    for _ in 0..<FixRun.mostRounds {
      let round = self.round(isSelected)
      if round.isEmpty { return }
      var next = edit
      for (path, file) in round { next.replace(path, with: file.bytes) }
      let analyzed = try await next.analyzed()
      let worse = round.keys.filter { hasNewMistake($0, analyzed) }
      guard worse.isEmpty else {
        blocked.formUnion(worse)
        continue
      }
      count += round.values.reduce(0) { $0 + $1.fixes }
      edit = next
      after = analyzed
    }
  }

  /// The files with all fixes that can be made at once.
  private func round(_ isSelected: (String) -> Bool) -> [String: (bytes: [UInt8], fixes: Int)] {
    var edits: [String: [[ContentEdit]]] = [:]
    let onDisk = Set(after.files.map { ExactString($0) })
    for finding in after.findings {
      let file = after.sources[finding.range.file]
      // A stand-in for a file that is missing is no file that cannot be read: a fix makes it.
      guard !file.isUnread || !onDisk.contains(ExactString(file.path)), !blocked.contains(file.path),
        isSelected(file.path), let fix = chosen(finding),
        fix.edits.allSatisfy({ $0.range.file == finding.range.file })
      else { continue }
      edits[file.path, default: []].append(
        fix.edits.map { ContentEdit(replacing: $0.range.offsets, with: FixRun.written($0.text, in: file.bytes)) })
    }
    var files: [String: (bytes: [UInt8], fixes: Int)] = [:]
    for file in after.sources.files {
      guard let groups = edits[file.path] else { continue }
      var all: [ContentEdit] = []
      var bytes = file.bytes
      var fixes = 0
      // What overlaps waits for the next round.
      for group in groups {
        guard let changed = (all + group).applied(to: file.bytes) else { continue }
        all += group
        bytes = changed
        fixes += 1
      }
      if bytes != file.bytes { files[file.path] = (bytes, fixes) }
    }
    return files
  }

  /// The fix to apply: where there are two, only a person can choose, unless the rule was named.
  private func chosen(_ finding: Finding) -> Fix? {
    if let rules { return rules.contains(finding.rule) ? finding.fixes.first : nil }
    return finding.fixes.count == 1 && !finding.fixes[0].isGuess ? finding.fixes[0] : nil
  }

  /// With the line ends of the file.
  private static func written(_ text: String, in bytes: [UInt8]) -> [UInt8] {
    guard let end = bytes.firstIndex(of: 0x0A), end > 0, bytes[end - 1] == 0x0D else { return Array(text.utf8) }
    return text.utf8.flatMap { $0 == 0x0A ? [0x0D, 0x0A] : [$0] }
  }

  /// Whether a file has more errors than before the round.
  private func hasNewMistake(_ path: String, _ analyzed: Analysis) -> Bool {
    func errors(_ analysis: Analysis) -> Int {
      analysis.findings.count { $0.severity == .error && analysis.sources[$0.range.file].path == path }
    }
    // Mending what could not be read shows what is wrong behind it: that is no new mistake.
    func unread(_ analysis: Analysis) -> Int {
      analysis.findings.count {
        analysis.sources[$0.range.file].path == path && ($0.rule == "yaml-syntax" || $0.rule == "missing-front-matter")
      }
    }
    return errors(analyzed) > errors(after) && unread(analyzed) >= unread(after)
  }
}
