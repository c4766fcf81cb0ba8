/// The style sheet of every chart: colours, widths and dashes by class.
public enum ChartStyle {
  /// Rules for the page that carries the charts.
  public static let sheet = """
    svg{display:block;width:100%;height:auto;overflow:visible}
    svg text{fill:\(Palette.context);font-variant-numeric:tabular-nums}
    .cp{fill:none}.cg,.cl,.ck,.cv,.cc{fill:none;stroke:\(Palette.grid);stroke-width:1}
    .cl{stroke:#8C8C8C}.ck,.cv{stroke:#595959}.cv{stroke-dasharray:2 3}
    .cc{stroke:\(Palette.increase);stroke-width:2}
    .cb{fill:\(Palette.band);stroke:none}.ce{fill:none;stroke:\(Palette.edge);stroke-width:1.4}
    .cf,.ch{fill:none;stroke:\(Palette.main);stroke-width:2.6;stroke-linejoin:round}
    .cx{fill:\(Palette.main)}.co{fill:\(Palette.paper);stroke:\(Palette.main);stroke-width:1.6}
    .cw{stroke:\(Palette.main);stroke-width:1.2}
    .cd{fill:none;stroke:\(Palette.context);stroke-width:1.6}
    .cd0{stroke-dasharray:8 4}.cd1{stroke-dasharray:2 3}.cd2{stroke-dasharray:8 3 2 3}
    .ct{fill:\(Palette.main)}.cu{fill:\(Palette.increase);stroke:\(Palette.main);stroke-width:1}
    .cn{fill:\(Palette.paper);stroke:\(Palette.main);stroke-width:1.6}
    .cm{font-weight:650}.narrow{display:none}
    @media (max-width:620px){.wide{display:none}.narrow{display:block}}
    @media print{.wide{display:block}.narrow{display:none}}
    """
}
