"""Headers of tasks and names of sheets in other languages; part of the one table in `columns`."""

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
    "must_start": CONSTRAINT_WORDS["MSO"]
    + ", Fester Beginn, Fester Start, Fester Termin, Fixer Beginn, Fixer Start, Fixtermin, "
    "Fixdatum, Festtermin, Début fixe, Début imposé, Début fixé, Date fixe, Date imposée, "
    "Date de début fixe, Date de début imposée, Inicio fijo, Fecha fija, Fecha de inicio fija, "
    "Início fixo, Data fixa, Data de início fixa, Inizio fisso, Data fissa, Data di inizio fissa, "
    "Vaste start, Vaste startdatum, Vaste datum, Vast begin, Stały początek, Stała data, "
    "Termin stały, Fast start, Fast startdato, Fast dato, Fast startdatum, Fast datum, "
    "Pevný začátek, Pevný termín, Sabit başlangıç, Фиксированная дата, Фиксированное начало, "
    "固定开始, 固定日期, 固定開始日, 開始日固定",
    "must_finish": CONSTRAINT_WORDS["MFO"]
    + ", Festes Ende, Fixes Ende, Fin fixe, Fin imposée, Date de fin fixe, Date de fin imposée, "
    "Fin fija, Fecha de fin fija, Fim fixo, Data de fim fixa, Fine fissa, Data di fine fissa, "
    "Vast einde, Vaste einddatum, Stały koniec, Fast slut, Fast slutdato, Fast slutdatum, "
    "Sabit bitiş, Фиксированное окончание, 固定结束, 固定完成",
    "start_no_later": CONSTRAINT_WORDS["SNLT"]
    + ", Spätester Anfang, Spätester Beginn, Spätester Start",
    "finish_no_earlier": CONSTRAINT_WORDS["FNET"],
    "finish_no_later": CONSTRAINT_WORDS["FNLT"] + ", Spätestes Ende, Muss fertig sein bis",
    "id": (
        "Vorgangsnummer, Lfd. Nr., Pos., OZ, Vorgang-ID, Numéro, N°, Número, Numero, Volgnummer, "
        "Lp, Lp., Номер, № п/п, 编号, 序号, 番号, 項番, ID de tâche, Clave de incidencia, "
        "Vorgangsschlüssel, STT, Sıra No, Sıra, 번호, №, Sorszám, Redni broj, "
        "Α/Α"
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
        "作業項目, 作業内容, 工項, 工项, タスク内容, 小分類, 工作内容, 任务名, Leistung, Kegiatan, "
        "Görev, Resumen, Resumo, Zusammenfassung, Résumé"
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
        "Dauer, Dauer (Tage), Durée, Jours, Duración, Duração, Durata, Duur, Doorlooptijd, "
        "Czas trwania, Trwanie, Длительность, Продолжительность, 工期, 持续时间, 期間, 日数, "
        "所要日数, Durasi, Süre, Gün, Arbeitstage, Werktage, Kalendertage, Jours calendaires, "
        "Jours ouvrés, Días naturales, Días hábiles, Dias corridos, Dias úteis, Días, Dias, "
        "Giorni, Dagen, Dni, Tage, Stunden, PT, 소요일, 소요일수, 작업일수, Heures, Horas, "
        "Ore, Uren, Godziny, Godz., Часы, Дни, Timmar, Timer, Dagar, Dager, Std."
    ),
    "work": (
        "Arbeit, Aufwand, Aufwand (PT), Personentage, Travail, Charge, Charge h/h, Trabajo, "
        "Esfuerzo, Trabalho, Esforço, Lavoro, Werk, Inspanning, Praca, Nakład, Трудозатраты, "
        "工时, 工時, 工作量, 作業時間, 工数, 人日, 人時"
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
        "Corps d'état, Entreprise, Empresa, Ditta, Contratista, Empreiteira, Aannemer, "
        "Noms ressources, Ressources, Responsable, "
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
