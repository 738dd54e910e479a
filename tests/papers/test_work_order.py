"""The work order as a sewing room reads it."""

from __future__ import annotations

import pypdfium2
import pytest

import mtmpattern as mtm
from mtmpattern.papers.job_head import JobHead
from mtmpattern.papers.work import order_of_work
from mtmpattern.papers.work_order import WorkOrder


@pytest.fixture(scope="module")
def hoodie() -> mtm.Pattern:
    return mtm.draft("hoodie", mtm.read_body("ana"))


@pytest.fixture(scope="module")
def pages(hoodie) -> list[str]:
    head = JobHead(order="1042", reference="0123456789ab", template="hoodie", version="4")
    pdf = WorkOrder(head, hoodie, hoodie.for_cutting()).pdf()
    return [page.get_textpage().get_text_range().replace("\r\n", " ") for page in pypdfium2.PdfDocument(pdf)]


def test_steps_come_as_they_are_sewn(hoodie):
    sentences = order_of_work(hoodie)
    caught, rib = (sentences.index(next(each for each in sentences if each.startswith(words)))
                   for words in ("Catch the pocket bottom", "Sew the waistband seam"))
    assert caught < rib, "the pocket lies in the seam of the rib"
    assert "Sew the ends of the waistband together." in sentences
    assert "Sew the ends of the cuff together on both sides." in sentences


def test_a_step_states_its_allowance_and_its_tape(pages):
    text = " ".join(pages)
    assert "allowance 10 mm; with shoulder tape" in text
    assert "allowance 7 mm; with neck tape" in text
    assert "turn up 20 mm. 406 coverstitch, two needles; press up" in text         # a hem states its depth alone


def test_a_heading_stays_with_the_first_row_of_its_table(pages):
    assert next(page for page in pages if "Finished measures to check" in page).count("chest 1") == 1


def test_cloth_is_listed_once():
    shirt = mtm.draft("shirt", mtm.read_body("ben"))
    head = JobHead(order="1042", reference="0123456789ab", template="shirt", version="2")
    pdf = pypdfium2.PdfDocument(WorkOrder(head, shirt, shirt.for_cutting()).pdf())
    text = " ".join(page.get_textpage().get_text_range() for page in pdf)
    assert "all fused parts" not in text                    # how long a piece of it is stands under Cloth
