"""Reads the run in this folder; needs nothing but Python's standard library.

rows("forecasts") gives a table of data/ as dictionaries of texts; number() makes a figure of
one. A figure that disclosure control hides is the text "c".
"""

import csv
import html
import json
import pathlib

FOLDER = pathlib.Path(__file__).resolve().parent
HIDDEN = "c"
FIGURES = {
    "answers": {"value", "low", "high", "monte_carlo_error"},
    "backtest": {"origin", "period", "horizon", "actual", "mean", "p10", "p50", "p90", "last_value", "linear", "constant_growth"},
    "backtest_summary": {"forecasts", "mae", "mean_relative_error", "bias", "crps", "coverage_80"},
    "checks": set(),
    "comparisons": {"mean", "sd", "p10", "p50", "p80", "p90", "monte_carlo_error"},
    "costs": {"mean", "sd", "p10", "p50", "p80", "p90"},
    "forecasts": {"mean", "sd", "p10", "p50", "p80", "p90", "process_share", "monte_carlo_error", "last_value", "linear", "constant_growth", "past_error", "past_coverage_80"},
    "gaps": {"budget", "mean", "sd", "p10", "p50", "p80", "p90", "gap", "chance_it_holds", "monte_carlo_error"},
    "ledger": {"opening", "entries", "exits", "residual", "closing"},
    "mtfs": {"low", "central", "high", "cumulative_low", "cumulative_central", "cumulative_high"},
}
TABLES = {
    "ehcps": {
        "table": "forecasts",
        "caption": "ehcps, plans, scenario baseline",
        "columns": ["split_by", "split", "period", "p10", "p50", "p90"],
        "where": {"measure": "ehcps", "calendar": "census", "scenario": "baseline"},
    },
    "cla": {
        "table": "forecasts",
        "caption": "cla, children, scenario baseline",
        "columns": ["split_by", "split", "period", "p10", "p50", "p90"],
        "where": {"measure": "cla", "calendar": "census", "scenario": "baseline"},
    },
    "transport": {
        "table": "forecasts",
        "caption": "transport, passengers, scenario baseline",
        "columns": ["split_by", "split", "period", "p10", "p50", "p90"],
        "where": {"measure": "transport", "calendar": "financial-year", "scenario": "baseline"},
    },
    "costs": {
        "table": "costs",
        "caption": "Spend in pounds, all items",
        "columns": ["scenario", "cost", "fund", "financial_year", "price_base", "p10", "p50", "p90"],
        "where": {"split": "total"},
    },
    "accuracy": {
        "table": "backtest_summary",
        "caption": "How good past forecasts were, all distances together",
        "columns": ["measure", "forecaster", "forecasts", "mean_relative_error", "bias", "coverage_80"],
        "where": {"horizon": "all"},
    },
}


def rows(table, **where):
    """Rows of data/<table>.csv; only those whose columns have the values given."""
    with open(FOLDER / "data" / f"{table}.csv", encoding="utf-8", newline="") as file:
        return [
            row
            for row in csv.DictReader(file)
            if all(row[column] == value for column, value in where.items())
        ]


def number(text):
    """The figure of a text; None where there is none or it is hidden."""
    return None if text in ("", HIDDEN) else float(text)


def shown(text):
    """A figure as tables show it."""
    value = number(text)
    if value is None:
        return text
    if abs(value) >= 100 or value == int(value):
        return f"{value:,.0f}".replace("-0", "0") if abs(value) < 0.5 else f"{value:,.0f}"
    return f"{value:.3f}" if abs(value) < 1 else f"{value:.1f}"


def show(bundle):
    try:
        from IPython.display import display
    except ImportError:
        print(bundle["text/plain"])
    else:
        display(bundle, raw=True)


def show_table(name):
    """One of TABLES, made from data/."""
    spec = TABLES[name]
    figures = FIGURES[spec["table"]]
    columns = spec["columns"]
    lines = [
        [shown(row[column]) if column in figures else row[column] for column in columns]
        for row in rows(spec["table"], **spec["where"])
    ]
    head = "".join(f'<th scope="col">{html.escape(column)}</th>' for column in columns)
    body = ""
    for line in lines:
        body += "<tr>"
        for column, text in zip(columns, line):
            style = ' style="text-align:right"' if column in figures else ""
            body += f"<td{style}>{html.escape(text)}</td>"
        body += "</tr>"
    caption = html.escape(spec["caption"])
    show(
        {
            "text/html": f"<table><caption>{caption}</caption><thead><tr>{head}</tr></thead>"
            f"<tbody>{body}</tbody></table>",
            "text/plain": "\n".join("\t".join(line) for line in [columns, *lines]),
        }
    )


def show_chart(name):
    """One of charts/, with its values made again from data/."""
    spec = json.loads((FOLDER / "charts" / f"{name}.vl.json").read_text(encoding="utf-8"))
    source = spec["usermeta"]["headroom"]
    figures = FIGURES[source["table"]]
    values = []
    for row in rows(source["table"], **source["where"]):
        value = {
            column: number(row[column]) if column in figures else row[column]
            for column in source["columns"]
        }
        if None not in value.values():
            values.append(value)
    spec["data"] = {"values": values}
    show(
        {
            "application/vnd.vegalite.v5+json": spec,
            "text/plain": spec["description"],
        }
    )
