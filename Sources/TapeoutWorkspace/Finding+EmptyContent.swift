import TapeoutModel

extension Finding {
  /// How to begin, for a program that holds no file yet.
  ///
  /// - Parameter sources: what the reader made of no files: stand-ins for those that every program has.
  static func emptyContent(in sources: SourceSet) -> Finding {
    let program = sources.ids.first { sources[$0].path == "Content/program.md" } ?? FileID(0)
    let start = SourceRange(startOf: program)
    let text = """
      ---
      title: AI silicon program
      launch: 2026
      ---

      What the program is about, in your own words.

      """
    return Finding(
      "missing-file", at: start, "Content/ is empty, so there is no plan yet",
      advice: "Create Content/program.md with the text below, then Content/chips/CHIP/chip.md for each chip and "
        + "Content/chips/CHIP/milestones/ID.md for each milestone.",
      fixes: [Fix("create Content/program.md", replace: start, with: text)])
  }
}
