import TapeoutHistory
import TapeoutModel
import TapeoutSchedule
import TapeoutTestSupport
import Testing

@Suite("Changes between two plans, told as stories")
struct ChangeStoryTests {
  /// What happened on a day, and every sentence that it makes.
  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var day = "2026-01-12"
    var change: @Sendable (inout Plan) -> Void
    var sentences: [String]

    init(
      _ name: String, on day: String = "2026-01-12", _ sentences: [String],
      _ change: @escaping @Sendable (inout Plan) -> Void
    ) {
      testDescription = name
      self.day = day
      self.change = change
      self.sentences = sentences
    }
  }

  static let cases: [Case] = [
    Case("nothing", []) { _ in },
    Case(
      "a slip, with what follows from it",
      [
        "Chip: launch moved 14 days later, from 2026-08-17 to 2026-08-31, after freeze",
        "Chip: freeze moved 14 days later, from 2026-03-02 to 2026-03-16: IP is late",
        "Chip: tape-out moved 14 days later, from 2026-03-30 to 2026-04-13, after freeze",
      ]
    ) { plan in
      plan.edit("freeze") { milestone in
        milestone.forecast = stated("2026-03-16")
        milestone.reason = located("IP is late")
      }
    },
    Case(
      "a pull-in",
      [
        "Chip: launch moved 3 days earlier, from 2026-08-17 to 2026-08-14, after freeze",
        "Chip: freeze moved 3 days earlier, from 2026-03-02 to 2026-02-27",
        "Chip: tape-out moved 3 days earlier, from 2026-03-30 to 2026-03-27, after freeze",
      ]
    ) { plan in plan.edit("freeze") { $0.forecast = stated("2026-02-27") } },
    Case("a slip off the path", ["Chip: boards moved 4 weeks later, from 2026-06-01 to 2026-07-01"]) { plan in
      plan.edit("boards") { $0.forecast = stated("2026-07-01") }
    },
    Case(
      "a longer duration is a cause of its own",
      [
        "Chip: launch moved 14 days later, from 2026-08-17 to 2026-08-31, after tape-out",
        "Chip: tape-out moved 14 days later, from 2026-03-30 to 2026-04-13",
      ]
    ) { plan in plan.edit("tape-out") { $0.dependencies[0].duration = try? ThreePointDuration(parsing: "6w") } },
    Case(
      "a slip and a longer duration are two causes",
      [
        "Chip: launch moved 21 days later, from 2026-08-17 to 2026-09-07, after tape-out",
        "Chip: tape-out moved 21 days later, from 2026-03-30 to 2026-04-20",
        "Chip: freeze moved 7 days later, from 2026-03-02 to 2026-03-09",
      ]
    ) { plan in
      plan.edit("freeze") { $0.forecast = stated("2026-03-09") }
      plan.edit("tape-out") { $0.dependencies[0].duration = try? ThreePointDuration(parsing: "6w") }
    },
    Case(
      "a day that passed without a word", on: "2026-03-09",
      [
        "Chip: launch moved 7 days later, from 2026-08-17 to 2026-08-24, after freeze",
        "Chip: freeze was due on 2026-03-02 and has not happened",
        "Chip: tape-out moved 7 days later, from 2026-03-30 to 2026-04-06, after freeze",
      ]
    ) { _ in },
    Case(
      "done late", on: "2026-03-09",
      [
        "Chip: launch moved 4 days later, from 2026-08-17 to 2026-08-21, after freeze",
        "Chip: freeze happened on 2026-03-06, 4 days later than expected, accepted on 2026-03-09",
        "Chip: tape-out moved 4 days later, from 2026-03-30 to 2026-04-03, after freeze",
      ]
    ) { plan in
      plan.edit("freeze") { milestone in
        milestone.actual = happened("2026-03-06")
        milestone.accepted = happened("2026-03-09")
      }
    },
    Case("done in time", on: "2026-03-09", ["Chip: freeze happened on 2026-03-02"]) { plan in
      plan.edit("freeze") { $0.actual = happened("2026-03-02") }
    },
    Case(
      "done so early that what follows is due at once", on: "2026-01-12",
      [
        "Chip: launch moved 11 weeks earlier, from 2026-08-17 to 2026-06-01, after freeze",
        "Chip: freeze happened on 2025-12-08, 12 weeks earlier than expected",
        "Chip: tape-out moved 11 weeks earlier, from 2026-03-30 to 2026-01-12, after freeze",
      ]
    ) { plan in plan.edit("freeze") { $0.actual = happened("2025-12-08") } },
    Case(
      "a date withdrawn, with what follows",
      [
        "Chip: launch has no date any more, was 2026-08-17, after freeze",
        "Chip: freeze has no date any more, was 2026-03-02: Nobody knows",
        "Chip: tape-out has no date any more, was 2026-03-30, after freeze",
      ]
    ) { plan in
      plan.edit("freeze") { milestone in
        milestone.forecast = stated("TBD")
        milestone.reason = located("Nobody knows")
      }
    },
    Case("a re-baselining", ["Chip: boards was re-baselined from 2026-06-01 to 2026-07-06: Steering, 2026-01-09"]) {
      plan in
      plan.edit("boards") { milestone in
        milestone.baseline = stated("2026-07-06")
        milestone.reason = located("Steering, 2026-01-09")
      }
    },
    Case("a baseline taken out", ["Chip: boards lost its baseline 2026-06-01"]) { plan in
      plan.edit("boards") { $0.baseline = nil }
    },
    Case("more precise", ["Chip: boards is dated less precisely, 2026-Q2 instead of 2026-06-01"]) { plan in
      plan.edit("boards") { $0.forecast = stated("2026-Q2") }
    },
    Case("blocked", ["Chip: boards is blocked: No connectors"]) { plan in
      plan.edit("boards") { milestone in
        milestone.status = located(.blocked)
        milestone.reason = located("No connectors")
      }
    },
    Case("dropped", ["Chip: boards was dropped, was expected on 2026-06-01: Not needed"]) { plan in
      plan.edit("boards") { milestone in
        milestone.status = located(.dropped)
        milestone.reason = located("Not needed")
      }
    },
    Case("removed", ["Chip: boards was removed from the plan, was expected on 2026-06-01"]) { $0.remove("boards") },
    Case("added", ["Chip: stickers was added, expected on 2026-07-01"]) { plan in
      var milestone = Milestone(
        origin: Origin(file: FileID(0)), id: MilestoneID(chip: "c", milestone: "stickers"), chip: 0)
      milestone.forecast = stated("2026-07-01")
      plan.milestones.append(milestone)
      plan.resolve()
    },
    Case("a title", ["Chip: Freeze of RTL was called “freeze”"]) { plan in
      plan.edit("freeze") { $0.title = located("Freeze of RTL") }
    },
    Case("an owner", ["Chip: boards is owned by Ann now"]) { plan in
      plan.edit("boards") { $0.owner = located("Ann") }
    },
    Case("a criterion met", ["Chip: tape-out met an exit criterion (“Hold clean”)"]) { plan in
      plan.edit("tape-out") { $0.criteria[1].state = .met }
    },
    Case("a criterion reopened", ["Chip: tape-out has an exit criterion (“Setup clean”) open again"]) { plan in
      plan.edit("tape-out") { $0.criteria[0].state = .open }
    },
    Case("a criterion failing", ["Chip: tape-out fails an exit criterion (“Hold clean”)"]) { plan in
      plan.edit("tape-out") { $0.criteria[1].state = .failing }
    },
    Case("a criterion's text edited slightly and moved", []) { plan in
      plan.edit("tape-out") { $0.criteria = [criterion("Hold clean", .open), criterion("Setup  clean", .met)] }
    },
    Case(
      "another criterion instead",
      [
        "Chip: tape-out has an exit criterion (“Power clean”) more",
        "Chip: tape-out has an exit criterion (“Setup clean”) fewer",
      ]
    ) { plan in plan.edit("tape-out") { $0.criteria[0] = criterion("Power clean", .open) } },
    Case(
      "a waiver",
      ["Chip: tape-out had an exit criterion (“Hold clean”) waived: by TSMC until 2026-06: A0 only"]
    ) { plan in
      plan.edit("tape-out") { milestone in
        let waiver = Waiver(by: "TSMC", until: .date(happened("2026-06").value), reason: "A0 only", range: nowhere)
        milestone.criteria[1] = criterion("Hold clean", .waived, waiver: waiver)
      }
    },
    Case("a risk raised", ["Chip: risk “ovens” was raised, at 12.5 %"]) { plan in
      var risk = Risk(origin: Origin(file: FileID(0)), id: "ovens", chip: 0)
      risk.probability = located(0.125)
      plan.risks.elements.insert(risk, at: 0)
    },
    Case("a risk likelier", ["Chip: risk “respin” went from 30 % to 45 %"]) { $0.risks[0].probability = located(0.45) },
    Case("a risk occurred", ["Chip: risk “respin” occurred"]) { $0.risks[0].status = located(.occurred) },
    Case("a risk closed", ["Chip: risk “respin” was closed"]) { $0.risks[0].status = located(.closed) },
    Case("a risk's file gone", ["Chip: risk “respin” was removed from the plan"]) { $0.risks = [] },
  ]

  @Test("Every story makes its sentences and no other", arguments: cases)
  func story(_ story: Case) {
    var told = Story()
    told.next(story.day, story.change)
    #expect(told.sentences == story.sentences)
  }

  @Test("What was removed and comes back is added, and what happened can be taken back")
  func back() {
    var story = Story()
    story.next("2026-01-12") { $0.remove("boards") }
    let gone = story.plan
    story.next("2026-01-19") { $0 = Story.chain() }
    #expect(story.sentences == ["Chip: boards was added, expected on 2026-06-01"])
    story.next("2026-01-26") { $0.edit("boards") { $0.actual = happened("2026-01-20") } }
    #expect(story.sentences == ["Chip: boards happened on 2026-01-20, 19 weeks earlier than expected"])
    story.next("2026-02-02") { $0.edit("boards") { $0.actual = nil } }
    #expect(story.sentences == ["Chip: boards is no longer done: the actual 2026-01-20 was taken back"])
    #expect(gone.milestones.count == 3)
  }

  @Test("A renamed file is the same milestone")
  func renamed() {
    var story = Story()
    story.next("2026-01-12") { plan in
      plan.edit("tape-out") { $0.id = MilestoneID(chip: "c", milestone: "a0-tape-out") }
      plan.edit("launch") { $0.dependencies[0].predecessor.id = MilestoneID(chip: "c", milestone: "a0-tape-out") }
      plan.resolve()
      plan.edit("freeze") { $0.forecast = stated("2026-03-09") }
    }
    var old = story.history.snapshots[0]
    let place = old.milestones.firstIndex { $0.id.milestone == "tape-out" } ?? 0
    old.milestones[place].identity = MilestoneID(chip: "c", milestone: "a0-tape-out")
    #expect(
      Changes.between(old: old, new: story.snapshot).map(\.sentence) == [
        "Chip: launch moved 7 days later, from 2026-08-17 to 2026-08-24, after freeze",
        "Chip: freeze moved 7 days later, from 2026-03-02 to 2026-03-09",
        "Chip: a0-tape-out moved 7 days later, from 2026-03-30 to 2026-04-06, after freeze",
        "Chip: a0-tape-out was called “tape-out”",
      ])
  }

  @Test("A chip that comes or goes is one change")
  func chips() {
    let story = Story()
    let empty = PlanSnapshot(
      Plan(program: story.plan.program), Schedule(Plan(program: story.plan.program), statusDate: story.day))
    #expect(
      Changes.between(old: empty, new: story.snapshot).map(\.sentence) == [
        "Chip was added, with 4 milestones, expected on 2026-08-17"
      ])
    #expect(
      Changes.between(old: story.snapshot, new: empty).map(\.sentence) == [
        "Chip was removed from the plan, with 4 milestones, was expected on 2026-08-17"
      ])
  }

  @Test("Folded, consequences are counted with their cause, but launches and tape-outs stay")
  func folded() {
    var story = Story()
    story.next("2026-01-12") { $0.edit("freeze") { $0.forecast = stated("2026-03-16") } }
    let folded = story.changes.folded
    #expect(folded.map(\.title) == ["launch", "freeze"])
    #expect(folded.map(\.following) == [nil, "and 1 milestone after it"])
    #expect(folded.map(\.launchEffect) == [14, 14])
    #expect(story.changes.map(\.isConsequence) == [true, false, true])
  }
}
