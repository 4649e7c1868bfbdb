import TapeoutSystem

/// The program that shows web pages.
enum Browser {
  /// Opens an address; says whether a program for that was found and started.
  static func open(_ address: String) -> Bool {
    #if os(macOS)
      let names = ["open"]
    #else
      let names = ["xdg-open", "gio", "wslview"]
    #endif
    let chosen = Terminal.variable("BROWSER").map { [$0] } ?? []
    for name in chosen + names {
      if start(name, name == "gio" ? ["open", address] : [address]) { return true }
    }
    return false
  }

  private static func start(_ name: String, _ arguments: [String]) -> Bool {
    let null = TapeoutSystem.open("/dev/null", O_RDWR | O_CLOEXEC)
    guard null >= 0 else { return false }
    defer { close(null) }
    guard let program = path(of: name) else { return false }
    var process = pid_t()
    var texts: [UnsafeMutablePointer<CChar>?] = ([program] + arguments).map { strdup($0) } + [nil]
    defer { for text in texts { free(text) } }
    // Nobody waits for it: a browser may run as long as this program.
    return system_spawn(&process, program, &texts, environ, null, null, null) == 0
  }

  private static func path(of name: String) -> String? {
    if name.utf8.contains(UInt8(ascii: "/")) { return access(name, X_OK) == 0 ? name : nil }
    let folders = Terminal.variable("PATH")?.utf8.split(separator: UInt8(ascii: ":")) ?? []
    return folders.map { String(decoding: Array($0), as: UTF8.self) + "/" + name }.first { access($0, X_OK) == 0 }
  }
}
