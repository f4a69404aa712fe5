// The umbrella: `import Khabar` brings every module a program needs.

@_exported import KhabarAnnotations
@_exported import KhabarArabic
@_exported import KhabarCore
@_exported import KhabarIngest
@_exported import KhabarOutput
@_exported import KhabarRunner
@_exported import KhabarSchema
@_exported import KhabarText
@_exported import KhabarTime
