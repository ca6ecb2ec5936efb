"""Headers of people, days, money, materials and settings in other languages."""

_LEAVE = (
    *("Leave", "Vacation", "Holiday", "Holidays", "Absence", "Absent", "Away", "Off", "PTO"),
    *("Time off", "Annual leave", "Out of office", "Urlaub", "Abwesenheit", "Abwesend", "Ferien"),
    *("Congés", "Congé", "Absence", "Vacances", "Vacaciones", "Férias", "Ferie", "Verlof"),
    *("Vakantie", "Urlop", "Отпуск"),
)

_FIRST = (
    *("from", "start", "start date", "begin", "begins", "first day", "von", "ab", "Beginn"),
    *(
        "Anfang",
        "du",
        "début",
        "desde",
        "inicio",
        "início",
        "de",
        "dal",
        "inizio",
        "van",
        "od",
        "с",
    ),
)

_LAST = (
    *("until", "to", "till", "end", "end date", "ends", "last day", "bis", "Ende", "au", "fin"),
    *("hasta", "fim", "até", "al", "fine", "tot", "do", "по"),
)
"""Two columns of days off are called by a word for leave and one for its first or last day."""

MATERIAL_WORDS = {
    "name": "Material, Bezeichnung, Matériau, Materiau, Matériaux, Materiale, Materiaal, Materiał, "
    "Материал, Matière, Artikel, Baustoff",
    "unit": "Einheit, Unité, Unidad, Unidade, Unità, Eenheid, Jednostka, Единица, Ед.",
    "stock": "Bestand, Vorrat, Lagerbestand, Anfangsbestand, Menge, Stock, Quantité, En stock, "
    "Existencias, Cantidad, Estoque, Quantidade, Giacenza, Quantità, Voorraad, Aantal, Stan, "
    "Zapas, Ilość, Запас, Количество",
    "price": "Preis, Einzelpreis, Preis je Einheit, Stückpreis, Prix, Prix unitaire, Precio, "
    "Precio unitario, Preço, Prezzo, Prijs, Cena, Цена",
}

DELIVERY_WORDS = {
    "material": MATERIAL_WORDS["name"],
    "date": "Datum, Lieferdatum, Liefertermin, Geliefert am, Kommt am, Wann, Date, "
    "Date de livraison, "
    "Livré le, Fecha, Fecha de entrega, Data, Data de entrega, Data di consegna, Leverdatum, "
    "Data dostawy, Дата, Дата поставки",
    "quantity": "Menge, Anzahl, Liefermenge, Quantité, Cantidad, Quantidade, Quantità, "
    "Hoeveelheid, "
    "Aantal, Ilość, Количество",
}

