/// An amount of time in the units it is told in.
struct DurationValue: Hashable, Sendable {
  /// Amounts by unit, seconds first; decades and centuries are kept as years. In millionths, so that decimals stay exact.
  private var millionths: [Int] = [0, 0, 0, 0, 0, 0, 0]
  /// The unit of an unknown small number: بضع ساعات.
  private(set) var vagueUnit: TimeUnit?
  private(set) var lastUnit: TimeUnit?

  init() {}

  init(some unit: TimeUnit) {
    vagueUnit = unit
    lastUnit = unit
  }

  /// Adds `millionths` of a unit. False when the sum is too large to be a duration.
  mutating func add(_ amount: Int, _ unit: TimeUnit) -> Bool {
    let (base, factor): (TimeUnit, Int) =
      switch unit {
      case .decade: (.year, 10)
      case .century: (.year, 100)
      case .weekend: (.day, 2)
      default: (unit, 1)
      }
    let (product, isTooLarge) = amount.multipliedReportingOverflow(by: factor)
    let (sum, overflows) = millionths[Int(base.rawValue)].addingReportingOverflow(product)
    guard !isTooLarge, !overflows else { return false }
    millionths[Int(base.rawValue)] = sum
    lastUnit = unit
    return true
  }

  /// The whole number of units, nil where there is a fraction.
  func whole(_ unit: TimeUnit) -> Int? {
    let amount = millionths[Int(unit.rawValue)]
    return amount % Self.one == 0 ? amount / Self.one : nil
  }

  func millionths(_ unit: TimeUnit) -> Int { millionths[Int(unit.rawValue)] }

  static let one = 1_000_000

  /// The finest unit there is an amount of.
  var finestUnit: TimeUnit? { TimeUnit.allCases.first { $0.rawValue < 7 && millionths[Int($0.rawValue)] > 0 } }

  /// `P3M`, `PT2H30M`, `PXD`; nil for nothing at all.
  var text: String? {
    if let vagueUnit {
      switch vagueUnit {
      case .second: return "PTXS"
      case .minute: return "PTXM"
      case .hour: return "PTXH"
      case .day, .weekend: return "PXD"
      case .week: return "PXW"
      case .month: return "PXM"
      // Some tens of years, some hundreds.
      case .year, .decade, .century: return "PXY"
      }
    }
    guard millionths.contains(where: { $0 > 0 }) else { return nil }
    var text = "P"
    for (unit, letter) in [(TimeUnit.year, "Y"), (.month, "M"), (.week, "W"), (.day, "D")] {
      append(unit, letter, &text)
    }
    var clock = "T"
    for (unit, letter) in [(TimeUnit.hour, "H"), (.minute, "M"), (.second, "S")] { append(unit, letter, &clock) }
    return clock == "T" ? text : text + clock
  }

  private func append(_ unit: TimeUnit, _ letter: String, _ text: inout String) {
    let amount = millionths[Int(unit.rawValue)]
    guard amount > 0 else { return }
    text += String(amount / Self.one)
    var fraction = amount % Self.one
    if fraction > 0 {
      var digits = Digits.padded(fraction, 6)
      while fraction % 10 == 0 {
        digits.removeLast()
        fraction /= 10
      }
      text += "." + digits
    }
    text += letter
  }
}
