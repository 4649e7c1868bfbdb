import TapeoutModel
import TapeoutSchedule

/// What has happened, as a feed (RFC 4287): milestones done, handoffs accepted and reports, newest first.
///
/// Nothing in it depends on the clock: an event is dated by its day.
package enum AtomFeed {
  static let mostEntries = 50

  package static func text(_ content: ExportContent) -> [UInt8] {
    let events = events(content)
    var bytes: [UInt8] = []
    bytes.append("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">\n")
    bytes.append(element: "title", content.title)
    bytes.append(element: "subtitle", "What was done, accepted and reported")
    bytes.append(element: "id", "\(authority(content)):feed")
    bytes.append(element: "updated", "\(events.first?.day ?? content.schedule.statusDate)T00:00:00Z")
    if content.addresses.site != nil { link("self", "feed.xml", content, &bytes, type: "application/atom+xml") }
    link("alternate", "", content, &bytes, type: "text/html")
    bytes.append("<author>")
    bytes.append(element: "name", content.title)
    bytes.append("</author>\n")
    for event in events { append(event, content, &bytes) }
    bytes.append("</feed>\n")
    return bytes
  }

  // MARK: Events

  struct Event: Comparable {
    enum Subject: Int { case report, accepted, done }

    var day: Day
    var subject: Subject
    /// Place in the plan's reports or milestones.
    var place: Int

    /// Newest first; on one day, reports before what they tell of.
    static func < (left: Event, right: Event) -> Bool {
      (-left.day.number, left.subject.rawValue, left.place) < (-right.day.number, right.subject.rawValue, right.place)
    }
  }

  /// What is dated up to the status date, newest first.
  private static func events(_ content: ExportContent) -> ArraySlice<Event> {
    let today = content.schedule.statusDate
    var events: [Event] = []
    /// Of an imprecise date the last day that is not still to come.
    func add(_ date: PlanDate?, _ subject: Event.Subject, _ place: Int) {
      guard let date, date.first <= today else { return }
      events.append(Event(day: min(date.last, today), subject: subject, place: place))
    }
    for index in content.plan.milestones.indices {
      add(content.plan.milestones[index].actual?.value, .done, index)
      add(content.plan.milestones[index].accepted?.value, .accepted, index)
    }
    for index in content.plan.reports.indices { add(.day(content.plan.reports[index].day), .report, index) }
    return events.sorted().prefix(mostEntries)
  }

  // MARK: Entries

  private static func append(_ event: Event, _ content: ExportContent, _ bytes: inout [UInt8]) {
    let place = event.place
    var (title, id, summary, path) = ("", "", "", "")
    switch event.subject {
    case .report:
      let report = content.plan.reports[place]
      title = report.title?.value ?? "Report \(place + 1)"
      id = "report/\(report.day)"
      summary = "The status report of \(report.day)."
      path = content.addresses.report(place)
    case .done:
      title = "\(name(place, content)) is done"
      id = "\(content.plan.milestones[place].id)/done"
      summary = done(place, content)
      path = content.addresses.milestone(place)
    case .accepted:
      let receiver = content.plan.milestones[place].receiver.map { " by \(content.plan.partners[$0].displayTitle)" }
      let date = content.plan.milestones[place].accepted.map { "\($0.value)" } ?? ""
      title = "\(name(place, content)) is accepted\(receiver ?? "")"
      id = "\(content.plan.milestones[place].id)/accepted"
      summary = "Accepted on \(date)\(receiver ?? "")."
      path = content.addresses.milestone(place)
    }
    bytes.append("<entry>\n")
    bytes.append(element: "title", title)
    bytes.append(element: "id", "\(authority(content)):\(id)")
    bytes.append(element: "published", "\(event.day)T00:00:00Z")
    bytes.append(element: "updated", "\(event.day)T00:00:00Z")
    link("alternate", path, content, &bytes, type: "text/html")
    bytes.append("<category term=\"\(event.subject)\"/>\n")
    bytes.append(element: "summary", summary)
    bytes.append("</entry>\n")
  }

  private static func name(_ milestone: Int, _ content: ExportContent) -> String {
    "\(content.chipTitle(of: milestone)): \(content.plan.milestones[milestone].displayTitle)"
  }

  private static func done(_ milestone: Int, _ content: ExportContent) -> String {
    var sentences = "Done on \(content.plan.milestones[milestone].actual.map { "\($0.value)" } ?? "")"
    if let baseline = content.plan.milestones[milestone].baseline?.value.date, let slip = content.slipWords(milestone) {
      let isPlanned = content.schedule.milestones[milestone].slipDays == 0
      sentences += isPlanned ? ", as planned" : ", \(slip) than its baseline of \(baseline)"
    }
    sentences += "."
    if let parties = content.handoffWords(milestone) { sentences += " Handoff: \(parties)." }
    return sentences
  }

  /// An address that works from where the feed lies, full where the site's is known.
  static func link(
    _ relation: String, _ path: String, _ content: ExportContent, _ bytes: inout [UInt8], type: String
  ) {
    bytes.append("<link rel=\"\(relation)\" type=\"\(type)\" href=\"")
    bytes.append(xml: content.addresses.absolute(path) ?? (path.isEmpty ? "index.html" : path))
    bytes.append("\"/>\n")
  }

  /// Begins every id (RFC 4151): by the host that program.md names, since ids must stay when a copy of the site is
  /// published elsewhere; without one, by a host that nobody can own (RFC 2606).
  static func authority(_ content: ExportContent) -> String {
    let host = content.plan.program.site.map { AtomFeed.host(of: $0.value) } ?? ""
    return "tag:\(host.isEmpty ? "tapeout.invalid" : host),2026"
  }

  /// The host of an address, in lower case: nothing where it is not plain letters, digits, dots and hyphens.
  static func host(of address: String) -> String {
    let bytes = Array(address.utf8)
    guard let scheme = bytes.firstRange(of: Array("://".utf8)) else { return "" }
    var host = Array(bytes[scheme.upperBound...].prefix { !"/?#".utf8.contains($0) })
    if let at = host.lastIndex(of: UInt8(ascii: "@")) { host.removeSubrange(...at) }
    if let port = host.firstIndex(of: UInt8(ascii: ":")) { host.removeSubrange(port...) }
    let isPlain = host.allSatisfy {
      switch $0 {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."):
        true
      default: false
      }
    }
    return isPlain ? String(decoding: host, as: UTF8.self).lowercased() : ""
  }
}
