import TapeoutPublish
import TapeoutReporting
import TapeoutWording
import TapeoutWorkspace

/// What a build says at its end: pages, findings, what changed, how long it took, and where to look.
struct BuildPrinter {
  private let folder: String
  private let publication: Publication
  private let counts: SeverityCounts
  private let duration: Duration

  init(folder: String, _ publication: Publication, _ counts: SeverityCounts, _ duration: Duration) {
    self.folder = folder
    self.publication = publication
    self.counts = counts
    self.duration = duration
  }

  func printed() -> String {
    var text =
      "\(Wording.counted(publication.pages, "page")) and \(Wording.counted(others, "other file")): \(changes)\n"
    text += counts.total == 0 ? "No findings\n" : "\(counts): tapeout check shows them\n"
    for twins in publication.caseTwins {
      text += "note: \(twins.joined(separator: " and ").printable) differ only by case: many disks take them for one\n"
    }
    for remark in publication.remarks { text += "note: \(remark.printable)\n" }
    text += "Built in \(seconds) s. Open \(folder.printable)/index.html\n"
    return text
  }

  private var others: Int { publication.files - publication.pages }

  private var changes: String {
    guard publication.hasChanged else { return "nothing changed" }
    let parts = [
      (publication.written, "written"), (publication.unchanged, "unchanged"), (publication.removed, "removed"),
    ].filter { $0.0 > 0 }
    return parts.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
  }

  /// With two decimals, rounded up: no build takes no time.
  private var seconds: String {
    let (whole, parts) = duration.components
    let hundredths = Int(whole) * 100 + Int((parts + 9_999_999_999_999_999) / 10_000_000_000_000_000)
    let rest = hundredths % 100
    return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)"
  }
}
