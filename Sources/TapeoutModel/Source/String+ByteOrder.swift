extension String {
  /// Whether the text comes before `other` by its UTF-8 bytes: the same in every locale, unlike the order of
  /// characters, and the order in which files, ids and findings are listed.
  public func precedesInBytes(_ other: String) -> Bool {
    let ordered = utf8.withContiguousStorageIfAvailable { mine in
      other.utf8.withContiguousStorageIfAvailable { theirs in
        let common = Swift.min(mine.count, theirs.count)
        var index = 0
        while index < common {
          if mine[index] != theirs[index] { return mine[index] < theirs[index] }
          index += 1
        }
        return mine.count < theirs.count
      }
    }
    return (ordered ?? nil) ?? utf8.lexicographicallyPrecedes(other.utf8)
  }
}
