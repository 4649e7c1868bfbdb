extension RuleSet {
  /// Files that cannot be read, or not as they were meant. The loader and the parser find them.
  static var file: [any Rule] {
    [
      InvalidEncoding(), MissingFrontMatter(), MissingFile(), YamlSyntax(), DuplicateKey(), UnknownField(),
      MissingField(), WrongType(), InvalidDate(), InvalidDuration(), InvalidSupposition(), InvalidId(), UnknownKind(),
      UnexpectedFile(), OversizedFile(), RawHtml(), UnsafeLink(), HiddenCharacter(), CommentInText(), CurlyQuotes(),
      UnknownCheckbox(), FalseLink(), ConflictMarker(), UnreadableFile(),
    ]
  }
}
