/// The model as text: TMDL, indented with tabs.
enum PowerBIModel {
  static func files(_ schema: StarSchema) -> [ExportFile] {
    let folder = "headroom.SemanticModel/definition"
    var files = [
      ExportFile("\(folder)/database.tmdl", "database\n\tcompatibilityLevel: 1600\n"),
      ExportFile("\(folder)/model.tmdl", model(schema)),
      ExportFile("\(folder)/expressions.tmdl", parameter),
      ExportFile("\(folder)/relationships.tmdl", relationships(schema)),
    ]
    for table in schema.tables {
      files.append(ExportFile("\(folder)/tables/\(table.name).tmdl", text(table)))
    }
    return files
  }

  private static func model(_ schema: StarSchema) -> String {
    var text = """
      model Model
      	culture: en-GB
      	defaultPowerBIDataSourceVersion: powerBI_V3
      	discourageImplicitMeasures
      	sourceQueryCulture: en-GB


      """
    for table in schema.tables { text += "ref table \(table.name)\n" }
    return text
  }

  private static let parameter = """
    /// The folder that holds the data files of this export.
    expression DataFolder = "C:\\headroom\\data" meta [IsParameterQuery=true, Type="Text", \
    IsParameterQueryRequired=true]


    """

  private static func relationships(_ schema: StarSchema) -> String {
    schema.links.map { link in
      """
      relationship \(link.fact)_to_\(link.dimension)
      	fromColumn: \(link.fact).\(link.key)
      	toColumn: \(link.dimension).\(link.key)

      """
    }.joined(separator: "\n")
  }

  private static func text(_ table: StarTable) -> String {
    var text = "/// \(table.grain)\ntable \(table.name)\n"
    if table.name == "dim_date" { text += "\tdataCategory: Time\n" }
    text += "\n"
    if table.name == PowerBIMeasures.table {
      for measure in PowerBIMeasures.all { text += self.measure(measure) }
    }
    for column in table.columns {
      text += "\t/// \(column.meaning)\n\tcolumn \(column.name)\n"
      text += "\t\tdataType: \(column.kind.tmdl)\n"
      if column.name == table.key || (table.name == "dim_date" && column.name == "date") {
        if table.name != "dim_date" || column.name == "date" { text += "\t\tisKey\n" }
      }
      if table.name.hasPrefix("fact_"), ["run_id", "la_code", "date_key"].contains(column.name) {
        text += "\t\tisHidden\n"
      }
      text += "\t\tsummarizeBy: none\n\t\tsourceColumn: \(column.name)\n"
      if column.name != "sort_order", column.name == table.key,
        table.columns.contains(where: { $0.name == "sort_order" })
      {
        text += "\t\tsortByColumn: sort_order\n"
      }
      text += "\n"
    }
    return text + partition(table)
  }

  private static func measure(_ measure: PowerBIMeasure) -> String {
    let lines = measure.expression.split(separator: "\n", omittingEmptySubsequences: false)
    let expression =
      lines.count == 1
      ? " \(measure.expression)\n" : "\n" + lines.map { "\t\t\t\($0)\n" }.joined()
    return "\t/// \(measure.meaning)\n\tmeasure '\(measure.name)' =\(expression)"
      + "\t\tformatString: \(measure.format)\n\n"
  }

  private static func partition(_ table: StarTable) -> String {
    let types = table.columns.map { "{\"\($0.name)\", \($0.kind.powerQuery)}" }
      .joined(separator: ", ")
    return """
      	partition \(table.name) = m
      		mode: import
      		source =
      			let
      				Source = Csv.Document(File.Contents(DataFolder & "\\\(table.name).csv"), \
      [Delimiter=",", Columns=\(table.columns.count), Encoding=65001, QuoteStyle=QuoteStyle.Csv]),
      				Headers = Table.PromoteHeaders(Source, [PromoteAllScalars=true]),
      				Typed = Table.TransformColumnTypes(Headers, {\(types)}, "en-GB")
      			in
      				Typed


      """
  }
}
