import CFuzzer
import Foundation
import TapeoutFuzzing

/// `Fuzz TARGET OPTION...`: libFuzzer's loop around one target. `Fuzz TARGET --seeds FOLDER` only writes the seeds.
///
/// An input that takes a second of the processor's time is one that fails, on however busy a machine.
@main
enum Fuzz {
  nonisolated(unsafe) private static var target = FuzzTarget.dates

  static func main() throws {
    let words = CommandLine.arguments
    guard words.count > 1, let chosen = FuzzTarget(rawValue: words[1]) else {
      print(FuzzTarget.allCases.map(\.rawValue).joined(separator: "\n"))
      return
    }
    target = chosen
    if words.count == 4, words[2] == "--seeds" {
      for (place, seed) in try target.seeds().enumerated() {
        try Data(seed).write(to: URL(filePath: words[3]).appending(path: "seed-\(place)"))
      }
      return
    }
    let rest = [words[0], "-max_len=\(target.largestInput)"] + words.dropFirst(2)
    var arguments: [UnsafeMutablePointer<CChar>?] = rest.map { strdup($0) } + [nil]
    var count = CInt(rest.count)
    let status = arguments.withUnsafeMutableBufferPointer { buffer in
      var start = buffer.baseAddress
      return LLVMFuzzerRunDriver(&count, &start) { bytes, count in
        Fuzz.run(Array(UnsafeBufferPointer(start: bytes, count: count)))
        return 0
      }
    }
    exit(status)
  }

  private static func run(_ bytes: [UInt8]) {
    let begun = clock()
    let target = target
    do { try waitFor { try await target.run(bytes) } } catch { fatalError("\(error)") }
    let taken = Double(clock() - begun) / Double(CLOCKS_PER_SEC)
    if taken > 1 { fatalError("\(bytes.count) bytes took \(taken) s") }
  }
}
