"""Whole workbooks as different people would write them."""

from datetime import timedelta

from tests.planner.reading.books import Rows
from tests.planner.reading.corpus import Case, case, day

_BUILDERS: Rows = [
    ["Bauzeitenplan – Neubau Kita Sonnenschein"],
    ["Bauherr:", "Stadt Musterhausen", "", "Stand:", day(2, 10)],
    ["Baubeginn:", day(3, 1)],
    [],
    [
        *("Pos.", "Gewerk", "Vorgang", "Dauer [AT]", "Anfang", "Ende", "Vorgänger"),
        *("Firma / Verantw.", "Bemerkung"),
    ],
    ["1", "", "Rohbau"],
    ["1.1", "Erde", "Baugrube", 5, day(3, 1), day(3, 5), "", "Müller Tiefbau", "mit Abfuhr"],
    ["1.2", "Beton", "Fundamente", "8 AT", day(3, 8), day(3, 17), "1.1EA", "Beton Schulze"],
    ["1.3", "Beton", "Bodenplatte", 6, day(3, 18), day(3, 25), "1.2EA+3 Tage", "Beton Schulze"],
    ["2", "", "Ausbau"],
    ["2.1", "Elektro", "Leitungen", 10, day(3, 26), day(4, 8), "1.3", "Elektro Kunz / Maier"],
    ["2.2", "Trockenbau", "Wände", "12 Tage", day(3, 26), day(4, 12), "1.3AA+2 Tage", "Bau AG"],
    ["2.3", "", "Abnahme", 0, day(4, 13), day(4, 13), "2.1; 2.2", "Alle"],
    [],
    ["", "", "Summe", "41 AT"],
    [],
    ["Legende:"],
    ["", "rot = kritisch"],
]

_DAYS = [day(4, 1) + timedelta(days=n) for n in range(20)]
_JAPAN: Rows = [
    ["プロジェクト名", "販売管理システム構築"],
    ["作成者", "山田", "", "作成日", day(3, 1)],
    [],
    ["No", "大分類", "中分類", "作業内容", "担当", "予定", "", "", "実績", "", "進捗率", *_DAYS],
    [
        *("", "", "", "", "", "開始日", "終了日", "工数(人日)", "開始日", "終了日", ""),
        *("木", "金", "土", "日", "月", "火", "水"),
    ],
    [1, "要件定義", "調査", "現状調査", "山田", day(4, 1), day(4, 5), 3, day(4, 1), "", 0.5],
    [2, "", "", "要件整理", "山田、佐藤", day(4, 6), day(4, 8), "2人日", "", "", 0],
    [3, "", "文書", "要件定義書作成", "佐藤", day(4, 9), day(4, 13), 3, "", "", 0],
    [4, "設計", "基本設計", "画面設計", "鈴木", day(4, 14), day(4, 20), 5, "", "", 0],
    [5, "", "", "DB設計", "鈴木・佐藤", day(4, 14), day(4, 16), 3, "", "", 0],
]

_BRAZIL: Rows = [
    ["", "TÍTULO DO PROJETO"],
    ["", "Nome da Empresa"],
    ["", "", "", "Início do projeto:", day(3, 1)],
    ["", "", "", "Exibir semana:", 1],
    ["", *[""] * 6, day(3, 1), "", "", "", "", "", "", day(3, 8)],
    ["", "TAREFA", "ATRIBUÍDO PARA", "PROGRESSO", "INÍCIO", "TÉRMINO", "DIAS", *"stqqssd"],
    [],
    ["", "Fase 1"],
    ["", "Levantar requisitos", "João", 0.5, day(3, 1), day(3, 4), 4],
    ["", "Desenhar telas", "Maria", 0.6, day(3, 4), day(3, 6), 3],
    ["", "Fase 2"],
    ["", "Programar", "João", 0, day(3, 8), day(3, 12), 5],
    ["", "Testar", "Maria", 0, day(3, 13), day(3, 16), 4],
    [],
    ["", "Inserir novas linhas ACIMA desta"],
]

