"""What the papers of a meeting say, as plain values; no layout and no file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Attendee:
    """One expert as printed: no contact data and no identity number, ever.

    ``file``, ``file_code`` and ``size`` are those of the task package, empty until it is written.
    """

    code: str
    name: str
    unit: str
    title: str
    role: str
    panel: str
    file: str = ""
    file_code: str = ""
    size: str = ""


@dataclass(frozen=True, slots=True)
class Meeting:
    """Everything on the papers of one round.

    ``day`` and ``evaluation`` are in words; codes are empty before issue, which makes every paper
    a draft. ``banners`` are sentences to be read first, the 依据说明 outside the validity window
    among them. ``staff`` are (name, 工作人员 or 监督员). ``produced_at`` is the only time the files
    carry.
    """

    title: str
    round_id: str
    evaluation: str
    day: str
    produced_at: datetime
    attendees: tuple[Attendee, ...]
    venue: str = ""
    commissioned_by: str = ""
    institution: str = ""
    basis_code: str = ""
    organiser_code: str = ""
    rehearsal: bool = False
    staff: tuple[tuple[str, str], ...] = ()
    banners: tuple[str, ...] = ()

    @property
    def is_draft(self) -> bool:
        """Whether nothing was issued yet."""
        return not self.basis_code
