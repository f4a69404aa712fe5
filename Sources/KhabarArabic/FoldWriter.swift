import KhabarText

/// Folding with steps that look at more than one scalar: normalization, white space and letters in a row.
///
/// Still one pass: what came last is remembered, and a third letter in a row takes the second one back.
struct FoldWriter {
  private let folder: TextFolder
  private var output: [UInt8] = []
  private var alignment = Alignment()
  private var segment = NormalizationSegment()
  /// The letter written last, how often in a row, and where its first one ends in the output; 0 when none.
  private var letter: UInt32 = 0
  private var letterCount = 0
  private var letterEnd = 0
  /// Whether white space was written last.
  private var isAfterSpace = false

  private init(_ folder: TextFolder, capacity: Int) {
    self.folder = folder
    output.reserveCapacity(capacity)
  }

  static func fold(_ text: [UInt8], _ folder: TextFolder) -> (bytes: [UInt8], alignment: Alignment) {
    var writer = FoldWriter(folder, capacity: text.count + text.count / 8 + 16)
    text.withUnsafeBufferPointer { text in
      if folder.joinsLetters || folder.joinsWhiteSpace {
        writer.fold(text.span)
      } else if let data = folder.normalization {
        writer.normalize(text, data)
      }
    }
    return (writer.output, writer.alignment)
  }

  private mutating func fold(_ text: borrowing Span<UInt8>) {
    let table = folder.table
    let data = folder.normalization
    var index = 0
    while index < text.count {
      let (scalar, length) = UTF8Scalars.decode(text, at: index)
      let next = index + length
      if let data {
        if isActive(scalar, data) {
          index = normalize(text, from: index, data)
          continue
        }
        // What combines starts beyond ASCII: no need to read further for most scalars.
        if next < text.count, text[next] >= 0x80, isActive(UTF8Scalars.decode(text, at: next).scalar, data) {
          index = normalize(text, from: index, data)
          continue
        }
      }
      let entry = scalar < 0x10000 ? table[Int(scalar)] : folder.entry(scalar)
      put(scalar, entry, index, next)
      index = next
    }
  }

  /// The way without letters or white space to join: what stays as it is is copied in runs.
  private mutating func normalize(_ text: UnsafeBufferPointer<UInt8>, _ data: NormalizationData) {
    let table = folder.table
    let span = text.span
    var run = 0
    var last = 0
    var index = 0
    while index < text.count {
      let (scalar, length) = UTF8Scalars.decode(span, at: index)
      let isActive = scalar >= 0xA0 && isActive(scalar, data)
      let entry = scalar < 0x10000 ? table[Int(scalar)] : folder.entry(scalar)
      if !isActive, entry == TextFolder.keep {
        last = index
        index += length
        continue
      }
      // What combines takes the scalar before it along.
      var from = isActive && index > run ? last : index
      let next = index + length
      if !isActive, next >= text.count || !self.isActive(UTF8Scalars.decode(span, at: next).scalar, data) {
        output.append(contentsOf: UnsafeBufferPointer(rebasing: text[run..<index]))
        put(scalar, entry, index, next)
        from = next
      } else {
        output.append(contentsOf: UnsafeBufferPointer(rebasing: text[run..<from]))
        from = normalize(span, from: from, data)
      }
      (run, index) = (from, from)
    }
    output.append(contentsOf: UnsafeBufferPointer(rebasing: text[run..<index]))
  }

  /// Presentation forms are written out inside the run, so that what they stand for combines too.
  @inline(__always)
  private func isActive(_ scalar: UInt32, _ data: NormalizationData) -> Bool {
    data.isActive(scalar) || (scalar >= PresentationForms.first && !letters(of: scalar).isEmpty)
  }

  private func letters(of scalar: UInt32) -> [UInt32] {
    scalar >= PresentationForms.first && scalar <= PresentationForms.last
      ? folder.letters[Int(scalar - PresentationForms.first)] : []
  }

