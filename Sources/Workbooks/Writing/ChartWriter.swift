import CXLSXWriter

/// Draws a chart of stacked areas into a sheet.
struct ChartWriter {
  let sheet: WorkbookSheet
  let chart: SheetChart

  func write(
    _ handle: borrowing WorkbookHandle, _ pointer: UnsafeMutablePointer<lxw_worksheet>
  ) throws(WorkbookError) {
    let type = UInt8(LXW_CHART_AREA_STACKED.rawValue)
    guard let drawing = workbook_add_chart(handle.pointer, type) else {
      throw WorkbookError("the chart can't be made.", sheet: sheet.name, cell: chart.place.name)
    }
    for band in chart.bands { try add(band, to: drawing) }
    chart_title_set_name(drawing, chart.title)
    chart_axis_set_name(drawing.pointee.y_axis, chart.unit)
    // The library sets this only as it writes; until then it warns and drops the minimum.
    drawing.pointee.y_axis.pointee.is_value = 1
    chart_axis_set_min(drawing.pointee.y_axis, chart.minimum)
    chart_axis_set_num_format(drawing.pointee.y_axis, "#,##0")
    chart_legend_set_position(drawing, UInt8(LXW_CHART_LEGEND_BOTTOM.rawValue))
    var hidden = chart.bands.indices.filter { chart.bands[$0].colour == nil }.map(Int16.init)
    hidden.append(-1)
    chart_legend_delete_series(drawing, &hidden)
    let error = BorrowedText.with([chart.description]) { texts in
      var options = lxw_chart_options()
      options.description = texts[0]
      options.x_scale = 1.7
      options.y_scale = 1.5
      return worksheet_insert_chart_opt(
        pointer, UInt32(chart.place.row), UInt16(chart.place.column), drawing, &options)
    }
    try WorkbookHandle.check(error, sheet.name, chart.place.name)
  }

  private func add(
    _ band: SheetChart.Band, to drawing: UnsafeMutablePointer<lxw_chart>
  ) throws(WorkbookError) {
    func formula(_ range: CellRange) -> String { "=\(sheet.reference)!\(range.fixed)" }
    guard
      let series = chart_add_series(drawing, formula(chart.categories), formula(band.values))
    else {
      throw WorkbookError(
        "the chart's band can't be made.", sheet: sheet.name, cell: band.values.name)
    }
    chart_series_set_name(series, band.name)
    var fill = lxw_chart_fill()
    var line = lxw_chart_line()
    if let colour = band.colour {
      fill.color = colour
      line.color = 0x12436D
      line.width = 1
    } else {
      fill.none = 1
      line.none = 1
    }
    chart_series_set_fill(series, &fill)
    chart_series_set_line(series, &line)
  }
}
