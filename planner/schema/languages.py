"""Headers in other languages; part of the one table in `columns`.

German, French, Spanish, Portuguese, Italian, Dutch, Polish, Russian, Chinese and Japanese, in this
order where a word is given for each. Compared like all headers by `planner.language.text.fold`.
"""

CONSTRAINT_WORDS = {
    "ASAP": "So früh wie möglich, Le plus tôt possible, Lo antes posible, "
    "O mais breve possível, Il più presto possibile",
    "ALAP": "CS_ALAP, So spät wie möglich, Le plus tard possible, Lo más tarde posible, "
    "O mais tarde possível, Il più tardi possibile",
    "MSO": "CS_MSO, CS_MANDSTART, Start On, Mandatory Start, Muss anfangen am, "
    "Doit commencer le, Debe comenzar el, Deve iniciar em, Deve iniziare il",
    "MFO": "CS_MEO, CS_MANDFIN, Finish On, Mandatory Finish, Muss enden am, "
    "Doit finir le, Debe finalizar el, Deve terminar em, Deve finire il",
    "SNET": "CS_MSOA, Start On or After, Anfang nicht früher als, "
    "Début au plus tôt le, No comenzar antes del, Não iniciar antes de, Iniziare non prima del",
    "SNLT": "CS_MSOB, Start On or Before, Anfang nicht später als, "
    "Début au plus tard le, No comenzar después del, Não iniciar depois de, "
    "Iniziare non oltre il",
    "FNET": "CS_MEOA, Finish On or After, Ende nicht früher als, Fin au plus tôt le, "
    "No finalizar antes del, Não terminar antes de, Finire non prima del",
    "FNLT": "CS_MEOB, Finish On or Before, Ende nicht später als, Fin au plus tard le, "
    "No finalizar después del, Não terminar depois de, Finire non oltre il",
}
"""As Primavera P6 and Microsoft Project in other languages call them, in cells and as headers."""

