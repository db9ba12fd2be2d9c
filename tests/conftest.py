"""Options, paths and profiles that all tests share."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings

from mof.incidents import Incident
from mof.sources import SERVICENOW_AUDIT_LOG, read_event_log

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"

settings.register_profile(
    "default",
    max_examples=60,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile(
    "thorough", settings.get_profile("default"), max_examples=1000, derandomize=False
)
# To learn whether a test fails, not on how little.
settings.register_profile(
    "unshrunk",
    settings.get_profile("default"),
    phases=[Phase.explicit, Phase.generate],
    report_multiple_bugs=False,
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--vectors",
        type=Path,
        default=SHARED / "vectors" / "sla_vectors.json",
        metavar="PATH",
        help="numeric cases to run (default: ../shared/vectors/sla_vectors.json)",
    )
    parser.addoption(
        "--real-data",
        type=Path,
        default=Path(os.environ.get("MOF_REAL_DATA", SHARED / "data")),
        metavar="PATH",
        help="folder with real logs (default: MOF_REAL_DATA or ../shared/data)",
    )


@pytest.fixture(scope="session")
def real_data(pytestconfig: pytest.Config) -> Path:
    """The folder with real data; tests that need it are skipped where it is absent."""
    folder = Path(str(pytestconfig.getoption("--real-data")))
    if not folder.is_dir():
        pytest.skip(f"no real data at {folder}; name a folder with MOF_REAL_DATA or --real-data")
    return folder


@pytest.fixture(scope="session")
def real_incidents(real_data: Path) -> tuple[Incident, ...]:
    """The incidents of a real ServiceNow log; tests that need them are skipped without it."""
    path = real_data / "servicenow_incident_log.csv.xz"
    if not path.is_file():
        pytest.skip(f"no real log at {path}; name a folder with MOF_REAL_DATA or --real-data")
    return read_event_log(path, SERVICENOW_AUDIT_LOG).records
