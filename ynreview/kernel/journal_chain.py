r"""The chain of hashes over the lines of a journal; it knows no table and no file.

``hash = SHA256(prev_hex + "\n" + line + "\n")``, the first ``prev`` being 64 zeros. Who rewrites
a journal whole is told by the signed heads only. Without this program, over an exported
``journal.jsonl``:

    h=$(printf '%064d' 0)
    while IFS= read -r line; do
      h=$(printf '%s\n%s\n' "$h" "$line" | sha256sum | cut -d' ' -f1)
    done < journal.jsonl
    echo "$h"
"""

from __future__ import annotations

from collections.abc import Iterable

from ynreview.kernel.codes import sha256_hex

NO_JOURNAL = "0" * 64


def link(prev: str, line: str) -> str:
    """Return the hash of a line that follows the hash ``prev``."""
    return sha256_hex(f"{prev}\n{line}\n".encode())


def chain_head(lines: Iterable[str]) -> str:
    """Return the hash of the last line; 64 zeros where there is none."""
    head = NO_JOURNAL
    for line in lines:
        head = link(head, line)
    return head


def verify_chain(lines: Iterable[str], head: str) -> bool:
    """Whether these lines, all of them and in this order, lead to the head."""
    return chain_head(lines) == head


def journal_to_bytes(lines: Iterable[str]) -> bytes:
    """Return the lines as the file ``journal.jsonl``."""
    return "".join(f"{line}\n" for line in lines).encode()


def bytes_to_journal(content: bytes) -> tuple[str, ...]:
    """Return the lines of ``journal.jsonl``; raises ValueError when it is no such file."""
    if not content:
        return ()
    *lines, rest = content.decode("utf-8").split("\n")
    if rest:
        raise ValueError("the last line is cut")
    return tuple(lines)