TASK_WORDS = {
    "splittable": (
        "Teilbar, Unterbrechbar, Unterbrechung erlaubt, Darf unterbrochen werden, Fractionnable, "
        "Interruptible, Divisible, Interrumpible, Divisível, Interrompível, Divisibile, "
        "Interrompibile, Splitsbaar, Onderbreekbaar, Podzielne, Прерываемая, 可拆分, 分割可"
    ),
    "smallest_piece": (
        "Kleinstes Stück, Kleinster Teil, Mindeststück, Plus petite partie, Fraction minimale, "
        "Parte mínima, Fracción mínima, Parte minima, Kleinste deel, Najmniejsza część"
    ),
    "most_pieces": (
        "Höchstens Stücke, Höchste Stückzahl, Max. Stücke, Höchstens Teile, Nombre maximal de "
        "parties, Máximo de partes, Numero massimo di parti, Hoogste aantal delen"
    ),
    "must_start": CONSTRAINT_WORDS["MSO"],
    "must_finish": CONSTRAINT_WORDS["MFO"],
    "start_no_later": CONSTRAINT_WORDS["SNLT"]
    + ", Spätester Anfang, Spätester Beginn, Spätester Start",
    "finish_no_earlier": CONSTRAINT_WORDS["FNET"],
    "finish_no_later": CONSTRAINT_WORDS["FNLT"] + ", Spätestes Ende, Muss fertig sein bis",
    "id": (
        "Vorgangsnummer, Lfd. Nr., Pos., OZ, Vorgang-ID, Numéro, N°, Número, Numero, Volgnummer, "
        "Lp, Lp., Номер, № п/п, 编号, 序号, 番号, 項番, ID de tâche, Clave de incidencia, "
        "Vorgangsschlüssel, STT, Sıra No, Sıra, 번호, №, Sorszám, Redni broj"
    ),
    "wbs": (
        "PSP-Code, PSP, Gliederungsnummer, Code WBS, N° WBS, EDT, Código EDT, EAP, Código WBS, "
        "Codice WBS, Kod WBS, СДР, Код СДР, WBS编号, WBSコード, "
        "Estructura de desglose del trabajo"
    ),
    "level": (
        "Gliederungsebene, Ebene, Niveau, Niveau hiérarchique, Nivel, Nível, Livello, Poziom, "
        "Уровень, 大纲级别, 级别, アウトラインレベル, レベル"
    ),
    "parent": (
        "Übergeordneter Vorgang, Tâche parente, Tarea padre, Tarefa pai, Attività padre, "
        "Bovenliggende taak, Zadanie nadrzędne, Родительская задача, 父任务, 親タスク"
    ),
    "phase": (
        "Abschnitt, Projektphase, Etapa, Fase, Étape, Etap, Faza, Этап, Фаза, 阶段, フェーズ, "
        "大分類, 工程, 단계 구분, Ebene 1, Niveau 1, Nivel 1, Livello 1, Уровень 1, 级别1, レベル1"
    ),
    "name": (
        "Vorgangsname, Vorgang, Aufgabe, Aufgaben, Bezeichnung, Tätigkeit, Arbeitspaket, "
        "Nom de la tâche, Nom, Tâche, Tâches, Activité, Libellé, Nombre de tarea, Tarea, "
        "Actividad, Nome da tarefa, Tarefa, Atividade, Nome attività, Attività, Nome, "
        "Taaknaam, Taak, Activiteit, Nazwa zadania, Zadanie, Nazwa, Название задачи, Задача, "
        "Название, Наименование, Работа, 任务名称, 任务, 名称, タスク名, タスク, 作業名, 作業, "
        "作業項目, 作業内容, タスク内容, 小分類, 工作内容, 任务名, Leistung, Kegiatan, Görev, "
        "Resumen, Resumo, Zusammenfassung, Résumé"
    ),
    "subname": (
        "Teilaufgabe, Unteraufgabe, Teilvorgang, Ebene 2, Ebene 3, Sous-tâche, Niveau 2, Niveau 3, "
        "Subtarea, Nivel 2, Nivel 3, Subtarefa, Sottoattività, Livello 2, Livello 3, Subtaak, "
        "Podzadanie, Подзадача, Уровень 2, Уровень 3, 子任务, 级别2, サブタスク, レベル2, レベル3, "
        "세부 업무, 세부업무, 상세 업무, 주요 업무, 주요업무"
    ),
    "milestone": (
        "Meilenstein, Jalon, Hito, Marco, Milestone?, Mijlpaal, Kamień milowy, Веха, 里程碑, "
        "マイルストーン"
    ),
    "duration": (
        "Dauer, Dauer (Tage), Durée, Jours, Duración, Duração, Durata, Duur, Czas trwania, "
        "Trwanie, Длительность, Продолжительность, 工期, 持续时间, 期間, 日数, 所要日数, "
        "Durasi, Süre, Gün, Arbeitstage, Werktage, Kalendertage, Jours calendaires, Jours ouvrés, "
        "Días naturales, Días hábiles, Dias corridos, Dias úteis, Días, Dias, Giorni, Dagen, "
        "Dni, Tage, Stunden, PT, 소요일, 소요일수, 작업일수"
    ),
    "work": (
        "Arbeit, Aufwand, Aufwand (PT), Personentage, Travail, Charge, Charge h/h, Trabajo, "
        "Esfuerzo, Trabalho, Esforço, Lavoro, Werk, Inspanning, Praca, Nakład, Трудозатраты, "
        "工时, 工作量, 作業時間, 工数"
    ),
    "heads": (
        "Personenzahl, Anzahl Personen, Anzahl Leute, Mann, AK, Anzahl AK, Arbeitskräfte, "
        "Anzahl Mitarbeiter, "
        "Nombre de personnes, Effectif, Nb de personnes, Número de personas, "
        "Número de trabajadores, Nº de operarios, Número de pessoas, Numero di persone, N. operai, "
        "Aantal personen, Liczba osób, Количество людей, Численность, 人数"
    ),
    "predecessors": (
        "Vorgänger, Abhängigkeiten, Abhängig von, Prédécesseurs, Prédécesseur, Dépendances, "
        "Dépend de, Predecesoras, Predecesores, Dependencias, Predecessoras, Predecessores, "
        "Dependências, Predecessori, Dipendenze, Voorafgaande taken, Voorgangers, "
        "Afhankelijkheden, Poprzedniki, Poprzednicy, Zależności, Предшественники, Зависимости, "
        "Предшествующие действия, 前置任务, 紧前工作, 先行タスク, 先行作業, 先行タスクID, "
        "Kegiatan Pendahulu"
    ),
    "successors": (
        "Nachfolger, Successeurs, Sucesoras, Sucesores, Sucessoras, Sucessores, Successori, "
        "Opvolgers, Następniki, Последователи, 后续任务, 後続タスク"
    ),
    "resources": (
        "Ressourcennamen, Ressourcen, Ressource, Verantwortlich, Verantwortlicher, Zuständig, "
        "Bearbeiter, Verantw., Zuständigkeit, Personal, Firma, Nachunternehmer, Corps de métier, "
        "Corps d'état, Noms ressources, Ressources, Responsable, "
        "Responsables, Nombres de los recursos, Recursos, Asignado a, Attribué à, Assigné à, "
        "Affecté à, Nomes dos recursos, Responsável, Atribuído a, Atribuído para, Nomi risorse, "
        "Risorse, Responsabile, Assegnato a, Resourcenamen, Verantwoordelijke, Toegewezen aan, "
        "Nazwy zasobów, Zasoby, Osoba odpowiedzialna, Odpowiedzialny, Названия ресурсов, "
        "Ресурсы, Исполнитель, Ответственный, 资源名称, 资源, 负责人, 责任人, リソース名, "
        "担当者, 担当, Sorumlu, Zugewiesene Person, Persona asignada, "
        "Qui, Quién, Quem, Кто, Kto, 작업자, 담당자"
    ),
    "skills": (
        "Fähigkeiten, Fähigkeit, Kompetenz, Qualifikation, Compétences, Habilidades, "
        "Competencias, Competências, Competenze, Vaardigheden, Umiejętności, Навыки, 技能, "
        "スキル"
    ),
    "earliest_start": (
        f"{CONSTRAINT_WORDS['SNET']}, Frühester Anfang, Frühester Beginn, Frühester Start, "
        "Frühestens, Nicht vor, Nicht vor dem, Ab wann, Début au plus tôt, Pas avant, "
        "Pas avant le, Au plus tôt, Inicio más temprano, No antes de, No antes del, "
        "Não antes de, Inizio minimo, Non prima del, Non prima di, Niet voor, Nie wcześniej niż, "
        "Не раньше, Не ранее, Vroegste begin, 最早开始, 最早開始日"
    ),
    "deadline": (
        "Stichtag, Termin, Frist, Fällig, Fällig am, Fälligkeitsdatum, Échéance, Date limite, "
        "Fecha límite, Fecha de vencimiento, Prazo, Data limite, Scadenza, Vervaldatum, "
        "Uiterste datum, Termin końcowy, Срок, Крайний срок, 截止日期, 期限, 締切, 納期, "
        "Spätestens, Spätestens fertig, Bis spätestens, Fertig bis, Abschluss bis, "
        "Fertigstellung bis, "
        "Zu erledigen bis, Zu liefern bis, Abgabetermin, Zieltermin, Wunschtermin, "
        "Liefertermin, Au plus tard, Pour le, Avant le, "
        "À rendre le, Date butoir, Date cible, A más tardar, Para el, Vence, Plazo, "
        "Fecha objetivo, Fecha de entrega, Entro il, Data de entrega, Entregar até, Uiterlijk, "
        "Klaar op, Najpóźniej, Termin oddania, Do kiedy, Senast, Senest, Klart senast, "
        "К какому числу, Не позднее"
    ),
    "priority": (
        "Priorität, Priorité, Prioridad, Prioridade, Priorità, Prioriteit, Priorytet, "
        "Приоритет, 优先级, 優先度"
    ),
    "constraint": (
        "Einschränkungsart, Type de contrainte, Tipo de restricción, Tipo de restrição, "
        "Tipo vincolo, Type beperking, Typ ograniczenia, Тип ограничения, 限制类型, "
        "制約タイプ"
    ),
    "constraint_date": (
        "Einschränkungstermin, Date de contrainte, Fecha de restricción, Data da restrição, "
        "Data vincolo, Beperkingsdatum, Data ograniczenia, Дата ограничения, 限制日期, 制約日"
    ),
    "fixed_cost": (
        "Feste Kosten, Fixkosten, Coût fixe, Coûts fixes, Costo fijo, Custo fixo, Costo fisso, "
        "Vaste kosten, Koszt stały, Фиксированные затраты, 固定成本, 固定コスト"
    ),
    "percent_complete": (
        "% Abgeschlossen, Abgeschlossen, Fortschritt, Fertigstellungsgrad, Fertigstellung, "
        "Erledigungsgrad, Stand %, Stand in %, % achevé, % terminé, Avancement, "
        "% completado, Progreso, % concluída, % concluído, Progresso, % completamento, "
        "% voltooid, Voortgang, % wykonania, Postęp, % завершения, Прогресс, 完成百分比, "
        "完成率, 进度, 進捗率, 進捗, 達成率, 진척율, 진척률, 진행률, 진도율"
    ),
    "percent_work": "% Arbeit abgeschlossen, % travail achevé, % trabajo completado",
    "remaining_duration": "Restdauer, Verbleibende Dauer, Durée restante, Duración restante",
    "remaining_work": "Restarbeit, Verbleibende Arbeit, Restaufwand, Travail restant",
    "status": "Zustand, Bearbeitungsstand, Bearbeitungsstatus",
    "suspended": "Unterbrochen, Unterbrochen am, Unterbrochen ab, Unterbrochen seit, Angehalten, "
    "Angehalten am, Pause ab, Pause von, Pausiert, Pausiert am, Suspendu le, Suspendido",
    "resume": "Fortgesetzt, Fortgesetzt am, Fortsetzung, Weiter ab, Weiter am, Wiederaufnahme, "
    "Wiederaufgenommen, Wiederaufgenommen am, Unterbrochen bis, Pause bis, Repris le, Reanudado",
    "actual_work": "Iststunden, Ist-Stunden, Gebuchte Stunden, Geleistete Stunden, "
    "Verbrauchte Stunden, Istarbeit, Ist-Arbeit, Ist-Aufwand, Aktuelle Arbeit, Travail réel",
    "actual_cost": "Istkosten, Ist-Kosten, Aktuelle Kosten, Coût réel, Costo real",
    "actual_start": "Ist-Start, Ist-Anfang, Ist-Beginn, Aktueller Anfang, Tatsächlicher Beginn, "
    "Début réel, Comienzo real",
    "actual_finish": "Fertiggestellt am, Abgeschlossen am, Beendet am, Ist-Ende, "
    "Aktuelles Ende, Tatsächliches Ende, Fertig am, Fin réelle, "
    "Fin real",
    "baseline_start": (
        "Geplanter Anfang, Basisplan Anfang, Début planifié, Línea base comienzo, "
        "Начало (базовый план)"
    ),
    "baseline_finish": "Geplantes Ende, Basisplan Ende, Fin planifiée, Línea base fin",
    "start": (
        "Anfang, Beginn, Startdatum, Début, Date de début, Inicio, Comienzo, Fecha de inicio, "
        "Início, Data de início, Inizio, Data inizio, Begin, Begindatum, Rozpoczęcie, "
        "Początek, Data rozpoczęcia, Начало, Дата начала, 开始时间, 开始日期, 开始, 開始日, "
        "開始, 開始予定日, Başlangıç"
    ),
    "finish": (
        "Ende, Endtermin, Enddatum, Fin, Date de fin, Fecha de fin, Término, Data de término, "
        "Fim, Fine, Data fine, Einde, Einddatum, Zakończenie, Koniec, Data zakończenia, "
        "Окончание, Дата окончания, Конец, 完成时间, 结束日期, 完成, 結束日, 終了日, 終了, "
        "終了予定日, Bitiş"
    ),
    "notes": (
        "Notizen, Bemerkung, Bemerkungen, Kommentar, Notes de la tâche, Remarques, Notas, "
        "Comentarios, Observações, Note attività, Opmerkingen, Notatki, Uwagi, Примечания, "
        "Заметки, 备注, 備考, メモ"
    ),
}

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
        "Tarif journalier, Tarifa diaria, Tarifa por día, Tarifa hora, Coste por hora, "
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
        "工作时间, 勤務時間"
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
    "until": "Bis, Jusqu'au, Hasta, Até, Fino al, Tot, Do, По",
    "who": "Wer, Mitarbeiter, Person, Qui, Nom, Quién, Quem, Chi, Wie, Kto, Кто, 姓名, 氏名",
    "start": "Von, Ab, Beginn, Du, Début, Desde, De, Dal, Van, Od, С, 开始, 開始",
    "finish": "Bis, Ende, Au, Fin, Hasta, Até, Al, Tot, По, 结束, 終了",
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
        "Stichtag, Statusdatum, Date d'état, Fecha de estado, Data de status, 状态日期"
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

