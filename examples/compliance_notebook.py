# %% [markdown]
# # How well was a promise kept?
#
# A year of tickets as a data frame, judged by the agreement on e-mail: how often was each target
# met, month by month, and what does the last month ask for? The tickets are those of the invented
# organisation of these examples. With a log of your own, only the next two cells change.
#
# This notebook is kept as text. Editors that know cells like these run them one by one; with
# jupytext, Jupyter opens the file as it is, and `jupytext --to ipynb` converts it.

# %%
from tempfile import mkdtemp

import pandas as pd

import mof
from example_world import load_world, write_world
from example_world.logs import MAPPING
from mof.documents import ShareBar, draw_attainment, draw_line
from mof.frames import find_breaches, summarize_attainment, to_records, with_judgement
from mof.reviews import SourceCount

folder = mkdtemp()
write_world(folder)
world = load_world(folder)
sla = next(agreement for agreement in world.agreements if agreement.id == "sla-e-mail")
sla.to_table()

# %% [markdown]
# The log has one row for each update. Its times are those of clocks on a wall, so they get the
# zone of the mapping; what cannot be read as a time becomes a cell without one. The number of the
# row tells apart what happened in the same second.

# %%
log = pd.read_csv(f"{folder}/incidents.csv", sep=";", dtype="str")
log["row"] = range(len(log))
for column in ("Time", "Written", "Opened"):
    read = pd.to_datetime(log[column], format=MAPPING.date_formats[0], errors="coerce")
    is_first = [True] * len(log)
    log[column] = read.dt.tz_localize(MAPPING.tz, ambiguous=is_first, nonexistent="shift_forward")
log.head()

# %% [markdown]
# ## Verdicts
#
# One row for each incident, target and cycle. Nothing that was written after the instant of the
# question is looked at.

# %%
june = world.period
judged = with_judgement(log, sla, MAPPING, as_of=june.end, order="row")
judged["verdict"].value_counts()

# %% [markdown]
# Incidents whose rows make no sense have no verdict. They are told, not dropped.

# %%
faulty = judged.dropna(subset=["defect"])[["Ticket", "defect"]].drop_duplicates()
faulty.head(10)

# %% [markdown]
# The worst breaches, by the share of the limit that they used:

# %%
breaches = find_breaches(log, sla, MAPPING, as_of=june.end, order="row")
breaches.nlargest(5, "share_used")[["Ticket", "target", "elapsed", "allowance", "breached_at"]]

# %% [markdown]
# ## Compliance, month by month
#
# The frame is judged once and counted for each month. A month in which nothing was decided has no
# share, which is not the same as 100 %.

# %%
months = (*june.preceding(11), june)
counts = {
    month: summarize_attainment(judged, sla, during=month, as_of=june.end) for month in months
}
restoration = next(
    number
    for number, count in enumerate(counts[june])
    if count.target.clock.name == "restoration"
    and mof.Priority.P3 in count.target.sorted_priorities
)
target = counts[june][restoration].target
draw_line(
    [(month.label, counts[month][restoration].share) for month in months],
    title=str(target),
    target=target.required_share,
    percent=True,
)

# %% [markdown]
# All targets in the last month, against what was promised and what is tolerated:

# %%
draw_attainment(
    [
        ShareBar(
            str(count.target),
            count.share,
            count.target.required_share,
            count.target.tolerance,
            detail=f"{count.met} of {count.counted}",
        )
        for count in counts[june]
    ],
    title=f"{sla.id} in {june}",
)

# %% [markdown]
# ## What does it ask for?
#
# A review takes records, and so do explanations. The rows of a frame become records as the rows of
# a file do, with a defect for every cell that could not be used.

# %%
extract = to_records(log, MAPPING)
worst = breaches.nlargest(1, "share_used").iloc[0]
incident = next(record for record in extract.records if record.id == worst["Ticket"])
judgement = next(
    judgement
    for judgement in mof.judge(incident, sla, as_of=june.end)
    if (str(judgement.target), judgement.cycle) == (worst["target"], worst["cycle"])
)
judgement.explain()

# %%
review = mof.review_operational_health(
    mof.OperationalHealthInputs(
        period=june,
        catalog=world.catalog,
        agreements=[sla],
        incidents=extract.records,
        sources=[
            SourceCount(
                "incidents", extract.rows, extract.entries, extract.rows_lost, len(extract.defects)
            )
        ],
    )
)
review.minutes()
