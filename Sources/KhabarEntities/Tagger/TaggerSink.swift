/// Where the features of a word go: summed up as weights when a text is tagged, written down when the tagger is trained.
protocol TaggerSink {
  mutating func add(_ template: TaggerTemplate, _ value: UInt64, at offset: Int)
  mutating func add(_ feature: ListFeature, of lists: ListFeatures, at offset: Int)
}

/// The sum of the weights of a word's features, by label.
struct WeightSum: TaggerSink {
  private let model: TaggerModel
  private(set) var sums = TaggerModel.Weights(repeating: 0)

  init(_ model: TaggerModel) { self.model = model }

  @inline(__always)
  mutating func add(_ template: TaggerTemplate, _ value: UInt64, at offset: Int) {
    switch template {
    case .wordClass: sums &+= model.weights(ofClass: Int(truncatingIfNeeded: value), at: offset)
    case .profile: sums &+= model.weights(ofProfile: Int(truncatingIfNeeded: value), at: offset)
    default:
      if value == 0 {
        sums &+= model.weights(ofNothing: template, at: offset)
      } else if let weights = model.weights(of: template.feature(value, at: offset)) {
        sums &+= weights
      }
    }
  }

  @inline(__always)
  mutating func add(_ feature: ListFeature, of lists: ListFeatures, at offset: Int) {
    sums &+= model.weights(of: feature, at: offset)
  }
}

/// The features of a word as training files name them.
struct FeatureList: TaggerSink {
  private(set) var names: [String] = []

  mutating func add(_ template: TaggerTemplate, _ value: UInt64, at offset: Int) {
    let key = TaggerModel.key(of: template.feature(value, at: offset))
    names.append("\(template).\(offset):\(String(key, radix: 16))")
  }

  mutating func add(_ feature: ListFeature, of lists: ListFeatures, at offset: Int) {
    let (template, value) = lists[feature]
    add(template, value, at: offset)
  }
}
