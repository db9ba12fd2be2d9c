"""An Operational Health Review of one month, from the files of an invented organisation."""

from pathlib import Path

from example_world import load_world, write_world

FOLDER = Path(__file__).parents[1] / "demo" / "world"


def main() -> None:
    write_world(FOLDER)
    world = load_world(FOLDER)
    print(f"Files in {FOLDER}:")
    for extract in (world.incidents, world.changes, world.observations):
        print(
            f"  {Path(extract.path).name}: {extract.rows} rows, {len(extract.records)} records, "
            f"{len(extract.defects)} defects"
        )
    print(
        f"  {len(world.catalog)} services, {len(world.agreements)} agreements, "
        f"{len(world.indicators)} indicators, {len(world.previous_reviews)} reviews before"
    )
    print(f"To be reviewed: {world.period}")


if __name__ == "__main__":
    main()
