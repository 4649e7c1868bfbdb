import TapeoutModel
import TapeoutSchedule
import TapeoutTemplates
import TapeoutWording

/// What a link to a page says of it elsewhere: in a chat, a mail, a list of search results.
struct PageAnswer {
  /// The answer of the page in a sentence or two.
  var sentence: String
  /// How things stand, to follow the title: `late, launch 2027-01-25`; nil where there is nothing to add.
  var state: String?

  /// Longer ones are cut by whoever shows them, in the middle of a word.
  private static let longest = 280

  init(_ sentence: Markup, state: String? = nil) {
    self.sentence = Wording.cut(sentence.plainText, PageAnswer.longest)
    self.state = state
  }

  init(chip: ChipIndex, _ headline: Headline, _ model: SiteModel) {
    let launch = model.launches[chip]
    let word = model.schedule.chips[chip].health.word
    self.init(
      headline.markup,
      state: launch.launch == nil ? word : "\(word), launch \(Wording.date(launch).text)")
  }

  init(milestone: MilestoneIndex, _ headline: Headline, _ model: SiteModel) {
    let date = model.passedDate(milestone) ?? model.date(milestone)
    let word = model.isOverdue(milestone) ? "overdue" : model.health(milestone).word
    self.init(headline.markup, state: [word, date?.description].compactMap { $0 }.joined(separator: ", "))
  }
}
