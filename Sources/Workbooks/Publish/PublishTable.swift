/// A field of a table that is published.
public enum PublishField: Sendable, Equatable {
  /// Words.
  case text(String)
  /// A figure that may be shown.
  case number(Double)
  /// No figure.
  case missing
  /// A figure that disclosure control hides.
  case suppressed
}

/// A table that is published: already safe, because this room knows nothing of disclosure control.
public struct PublishTable: Sendable, Equatable {
  /// A column.
  public struct Column: Sendable, Equatable {
    /// Its heading, unique in the table.
    public var heading: String
    /// Decimal places of its figures.
    public var places: Int

    /// A column.
    public init(_ heading: String, places: Int = 0) {
      self.heading = heading
      self.places = places
    }
  }

  /// Its sheet's name.
  public var sheet: String
  /// What it shows, where, when: the sheet's title.
  public var title: String
  /// Where its figures come from.
  public var source: String
  /// What readers of this table must know; numbered on the sheet of notes.
  public var notes: [String]
  /// Its columns.
  public var columns: [Column]
  /// Its rows, fields in the order of the columns.
  public var rows: [[PublishField]]

  /// A table.
  public init(
    sheet: String, title: String, source: String, notes: [String], columns: [Column],
    rows: [[PublishField]]
  ) {
    self.sheet = sheet
    self.title = title
    self.source = source
    self.notes = notes
    self.columns = columns
    self.rows = rows
  }
}
