import Synchronization
import TapeoutWording
import TapeoutWorkspace

/// One line on a terminal that says what a long run is busy with, and leaves no trace. In a pipe: nothing.
final class ProgressLine: Sendable {
  private struct State {
    var text = ""
    var isVisible = false
    var isFinished = false
  }

  private let isActive: Bool
  private let state = Mutex(State())

  init(_ terminal: Terminal) {
    isActive = terminal.showsProgress
  }

  /// Shows the line after half a second, for those who are still waiting then.
  func start() {
    guard isActive else { return }
    Task {
      try await Task.sleep(for: .milliseconds(500))
      state.withLock { state in
        guard !state.isFinished else { return }
        state.isVisible = true
        ProgressLine.draw(state.text)
      }
    }
  }

  func show(_ stage: Analysis.Stage) { show(stage.text + " …") }

  func show(_ text: String) {
    guard isActive else { return }
    state.withLock { state in
      state.text = text
      if state.isVisible { ProgressLine.draw(state.text) }
    }
  }

  /// A count of equal steps, as a share of all: shown where it has grown by a hundredth.
  func steps(_ text: String, of total: Int) -> @Sendable () -> Void {
    let done = Counter()
    return { [self] in
      let count = done.value.add(1, ordering: .relaxed).newValue
      let share = count * 100 / max(total, 1)
      if share != (count - 1) * 100 / max(total, 1) { show("\(text) … \(Wording.share(Double(share) / 100))") }
    }
  }

  private final class Counter: Sendable {
    let value = Atomic<Int>(0)
  }

  /// Wipes the line.
  func finish() {
    guard isActive else { return }
    state.withLock { state in
      state.isFinished = true
      if state.isVisible { ProgressLine.draw("") }
    }
  }

  /// Progress that cannot be shown is nobody's loss.
  private static func draw(_ text: String) {
    try? StandardStream.error.write("\r\u{1b}[K" + text)
  }
}
