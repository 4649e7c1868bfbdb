import TapeoutModel
import TapeoutTestSupport
import Testing

@Suite("Typed indices and the arrays that they reach")
struct IndexedArrayTests {
  private let letters = IndexedArray<ChipIndex, String>(["a", "b", "c"])

  @Test("Indices count from 0 and are the positions of the elements")
  func positions() {
    #expect(letters.indices.map(\.position) == [0, 1, 2])
    #expect(letters.indices.map { letters[$0] } == ["a", "b", "c"])
    #expect(letters.firstIndex(of: "c") == ChipIndex(2))
    #expect(letters.endIndex == ChipIndex(letters.count))
  }

  @Test("An element is changed in place, in this array alone")
  func mutation() {
    var changed = letters
    changed[ChipIndex(1)].append("!")
    changed.append("d")
    changed.sort(by: >)
    #expect(changed.elements == ["d", "c", "b!", "a"])
    #expect(letters.elements == ["a", "b", "c"])
  }

  @Test("A range of indices is a collection, and none of them is a range too")
  func ranges() {
    let range = ChipIndex(1)..<ChipIndex(3)
    #expect(range.map { letters[$0] } == ["b", "c"])
    #expect(range.contains(ChipIndex(2)) && !range.contains(ChipIndex(3)))
    #expect(Range<ChipIndex>.empty.isEmpty)
  }

  @Test("The first index for which a condition holds is found by halving", arguments: 0...3)
  func search(first: Int) {
    #expect(letters.indices.firstPlace { $0.position >= first } == ChipIndex(first))
  }

  @Test("A report is known by a number that counts from 1, and an index prints as its position")
  func words() {
    #expect(ReportIndex(0).number == 1)
    #expect("\(MilestoneIndex(7))" == "7")
  }
}
