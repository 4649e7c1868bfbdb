import TapeoutModel

extension Unicode.Scalar {
  /// `\u{202e}`
  package var escaped: String { "\\u{" + String(value, radix: 16) + "}" }
}

extension String {
  /// The text with everything hidden made visible as `\u{..}`: what comes from a file cannot steer a terminal.
  package var printable: String {
    if utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return self }
    var result = ""
    result.reserveCapacity(utf8.count + 16)
    for scalar in unicodeScalars {
      if scalar.isHidden {
        result += scalar.escaped
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