PEOPLE_WORDS = {
    "name": (
        "Ressourcenname, Mitarbeiter, Firma, Unternehmen, Entreprise, Empresa, Ditta, "
        "Nom de la ressource, Nombre del recurso, "
        "Nome do recurso, Nome risorsa, Resourcenaam, Nazwa zasobu, Название ресурса, "
        "资源名称, リソース名, Nom, Nombre, Nome, Naam, Nazwa, Имя, 姓名, 氏名"
    ),
    "kind": "Art, Typ, Tipo, Type ressource, Тип, 类型, 種類",
    "skills": (
        "Fähigkeiten, Qualifikation, Gewerk, Gewerke, Beruf, Compétences, Métier, Habilidades, "
        "Oficio, Competências, Competenze, Mestiere, Vaardigheden, Umiejętności, Zawód, Навыки, "
        "Специальность, 技能, スキル, 職種"
    ),
    "max_units": (
        "Max. Einheiten, Kapazität, Capacité max., Unités max., Capacidad máxima, "
        "Unidades máximas, Unità max., Max. eenheden, Maks. jednostek, Макс. единиц, 最大单位, "
        "最大単位数, Anzahl, Verfügbarkeit, Stellenanteil, Beschäftigungsgrad, Pensum, "
        "Disponibilité, Quotité, Taux d'activité, Disponibilidad, Dedicación, Disponibilidade, "
        "Dedicação, "
        "Disponibilità, Impegno, Beschikbaarheid, Dostępność, Etat, Доступность, Занятость"
    ),
    "rate": (
        "Standardsatz, Stundensatz, Kostensatz, Tagessatz, Satz, Verrechnungssatz, "
        "Taux standard, Taux horaire, TJM, Taux journalier, Taux journalier moyen, "
        "Tarif journalier, Coût/jour, Coût par jour, Coût journalier, Tarif/jour, Tarif par jour, "
        "Prix/jour, Coût/heure, Coût horaire, Coût par heure, Tarif/heure, Tarif horaire, "
        "Prix/heure, Kosten/Tag, Kosten pro Tag, Kosten/Stunde, Kosten pro Stunde, Satz/Tag, "
        "Satz pro Tag, Satz/Stunde, Satz pro Stunde, Coste/día, Costo/día, Coste/hora, Costo/hora, "
        "Tarifa/hora, Tarifa/día, Precio/hora, Custo/hora, Custo por hora, Custo/dia, "
        "Custo por dia, Valor/hora, Valor/dia, Costo/ora, Costo orario, Costo/giorno, "
        "Costo giornaliero, Tariffa/ora, Tariffa oraria, Kosten/dag, Kosten/uur, Uurtarief, "
        "Koszt/dzień, Koszt/godz., Stawka godzinowa, Tarifa diaria, Tarifa por día, "
        "Tarifa hora, Coste por hora, "
        "Coste hora, Costo por hora, Costo por día, Valor hora, Valor por hora, Diária, "
        "Tariffa giornaliera, Dagtarief, Stawka dzienna, Ставка, "
        "Tasa estándar, Taxa padrão, Tariffa standard, Standaardtarief, Stawka standardowa, "
        "Стандартная ставка, 标准费率, 標準単価, 単価"
    ),
    "cost_per_use": (
        "Kosten/Einsatz, Coût/Utilisation, Costo/Uso, Custo/uso, Kosten/gebruik, Koszt/użycie, "
        "Затраты на использование, 每次使用成本"
    ),
    "working_time": (
        "Wochenstunden, Arbeitszeit, Arbeitszeiten, Stunden pro Woche, Stunden pro Tag, Std/Woche, "
        "Std./Woche, Std. pro Woche, h/Woche, h/Tag, Arbeitstage, Tage pro Woche, Pensum, "
        "Teilzeit, Beschäftigungsgrad, Verfügbarkeit, Verfügbar, Heures par semaine, "
        "Heures par jour, Jours par semaine, Temps de travail, Horas por semana, Horas semanales, "
        "Horas por día, Horas por dia, Jornada, Ore settimanali, Ore al giorno, Uren per week, "
        "Uren per dag, Werkdagen, Godziny tygodniowo, Etat, Часов в неделю, Рабочее время, "
        "工作时间, 勤務時間, Arbeitet, Arbeitet an, Anwesend, Anwesenheit, Travaille, Trabaja, "
        "Trabalha, Lavora, Werkt, Pracuje, Работает"
    ),
    "available_from": (
        "Erster Tag, Erster Arbeitstag, Eintritt, Eintrittsdatum, Beginnt, Premier jour, "
        "Date d'arrivée, Primer día, Fecha de ingreso, Primo giorno, Primeiro dia, Eerste dag, "
        "Eerste werkdag, Pierwszy dzień, Первый день"
    ),
    "available_until": (
        "Letzter Tag, Letzter Arbeitstag, Austritt, Austrittsdatum, Endet, Dernier jour, "
        "Date de départ, Último día, Fecha de salida, Ultimo giorno, Último dia, Laatste dag, "
        "Laatste werkdag, Ostatni dzień, Последний день"
    ),
    "leave": (
        "Urlaub, Abwesenheit, Abwesenheiten, Ferien, Abwesend, Urlaubstage, Congés, Vacances, "
        "Absences, Vacaciones, Ausencias, Férias, Ausências, Ferie, Assenze, Verlof, Vakantie, "
        "Urlop, Nieobecności, Отпуск, 休假, 休暇"
    ),
    "leave_from": ", ".join(f"{one} {two}" for one in _LEAVE for two in _FIRST),
    "leave_until": ", ".join(f"{one} {two}" for one in _LEAVE for two in _LAST),
    "calendar": (
        "Kalender, Basiskalender, Calendrier, Calendrier de base, Calendario, Calendario base, "
        "Calendário, Kalendarz, Календарь, 基准日历, カレンダー"
    ),
    "groups": (
        "Gruppe, Abteilung, Groupe, Équipe, Grupo, Gruppo, Groep, Grupa, Группа, 组, グループ"
    ),
}

