import TapeoutSystem

/// How much work random tests do: a few seconds of it usually, and a multiple where somebody has the time.
package enum Effort {
  /// The environment variable TAPEOUT_EFFORT; 1 where it is not set.
  private static let multiple = getenv("TAPEOUT_EFFORT").flatMap { Int(String(cString: $0)) }.map { max(1, $0) } ?? 1

  /// The rounds to do where `usual` are done in a usual run. The first ones are always the same.
  package static func rounds(_ usual: Int) -> Int { usual * multiple }
}
