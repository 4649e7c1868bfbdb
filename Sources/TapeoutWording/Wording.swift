/// How facts are said to readers: dates, lengths, shares, counts, slips, states and sentences.
///
/// The only home of words that more than one page, command or export uses. Everything here is a function from values to
/// text and knows nothing of HTML or terminals, so that a second language is a second implementation of these functions.
package enum Wording {}
