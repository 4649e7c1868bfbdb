import TapeoutGit
import TapeoutHistory

extension RenameMatcher {
  /// What milestones, risks and chips are called on the newer side, by what they are called on the older one.
  static func names(gone: [File], new: [File]) -> NewNames {
    var names = NewNames()
    for pair in pairs(gone: gone, new: new) {
      let identities = (
        ContentTimeline.Identity(path: gone[pair.gone].path), ContentTimeline.Identity(path: new[pair.new].path)
      )
      switch identities {
      case (.milestone(let old)?, .milestone(let now)?): names.milestones[old] = now
      case (.risk(let old)?, .risk(let now)?): names.risks[old] = now
      case (.chip(let old)?, .chip(let now)?): names.chips[old] = now
      default: break
      }
    }
    return names
  }
}
