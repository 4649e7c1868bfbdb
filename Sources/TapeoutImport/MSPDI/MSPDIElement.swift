/// Elements of Microsoft's project data interchange (MSPDI) that the reader knows by name.
enum MSPDIElement: UInt8 {
  case other
  // Containers
  case project, calendars, calendar, weekDays, weekDay, timePeriod, workingTimes, workingTime, exceptions, exception
  case workWeeks, tasks, task, predecessorLink, baseline, resources, resource, assignments, assignment
  case extendedAttribute, timephasedData
  // Values
  case uid, id, name, title, startDate, statusDate, currentDate, calendarUID, scheduleFromStart, minutesPerDay
  case isBaseCalendar, baseCalendarUID, dayType, dayWorking, fromDate, toDate, fromTime, toTime
  case enteredByOccurrences, occurrences, type, period, daysOfWeek, monthItem, monthPosition, month, monthDay
  case active, manual, isNull, start, finish, duration, durationFormat, outlineNumber, outlineLevel, milestone, summary
  case percentComplete, constraintType, constraintDate, deadline, actualStart, actualFinish, notes, wbs
  case externalTask, isSubproject, recurring
  case predecessorUID, crossProject, linkLag, lagFormat, number, taskUID, resourceUID
  /// Worked out by the other tool from what is carried over, or without a meaning outside of it.
  case derived
  case null

  static func named(_ name: UnsafeBufferPointer<UInt8>) -> MSPDIElement { names.element(name) }

  private static let names = ElementNames([
    "Project": project, "Calendars": calendars, "Calendar": calendar, "WeekDays": weekDays, "WeekDay": weekDay,
    "TimePeriod": timePeriod, "WorkingTimes": workingTimes, "WorkingTime": workingTime, "Exceptions": exceptions,
    "Exception": exception, "WorkWeeks": workWeeks, "Tasks": tasks, "Task": task, "PredecessorLink": predecessorLink,
    "Baseline": baseline, "Resources": resources, "Resource": resource, "Assignments": assignments,
    "Assignment": assignment, "ExtendedAttribute": extendedAttribute, "TimephasedData": timephasedData,
    "UID": uid, "ID": id, "Name": name, "Title": title, "StartDate": startDate, "StatusDate": statusDate,
    "CurrentDate": currentDate, "CalendarUID": calendarUID, "ScheduleFromStart": scheduleFromStart,
    "MinutesPerDay": minutesPerDay, "IsBaseCalendar": isBaseCalendar, "BaseCalendarUID": baseCalendarUID,
    "DayType": dayType, "DayWorking": dayWorking, "FromDate": fromDate, "ToDate": toDate, "FromTime": fromTime,
    "ToTime": toTime, "EnteredByOccurrences": enteredByOccurrences, "Occurrences": occurrences, "Type": type,
    "Period": period, "DaysOfWeek": daysOfWeek, "MonthItem": monthItem, "MonthPosition": monthPosition,
    "Month": month, "MonthDay": monthDay, "Active": active, "Manual": manual, "IsNull": isNull, "Start": start,
    "Finish": finish, "Duration": duration, "DurationFormat": durationFormat, "OutlineLevel": outlineLevel,
    "OutlineNumber": outlineNumber,
    "Milestone": milestone, "Summary": summary, "PercentComplete": percentComplete,
    "ConstraintType": constraintType, "ConstraintDate": constraintDate, "Deadline": deadline,
    "ActualStart": actualStart, "ActualFinish": actualFinish, "Notes": notes, "WBS": wbs,
    "ExternalTask": externalTask, "IsSubproject": isSubproject, "Recurring": recurring,
    "PredecessorUID": predecessorUID, "CrossProject": crossProject, "LinkLag": linkLag, "LagFormat": lagFormat,
    "Number": number, "TaskUID": taskUID, "ResourceUID": resourceUID,
  ])

  /// Whether an element of a task that is not carried over says nothing of its own: it is worked out by the other
  /// tool, or belongs to how that tool works.
  static func isDerived(_ name: UnsafeBufferPointer<UInt8>) -> Bool { derivedNames.element(name) == .derived }

  private static let derivedNames = ElementNames(
    Dictionary(
      uniqueKeysWithValues: [
        "GUID", "CreateDate", "Work", "Stop", "Resume", "ResumeValid", "EffortDriven",
        "Recurring", "OverAllocated", "Estimated", "Critical", "IsSubproject", "IsSubprojectReadOnly", "EarlyStart",
        "EarlyFinish", "LateStart", "LateFinish", "StartVariance", "FinishVariance", "WorkVariance", "FreeSlack",
        "TotalSlack", "StartSlack", "FinishSlack", "FixedCostAccrual", "PercentWorkComplete", "ActualDuration",
        "ActualWork", "RegularWork", "RemainingDuration", "RemainingWork", "CV", "ACWP", "CalendarUID", "BCWS", "BCWP",
        "LevelAssignments", "LevelingCanSplit", "LevelingDelayFormat", "IgnoreResourceCalendar", "HideBar", "Rollup",
        "EarnedValueMethod", "ActualWorkProtected", "ActualOvertimeWorkProtected", "IsPublished", "CommitmentType",
        "ManualStart", "ManualFinish", "ManualDuration", "PhysicalPercentComplete", "DisplayAsSummary",
        "StartText", "FinishText", "DurationText", "RemainingOvertimeWork", "ActualOvertimeWork", "OvertimeWork",
      ].map { ($0, MSPDIElement.derived) }))
}

/// Finds elements by their names' bytes without making a string of each.
struct ElementNames: Sendable {
  private var slots: [(name: [UInt8], element: MSPDIElement)]
  private let mask: Int

  init(_ names: [String: MSPDIElement]) {
    mask = 1023
    slots = Array(repeating: ([], .null), count: mask + 1)
    for (name, element) in names {
      let bytes = Array(name.utf8)
      var place = bytes.withUnsafeBufferPointer(ElementNames.hash) & mask
      while slots[place].element != .null { place = (place + 1) & mask }
      slots[place] = (bytes, element)
    }
  }

  func element(_ name: UnsafeBufferPointer<UInt8>) -> MSPDIElement {
    var place = ElementNames.hash(name) & mask
    while slots[place].element != .null {
      if slots[place].name.elementsEqual(name) { return slots[place].element }
      place = (place + 1) & mask
    }
    return .other
  }

  /// FNV-1a (Fowler, Noll and Vo).
  private static func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return Int(truncatingIfNeeded: hash >> 8)
  }
}
