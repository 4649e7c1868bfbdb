import TapeoutSystem

/// The bytes with the NUL that ends a string in C.
package func cString(_ bytes: [UInt8]) -> [CChar] {
  [CChar](unsafeUninitializedCapacity: bytes.count + 1) { buffer, count in
    for (index, byte) in bytes.enumerated() { buffer[index] = CChar(bitPattern: byte) }
    buffer[bytes.count] = 0
    count = bytes.count + 1
  }
}

/// A path for people: bytes that are not UTF-8 appear as `\xE9`.
package func shown(_ path: [UInt8]) -> String {
  if let path = String(validating: path, as: UTF8.self) { return path }
  var text = ""
  for byte in path {
    if byte < 0x80 {
      text.unicodeScalars.append(Unicode.Scalar(byte))
    } else {
      text += "\\x" + String(byte, radix: 16, uppercase: true)
    }
  }
  return text
}

/// The absolute path with every link resolved; nil, with `errno` set, where there is no such file.
package func resolvedPath(_ path: String) -> String? {
  guard let resolved = realpath(path, nil) else { return nil }
  defer { free(resolved) }
  return String(cString: resolved)
}

/// The folder above an absolute path.
package func parent(of path: String) -> String {
  guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")), slash > path.startIndex else { return "/" }
  return String(path[..<slash])
}
