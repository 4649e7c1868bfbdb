extension String {
  /// Whether every byte of the text satisfies a condition.
  ///
  /// Looks at all bytes without stopping at the first that fails, because the processor then tests many at a time:
  /// nearly every text of a plan satisfies what is asked of it.
  @inlinable @inline(__always)
  public func isAll(_ condition: (UInt8) -> Bool) -> Bool {
    let answer = utf8.withContiguousStorageIfAvailable { bytes in
      var failures: UInt8 = 0
      for byte in bytes { failures |= condition(byte) ? 0 : 1 }
      return failures == 0
    }
    return answer ?? utf8.allSatisfy(condition)
  }
}
