"""Headers of tables that are no plans: test cases, attendance, stock, contacts, risks, expenses."""

from planner.language.text import fold
from planner.phrase import Phrase, phrase
from planner.schema.schema import listed

_HEADERS: dict[str, tuple[Phrase, int, str]] = {
    "tests": (
        phrase("a list of test cases"),
        2,
        (
            "Test case name, Expected result, Expected results, Expected output, Expected outcome, "
            "Actual result, Actual results, Actual output, Test case, Test case ID, Test ID, "
            "Test data, Test steps, Test scenario, Test case title, Test case description, "
            "Steps to reproduce, Precondition, Preconditions, Pre-condition, Pre-conditions, "
            "Pass/Fail, Test no, Erwartetes Ergebnis, Tatsächliches Ergebnis, Testfall, "
            "Testschritte, Testdaten, Vorbedingung, Resultado esperado, Resultados esperados, "
            "Resultado obtenido, Caso de prueba, Precondición, Precondiciones, "
            "Resultado obtido, Caso de teste, Pré-condição, Pré-condições, Résultat attendu, "
            "Résultat obtenu, Cas de test, Prérequis, Risultato atteso, Caso di test, "
            "Verwacht resultaat, Oczekiwany rezultat, Przypadek testowy, Ожидаемый результат, "
            "Фактический результат, Тест-кейс, Предусловия, Предусловие, 预期结果, 实际结果, "
            "测试用例, 测试步骤, 前置条件, 期待結果, 実際の結果, テストケース, テスト項目, "
            "예상 결과, 실제 결과, 테스트 케이스, Kết quả mong đợi"
        ),
    ),
    "attendance": (
        phrase("a record of when somebody worked"),
        2,
        (
            "Sign in, Sign out, Clock in, Clock out, Check in, Check out, Time in, Time out, "
            "Login time, Logout time, In time, Out time, Break, Break time, Lunch, Overtime, "
            "Hours worked, Kommt, Geht, Pause, Arbeitszeit, Arbeitsbeginn, Arbeitsende, "
            "Überstunden, Hora de entrada, Hora de salida, Horas trabajadas, Hora de saída, "
            "Horas trabalhadas, Heure d'arrivée, Heure de départ, Heures travaillées, Приход, "
            "Уход, Отработано, 上班时间, 下班时间, 出勤, 退勤, 休憩, 出社, 退社, 출근, 퇴근"
        ),
    ),
    "hours": (
        phrase("a record of hours that were worked"),
        3,
        (
            "Date, Work date, Employee, Employee name, Hours, Hours worked, "
            "Total hours, Billable, Billable hours, Billable?, Client, Week ending, "
            "Datum, Stunden, Abrechenbar, Kunde, Fecha, Empleado, Horas, Facturable, "
            "Cliente, Data, Funcionário, Faturável, Employé, Salarié, Heures, "
            "Facturable, Dipendente, Ore, Fatturabile, Uren, Declarabel, Klant, "
            "Pracownik, Godziny, Klient, Timmar, Timer, Дата, Сотрудник, "
            "Часы, Клиент, 日期, 员工, 工时, 小时, 客户, 日付, 社員, 時間, 顧客, 날짜, 직원, 시간"
        ),
    ),
    "stock": (
        phrase("a list of goods"),
        2,
        (
            "SKU, Stock, In stock, Stock level, Quantity, Qty, Quantity in stock, Unit price, "
            "Price, Barcode, Supplier, Vendor, Reorder level, Warehouse, Unit cost, "
            "Part number, Brand, Lagerbestand, Menge, Stückpreis, Einzelpreis, Preis, "
            "Artikelnummer, Lieferant, Cantidad, Precio, Precio unitario, Existencias, "
            "Proveedor, Quantidade, Preço, Preço unitário, Estoque, Fornecedor, Quantité, "
            "Prix, Prix unitaire, Fournisseur, Prezzo, Quantità, Количество, Цена, Остаток, "
            "Артикул, 数量, 单价, 库存, 供应商, 在庫, 単価, 가격, 수량"
        ),
    ),
    "contacts": (
        phrase("a list of people"),
        2,
        (
            "Email, E-mail, Email address, Mail, Phone, Phone number, Telephone, Mobile, "
            "Mobile number, Contact number, Address, Student ID, Student number, Gender, "
            "Date of birth, Birthday, Telefon, Telefonnummer, Adresse, Matrikelnummer, "
            "Geburtsdatum, Correo, Correo electrónico, Teléfono, Dirección, Telefone, "
            "Endereço, Téléphone, Adresse e-mail, Телефон, Почта, Адрес, 邮箱, 电话, 学号, 性别, "
            "メールアドレス, 電話番号, 이메일, 전화번호"
        ),
    ),
    "risks": (
        phrase("a list of risks"),
        2,
        (
            "Risk, Risk ID, Risk description, Probability, Likelihood, Impact, Mitigation, "
            "Mitigation strategy, Mitigation plan, Risk level, Risk score, Contingency, "
            "Risiko, Eintrittswahrscheinlichkeit, Auswirkung, Schadensausmass, Gegenmassnahme, "
            "Riesgo, Probabilidad, Impacto, Mitigación, Risco, Probabilidade, Mitigação, "
            "Risque, Probabilité, Gravité, Риск, Вероятность, Влияние, 风险, 概率, "
            "影响, リスク, 発生確率"
        ),
    ),
    "versions": (
        phrase("a list of versions"),
        2,
        (
            "Version, Version no., Revision, Rev, Rev., Author, Authors, Change, Changes, "
            "Change description, Description of change, Changed by, Reviewed by, Approved by, "
            "Änderung, Änderungen, Autor, Autoren, Geändert von, Versión, Cambio, Cambios, Versão, "
            "Alteração, Alterações, Auteur, Modification, Modifications, Versione, Modifica, "
            "Autore, Версия, Изменения, Автор, 版本, 版本号, 修订内容, 修改内容, 作者, "
            "バージョン, 改訂内容, 更新内容, 버전, 변경 내용, 작성자"
        ),
    ),
    "revisions": (
        phrase("a record of who made and checked what"),
        3,
        (
            "Created by, Created on, Date created, Changed by, Modified by, Modified on, Reviewer, "
            "Reviewed by, Reviewed on, Approver, Approved by, Ersteller, Erstellt von, "
            "Erstellt am, Geändert von, Geändert am, Geprüft von, Geprüft am, "
            "Freigegeben von, Vérifié par, Validé par, Créé par, Modificado por, Revisado por, "
            "Aprobado por, Aprovado por, "
            "Проверил, Утвердил, 修改人, 修改日期, 审核人, 审核日期, 批准人, 修订人, 変更者, "
            "変更日, 作成者, 作成日, 確認者, 確認日, 修正者, 修正日, 更新者, 更新日, 承認者, "
            "承認日, "
            "작성자, 작성일, 수정자, 수정일, 검토자, 승인자, Người sửa, Người duyệt"
        ),
    ),
    "grades": (
        phrase("a list of grades"),
        2,
        (
            "Student, Student name, Students, Grade, Grades, Score, Marks, Exam, Midterm, "
            "Final exam, Quiz, GPA, Points earned, Schüler, Notenpunkte, Klausur, Étudiant, "
            "Élève, Examen, Estudiante, Alumno, Calificación, Aluno, Prova, Studente, Voto, "
            "Esame, Leerling, Cijfer, Tentamen, Uczeń, Ocena, Студент, Оценка, Экзамен, 学生, "
            "成绩, 分数, 学生名, 点数, 학생, 점수"
        ),
    ),
    "expenses": (
        phrase("a list of expenses"),
        2,
        (
            "Expense, Expenses, Income, Balance, Debit, Credit, Payment method, Amount paid, "
            "Spent, Forecasts, Ausgaben, Einnahmen, Saldo, Gastos, Ingresos, Despesas, "
            "Receitas, Dépenses, Recettes, Расход, Доход, 支出, 收入, 余额, 収入, 残高, 지출, 수입"
        ),
    ),
}
"""Kind of table → what it is, how many of its headers tell it, and those headers."""

OTHER_TABLES: dict[str, tuple[Phrase, int, frozenset[str]]] = {
    kind: (told, least, frozenset(map(fold, listed(words))))
    for kind, (told, least, words) in _HEADERS.items()
}
"""The same with the keys of the headers."""
RECORDS = frozenset(["attendance", "hours"])
"""Those that stay records where tasks and hours are named, but no start, finish or link."""
