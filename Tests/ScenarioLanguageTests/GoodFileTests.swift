import Testing
import ScenarioLanguage

@Test func good() {
  let result = compile(goodFile)
  print(DiagnosticRenderer(files: result.files).plain(result.diagnostics))
  #expect(result.model != nil)
}