_VERTEX: Rows = [
    ["[Project Name] Project Schedule"],
    ["[Company Name]"],
    [],
    ["Project Start Date", "", day(3, 1), "", "Display Week", "", 1],
    ["Project Lead", "", "John Doe"],
    [],
    [
        *("WBS", "TASK", "LEAD", "PREDECESSOR", "START", "END", "DAYS", "% DONE", "WORK DAYS"),
        *("", day(3, 1)),
    ],
    [1, "[Task Category]", "", "", day(3, 1), day(3, 12), 12, "", 10],
    ["1.1", "Site survey", "Ann", "", day(3, 1), day(3, 3), 3, 1, 3],
    ["1.2", "Drawings", "Bob", "1.1", day(3, 4), day(3, 9), 6, 0.4, 4],
    ["1.3", "Permit", "[Name]", "1.2", day(3, 10), day(3, 12), 3, 0, 3],
    [2, "Build", "", "", day(3, 15), day(3, 20), 6, "", 5],
    ["2.1", "Frame", "Ann", "1.3", day(3, 15), day(3, 17), 3, 0, 3],
    ["2.2", "Roof", "Bob", "2.1", day(3, 18), day(3, 20), 3, 0, 2],
    ["2.3", "[Task]"],
    [],
    ["TEMPLATE ROWS"],
    ["", "Insert new rows ABOVE this one"],
    ["1", "[ Level 1 Task or Phase ]"],
    [".1", " . [ Level 2 Task ]"],
]

_SMARTSHEET: Rows = [
    [
        *("Task Name", "Duration", "Start Date", "End Date", "Predecessors", "Assigned To"),
        *("% Complete", "Status", "Comments"),
    ],
    ["Launch", "12d", day(3, 1), day(3, 16), "", "", 0.2, "In Progress"],
    ["Prepare", "5d", day(3, 1), day(3, 5), "", "ann@example.org", 0.5, "In Progress"],
    ["Copy", "3d", day(3, 1), day(3, 3), "", "ann@example.org, bob@example.org", 1, "Complete"],
    ["Legal check", "~2d", day(3, 4), day(3, 5), "3", "carol@example.org", 0, "Not Started", "?"],
    ["Go live", "0", day(3, 16), day(3, 16), "4FS +3d, 3SS +1w", "bob@example.org", 0, ""],
]

_P6: Rows = [
    [
        *("task_code", "task_name", "wbs_id", "status_code", "target_drtn_hr_cnt"),
        *("act_start_date", "act_end_date", "cstr_type", "cstr_date", "complete_pct", "clndr_id"),
    ],
    [
        *("Activity ID", "Activity Name", "WBS Code", "Activity Status", "Original Duration(h)"),
        *("(*)Actual Start", "(*)Actual Finish", "Primary Constraint", "Primary Constraint Date"),
        *("Activity % Complete(%)", "Calendar Name"),
    ],
    ["A1000", "Notice", "P.1", "Completed", 0, day(3, 1), day(3, 1), "", "", 100, "5 Day"],
    ["A1010", "Mobilise", "P.1", "In Progress", 40, day(3, 1), "", "", "", 40, "5 Day"],
    ["A1020", "Dig", "P.2", "Not Started", 80, "", "", "Start On or After", day(3, 8), 0, "5 Day"],
    ["A1030", "Footings", "P.2", "Not Started", 64, "", "", "", "", 0, "5 Day"],
]
_P6_LINKS: Rows = [
    ["pred_task_id", "task_id", "pred_type", "lag_hr_cnt"],
    ["Predecessor", "Successor", "Relationship Type", "Lag(h)"],
    ["A1000", "A1010", "PR_FS", 0],
    ["A1010", "A1020", "FS", -8],
    ["A1020", "A1030", "SS", 16],
]

_AUTO = "Auto Scheduled"
_MSP: Rows = [
    ["Task Mode", "Task Name", "Duration", "Start", "Finish", "Predecessors", "Resource Names"],
    [_AUTO, "Office move", "17 days", "Mon 3/1/27", "Tue 3/23/27"],
    [_AUTO, "   Planning", "7 days?", "Mon 3/1/27", "Tue 3/9/27"],
    [_AUTO, "      Find movers", "4 days", "Mon 3/1/27", "Thu 3/4/27", "", "Ann"],
    [_AUTO, "      Choose rooms", "3 days", "Fri 3/5/27", "Tue 3/9/27", "3", "Ann,Bob[50%]"],
    [_AUTO, "   Move", "2 wks", "Wed 3/10/27", "Tue 3/23/27"],
    [_AUTO, "      Pack", "1 wk", "Wed 3/10/27", "Tue 3/16/27", "4FS", "Movers[300%]"],
    ["", "      Drive", "1 day?", "3/17/27", "3/17/27", "6FS+1 day", "Movers[300%],Truck[2]"],
    [_AUTO, "      Handover", "0 days", "3/23/27", "Tue 3/23/27", "7SS+50%,4"],
]

