"""Headers of what was done, in many languages, wherever the word for it stands."""

from datetime import datetime, timedelta

import pytest

from planner.reading.header_names import HeaderWishes
from planner.reading.naming import names
from planner.schema.columns import TASKS
from tests.planner.reading.strangers import read, tree


@pytest.mark.parametrize(
    ("language", "header", "field"),
    [
        ("en", "Start (actual)", "actual_start"),
        ("de", "Beginn (Ist)", "actual_start"),
        ("es", "Fecha real de inicio", "actual_start"),
        ("pt", "Data de término real", "actual_finish"),
        ("fr", "Date réelle de fin", "actual_finish"),
        ("it", "Data inizio effettiva", "actual_start"),
        ("ro", "Data de început efectivă", "actual_start"),
        ("ru", "Дата начала (факт)", "actual_start"),
        ("ru", "Фактическая дата начала", "actual_start"),
        ("uk", "Дата завершення (факт)", "actual_finish"),
        ("pl", "Data rozpoczęcia (rzeczywista)", "actual_start"),
        ("vi", "Ngày bắt đầu thực tế", "actual_start"),
        ("ja", "開始実績", "actual_start"),
        ("ja", "開始日実績", "actual_start"),
        ("ja", "実績終了日", "actual_finish"),
        ("zh", "开始时间（实际）", "actual_start"),
        ("ko", "시작일(실적)", "actual_start"),
    ],
)
def test_a_header_of_what_was_done_is_none_of_the_plan(
    language: str, header: str, field: str
) -> None:
    assert names(header, TASKS, HeaderWishes(language=language))[0].field == field


@pytest.mark.parametrize("header", ["Срок факт", "Actual duration", "Duración real"])
def test_what_was_done_otherwise_is_no_plan_either(header: str) -> None:
    meant = {name.field for name in names(header, TASKS, HeaderWishes())}
    assert not meant & {"deadline", "duration", "work"}


def test_three_columns_of_names_are_levels_though_the_middle_one_has_gaps() -> None:
    head = ["No.", "大項目", "中項目", "作業内容", "担当者", "開始予定日", "終了予定日"]
    monday = datetime(2027, 4, 5)
    names_ = [("要件定義", "ヒアリング", "顧客ヒアリング"), (None, None, "要件書作成")]
    names_ += [("設計", "基本設計", "画面設計"), (None, "詳細設計", "DB設計")]
    rows = [
        [n, *three, "山田", monday + timedelta(weeks=n), monday + timedelta(weeks=n, days=4)]
        for n, three in enumerate(names_)
    ]
    assert tree(read([head, *rows])) == [
        *("要件定義", ".ヒアリング", "..顧客ヒアリング", "..要件書作成"),
        *("設計", ".基本設計", "..画面設計", ".詳細設計", "..DB設計"),
    ]
