import AcmeStages
import KhabarDriver

await KhabarDriver.main { $0.register(HashtagStage.self) }
