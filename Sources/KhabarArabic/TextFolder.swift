import KhabarLexicon
import KhabarText

/// Folds a text in one pass by a table of all scalars below U+10000, with the alignment back.
///
/// What is removed stays inside the word in which it stood. At a word's end a vowel sign belongs to the word before it;
/// a joiner or a bidi mark between two words belongs to neither.
struct TextFolder: Sendable {
  /// Entries of `table` below this are actions, from here on replacing scalars.
  private static let firstScalar: UInt16 = 0x20
  private static let keep: UInt16 = 0
  /// Removed; belongs to what stands before it.
  private static let removeMark: UInt16 = 1
  /// Removed; belongs to nobody.
  private static let removeInvisible: UInt16 = 2
  /// Replaced by several letters.
  private static let expand: UInt16 = 3

  private let table: [UInt16]
  /// The UTF-8 of what each expanded scalar stands for, by scalar - `firstExpanded`.
  private let expansions: [[UInt8]]
  private static let firstExpanded: UInt32 = 0xFB50
  private static let longestExpansion = 34

  /// - Complexity: O(20,000 × steps): make it once.
  init(steps: [FoldStep]) {
    var table = [UInt16](repeating: Self.keep, count: 0x10000)
    let simple = steps.filter { $0 != .presentationForms }
    func fold(_ scalar: UInt32) -> (result: KeyFolding.Result, step: FoldStep?) {
      for step in simple {
        if let result = step.result(scalar) { return (result, step) }
      }
      return (.kept, nil)
    }
    // No step touches what lies between the general punctuation of the East and the presentation forms.
    for scalar in [0..<0x3100, Self.firstExpanded..<0x10000].joined() {
      switch fold(scalar) {
      case (.kept, _): break
      case (.removed, let step): table[Int(scalar)] = step == .invisible ? Self.removeInvisible : Self.removeMark
      case (.replaced(let other), _): table[Int(scalar)] = UInt16(other)
      }
    }
    var expansions = [[UInt8]](repeating: [], count: 0x10000 - Int(Self.firstExpanded))
    if steps.contains(.presentationForms) {
      for (form, letters) in PresentationForms.all {
        var bytes: [UInt8] = []
        var scalars: [UInt32] = []
        for letter in letters {
          switch fold(letter).result {
          case .kept: scalars.append(letter)
          case .removed: break
          case .replaced(let other): scalars.append(other)
          }
        }
        for scalar in scalars { UTF8Scalars.append(scalar, to: &bytes) }
        switch scalars.count {
        case 0: table[Int(form)] = Self.removeMark
        case 1: table[Int(form)] = UInt16(scalars[0])
        default:
          table[Int(form)] = Self.expand
          expansions[Int(form - Self.firstExpanded)] = bytes
        }
      }
    }
    self.table = table
    self.expansions = expansions
  }

  /// `text` folded, with the alignment to it. O(n).
  func fold(_ text: [UInt8]) -> (bytes: [UInt8], alignment: Alignment) {
    var alignment = Alignment()
    // Only presentation forms grow, and all of them start with this byte.
    var growing = 0
    for byte in text where byte == 0xEF { growing += 1 }
    let capacity = text.count + growing * Self.longestExpansion
    let bytes = [UInt8](unsafeUninitializedCapacity: capacity) { output, count in
      text.withUnsafeBufferPointer { input in
        table.withUnsafeBufferPointer { table in
          count = fold(input, into: output, table: table, &alignment)
        }
      }
    }
    return (bytes, alignment)
  }

  private func fold(
    _ input: UnsafeBufferPointer<UInt8>, into output: UnsafeMutableBufferPointer<UInt8>,
    table: UnsafeBufferPointer<UInt16>, _ alignment: inout Alignment
  ) -> Int {
    var from = 0
    var to = 0
    let count = input.count
    while from < count {
      let first = input[from]
      if first < 0x80 {
        let entry = table[Int(first)]
        output[to] = entry == Self.keep ? first : UInt8(truncatingIfNeeded: entry)
        from += 1
        to += 1
        continue
      }
      let length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
      guard length < 4 else {
        for offset in 0..<4 { output[to + offset] = input[from + offset] }
        from += 4
        to += 4
        continue
      }
      let second = input[from + 1]
      let scalar: Int
      if length == 2 {
        scalar = Int(first & 0x1F) << 6 | Int(second & 0x3F)
      } else {
        scalar = Int(first & 0x0F) << 12 | Int(second & 0x3F) << 6 | Int(input[from + 2] & 0x3F)
      }
      let entry = table[scalar]
      if entry == Self.keep {
        output[to] = first
        output[to + 1] = second
        if length == 3 { output[to + 2] = input[from + 2] }
        from += length
        to += length
      } else if entry >= Self.firstScalar {
        let written = Self.write(entry, output, to)
        from += length
        to += written
        if written != length { alignment.record(rewritten: to, original: from) }
      } else if entry == Self.removeMark {
        from += length
        alignment.record(rewritten: to, original: from)
      } else if entry == Self.removeInvisible {
        alignment.record(rewritten: to, original: from + length, end: from)
        from += length
      } else {
        // Every boundary inside the letters of one form is the form's start, read as a start, and its end, read as an end.
        alignment.record(rewritten: to, original: from, end: from)
        for byte in expansions[scalar - Int(Self.firstExpanded)] {
          output[to] = byte
          to += 1
          alignment.recordInside(rewritten: to, start: from, end: from + length)
        }
        from += length
        alignment.record(rewritten: to, original: from)
      }
    }
    return to
  }

  /// Writes a scalar below U+10000; the bytes written.
  @inline(__always)
  private static func write(_ scalar: UInt16, _ output: UnsafeMutableBufferPointer<UInt8>, _ index: Int) -> Int {
    if scalar < 0x80 {
      output[index] = UInt8(truncatingIfNeeded: scalar)
      return 1
    }
    if scalar < 0x800 {
      output[index] = UInt8(truncatingIfNeeded: 0xC0 | scalar >> 6)
      output[index + 1] = UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F)
      return 2
    }
    output[index] = UInt8(truncatingIfNeeded: 0xE0 | scalar >> 12)
    output[index + 1] = UInt8(truncatingIfNeeded: 0x80 | scalar >> 6 & 0x3F)
    output[index + 2] = UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F)
    return 3
  }
}

/// The letters that presentation forms stand for.
enum PresentationForms {
  /// Form and letters. The space on which Unicode sets a vowel sign that stands alone is left out: in old files such
  /// signs stand inside words, where a space would cut them.
  static let all: [(form: UInt32, letters: [UInt32])] = {
    let list = Lexicons.presentationForms
    return (0..<list.count).compactMap { row in
      guard let form = list.keys(row).first.flatMap({ UInt32($0, radix: 16) }) else { return nil }
      let letters = list.value(row, 0).split(separator: " ").compactMap { UInt32($0, radix: 16) }
      return (form, letters.first == 0x20 ? Array(letters.dropFirst()) : letters)
    }
  }()
}
