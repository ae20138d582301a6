"""An R script that makes the same table from the same file, with R's package survey."""

from typing import Final

from tanlu.analysis.survey.asked import MISSING, Asked, Drawn, Wanted
from tanlu.analysis.survey.totals import EVERYONE, Totals

_LONELY: Final = {"fail": "fail", "centred": "adjust", "certainty": "certainty"}

_TOOLS: Final = """
finite <- function(x) if (is.finite(x)) x else NA
put <- function(kind, variable, category, domain, group, inside, y, run) {
  kept <- inside & !is.na(y)
  n <- sum(kept)
  row <- data.frame(kind, variable, category, domain, group, n, missing = sum(inside & is.na(y)),
                    estimate = NA, error = NA, low = NA, high = NA, df = NA, deff = NA, deff_replace = NA)
  if (n > 0) {
    part <- update(whole, y = ifelse(kept, y, 0))[kept, ]  # a calibrated design keeps the other rows, without weight
    row$df <- degf(part)
    told <- run(part, row$df)
    row$estimate <- told$estimate
    if (row$df > 0) {
      reach <- qt((1 + level) / 2, row$df) * told$error
      row$error <- told$error
      row$low <- if (is.null(told$low)) told$estimate - reach else told$low
      row$high <- if (is.null(told$high)) told$estimate + reach else told$high
      # Where all answers are the same there is no variance to compare with, but for what rounding leaves.
      if (kind == "ratio" || length(unique(y[kept])) > 1) {
        row$deff <- finite(told$deff); row$deff_replace <- finite(told$deff_replace)
      }
    }
  }
  rows[[length(rows) + 1]] <<- row
}

told <- function(one, two = NULL) {
  list(estimate = as.numeric(coef(one))[1], error = as.numeric(SE(one))[1],
       deff = as.numeric(deff(one))[1], deff_replace = if (is.null(two)) NA else as.numeric(deff(two))[1])
}
a_mean <- function(part, df) {
  told(svymean(~y, part, deff = TRUE), svymean(~y, part, deff = "replace"))
}
a_total <- function(part, df) {
  told(svytotal(~y, part, deff = TRUE), svytotal(~y, part, deff = "replace"))
}
a_ratio <- function(above, below) function(part, df) {
  one <- svyratio(reformulate(above), reformulate(below), part)
  # The design effect is that of the mean of the residuals.
  off <- part$variables[[above]] - as.numeric(coef(one)) * part$variables[[below]]
  rest <- a_mean(update(part, y = off), df)
  list(estimate = as.numeric(coef(one)), error = as.numeric(SE(one)), deff = rest$deff, deff_replace = rest$deff_replace)
}
# Woodruff's interval. The limits are looked up here: the lookup of survey 4.1 passes over the smallest answer.
a_quantile <- function(share) function(part, df) {
  y <- part$variables$y
  value <- as.numeric(coef(svyquantile(~y, part, share, qrule = "math", ci = FALSE)))
  below <- a_mean(update(part, y = as.numeric(y <= value)), df)
  reach <- qt((1 + level) / 2, df)
  weight <- tapply(weights(part), y, sum)
  weight <- weight[weight > 0]
  at <- function(p) {
    passed <- which(cumsum(weight) / sum(weight) >= p - 1e-12)
    as.numeric(names(weight))[if (length(passed)) passed[1] else length(weight)]
  }
  low <- at(below$estimate - reach * below$error); high <- at(below$estimate + reach * below$error)
  list(estimate = value, error = (high - low) / (2 * reach), low = low, high = high, deff = below$deff,
       deff_replace = below$deff_replace)
}
""".strip()


def to_r_script(asked: Asked, file: str) -> str:
    """Return an R script that prints, as CSV, every row of an estimate before any rule of publication.

    The script holds no answer: it reads the file. Of categories it holds those whose totals are given.

    Parameters
    ----------
    asked : Asked
        What was asked.
    file : str
        Path of the file, as R should open it.

    Examples
    --------
    >>> from tanlu.analysis.survey.asked import Drawn, Wanted
    >>> made = to_r_script(Asked(Drawn(weights="pw"), (Wanted("mean", ("api00",)),)), "survey.csv")
    >>> print(next(line for line in made.splitlines() if line.startswith("whole <- svydesign")))
    whole <- svydesign(ids = ~1, weights = ~weight, data = s)

    References
    ----------
    Lumley (2010), Complex Surveys: A Guide to Analysis Using R.
    """
    missing = ", ".join(map(_quoted, MISSING))
    variables = dict.fromkeys(each for want in asked.wanted for each in want.columns)
    names = {name: f"v{at}" for at, name in enumerate(variables)}
    lines = [
        "# Run: Rscript this-file.R > rows.csv        (needs the package survey)",
        "suppressMessages(library(survey))",
        'if (!l10n_info()[["UTF-8"]]) invisible(Sys.setlocale("LC_CTYPE", "C.UTF-8"))',
        f'options(survey.lonely.psu = "{_LONELY[asked.drawn.lonely]}", digits = 15)',
        f"raw <- read.csv({_quoted(file)}, check.names = FALSE, colClasses = \"character\", na.strings = c({missing}),",
        '                fileEncoding = "UTF-8-BOM")',
        "raw[] <- lapply(raw, enc2utf8); names(raw) <- enc2utf8(names(raw))",
        "number <- function(name) as.numeric(raw[[name]])",
        "known <- function(name) { made <- number(name); ifelse(is.na(made), 0, made) }",
        f"level <- {asked.level!r}",
        "rows <- list()",
        "s <- data.frame(one = rep(1, nrow(raw)))",
        *_design(asked.drawn),
        "",
        _TOOLS,
        "",
        *(
            f"whole <- update(whole, {names[name]} = known({_quoted(name)}))"
            for want in asked.wanted if want.kind == "ratio" for name in want.columns
        ),
        "estimate <- function(domain, group, inside) {",
        *(f"  {line}" for want in asked.wanted for line in _lines(want, names)),
        "}",
        'estimate("", "", rep(TRUE, nrow(raw)))',
        f"for (domain in {_vector(asked.domains)}) {{",
        '  words <- raw[[domain]]',
        '  for (group in sort(unique(words), method = "radix")) estimate(domain, group, !is.na(words) & words == group)',
        "}",
        "write.csv(do.call(rbind, rows), row.names = FALSE)",
    ]  # fmt: skip
    return "\n".join(lines) + "\n"


