import KhabarAnnotations
public import KhabarCore

/// How far folding goes.
public enum FoldProfile: String, CaseIterable, Sendable {
  /// Nothing that a reader sees is lost but vowel signs, tatweel and invisible marks.
  case light
  /// The form in which word lists are kept. The stages that extract need this one.
  case search
  /// Also compatibility forms, hamza on its carriers, letters of Persian and Urdu, typographic punctuation, letters and
  /// white space in a row.
  case aggressive
  /// The steps given in `steps`.
  case custom

  /// The steps of the profile; none for `custom`.
  public var steps: [FoldStep] {
    switch self {
    case .light: [.presentationForms, .nfc, .invisible, .marks, .tatweel, .spaces]
    case .search:
      [.presentationForms, .invisible, .marks, .tatweel, .spaces, .alef, .yeh, .tehMarbuta, .kaf, .digits, .latinCase]
    case .aggressive:
      [
        .presentationForms, .nfkc, .invisible, .marks, .tatweel, .spaces, .whiteSpace, .easternLetters, .alef, .yeh,
        .tehMarbuta, .kaf, .hamza, .digits, .punctuation, .quotationMarks, .latinCase, .repeatedLetters,
      ]
    case .custom: []
    }
  }
}

/// Makes the folded copy of the text on which the other stages match.
///
/// One pass, with an alignment that leads every boundary back to the text.
///
/// - Requires: the text.
/// - Provides: `folded`, one item.
public struct FoldStage: Stage {
  public struct Options: StageOptions {
    public var profile = FoldProfile.search
    public var steps: [FoldStep] = []

    public init() {}

    public static let fields: [OptionField<Options>] = [
      .choice(
        "profile", \.profile,
        "How far folding goes. The stages that extract expect `search`; choose another to clean text for other tools."),
      .choices("steps", \.steps, "The steps of profile `custom`, in any order; the other profiles ignore it."),
    ]
  }

  public static let name = "fold"
  public static let summary = "Makes spelling variants one in a working copy of the text"
  public static let provides = [LayerName(FoldedTexts.self)]

  private let folder: TextFolder
  private let profile: String

  public init(options: Options) {
    profile = options.profile.rawValue
    folder =
      options.profile == .search
      ? TextFolder.search
      : TextFolder(steps: options.profile == .custom ? options.steps : options.profile.steps)
  }

  public func process(_ document: inout Document) {
    let (bytes, alignment) = folder.fold(document.text)
    document[FoldedTexts.self] = [FoldedText(bytes: bytes, alignment: alignment, profile: profile)]
  }
}
