import TapeoutJSON
import TapeoutModel

/// Values of a plan as `tapeout.plan/1` spells them.
extension JSONWriter {
  /// Adds a date as an object of its text and its first and last day; null where there is none.
  mutating func add(date: PlanDate?, named name: StaticString) {
    object(name, of: date) { date, json in
      json.add("first", date.first)
      json.add("last", date.last)
      json.add("text", date)
    }
  }

  /// Adds a stated date likewise. `TBD` has a text and no days.
  mutating func add(stated: StatedDate?, named name: StaticString) {
    guard case .toBeDetermined = stated else { return add(date: stated?.date, named: name) }
    object(name) { json in
      json.add("first", nil as Day?)
      json.add("last", nil as Day?)
      json.add("text", "TBD")
    }
  }

  mutating func add(counts: CriteriaCounts, named name: StaticString) {
    object(name) { json in
      json.add("failing", counts.failing)
      json.add("met", counts.met)
      json.add("open", counts.open)
      json.add("waived", counts.waived)
    }
  }

  /// Adds the days on which a party works; null where the program's calendar applies.
  mutating func add(calendar: CalendarRules?, named name: StaticString) {
    object(name, of: calendar) { calendar, json in
      json.list("holidays", calendar.holidays) { holiday, json in
        json.object { json in
          json.add("first", holiday.first)
          json.add("last", holiday.last)
          json.add("name", holiday.name)
        }
      }
      json.list("workweek", (1...7).filter(calendar.worksOn)) { weekday, json in
        json.append(CalendarRules.weekdayNames[weekday - 1])
      }
    }
  }

  mutating func add(sources: [ExternalSource]) {
    list("sources", sources) { source, json in
      json.object { json in
        json.add(date: source.asOf, named: "as_of")
        json.add("title", source.title)
        json.add("url", source.url)
      }
    }
  }
}