def _design(drawn: Drawn) -> list[str]:
    lines, arguments = [], ["ids = ~1"]
    if drawn.clusters or len(drawn.fpc) > 1:
        ids = drawn.clusters or ("",)
        for at, name in enumerate(ids):
            lines.append(f"s$c{at} <- {f'raw[[{_quoted(name)}]]' if name else 'seq_len(nrow(raw))'}")
        if len(drawn.fpc) > len(ids):
            lines.append(f"s$c{len(ids)} <- seq_len(nrow(raw))")
        count = max(len(ids), len(drawn.fpc))
        arguments = ["ids = ~" + " + ".join(f"c{at}" for at in range(count))]
    if drawn.strata:
        lines.append(f"s$stratum <- raw[[{_quoted(drawn.strata)}]]")
        arguments.append("strata = ~stratum")
    if drawn.weights:
        lines.append(f"s$weight <- number({_quoted(drawn.weights)})")
        arguments.append("weights = ~weight")
    elif not drawn.fpc:
        arguments.append("weights = ~one")
    for at, name in enumerate(drawn.fpc):
        lines.append(f"s$f{at} <- number({_quoted(name)})")
    if drawn.fpc:
        arguments.append("fpc = ~" + " + ".join(f"f{at}" for at in range(len(drawn.fpc))))
    if drawn.clusters and drawn.strata:
        arguments.append("nest = TRUE")
    made = f"whole <- svydesign({', '.join([*arguments, 'data = s'])})"
    return [*lines, made, *(_calibration(drawn.totals) if drawn.totals else ())]


def _calibration(totals: Totals) -> list[str]:
    """Return the lines that calibrate; of every margin but the first one category is left out, which the others settle."""
    columns: list[tuple[str, float]] = []
    for at, (name, counts) in enumerate(totals.margins):
        columns += [
            (f"as.numeric(raw[[{_quoted(name)}]] == {_quoted(category)})", count)
            for category, count in (counts[1:] if at else counts)
        ]
    for name, total in totals.numbers:
        if name != EVERYONE:
            columns.append((f"number({_quoted(name)})", total))
        elif not totals.margins:
            columns.append(("rep(1, nrow(raw))", total))
    lines = [f"whole <- update(whole, t{at} = {made})" for at, (made, _) in enumerate(columns)]
    formula = " + ".join(f"t{at}" for at in range(len(columns)))
    known = ", ".join(f"t{at} = {total!r}" for at, (_, total) in enumerate(columns))
    how = f'calfun = "{totals.distance}"'
    if totals.distance == "logit":
        how += f", bounds = c({totals.bounds[0]!r}, {totals.bounds[1]!r})"
    return [
        *lines,
        f"whole <- calibrate(whole, ~0 + {formula}, c({known}), {how}, maxit = 200, epsilon = 1e-11)",
    ]


def _lines(want: Wanted, names: dict[str, str]) -> list[str]:
    said = f'"{want.kind}", {_quoted(want.name)}'
    first = _quoted(want.columns[0])
    if want.kind == "proportion":
        return [
            f"answers <- raw[[{first}]]",
            'for (each in sort(unique(answers), method = "radix"))',
            f"  put({said}, each, domain, group, inside, as.numeric(answers == each), a_mean)",
        ]
    if want.kind == "ratio":
        above, below = (names[each] for each in want.columns)
        both = " + ".join(f"number({_quoted(each)})" for each in want.columns)
        return [f'put({said}, "", domain, group, inside, {both}, a_ratio("{above}", "{below}"))']
    run = f"a_quantile({want.share!r})" if want.kind == "quantile" else f"a_{want.kind}"
    return [f'put({said}, "", domain, group, inside, number({first}), {run})']


def _vector(names: tuple[str, ...]) -> str:
    return f"c({', '.join(map(_quoted, names))})" if names else "character(0)"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
