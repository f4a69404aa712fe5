/// What was read at the last few words, so that rules that begin with the same date read it once.
///
/// A class, because rules do not change the grammar. One belongs to one grammar and is used by one thread.
final class ReadingMemory {
  private static let size = 8
  private var dateWords = [Int](repeating: -1, count: size)
  private var dates = [DateReading?](repeating: nil, count: size)
  private var momentWords = [Int](repeating: -1, count: size)
  private var moments = [Moment?](repeating: nil, count: size)

  /// Forgets everything, as when the quarter named last has changed.
  func clear() {
    for place in 0..<Self.size {
      dateWords[place] = -1
      momentWords[place] = -1
    }
  }

  func date(at index: Int, _ read: () -> DateReading?) -> DateReading? {
    let place = index % Self.size
    if dateWords[place] == index { return dates[place] }
    let date = read()
    dateWords[place] = index
    dates[place] = date
    return date
  }

  func moment(at index: Int, _ read: () -> Moment?) -> Moment? {
    let place = index % Self.size
    if momentWords[place] == index { return moments[place] }
    let moment = read()
    momentWords[place] = index
    moments[place] = moment
    return moment
  }
}
