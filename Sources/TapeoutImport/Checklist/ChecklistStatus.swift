import TapeoutModel
import TapeoutParser

/// What a checklist says of an item: as a box or as a word.
enum ChecklistStatus: Hashable {
  case state(ExitCriterion.State)
  case notApplicable
  /// Nobody can tell; the criterion is open.
  case unclear

  /// Reads a cell of a status column, and what it says behind the status.
  ///
  ///     ChecklistStatus.read("Done 2026-03-01")   // met, "2026-03-01"
  ///
  /// - Returns: nil where the cell does not begin with a status.
  static func read(_ cell: String) -> (status: ChecklistStatus, rest: String)? {
    let bytes = Array(cell.utf8)
    if bytes.isEmpty { return (.state(.open), "") }
    if let box = ForeignBox(bytes, at: 0, end: bytes.count) {
      let rest = String(decoding: bytes[box.textStart...], as: UTF8.self)
      return (ChecklistStatus(box), rest)
    }
    let words = Words(cell)
    for length in stride(from: min(words.list.count, mostWords), to: 0, by: -1) {
      let phrase = words.list[..<length].joined(separator: " ")
      if let status = phrases[phrase] { return (status, words.rest(behind: length)) }
    }
    // A share of the work: only all of it is met.
    if let first = words.list.first, let percent = Int(first), words.percentBehindFirst {
      return (.state(percent == 100 ? .met : .open), "")
    }
    return nil
  }

  init(_ box: ForeignBox) {
    if let state = box.state {
      self = .state(state)
    } else {
      let letters = box.written.lettersAndDigits
      self = letters == "na" ? .notApplicable : .unclear
    }
  }

  private static let mostWords = 3

  private static let phrases: [String: ChecklistStatus] = {
    var phrases: [String: ChecklistStatus] = [:]
    let lists: [(ChecklistStatus, String)] = [
      (
        .state(.met),
        """
        done,complete,completed,closed,pass,passed,passing,ok,okay,yes,y,x,met,green,approved,signed off,finished,\
        resolved,verified,checked,clean,fulfilled,fixed,true,good
        """
      ),
      (
        .state(.open),
        """
        open,to do,todo,pending,in progress,wip,not started,not done,not yet,not complete,not completed,no,n,started,ongoing,\
        tbd,tbc,partial,partly,partially,yellow,amber,planned,new,false,incomplete,in review,under review,unchecked,\
        scheduled,assigned,active,on hold,delayed,late
        """
      ),
      (.state(.failing), "fail,failed,failing,red,blocked,broken,not ok,nok,violated,rejected,not met,not passed"),
      (.state(.waived), "waived,waiver,exempt,exempted,waive,deviation"),
      (.notApplicable, "n a,na,not applicable,not relevant,not required,not needed"),
    ]
    for (status, words) in lists {
      for word in words.utf8.split(separator: UInt8(ascii: ",")) {
        phrases[String(decoding: word, as: UTF8.self)] = status
      }
    }
    return phrases
  }()

  /// Words in lower case, and where each ends.
  private struct Words {
    private(set) var list: [String] = []
    private var ends: [Int] = []
    private let bytes: [UInt8]

    init(_ text: String) {
      bytes = Array(text.utf8)
      var word: [UInt8] = []
      for place in 0...bytes.count {
        let byte = place < bytes.count ? bytes[place] : 0
        let isLetter = (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte) || byte >= 0x80
        // `signed-off` and `n/a` are two words.
        if isLetter {
          word.append((0x41...0x5A).contains(byte) ? byte | 0x20 : byte)
        } else if !word.isEmpty {
          list.append(String(decoding: word, as: UTF8.self))
          ends.append(place)
          word = []
          if list.count > ChecklistStatus.mostWords { break }
        }
      }
    }

    var percentBehindFirst: Bool { ends.first.map { $0 < bytes.count && bytes[$0] == UInt8(ascii: "%") } ?? false }

    /// What stands behind so many words, without the signs between; brackets around all of it are taken away.
    func rest(behind count: Int) -> String {
      var rest = bytes[ends[count - 1]...]
      while let first = rest.first, " \t.,:;-*_".utf8.contains(first) { rest = rest.dropFirst() }
      while let last = rest.last, " \t*_".utf8.contains(last) { rest = rest.dropLast() }
      if rest.first == UInt8(ascii: "("), rest.last == UInt8(ascii: ")"), rest.dropFirst().dropLast().isUnbracketed {
        rest = rest.dropFirst().dropLast()
      }
      return String(decoding: rest, as: UTF8.self)
    }
  }
}

extension ArraySlice<UInt8> {
  /// Without any parenthesis.
  fileprivate var isUnbracketed: Bool { !contains(UInt8(ascii: "(")) && !contains(UInt8(ascii: ")")) }
}
