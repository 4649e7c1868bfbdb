import TapeoutSystem

/// What a piece of work took, in wall and processor time.
struct Measurement {
  var wall: Double
  var processor: Double

  /// The run with the median wall time of `runs`, after one that is not counted.
  static func median(of runs: Int, _ work: () async -> Void) async -> Measurement {
    await work()
    var measured: [Measurement] = []
    for _ in 0..<runs {
      let clock = ContinuousClock()
      let (start, processor) = (clock.now, processorTime)
      await work()
      let elapsed = (clock.now - start).components
      measured.append(
        Measurement(
          wall: Double(elapsed.seconds) + Double(elapsed.attoseconds) * 1e-18, processor: processorTime - processor))
    }
    return measured.sorted { $0.wall < $1.wall }[runs / 2]
  }

  private static var usage: rusage {
    var usage = rusage()
    #if os(Linux)
      getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    #else
      getrusage(RUSAGE_SELF, &usage)
    #endif
    return usage
  }

  /// Seconds that all cores together have worked for this process.
  private static var processorTime: Double {
    let usage = usage
    return seconds(usage.ru_utime) + seconds(usage.ru_stime)
  }

  private static func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) * 1e-6 }

  /// The greatest memory this process has used, in MB.
  static var peakMemory: Int {
    Int(usage.ru_maxrss) / 1024
  }
}

/// A number in `width` columns, rounded to `digits` after the point.
func column(_ value: Double, _ width: Int, digits: Int = 1) -> String {
  var scale = 1.0
  for _ in 0..<digits { scale *= 10 }
  let rounded = (value * scale).rounded() / scale
  let text = digits == 0 ? String(Int(rounded)) : String(rounded)
  return String(repeating: " ", count: max(0, width - text.count)) + text
}
