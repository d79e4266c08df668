"""Rows of figures as a table that reads in a terminal and in Markdown alike."""

from collections.abc import Sequence

from benchmarks.trend.figures import Errors, Row, Share

HEAD = ("scenario", "lives", "blocks", "mean at 0 / +3 / +6", "bias", "floor", "SD", "SE", "cover", "false faster",
        "false slower", "wrong sign", "power +3", "power +6", "MDC", "refused", "unusual")  # fmt: skip


def table(rows: Sequence[Row]) -> str:
    """Everything, one scenario a line: the product first, then each baseline."""
    names = baseline_names(rows)
    head = [*HEAD, *(f"{name}: bias, cover, false" for name in names)]
    return markdown([head, *([*_own(row), *(_baseline(row, name) for name in names)] for row in rows)])


def own_table(rows: Sequence[Row]) -> str:
    """The product alone."""
    return markdown([HEAD, *(_own(row) for row in rows)])


def null_table(rows: Sequence[Row]) -> str:
    """Lives in which nothing changed: how often something was seen all the same."""
    head = ["scenario", "lives", "blocks", "bias", "cover", "false faster", "false slower"]
    columns = [HEAD.index(name) for name in head]
    return markdown([head, *([_own(row)[i] for i in columns] for row in rows)])


def baseline_table(rows: Sequence[Row]) -> str:
    """Bias, coverage and share of changes seen where nothing changed, of the product and of each baseline."""
    names = baseline_names(rows)
    lines = [[row.name, _ours(row), *(_baseline(row, name) for name in names)] for row in rows]
    return markdown([["scenario", "runstrong", *names], *lines])


def baseline_names(rows: Sequence[Row]) -> list[str]:
    return list(dict.fromkeys(name for row in rows for name in row.baselines))


def markdown(lines: Sequence[Sequence[str]]) -> str:
    """Lines of cells, the first the head; columns padded, so that it reads without being rendered."""
    widths = [max(len(line[i]) for line in lines) for i in range(len(lines[0]))]
    padded = ["| " + " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) + " |"
              for line in lines]  # fmt: skip
    rule = "|" + "|".join("-" * (width + 2) for width in widths) + "|"
    return "\n".join([padded[0], rule, *padded[1:]])


def _own(row: Row) -> list[str]:
    return [
        row.name,
        str(row.lives),
        str(row.blocks),
        " / ".join("–" if mean is None else f"{mean:.1f}" for mean in row.means),
        "–" if row.errors is None else f"{row.errors.bias:+.1f} ±{row.errors.bias_se:.1f}",
        f"{row.floor:.1f}",
        "–" if row.errors is None else f"{row.errors.sd:.1f}",
        _number(row.mean_se),
        "–" if row.errors is None else _share(row.errors.cover),
        _share(row.faster),
        _share(row.slower),
        _share(row.wrong_sign),
        _share(row.power[0]),
        _share(row.power[1]),
        _number(row.min_detectable),
        _share(row.refused),
        _share(row.unusual),
    ]


def _ours(row: Row) -> str:
    """The product by the measure of the baselines: intervals that leave out 0 where nothing changed."""
    return (
        "–" if row.errors is None else f"{row.errors.bias:+.1f}, {_share(row.errors.cover)}, {_share(row.changed)}"
    )


def _baseline(row: Row, name: str) -> str:
    found: tuple[Errors | None, Share] = row.baselines.get(name, (None, Share(0, 0)))
    errors, false = found
    return "–" if errors is None else f"{errors.bias:+.1f}, {_share(errors.cover)}, {_share(false)}"


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.1f}"


def _share(share: Share) -> str:
    return "–" if share.value is None else f"{share.value:.2f}"
