"""What the notebooks share: they ask `sluice` and read its answers into data frames."""

import json
import subprocess
from pathlib import Path

import matplotlib.pyplot as plt
import pandas as pd

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "deploy/local/sample/events.ndjson"
RULES = [ROOT / "rules/starter", ROOT / "rules/seeds"]

# Colours that stay apart for the colour-blind, and in print; shapes say the same again. The worst level comes first.
LEVELS = {
    "critical": ("#000000", "*"),
    "high": ("#D55E00", "o"),
    "medium": ("#0072B2", "s"),
    "low": ("#56B4E9", "^"),
    "informational": ("#999999", "v"),
}

# In the order of ATT&CK. Version 19 split defense-evasion into the two words after it; rules may say either.
TACTICS = (
    "reconnaissance resource-development initial-access execution persistence privilege-escalation "
    "defense-evasion stealth defense-impairment credential-access discovery lateral-movement collection "
    "command-and-control exfiltration impact"
).split()

plt.rcParams.update({
    "figure.dpi": 100,
    "figure.constrained_layout.use": True,
    "font.size": 10,
    "axes.titlesize": 12,
    "axes.titlelocation": "left",
    "axes.spines.top": False,
    "axes.spines.right": False,
    "legend.frameon": False,
})
pd.set_option("display.max_colwidth", 90)


def sluice(*arguments, summary=True):
    """Runs `deploy/bin/sluice` and returns what it writes to standard output; prints its summary unless told not to."""
    command = [str(ROOT / "deploy/bin/sluice"), *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"exit code {done.returncode} of {' '.join(command)}\n{done.stderr}")
    if summary:
        print(done.stderr.strip())
    return done.stdout


def records(ndjson):
    """One dictionary a line."""
    return [json.loads(line) for line in ndjson.splitlines() if line.strip()]


def alert_table(alerts):
    """One row an alert, in the order of event time; the alert itself stands in the column `alert`."""
    table = pd.DataFrame(map(alert_row, alerts), columns="time host level rule tactics file line alert".split())
    table["time"] = pd.to_datetime(table["time"], format="ISO8601", utc=True)
    return table.sort_values("time", ignore_index=True)


def alert_row(alert):
    rule = alert["rule"]
    tags = [tag.removeprefix("attack.") for tag in rule["tags"]]
    return {
        "time": alert["eventTime"],
        "host": alert["host"],
        "level": rule["level"],
        "rule": rule["title"],
        "tactics": [tactic for tactic in TACTICS if tactic in tags],
        "file": alert.get("source", {}).get("file"),
        "line": alert.get("source", {}).get("line"),
        "alert": alert,
    }


def evidence(alert):
    """The Sigma fields that made a rule fire, with the values of the event, whatever the shape of the event."""
    return {match["field"]: match["actual"] for match in alert["matched"]}


def shorten(text, length):
    return text if len(text) <= length else text[: length - 1] + "…"


def whole_numbers(axes):
    """Ticks of a count."""
    axes.xaxis.get_major_locator().set_params(integer=True)


def close_groups(times, width):
    """A number for each time, in ascending order; times less than `width` after the first of a number have the same one."""
    numbers, first = [], None
    for time in times:
        if first is None or time - first >= width:
            first = time
            numbers.append(numbers[-1] + 1 if numbers else 0)
        else:
            numbers.append(numbers[-1])
    return numbers


def draw_in_time(axes, table, rows, column):
    """Alerts as marks in the row of their `column`. Those that would hide each other become one, of the worst level, with their number."""
    width = (table["time"].max() - table["time"].min()) / 40
    for y, row in enumerate(rows):
        alerts = table[table[column] == row].sort_values("time")
        for _, some in alerts.groupby(close_groups(alerts["time"], width)):
            colour, shape = next(look for level, look in LEVELS.items() if level in set(some["level"]))
            at, count = some["time"].min(), len(some)
            axes.scatter(at, y, s=150 if count > 1 else 60, color=colour, marker=shape, edgecolor="white", zorder=3)
            if count > 1:
                axes.text(at, y, count, color="white", ha="center", va="center_baseline", fontsize=8, weight="bold", zorder=4)
    axes.set_yticks(range(len(rows)), rows)
    axes.set_ylim(len(rows) - 0.5, -0.5)
    axes.grid(axis="y", color="#E5E5E5")


def level_legend(axes, levels, **options):
    """A legend of the levels that occur."""
    marks = [
        plt.Line2D([], [], linestyle="", color=colour, marker=shape, markersize=8, label=level)
        for level, (colour, shape) in LEVELS.items()
        if level in set(levels)
    ]
    axes.legend(handles=marks, **options)
