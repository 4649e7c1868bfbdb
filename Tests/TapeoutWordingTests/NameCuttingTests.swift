import TapeoutWording
import Testing

@Suite("Names where there is little room")
struct NameCuttingTests {
  @Test(
    "A name loses its middle, whole words of it where that leaves two",
    arguments: [
      ("Launch", 20, "Launch"), ("CoWoS slot confirmed for the later tape-out", 30, "CoWoS slot confirmed … tape-out"),
      ("Antidisestablishmentarianism", 11, "Antid…anism"), ("Place and route of block 2", 18, "Place and … 2"),
      ("A longwordwithoutend Z", 12, "A … Z"), ("abc", 3, "abc"), ("", 5, ""),
      ("مراجعة التصميم النهائي للشريحة", 18, "مراجعة … للشريحة"),
    ])
  func middle(name: String, length: Int, expected: String) {
    let cut = Wording.cutMiddle(name, length)
    #expect(cut == expected || cut.unicodeScalars.count <= length)
    #expect(cut.unicodeScalars.count <= max(length, 1))
  }

  @Test(
    "A name loses its last words, and with them a preposition that would hang",
    arguments: [
      ("First training cluster in service", 25, "First training cluster…"), ("Launch", 6, "Launch"),
      ("Release of the mask set", 16, "Release…"), ("Supercalifragilistic thing", 10, "Super…hing"),
      ("Tape-out review", 10, "Tape-out…"),
    ])
  func words(name: String, length: Int, expected: String) {
    #expect(Wording.cutWords(name, length) == expected)
  }

  @Test("How often a milestone drives the launch")
  func drives() {
    #expect(Wording.drives(0.834) == "Drives the launch in 83 % of draws")
    #expect(Wording.drives(0.001) == "Drives the launch in <1 % of draws")
  }
}