DAY_WORDS = {
    "mon": (
        "Mo, Montag, Lundi, Lunes, Segunda, Lunedì, Maandag, Poniedziałek, Понедельник, Пн, "
        "周一, 月"
    ),
    "tue": "Di, Dienstag, Mardi, Martes, Terça, Martedì, Dinsdag, Wtorek, Вторник, Вт, 周二, 火",
    "wed": (
        "Mi, Mittwoch, Mercredi, Miércoles, Quarta, Mercoledì, Woensdag, Środa, Среда, Ср, 周三, 水"
    ),
    "thu": (
        "Do, Donnerstag, Jeudi, Jueves, Quinta, Giovedì, Donderdag, Czwartek, Четверг, Чт, 周四, 木"
    ),
    "fri": (
        "Fr, Freitag, Vendredi, Viernes, Sexta, Venerdì, Vrijdag, Piątek, Пятница, Пт, 周五, 金"
    ),
    "sat": (
        "Sa, Samstag, Sonnabend, Samedi, Sábado, Sabato, Zaterdag, Sobota, Суббота, Сб, 周六, 土"
    ),
    "sun": (
        "So, Sonntag, Dimanche, Domingo, Domenica, Zondag, Niedziela, Воскресенье, Вс, 周日, 日"
    ),
}

OFF_WORDS = {
    "date": "Datum, Tag, Jour, Fecha, Data, Dia, Día, Дата, 日期, 日付",
    "until": "Bis, Jusqu'au, Hasta, Até, Fino al, Fino a, Tot, Do, По",
    "who": "Wer, Mitarbeiter, Person, Qui, Nom, Quién, Quem, Chi, Wie, Kto, Кто, 姓名, 氏名",
    "start": "Von, Ab, Beginn, Du, Début, Desde, De, Dal, Van, Od, С, 开始, 開始",
    "finish": (
        "Bis, Ende, Au, Jusqu'au, Fin, Hasta, Até, Al, Fino al, Fino a, Tot, Do, По, 结束, 終了"
    ),
    "name": (
        "Feiertag, Grund, Anlass, Bezeichnung, Motif, Motivo, Nombre, Nome, Reden, Powód, Причина"
    ),
    "hours": "Stunden, Uhrzeit, Heures, Horas, Ore, Uren, Godziny, Часы, 时间, 時間",
}

BUDGET_WORDS = {
    "scope": "Bereich, Umfang, Vorgang, Projektphase, Gilt für, Für, PSP, Portée, Tâche, Étape, "
    "Ámbito, Tarea, Fase, Âmbito, Tarefa, Ambito, Attività, Bereik, Taak, Zakres, Zadanie, Задача, "
    "Этап, 范围, 阶段, フェーズ",
    "period": "Monat, Zeitraum, Mois, Période, Mes, Período, Mês, Mese, Periodo, Maand, Periode, "
    "Miesiąc, Okres, Месяц, Период, 月, 月份, 期間",
    "limit": "Grenze, Obergrenze, Höchstbetrag, Betrag, Budget, Limite, Plafond, Montant, Límite, "
    "Presupuesto, Importe, Orçamento, Valor, Importo, Bedrag, Limiet, Budżet, Kwota, Бюджет, "
    "Сумма, Лимит, 预算, 金额, 予算, 金額",
    "price": "Preis, Aufpreis, Prix, Precio, Preço, Prezzo, Prijs, Cena, Цена, 价格, 価格",
}

