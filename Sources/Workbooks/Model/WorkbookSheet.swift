/// What a cell holds.
public enum CellContent: Sendable, Equatable {
  /// Text; never taken for a formula, whatever it begins with.
  case text(String)
  /// A number.
  case number(Double)
  /// A formula that begins with `=`, with the number that it comes to.
  case formula(String, Double)
  /// A formula that begins with `=`, with the text that it comes to.
  case textFormula(String, String)
}

/// A cell of a sheet.
public struct SheetCell: Sendable, Equatable {
  /// Where it is.
  public var place: CellPlace
  /// What it holds.
  public var content: CellContent
  /// How it looks.
  public var style: CellStyle

  /// A cell.
  public init(_ place: CellPlace, _ content: CellContent, _ style: CellStyle = CellStyle()) {
    self.place = place
    self.content = content
    self.style = style
  }
}

/// A table with one row of unique headings.
public struct SheetTable: Sendable, Equatable {
  /// Its name, unique in the workbook.
  public var name: String
  /// The row of its headings, from 0; it starts in column A.
  public var headerRow: Int
  /// Its headings.
  public var headers: [String]
  /// Rows below the headings.
  public var rowCount: Int
  /// Whether its headings carry filters.
  public var hasFilter: Bool

  /// A table.
  public init(name: String, headerRow: Int, headers: [String], rowCount: Int, hasFilter: Bool) {
    self.name = name
    self.headerRow = headerRow
    self.headers = headers
    self.rowCount = rowCount
    self.hasFilter = hasFilter
  }
}

/// A cell that takes one of a list.
public struct SheetChoice: Sendable, Equatable {
  /// The cell.
  public var place: CellPlace
  /// The list, as a formula of a range: `=$B$8:$B$12`.
  public var source: String
  /// Heading of the note shown beside the cell: at most 32 characters.
  public var title: String
  /// The note: at most 255 characters.
  public var message: String

  /// A choice.
  public init(place: CellPlace, source: String, title: String, message: String) {
    self.place = place
    self.source = source
    self.title = title
    self.message = message
  }
}

/// Areas stacked upon one another.
public struct SheetChart: Sendable, Equatable {
  /// One band.
  public struct Band: Sendable, Equatable {
    /// Its name.
    public var name: String
    /// Its values.
    public var values: CellRange
    /// Its colour as 0xRRGGBB; `nil` where it is not drawn and only carries the bands above it.
    public var colour: UInt32?

    /// A band.
    public init(name: String, values: CellRange, colour: UInt32?) {
      self.name = name
      self.values = values
      self.colour = colour
    }
  }

  /// The cell of its upper left corner.
  public var place: CellPlace
  /// Its title.
  public var title: String
  /// What it shows, for people who cannot see it.
  public var description: String
  /// The values on the horizontal axis.
  public var categories: CellRange
  /// The title of the vertical axis.
  public var unit: String
  /// The lowest value of the vertical axis.
  public var minimum: Double
  /// From below.
  public var bands: [Band]

  /// A chart.
  public init(
    place: CellPlace, title: String, description: String, categories: CellRange, unit: String,
    minimum: Double, bands: [Band]
  ) {
    self.place = place
    self.title = title
    self.description = description
    self.categories = categories
    self.unit = unit
    self.minimum = minimum
    self.bands = bands
  }
}

/// One sheet.
public struct WorkbookSheet: Sendable, Equatable {
  /// Its name, unique in the workbook.
  public var name: String
  /// Its cells, none twice.
  public var cells: [SheetCell] = []
  /// Widths of columns from A, in characters.
  public var widths: [Double] = []
  /// Rows and columns that stay in sight.
  public var frozen: CellPlace?
  /// Its table.
  public var table: SheetTable?
  /// Its drop-down cells.
  public var choices: [SheetChoice] = []
  /// Its chart.
  public var chart: SheetChart?

  /// An empty sheet.
  public init(name: String) { self.name = name }

  /// The name as formulas write it: in quotation marks.
  public var reference: String {
    "'" + name.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") + "'"
  }
}

/// A name for a cell or a range.
public struct WorkbookName: Sendable, Equatable {
  /// The name.
  public var name: String
  /// What it stands for, as a formula: `='Unit costs'!$H$5`.
  public var formula: String

  /// A name.
  public init(_ name: String, _ formula: String) {
    self.name = name
    self.formula = formula
  }
}

/// A workbook as data.
public struct WorkbookContents: Sendable, Equatable {
  /// The document's title.
  public var title: String
  /// What it is about.
  public var subject: String
  /// Properties of the document, such as the run's id.
  public var properties: [(name: String, value: String)]
  /// Its sheets, in order.
  public var sheets: [WorkbookSheet]
  /// Its names.
  public var names: [WorkbookName]

  /// A workbook.
  public init(
    title: String, subject: String, properties: [(name: String, value: String)] = [],
    sheets: [WorkbookSheet], names: [WorkbookName] = []
  ) {
    self.title = title
    self.subject = subject
    self.properties = properties
    self.sheets = sheets
    self.names = names
  }

  /// Whether two workbooks hold the same.
  public static func == (a: Self, b: Self) -> Bool {
    a.title == b.title && a.subject == b.subject && a.sheets == b.sheets && a.names == b.names
      && a.properties.map(\.name) == b.properties.map(\.name)
      && a.properties.map(\.value) == b.properties.map(\.value)
  }
}
