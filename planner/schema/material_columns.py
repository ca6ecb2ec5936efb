"""Sheets of materials and deliveries, and the column of tasks that uses them."""

from planner.schema.languages import SHEET_WORDS
from planner.schema.schema import Column, SheetKind
from planner.schema.sheet_languages import DELIVERY_WORDS, MATERIAL_WORDS

MATERIALS = SheetKind(
    name="Materials",
    words=MATERIAL_WORDS,
    foreign=SHEET_WORDS["Materials"],
    meaning="What tasks use up: cement, licences, hours that were bought. No task starts, or goes "
    "on, with less than it uses.",
    aliases="Material, Stock, Materials in stock, Consumables",
    needs=(("name",), ("stock",)),
    columns=(
        Column(
            field="name",
            caption="Material",
            meaning="As written in Tasks.",
            aliases="Name, Materials, Item",
            example="Cement",
        ),
        Column(
            field="unit",
            caption="Unit",
            meaning="What it is counted in, for the sheets only.",
            aliases="UoM, Unit of measure, Counted in",
            example="t",
        ),
        Column(
            field="stock",
            caption="Stock",
            meaning="How much is at hand when the project starts; blank is as much as is asked "
            "for, or nothing where there are deliveries of it.",
            aliases="At hand, On hand, In stock, Opening stock, Quantity",
            look="number",
            example="30",
        ),
        Column(
            field="price",
            caption="Price",
            meaning="Money for each unit that is used; falls due with the fixed cost of the task.",
            aliases="Unit price, Price per unit, Cost per unit, Rate",
            look="money",
            example="120",
        ),
    ),
)

DELIVERIES = SheetKind(
    name="Deliveries",
    words=DELIVERY_WORDS,
    foreign=SHEET_WORDS["Deliveries"],
    meaning="What comes of the materials, and when.",
    aliases="Delivery, Material deliveries",
    needs=(("material",), ("date",), ("quantity",)),
    columns=(
        Column(
            field="material",
            caption="Material",
            meaning="A name of the Materials sheet.",
            aliases="Name, Item",
            example="Cement",
        ),
        Column(
            field="date",
            caption="Date",
            meaning="From when it can be used; without a time from the beginning of that day.",
            aliases="Delivered, Delivery date, Delivered on, When, Day",
            look="date",
            example="2026-05-04",
        ),
        Column(
            field="quantity",
            caption="Quantity",
            meaning="How much comes.",
            aliases="Amount, Units",
            look="number",
            example="40",
        ),
    ),
)

MATERIAL_COLUMN = Column(
    field="materials",
    caption="Materials",
    meaning="What it uses up, evenly over its work or at its start or finish: "
    "`Cement 20; Bricks 400 at start`. Needs a sheet Materials.",
    aliases="Material, Materials used, Consumes",
    example="Cement 20; Bricks 400 at start",
    template=False,
)