  /// Normalizes the run that starts at `start`; where it ends.
  private mutating func normalize(_ text: borrowing Span<UInt8>, from start: Int, _ data: NormalizationData) -> Int {
    segment.removeAll()
    var index = start
    var isFirst = true
    while index < text.count {
      let (scalar, length) = UTF8Scalars.decode(text, at: index)
      guard isFirst || isActive(scalar, data) else { break }
      isFirst = false
      let letters = letters(of: scalar)
      if letters.isEmpty {
        // A form whose letters are none, such as a lone sign without its space, is read as it is.
        segment.append(scalar, index, index + length, data)
      } else {
        for letter in letters { segment.append(letter, index, index + length, data) }
      }
      index += length
    }
    segment.normalize(data)
    let finished = segment
    finished.forEachGroup { group in
      let scalars = finished.scalars[group.scalars]
      if scalars.count == 1 {
        let scalar = scalars[scalars.startIndex]
        put(scalar, folder.entry(scalar), group.start, group.end)
      } else {
        putTogether(scalars, group.start, group.end)
      }
    }
    return index
  }

  /// Writes what `entry` makes of a scalar that stands for `start..<end`.
  @inline(__always)
  private mutating func put(_ scalar: UInt32, _ entry: UInt16, _ start: Int, _ end: Int) {
    switch entry {
    case TextFolder.keep: write(scalar, start, end)
    case TextFolder.removeMark: alignment.record(rewritten: output.count, original: end)
    case TextFolder.removeInvisible: alignment.record(rewritten: output.count, original: end, end: start)
    case TextFolder.expand:
      let letters = letters(of: scalar)
      putTogether(letters[...], start, end)
    default: write(UInt32(entry), start, end)
    }
  }

  /// Writes several scalars that stand for `start..<end` as one piece.
  private mutating func putTogether(_ scalars: ArraySlice<UInt32>, _ start: Int, _ end: Int) {
    alignment.record(rewritten: output.count, original: start, end: start)
    for scalar in scalars {
      switch folder.entry(scalar) {
      case TextFolder.keep: write(scalar, start, end, isInside: true)
      case TextFolder.removeMark, TextFolder.removeInvisible: break
      case TextFolder.expand: for letter in letters(of: scalar) { write(letter, start, end, isInside: true) }
      case let other: write(UInt32(other), start, end, isInside: true)
      }
    }
    alignment.record(rewritten: output.count, original: end)
  }

  private mutating func write(_ scalar: UInt32, _ start: Int, _ end: Int, isInside: Bool = false) {
    if folder.joinsWhiteSpace {
      let isSpace = Self.isSpace(scalar)
      if isSpace, isAfterSpace {
        // A line break anywhere in the run is what stays of it.
        if Self.isLineBreak(scalar) { output[output.count - 1] = 0x0A }
        if !isInside { alignment.record(rewritten: output.count, original: end, end: start) }
        return
      }
      isAfterSpace = isSpace
      if isSpace {
        letterCount = 0
        append(Self.isLineBreak(scalar) ? 0x0A : 0x20, start, end, isInside)
        return
      }
    }
    if folder.joinsLetters {
      if scalar == letter, letterCount > 0 {
        letterCount += 1
        if letterCount > 2 {
          if output.count > letterEnd {
            output.removeLast(output.count - letterEnd)
            alignment.cut(after: letterEnd)
          }
          alignment.record(rewritten: letterEnd, original: isInside ? start : end)
          return
        }
        append(scalar, start, end, isInside)
        return
      }
      letter = scalar
      letterCount = Self.isArabicLetter(scalar) ? 1 : 0
      append(scalar, start, end, isInside)
      letterEnd = output.count
      return
    }
    append(scalar, start, end, isInside)
  }

  @inline(__always)
  private mutating func append(_ scalar: UInt32, _ start: Int, _ end: Int, _ isInside: Bool) {
    let from = output.count
    UTF8Scalars.append(scalar, to: &output)
    if isInside {
      for offset in from + 1...output.count { alignment.recordInside(rewritten: offset, start: start, end: end) }
    } else if output.count - from != end - start {
      alignment.record(rewritten: output.count, original: end)
    }
  }

  private static func isSpace(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x09...0x0D, 0x20, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: true
    default: false
    }
  }

  private static func isLineBreak(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x0A...0x0D, 0x85, 0x2028, 0x2029: true
    default: false
    }
  }

  private static func isArabicLetter(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x0620...0x063F, 0x0641...0x064A, 0x066E...0x066F, 0x0671...0x06D3, 0x06D5, 0x06FA...0x06FC: true
    default: false
    }
  }
}