SETTING_WORDS = {
    "name": (
        "Projektname, Nom du projet, Projet, Proyecto, Nombre del proyecto, Projeto, "
        "Nome do projeto, Progetto, Nome progetto, Projectnaam, Projekt, Nazwa projektu, "
        "Проект, Название проекта, 项目名称, 项目, プロジェクト名, プロジェクト"
    ),
    "start": (
        "Projektanfang, Projektstart, Projektbeginn, Baubeginn, Starttermin, Début du projet, "
        "Date de début du projet, Inicio del proyecto, Comienzo del proyecto, Fecha de inicio, "
        "Início do projeto, Inizio progetto, Startdatum, Begin project, Projectstart, "
        "Początek projektu, Начало проекта, Дата начала проекта, 项目开始日期, 项目开始, "
        "プロジェクト開始日, 開始日"
    ),
    "language": "Sprache, Langue, Idioma, Língua, Lingua, Taal, Język, Язык, 语言, 語言, 言語",
    "status_date": (
        "Stichtag, Statusdatum, Date d'état, Fecha de estado, Data de status, Data di stato, "
        "Data stanu, 状态日期"
    ),
    "progress": "Fortschritt, Terminfortschritt, Außer der Reihe, Avancement, Progreso",
    "handover_after": "Übergabe nach, Übergeben nach, Abgeben nach",
    "frozen_until": "Eingefroren bis, Fest bis, Fixiert bis, Gelé jusqu'au, Congelado hasta",
    "near_weeks": "Nahe Wochen, Nächste Wochen",
    "person_change": "Wechsel der Person, Personenwechsel",
    "near_change": "Nahe Änderung",
    "later_change": "Spätere Änderung",
    "published": "Veröffentlicht, Veröffentlicht am, Bekannt gegeben, Publié, Publié le, Publicado",
    "baseline": "Basisplan, Bezugsplan, Référence, Línea base",
    "forecast": "Prognose, Vorhersage, Prévision, Pronóstico",
    "days_per_point": "Tage pro Punkt, Tage je Punkt, Jours par point, Días por punto",
    "default_duration": "Standarddauer, Übliche Dauer, Durée par défaut, Duración por defecto",
    "region": "Bundesland, Région, Región, Região, Regione, Regio",
    "together": "Team arbeitet, Zusammen",
    "finish_tolerance": "Toleranz des Endes, Endtoleranz, Spielraum am Ende",
    "lag_calendar": "Kalender der Abstände, Kalender für Abstände, Abstände zählen",
    "overtime_per_day": "Überstunden pro Tag, Überstunden je Tag, Heures sup par jour",
    "cost_per_day": "Kosten pro Tag, Kosten je Tag, Tageskosten, Coût par jour, Costo por día",
    "date_order": "Datumsreihenfolge, Reihenfolge im Datum, Ordre des dates",
    "hours_per_day": (
        "Stunden pro Tag, Heures par jour, Horas por día, Horas por dia, Ore al giorno, "
        "Uren per dag, Godzin dziennie, Часов в день, 每天小时数, 1日の時間"
    ),
    "days_per_week": (
        "Tage pro Woche, Jours par semaine, Días por semana, Dias por semana, "
        "Giorni alla settimana, Dagen per week, Dni w tygodniu, Дней в неделю, 每周天数"
    ),
    "days_per_month": (
        "Tage pro Monat, Jours par mois, Días por mes, Dias por mês, Giorni al mese, "
        "Dagen per maand, Dni w miesiącu, Дней в месяце, 每月天数"
    ),
    "currency": "Devise, Moneda, Moeda, Valuta, Waluta, Валюта, 货币, 通貨",
    "country": "Land, Pays, País, Paese, Kraj, Страна, 国家, 国",
    "goals": "Ziele, Ziel, Objectifs, Objetivos, Obiettivi, Doelen, Cele, Цели, 目标, 目標",
}
