/// What the report says of each rule. No text holds a value of a row.
extension CareRule {
  static let rowTexts: [CareRule: (message: String, action: String)] = [
    .fileUnreadable: (
      "the file cannot be opened, so nothing of it is used", "check that it exists and may be read"
    ),
    .fileEmpty: (
      "the file is empty, so nothing of it is used", "export the table again, or remove the file"
    ),
    .fileMalformed: (
      "the file is not whole or declares a document type, so nothing after this place is used",
      "export the return again"
    ),
    .fileUnrecognised: (
      "neither the name nor the columns are those of an SSDA903 table, so the file is passed over",
      "nothing where it is of another return; else restore the names of file and columns"
    ),
    .fileEncoding: (
      "the text is not UTF-8 and is read as UTF-16 or Windows-1252",
      "nothing; save as UTF-8 where letters look wrong"
    ),
    .returnYear: (
      "the years in the names are taken as those the returns close in: 2024 is 2023/24",
      "nothing; name the folders 2023-24 to leave no doubt"
    ),
    .returnSynthetic: (
      "the table is marked as synthetic: its children are invented", "use it for trials only"
    ),
    .columnMissing: (
      "a column without which no row can be used is not in the header, so the table is set aside",
      "restore the column's name, or export the table with its header"
    ),
    .columnAbsent: (
      "the column is not in the header, so what it says is not known of any row",
      "export the table with the column"
    ),
    .columnRenamed: (
      "the column is read under another name than the return's", "nothing where the column is meant"
    ),
    .columnExtra: (
      "the header has columns that the table does not know; they are passed over",
      "nothing where they are additions; else correct their names"
    ),
    .columnRepeated: (
      "the column is in the header more than once; the first is read", "remove the others"
    ),
    .rowFields: (
      "the row has more or fewer fields than the header, or an open quote, so its values cannot be "
        + "told apart; it is set aside", "put fields with commas in quotes, and close every quote"
    ),
    .rowEmpty: ("the row has no value in any field; it is set aside", "nothing"),
    .rowDuplicate: (
      "an earlier row of the same return says the same of this child; this one is set aside",
      "remove one of them"
    ),
    .dateMissing: (
      "there is no date, so the row has no place in time; it is set aside", "enter the date"
    ),
    .dateInvalid: (
      "this is no date of the calendar written dd/mm/yyyy or yyyy-mm-dd, so the row has no place in "
        + "time; it is set aside", "correct the date"
    ),
    .dateUnread: (
      "this is no date of the calendar written dd/mm/yyyy or yyyy-mm-dd; it is taken as not given",
      "correct the date"
    ),
    .dateFuture: (
      "the date is after the last day of its return; the row is used as it stands",
      "check the date, and that the row belongs to this return"
    ),
    .dateFarFuture: (
      "the date is more than a year after the last day of its return; the row is set aside",
      "correct the date"
    ),
    .dateReversed: (
      "the row ends before it begins; it is set aside", "correct one of the two dates"
    ),
    .numberInvalid: (
      "this is no whole number of the range that the guide gives; it is taken as not given",
      "correct the number"
    ),
    .codeMissing: (
      "there is no code; the row is used and counted as unknown where this column matters",
      "enter the code"
    ),
    .codeUnknown: (
      "no edition of the guide has this code; the row is used and kept apart as unknown, never as "
        + "other", "correct the code, or report the new code so that it can be added"
    ),
    .codeYear: (
      "the code is not valid in this return's year; the row is used under the code's own group",
      "use the code of that year's guide"
    ),
    .ageImpossible: (
      "the episode begins before the child's birth or after the 21st birthday; it is set aside",
      "correct the date of birth or the date of the episode"
    ),
    .ageAdult: (
      "the child is 18 or older on this day, when care has ended by law; projections by duration "
        + "count nobody from the 18th birthday", "check both dates"
    ),
    .placeAge: (
      "this placement is for children of 16 and older and the child is younger at its start; the "
        + "row is used", "check the placement code and the date of birth"
    ),
    .childMissing: (
      "the row names no child, so it belongs to nobody; it is set aside", "enter the child's number"
    ),
  ]
}
