extension GitCommand {
  /// The paths below a folder of what Git tracks there, from that folder; none where it lies in no repository.
  package func trackedFiles(below folder: String) -> Set<[UInt8]> {
    // 64 MiB hold some 500,000 paths.
    let (bytes, outcome) = output(["ls-files", "-z", "--cached"], in: folder, limit: 64 << 20)
    guard outcome.isSuccess else { return [] }
    return Set(bytes.split(separator: 0).map(Array.init))
  }
}
