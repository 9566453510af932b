"""Marks without a model: the plain weighted mean, and the mean of what judges gave in units of their own spread."""

import numpy as np

from matching.judging.scores import Floats, Scores


def plain_mean(scores: Scores) -> Floats:
    """The mean of each project's sheets; the official method where every judge sees every project."""
    mean: Floats = scores.marks.sum(1) / scores.mask.sum(1)
    return mean


def criterion_means(scores: Scores) -> Floats:
    """Projects by criteria: the mean of each criterion."""
    mean: Floats = np.nan_to_num(scores.values).sum(1) / scores.mask.sum(1)[:, None]
    return mean


def z_score(scores: Scores) -> Floats:
    """Each judge's marks less their own mean, by their own spread: what many organisers do in a spreadsheet.

    It takes for severity what is the luck of having seen the better projects. Only benchmarks use it.
    """
    mask, marks = scores.mask, scores.marks
    count = mask.sum(0)
    away = (marks - marks.sum(0) / count) * mask
    spread = np.sqrt((away**2).sum(0) / np.maximum(count - 1, 1))
    units = np.divide(away, spread, out=np.zeros_like(away), where=spread > 0)
    mean: Floats = units.sum(1) / mask.sum(1)
    return mean
