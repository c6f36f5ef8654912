"""The pipeline, as a marimo notebook: marimo edit notebooks/pipeline.py

Reads the database that `affinity sync` fills: set AFFINITY_DATABASE, or start marimo in its folder.
"""

import marimo

app = marimo.App(width="medium", app_title="The pipeline")


@app.cell
def _():
    import os

    import altair as alt
    import duckdb
    import marimo as mo

    return alt, duckdb, mo, os


@app.cell
def _(duckdb, os):
    DATABASE = os.environ.get("AFFINITY_DATABASE", "affinity.duckdb")

    def ask(question, **parameters):
        """Rows of a query as a data frame; opened anew each time, since a sync puts another file in the place of this one."""
        with duckdb.connect(DATABASE, read_only=True) as connection:
            connection.execute("SET TimeZone = 'UTC'")
            return connection.execute(question, parameters or None).df()

    return (ask,)


@app.cell
def _(mo):
    refresh = mo.ui.refresh(options=["1m", "15m"], label="look for a new load every")
    mo.hstack([mo.md("# The pipeline"), refresh])
    return (refresh,)


@app.cell
def _(ask, mo, refresh):
    refresh
    loads = ask("SELECT started_at, status, rows_inserted, rows_updated, rows_deleted FROM _loads ORDER BY started_at DESC LIMIT 5")
    lists = ask("SELECT list_name FROM funnel GROUP BY ALL ORDER BY max(entries_ever) DESC, list_name").list_name.tolist()
    mo.stop(not lists, mo.md("No list has a Status field."))
    choice = mo.ui.dropdown(lists, value=lists[0], label="list")
    mo.vstack([mo.md(f"Last load: {loads.started_at[0]:%Y-%m-%d %H:%M} UTC, {loads.status[0]}."), choice])
    return choice, loads


@app.cell
def _(alt, ask, choice, mo):
    funnel = ask(
        "SELECT status, category, entries_now, entries_ever, conversion, median_days FROM funnel WHERE list_name = $list ORDER BY rank",
        list=choice.value,
    )
    bars = (
        alt.Chart(funnel)
        .mark_bar()
        .encode(
            x=alt.X("entries_ever:Q", title="entries that came this far"),
            y=alt.Y("status:N", sort=funnel.status.tolist(), title=None),
            color=alt.Color("category:N", title=None),
        )
    )
    mo.vstack([bars, mo.ui.table(funnel, selection=None)])
    return (funnel,)


@app.cell
def _(ask, choice, mo):
    stages = ask(
        "SELECT status, stays, median_days, p90_days, entries_now, median_days_now FROM time_in_stage WHERE list_name = $list ORDER BY rank",
        list=choice.value,
    )
    stale = ask(
        "SELECT name, status, round(days_in_status) AS days, round(days_silent) AS silent, url FROM stale_deals WHERE list_name = $list LIMIT 50",
        list=choice.value,
    )
    mo.ui.tabs({"time in stage": mo.ui.table(stages, selection=None), "stale deals": mo.ui.table(stale, selection=None)})
    return stages, stale


if __name__ == "__main__":
    app.run()