CASES: dict[str, Case] = {
    "builders in Germany": case(
        {"Bauzeitenplan": _BUILDERS},
        *("1 Rohbau sums up", "1.1 Baugrube 5 in 1 by Müller Tiefbau"),
        "1.2 Fundamente 8 in 1 after 1.1 by Beton Schulze",
        "1.3 Bodenplatte 6 in 1 after 1.2FS+3d by Beton Schulze",
        *("2 Ausbau sums up", "2.1 Leitungen 10 in 2 after 1.3 by Elektro Kunz / Maier"),
        "2.2 Wände 12 in 2 after 1.3SS+2d by Bau AG",
        "2.3 Abnahme 0 in 2 after 2.1,2.2 by Müller Tiefbau, Beton Schulze, Elektro Kunz / Maier, "
        "Bau AG",
        notes=["everybody", "total-row", "people-from-tasks"],
        issues=[("start-not-held", "Bauzeitenplan!E12")],  # 2.2 may start two days after 1.3
        merged=("A1:I1",),
    ),
    "a project of software in Japan": case(
        {"WBS": _JAPAN, "表紙": [["WBS"]]},
        *("要件定義 要件定義 sums up", "1 現状調査 work 3 in 要件定義 by 山田"),
        *(
            "2 要件整理 work 2 in 要件定義 by 山田, 佐藤",
            "3 要件定義書作成 work 3 in 要件定義 by 佐藤",
        ),
        *(
            "設計 設計 sums up",
            "4 画面設計 work 5 in 設計 by 鈴木",
            "5 DB設計 work 3 in 設計 by 鈴木, 佐藤",
        ),
        issues=[("assumed-project-start", ""), ("no-dependencies", "WBS")],
        merged=("F4:H4", "I4:J4", "B6:B8", "B9:B10"),
    ),
    "Microsoft's simple Gantt chart in Brazil": case(
        {"Cronograma": _BRAZIL, "Sobre": [["sobre"]]},
        *("1 Fase 1 sums up", "2 Levantar requisitos 4 in 1 by João"),
        *("3 Desenhar telas 2 in 1 by Maria", "4 Fase 2 sums up", "5 Programar 5 in 4 by João"),
        "6 Testar 2 in 4 by Maria",
        issues=[("calendar-days", "Cronograma!G10")],
        notes=["placeholder-row"],
    ),
    "a template of Vertex42": case(
        {"GanttChart": _VERTEX, "Help": [["Help"]]},
        *("1 [Task Category] sums up", "2 Site survey 3 in 1 by Ann"),
        *("3 Drawings 4 in 1 after 2 by Bob", "4 Permit 3 in 1 after 3", "5 Build sums up"),
        *("6 Frame 3 in 5 after 4 by Ann", "7 Roof 2 in 5 after 6 by Bob"),
        notes=["placeholder-row"],
    ),
    "an export from Smartsheet": case(
        {"Launch plan": _SMARTSHEET, "Comments": [["x"]]},
        *("1 Launch sums up", "2 Prepare sums up in 1 by ann@example.org"),
        "3 Copy 3 in 2 by ann@example.org, bob@example.org",
        "4 Legal check 2 in 2 after 3 by carol@example.org",
        "5 Go live 0 in 1 after 4FS+3d,3SS+5d by bob@example.org",
        issues=[
            ("assumed-project-start", ""),
            ("start-not-held", "Launch plan!C6"),
            ("summary-with-people", "Launch plan!F3"),
        ],
        levels={2: 1, 3: 2, 4: 2, 5: 1},
    ),
    "an export from Primavera": case(
        {"TASK": _P6, "TASKPRED": _P6_LINKS, "USERDATA": [["user_data"]]},
        *("A1000 Notice 0", "A1010 Mobilise 5 after A1000", "A1020 Dig 10 after A1010FS-1d"),
        "A1030 Footings 8 after A1020SS+2d",
        issues=[("assumed-project-start", "")],
    ),
    "Microsoft Project pasted without numbers": case(
        {"Sheet1": _MSP},
        *("1 Office move sums up", "2 Planning sums up in 1", "3 Find movers 4 in 2 by Ann"),
        *("4 Choose rooms 3 in 2 after 3 by Ann, Bobx0.5", "5 Move sums up in 1"),
        *("6 Pack 5 in 5 after 4 by Moversx3", "7 Drive 1 in 5 after 6FS+1d by Moversx3, Truckx2"),
        "8 Handover 0 in 5 after 7SS+50%,4",
        issues=[("assumed-project-start", ""), ("start-not-held", "Sheet1!D9")],
    ),
}
