"""The styles of all result sheets: colours (safe for the colour-blind), and named styles.

A style is a mapping of XlsxWriter format properties; `Book.format` combines several. Colour alone
never carries information: late, critical and over capacity also have a word, a sign or bold type.
"""

from collections.abc import Mapping

Style = Mapping[str, object]

NAVY = "#1F3864"
INK = "#262626"
MUTED = "#7F7F7F"
FAINT = "#A6A6A6"
RULE = "#D9D9D9"
BAND = "#DCE6F1"
PHASE = "#EDF1F8"
WHITE = "#FFFFFF"

BAR, BAR_DONE, BAR_PAUSE = "#7FA9DB", "#2F5D8C", "#D3E2F4"
CRITICAL, CRITICAL_DONE, CRITICAL_PAUSE = "#D55E3C", "#9C2F16", "#F6D5CA"
SUMMARY = "#404040"
WEEKEND = "#F2F2F2"
HOLIDAY = "#FBE9D0"
DEADLINE_MET, DEADLINE_MISSED = "#008F6B", "#C00000"
TODAY = "#E69F00"
BASELINE = "#8C8C8C"

GOOD, GOOD_TEXT = "#D5EFE3", "#00664B"
WATCH, WATCH_TEXT = "#FFF0C9", "#7A5200"
BAD, BAD_TEXT = "#F9D9D0", "#A32A0B"
NEUTRAL = "#F5F7FA"

LIGHTS = {"good": "●", "watch": "▲", "bad": "■", "none": "–"}
"""Traffic lights differ in shape, so that they also read in black and white."""

BASE: Style = {
    "font_name": "Calibri",
    "font_scheme": "none",
    "font_size": 10,
    "font_color": INK,
    "valign": "vcenter",
}
TITLE: Style = {"font_size": 16, "bold": True, "font_color": NAVY}
SUBTITLE: Style = {"font_color": MUTED}
SECTION: Style = {"font_size": 12, "bold": True, "font_color": NAVY}
HEAD: Style = {
    "bold": True,
    "font_color": WHITE,
    "bg_color": NAVY,
    "align": "center",
    "text_wrap": True,
    "border": 1,
    "border_color": WHITE,
}
ROW: Style = {"bottom": 1, "bottom_color": RULE}
SUM_ROW: Style = {"bold": True, "bg_color": PHASE}
TOTAL: Style = {"bold": True, "top": 1, "top_color": NAVY, "bottom": 1, "bottom_color": NAVY}
CENTER: Style = {"align": "center"}
RIGHT: Style = {"align": "right"}
WRAP: Style = {"text_wrap": True, "valign": "top"}
TOP: Style = {"valign": "top"}
LINK: Style = {"font_color": "#0B57A4"}
BAD_LOOK: Style = {"font_color": BAD_TEXT, "bold": True}
LEVELS: Mapping[str, Style] = {
    "good": {"bg_color": GOOD, "font_color": GOOD_TEXT},
    "watch": {"bg_color": WATCH, "font_color": WATCH_TEXT},
    "bad": {"bg_color": BAD, "font_color": BAD_TEXT, "bold": True},
    "none": {"bg_color": NEUTRAL, "font_color": MUTED},
}

DAYS_FORMAT = "0.##;-0.##;0"
SHARE_FORMAT = "0%"
HOURS_FORMAT = "#,##0.#;-#,##0.#;0"
TAB_RESULT, TAB_PEOPLE, TAB_MONEY, TAB_NOTES = "#1F3864", "#2F5D8C", "#008F6B", "#A6A6A6"
