import TapeoutModel
import TapeoutTestSupport
import Testing

@Suite("Random texts as dates and durations")
struct DateFuzzTests {
  @Test("Any bytes are answered, and what is a date is written back as it was")
  func fuzz() {
    var state: UInt64 = 7
    let alphabet = Array("0123456789-WQH TBD2026".unicodeScalars)
    for _ in 0..<Effort.rounds(200_000) {
      var text = ""
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      for step in 0..<Int(state >> 60) {
        state = state &* 6_364_136_223_846_793_005 &+ UInt64(step | 1)
        text.unicodeScalars.append(alphabet[Int((state >> 33) % UInt64(alphabet.count))])
      }
      if let date = try? PlanDate(parsing: text), date.description != text { Issue.record("\(text) became \(date)") }
      if let length = try? ThreePointDuration(parsing: text), length.likely.days > PlanDuration.longest {
        Issue.record("\(text)")
      }
    }
  }
}
