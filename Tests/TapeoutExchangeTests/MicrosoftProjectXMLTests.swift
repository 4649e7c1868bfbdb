import TapeoutModel
import TapeoutTestSupport
import Testing

@testable import TapeoutExchange

@Suite("The plan as Microsoft Project XML")
struct MicrosoftProjectXMLTests {
  /// The elements of each task, without line ends, by the task’s name.
  private func tasks(_ fixture: ExportFixture) async -> [String: String] {
    let file = text(MicrosoftProjectXML.text(await fixture.content()))
    var tasks: [String: String] = [:]
    for task in pieces(file, "<Task>").dropFirst() {
      let body = pieces(pieces(task, "</Task>")[0], "\n").joined()
      tasks[pieces(pieces(body, "<Name>")[1], "</Name>")[0]] = body
    }
    return tasks
  }

  private func holds(_ text: String?, _ part: String) -> Bool { text.map { pieces($0, part).count > 1 } ?? false }

  @Test("Milestones take no time, calendar days are lags, and working days are tasks of their own")
  func usual() async {
    let tasks = await tasks(.usual)
    #expect(tasks.count == 8)
    #expect(holds(tasks["middle"], "<Milestone>1</Milestone>"))
    #expect(holds(tasks["middle"], "<Finish>2026-02-16T17:00:00</Finish>"))
    // Six weeks, elapsed, in tenths of a minute.
    #expect(holds(tasks["middle"], "<LinkLag>604800</LinkLag><LagFormat>8</LagFormat>"))
    #expect(holds(tasks["middle"], "<Deadline>2026-03-01T17:00:00</Deadline>"))
    #expect(holds(tasks["start → launch"], "<Duration>PT24H0M0S</Duration>"))
    #expect(holds(tasks["start → launch"], "<Start>2026-01-06T08:00:00</Start><Finish>2026-01-08T17:00:00</Finish>"))
  }

  @Test(
    "What has happened has actuals, what is vague its last day, what has no date none, what was dropped is inactive")
  func states() async {
    let tasks = await tasks(.usual)
    #expect(holds(tasks["start"], "<ActualFinish>2026-01-05T17:00:00</ActualFinish>"))
    #expect(
      holds(tasks["vague"], "<ConstraintType>4</ConstraintType><ConstraintDate>2026-09-30T17:00:00</ConstraintDate>"))
    #expect(holds(tasks["vague"], "Forecast: 2026-Q3"))
    #expect(holds(tasks["open"], "<Manual>1</Manual><Duration>"))
    #expect(holds(tasks["gone"], "<Active>0</Active>"))
    #expect(!holds(tasks["start"], "<ConstraintDate>"))
  }

  @Test("No title becomes an element", arguments: hostileTitles)
  func hostile(title: String) async {
    let file = text(MicrosoftProjectXML.text(await ExportFixture.titled(title).content()))
    #expect(pieces(file, "<Task>").count == 3)
    #expect(pieces(file, "<Name>").count == pieces(file, "</Name>").count)
    #expect(!holds(file, "<b>") && !holds(file, "<x>"))
  }
}
