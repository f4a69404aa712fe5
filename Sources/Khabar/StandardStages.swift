import KhabarArabic
public import KhabarCore
import KhabarDuplicates
import KhabarEntities
import KhabarEvents
import KhabarIngest
import KhabarNumbers
import KhabarOutput
import KhabarStatements
import KhabarTime

extension StageRegistry {
  /// Everything that comes with Khabar.
  public static var standard: StageRegistry {
    var registry = StageRegistry()
    registry.registerStandardStages()
    return registry
  }

  /// Registers the sources, stages and sinks that come with Khabar.
  ///
  /// - Precondition: none of their names is taken.
  public mutating func registerStandardStages() {
    registerIngest()
    registerDuplicateStages()
    registerArabicStages()
    registerNumberStages()
    registerTimeStages()
    registerEntityStages()
    registerStatementStages()
    registerEventStages()
    registerOutput()
  }
}
