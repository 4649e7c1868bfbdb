import TapeoutModel

/// What an MSPDI file says, element by element, before its numbers are resolved.
struct MSPDIRecords {
  struct Task {
    var uid: Int?
    var id: Int?
    var task: ForeignTask
    /// Such as 1.2.1; empty where the file gives levels alone.
    var outlineNumber = ""
    var isNull = false
    var isExternal = false
    var isSubproject = false
    var calendar: Int?
    var constraint = 0
    var constraintDate: Moment?
    var percent = 0
    var minutes: Int?
    var format = 7
    var isMilestoneStated = false
    var links: [Link] = []
  }

  struct Link {
    var predecessor: Int?
    var type = 1
    var lag = 0
    var format = 7
    var isCrossProject = false
    var range: Range<Int>
  }

  struct Calendar {
    var uid: Int?
    var base: Int?
    var isBase = false
    var name = ""
    var offset: Int
    /// Nil where the day is inherited.
    var week: [[WorkingHours.Shift]?] = Array(repeating: nil, count: 7)
    var exceptions: [WorkingHours.Exception] = []
  }

  struct Resource {
    var uid: Int?
    var name = ""
    var offset: Int
  }

  struct Assignment {
    var task: Int?
    var resource: Int?
    var offset: Int
  }

  /// A weekday's hours, or an exception's.
  struct Hours {
    var dayType = 0
    var isWorking = false
    var shifts: [WorkingHours.Shift] = []
    var shiftStart: Int?
    var shiftEnd: Int?
    var first: Moment?
    var last: Moment?
    var name = ""
    var recurrence = Recurrence()
    var offset: Int
  }

  var title: String?
  var name: String?
  var start: Moment?
  var status: Moment?
  var current: Moment?
  var calendar: Int?
  var isFromStart = true
  var tasks: [Task] = []
  var calendars: [Calendar] = []
  var resources: [Resource] = []
  var assignments: [Assignment] = []
}