SHEET_WORDS = {
    "Tasks": (
        "Aufgaben, Vorgänge, Projektplan, Zeitplan, Terminplan, Tâches, Planning, Tareas, "
        "Cronograma, Tarefas, Attività, Taken, Zadania, Harmonogram, Задачи, План, 任务, 计划, "
        "进度计划, タスク, 計画, スケジュール, 工程表"
    ),
    "People": (
        "Personen, Ressourcen, Mitarbeiter, Mannschaft, Belegschaft, Personal, Kollegen, "
        "Personnes, Équipe, Personnel, Ressources, Personas, Recursos, Plantilla, Trabajadores, "
        "Equipo, Pessoas, Equipe, Persone, Risorse, Squadra, Mensen, Medewerkers, Osoby, "
        "Zasoby, Zespół, Люди, Ресурсы, Команда, 人员, 资源, 要員, リソース, 担当者"
    ),
    "Calendars": (
        "Kalender, Arbeitszeiten, Calendriers, Calendarios, Calendários, Calendari, "
        "Kalendarze, Календари, 日历, カレンダー"
    ),
    "Holidays": (
        "Feiertage, Jours fériés, Festivos, Días festivos, Feriados, Festività, Feestdagen, "
        "Święta, Праздники, 节假日, 祝日, 休日"
    ),
    "Leave": (
        "Urlaub, Abwesenheiten, Congés, Absences, Vacaciones, Ausencias, Férias, Ausências, "
        "Ferie, Assenze, Verlof, Vakantie, Urlopy, Отпуска, 休假, 請假, 休暇"
    ),
    "Meetings": (
        "Besprechungen, Termine, Réunions, Reuniones, Reuniões, Riunioni, Vergaderingen, "
        "Spotkania, Встречи, 会议, 会議"
    ),
    "Ask": "Fragen an den Plan, Fragen, Frage, Was wäre wenn, Et si, Qué pasa si",
    "Budgets": (
        "Budget, Budgets des phases, Presupuestos, Presupuesto, Orçamentos, Orçamento, "
        "Budżety, Бюджет, Бюджеты, 预算, 予算"
    ),
    "Materials": "Materialien, Materialbestand, Bestand, Matériaux, Materiales, Materiais, "
    "Materiali, Materialen, Materiały, Материалы",
    "Deliveries": "Lieferungen, Materiallieferungen, Livraisons, Entregas, Consegne, Leveringen, "
    "Dostawy, Поставки",
    "Settings": (
        "Einstellungen, Projektdaten, Paramètres, Réglages, Configuración, Ajustes, "
        "Configurações, Impostazioni, Instellingen, Ustawienia, Настройки, Параметры, 设置, "
        "設定"
    ),
}
