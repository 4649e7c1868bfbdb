import ArgumentParser
import TapeoutDisk
import TapeoutForecast
import TapeoutHistory
import TapeoutModel
import TapeoutReporting
import TapeoutSchedule
import TapeoutWorkspace

/// The ways to print a report for somebody who has no access to the site.
enum MailFormat: String, ExpressibleByArgument, CaseIterable {
  case eml, html
}

extension ReportCommand {
  /// Prints a report that is there as a mail.
  func printMail(_ format: MailFormat) async throws {
    let run = try await AnalysisRun(project, history: HistoryOptions.reading)
    // A plan that contradicts itself would be sent to people.
    try run.finish()
    let plan = run.analysis.plan
    let report = try report(in: plan, run.analysis.statusDate)
    var settings = Forecast.Settings()
    settings.isSerial = project.jobs == 1
    let outcome = try await Forecast.run(plan, run.analysis.schedule, settings).drawn()
    let schedule = run.analysis.schedule.downgradingHealth(using: outcome, plan)
    let text = run.analysis.text(of: report)
    let mail = ReportMail(
      plan: plan, schedule: schedule, launches: run.analysis.launches(schedule, outcome), report: report,
      body: (text.markdown, text.html), changes: changes(of: report, run.analysis),
      page: run.analysis.address(of: report))
    switch format {
    case .html: try StandardStream.output.write(mail.html)
    case .eml:
      let message = MailMessage(
        subject: mail.subject, from: from, to: to, day: plan.reports[report].day, text: mail.text, html: mail.html)
      try StandardStream.output.write(message.bytes())
    }
  }

  /// The report of the day that was asked for, else the newest that is not later than the status date.
  private func report(in plan: Plan, _ statusDate: Day) throws(OperationalError) -> ReportIndex {
    if let date {
      if let report = plan.reports.indices.first(where: { plan.reports[$0].day == date }) { return report }
      throw OperationalError(
        "There is no report of \(date).",
        advice: plan.reports.last.map { "The newest one is of \($0.day)." } ?? "tapeout report begins the first one.")
    }
    guard let newest = plan.reports.indices.last(where: { plan.reports[$0].day <= statusDate }) else {
      throw OperationalError(
        "There is no report up to \(statusDate).", advice: "tapeout report begins one; then it can be sent.")
    }
    return newest
  }

  /// What changed from the report before to this one; nil where nothing is known of an earlier one.
  private func changes(of report: ReportIndex, _ analysis: Analysis) -> ChangesReport? {
    let history = analysis.history ?? PlanHistory()
    let entries = ChangeLog(analysis.plan, analysis.schedule, history).entries
    guard let entry = entries.first(where: { $0.report == report }), !entry.isUnknown, let since = entry.since,
      let earlier = entry.sinceReport
    else { return nil }
    var changes = ChangesReport(
      old: .init(name: "report \(earlier.number)", day: since),
      new: .init(name: "report \(report.number)", day: entry.day),
      changes: entry.changes, isReconstructed: entry.isReconstructed)
    changes.notes = history.notes
    return changes
  }
}
