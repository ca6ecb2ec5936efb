"""Every number by which the search can be tuned, each with its unit and its measurement.

`models.solve.SolveOptions` takes them, so that benchmarks set them from outside. The measurements
are in docs/performance.md; "by hand" marks a value that was tried beside others while the part was
written, without a table. Limits of memory and technical numbers (how often a clock is read) stay
where they are used.
"""

from dataclasses import dataclass, field
from typing import NamedTuple


@dataclass(frozen=True, slots=True, kw_only=True)
class Shares:
    """Shares of the time left for a goal.

    Args:
        look: CP-SAT's on the whole model, at first.
        neighbourhoods: The neighbourhoods' of what is left then if that is far from a proof;
            CP-SAT has the rest.
        near: Gap, as a share of the value, up to which it is not far: CP-SAT goes on alone.
    """

    look: float
    neighbourhoods: float
    near: float = 0.03


@dataclass(frozen=True, slots=True, kw_only=True)
class SharingParams:
    """The shares of the time. Sizes count choices: activities and their candidates.

    Args:
        tiny: Size up to which CP-SAT is likely to prove a makespan at once: by hand.
        small: Size up to which CP-SAT is likely to prove weighted lateness optimal: by hand.
        large: Size above which CP-SAT on the whole model hardly finds anything in minutes: by hand.
        whole: Size up to which the whole model is built: 600 tasks of 40 people are 11,000, and
            take 4 s and 650 MB (`benchmarks.build`).
        unplanned: Where there is no schedule yet.
        evolving: Where orders evolve: PSPLIB, "makespan without choices".
        tied: The same where maximum lags close cycles: RCPSP/max.
        moded: The same where modes are to be found too, above `tiny`: what CP-SAT proves of MMLIB
            it proves early, if at all.
        small_plan: Up to `small`.
        least: Seconds that CP-SAT's first look at such a plan takes at least, if there are so many:
            six workbooks of 40 and 60 tasks, 6 s each, ended at 365 working hours in place of 392,
            CP-SAT alone at 369.
        short: Share of the time that it takes at most for that.
        lateness: Where lateness counts: "weighted lateness and cost".
        look_beside: CP-SAT's first look in place of that of `small_plan` where annealing has part
            of the time, and in place of that of `lateness` up to `large` where it has none.
        dates: Up to `large` where only dates are to be found: neighbourhoods made PSPLIB worse
            (202 against 196 on j120_46_1 after 20 s).
        makespan: Of the first goal: with CP-SAT first 26 of d36 were proved after 60 s, without it
            34.
        others: All other goals up to `large`: by hand.
        look_large: The first look in place of theirs above it: by hand.
        groups: Of what is left, CP-SAT's on the makespan with groups in place of people
            (`models.bounds.groups`), for the sake of its bound: MSPSP.
        staffing: Of what is left, CP-SAT's for another schedule in groups, and for people near its
            starts: that takes 0.4 to 0.6 s of one core for set2b_sf0_nc1.8_n60_l15_m17_00, which
            0.05 of the 5.5 s that are left of 20 missed.
        proof: Of what is left, CP-SAT's for the proof of a goal that is not the last: by hand.
        compiling: Seconds that have to be left for machine code to be made beside the search. That
            takes 8 to 10 s of a core; with less left it would take more from the search than it
            gives, and is made when the search has ended, for later ones.
    """

    tiny: int = 150
    small: int = 400
    large: int = 3_000
    whole: int = 40_000
    unplanned: Shares = Shares(look=0.3, neighbourhoods=0.7)
    evolving: Shares = Shares(look=0.1, neighbourhoods=0.75, near=0.0)
    tied: Shares = Shares(look=0.05, neighbourhoods=0.2, near=0.0)
    moded: Shares = Shares(look=0.05, neighbourhoods=0.9, near=0.0)
    small_plan: Shares = Shares(look=0.3, neighbourhoods=0.7)
    least: float = 5.0
    short: float = 0.8
    lateness: Shares = Shares(look=0.0, neighbourhoods=0.95)
    look_beside: float = 0.1
    dates: Shares = Shares(look=0.9, neighbourhoods=0.0)
    makespan: Shares = Shares(look=0.0, neighbourhoods=0.7, near=0.0)
    others: Shares = Shares(look=0.4, neighbourhoods=0.8)
    look_large: float = 0.1
    groups: float = 0.4
    staffing: float = 0.1
    proof: float = 0.5
    compiling: float = 20.0


@dataclass(frozen=True, slots=True, kw_only=True)
class ConstructionParams:
    """The first schedule (`models.search.greedy`).

    Args:
        begins: Whether there is one, beside a schedule that is known: a benchmark may give its own.
        small: Choices up to which two rules are enough, and the better one's schedule is justified:
            CP-SAT proves most such plans at once, and the tests of features take a tenth less.
        effort: Candidates looked at in all: how many rules are tried beyond the first two.
        firsts: Schedules that are justified: those of the best rules.
        blends: How much the order of dates gives way to that of worth, as a share, in the order to
            try: together they take first schedules of large instances down by a fifth.
        justified: Candidates of a problem up to which schedules are justified.
        hurries: Times that what is late may take whoever is fastest, where cheap people are sought.
        attempts: Passes in which what found no room before goes first.
        attempts_large: The same above `justified` candidates.
        share: Of the time limit, after which no other rule is tried: by hand.
    """

    begins: bool = True
    small: int = 400
    effort: int = 200_000
    firsts: int = 3
    blends: tuple[float, ...] = (0.0, 0.5, 0.25, 0.375, 0.125, 0.75)
    justified: int = 200_000
    hurries: int = 5
    attempts: int = 12
    attempts_large: int = 3
    share: float = 0.4


class MoveParams(NamedTuple):
    """Moves of annealing (`models.search.chain_moves`), as machine code takes them; by hand.

    Args:
        late: Share that begin with what is late or moved.
        lateness: What lateness counts there beside moves, as a share of its price.
        held: Share that go to what holds up the activity they began with.
        far: Steps back to what holds up, fewer than this.
        others: Share that give the activity to other people.
        trades: Share of these in which who takes it gives one for it: 2 % lower with trades, on
            the mean of seven instances.
        stays: Share of trades that leave the order as it is.
        traded: Positions seen for one to give.
        earlier: Share that go earlier with what they follow.
        past: Share past a few activities that wait for the same people.
        company: Most activities that go along.
        fresh: Moves between two looks at what is late.
        few: Most activities to go past.
        jumps: Positions by which an activity goes earlier with what it follows.
        nearby: Positions that are nearby.
    """

    late: float = 0.6
    lateness: float = 1.0
    held: float = 0.5
    far: int = 6
    others: float = 0.8
    trades: float = 0.8
    stays: float = 0.7
    traded: int = 200
    earlier: float = 0.2
    past: float = 0.6
    company: int = 12
    fresh: int = 8
    few: int = 3
    jumps: tuple[int, int, int, int] = (5, 20, 80, 200)
    nearby: tuple[int, int, int, int] = (3, 10, 40, 120)


MOVES = MoveParams()
"""As tried."""

NEAR_MOVES = MoveParams(late=0.9, lateness=0.01, others=0.2, trades=0.5)
"""Near a known plan: mostly of what is changed, and seldom to others, who count."""

RESTART_MOVES = NEAR_MOVES._replace(others=0.02, past=0.9)
"""After a small change: nearly always the same people, and only past what is close by. The best
that was found of three changes came of 15, 14 and 24 of 32 chains of 800 moves, with `NEAR_MOVES`
of 3, 2 and 11."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnealingParams:
    """Annealing of lists (`models.search.annealing`).

    Args:
        half: Activities a person with which it gets half of the neighbourhoods' time: with 20
            a person 60 in place of 22 % of it took 200_10_85_15 from 55.3 to 51.6 M, with 5 it
            gained nothing.
        most: The most of it that it gets, as a share: neighbourhoods after it gain 0.1 to 0.3 %.
        largest: Activities above which it gets none: a list then takes seconds to become a
            schedule that keeps all rules.
        heat: First and last temperature, as a multiple of what an activity costs too much on the
            mean: 0.05 against 0.04 at last, with `anew` 0.5 in place of 5.0 % above.
        cheaper: Share of what people cost above the least that counts for it where little is late:
            0.2 and 0.4 took 200_40_130_9_D4 from 3.2 to 0.3 and 0.2 % above.
        anew: How far the best list's value falls, as a share of it, before temperatures are
            measured by it again.
        moves: Moves times activities between two looks at the clock: some hundredths of a second.
        work: Deterministic seconds for each activity that is put: about what it takes.
        report: Seconds between two schedules made of lists.
        move: See `MoveParams`.
    """

    half: float = 3.0
    most: float = 0.8
    largest: int = 3_000
    heat: tuple[float, float] = (2.0, 0.05)
    cheaper: float = 0.3
    anew: float = 0.97
    moves: int = 3_000_000
    work: float = 4e-8
    report: float = 1.0
    move: MoveParams = MOVES


@dataclass(frozen=True, slots=True, kw_only=True)
class LaterParams:
    """Annealing for a goal after others (`models.search.later`).

    Args:
        first: Of the neighbourhoods' time, before them, a last end's that is the first goal.
        attempt: Of what is left, a target's for a last end.
        tardy: Slots of tardiness of an activity that temperatures are measured by at least: a last
            end of 192 slots came to 184 in 6 s of one core with 0.5 to 0.1 slots, with 10 to 0.5 to
            185 and to 192.
        firm: What a slot of tardiness costs where cost counts before, in what a slot of work costs
            on the mean: by hand.
        look: CP-SAT's first look at such a goal, where the plan is not too large for it: by hand.
        most: The most that annealing and neighbourhoods get of the time then: by hand.
        cost: Of what is left, the share of cost where others follow, in place of an even one: with
            0.8 in place of 0.5 a workbook of 1,000 tasks ended 2.4 in place of 2.8 % above the
            bound of its cost, and its last end, which comes after it, the same.
        proof: Of what is left then, CP-SAT's for the proof of such a goal that is not the last.
        mostly: Share of activities that dates bind up to which these are annealed first: by hand.
        dated: Of the time for annealing the cost, theirs.
        dated_heat: Temperatures for these, in what people cost for a slot on the mean.
        whole_heat: Temperatures for all of them after that.
    """

    first: float = 0.6
    attempt: float = 0.4
    tardy: float = 0.1
    firm: float = 2.0
    look: float = 0.1
    most: float = 0.9
    cost: float = 0.8
    proof: float = 0.1
    mostly: float = 0.8
    dated: float = 0.7
    dated_heat: tuple[float, float] = (0.4, 0.025)
    whole_heat: tuple[float, float] = (0.25, 0.005)

    def shares(self, left: int, *, whole: bool, cost: bool = False) -> Shares:
        """The shares for a goal, where so many are left.

        `whole`: CP-SAT has part of the time; `cost`: the goal is the cost.
        """
        part = max(self.cost, 1 / left) if cost else 1 / left
        if not whole:
            return Shares(look=0.0, neighbourhoods=part, near=0.0)
        return Shares(look=self.look * part, neighbourhoods=min(self.most, part), near=0.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class NearParams:
    """Planning near a plan that people know (`models.search.near`, `models.solve.run`).

    Args:
        heat: First and last temperature of annealing, as a multiple of what it counts that a task
            starts later by the usual length: by hand.
        firm: Price of a slot of lateness, as a multiple of that of a slot of changes.
        move: See `MoveParams`.
        restart: Moves of chains that begin again and again; for large changes they are worse.
        warmth: `heat` of these: three and ten times as much or as little changes little.
        cycle: Moves of their shortest cooling: 400 find the best of a small change less than half
            as often, 1,600 1.1 to 1.5 times as often.
        steps: Temperatures of such a cooling.
        share: Of the time, annealing's before all else.
        least: Seconds that it has at least, if there are so many: neighbourhoods after it gained
            nothing in 12 s.
        built: Of the time, what building the whole model may take; else there is none.
        build: Seconds that building takes for each choice: 600 tasks of 40 people are 11,000, and
            take 4 s (`benchmarks.build`).
        first: Of what is left, the neighbourhoods' for the goals before the changes.
        again: Of what is left, the neighbourhoods' towards the goals before the changes from the
            schedule near the plan, where another one was better in those.
    """

    heat: tuple[float, float] = (0.1, 0.03)
    firm: float = 20.0
    move: MoveParams = NEAR_MOVES
    restart: MoveParams = RESTART_MOVES
    warmth: tuple[float, float] = (0.3, 0.03)
    cycle: int = 800
    steps: int = 8
    share: float = 0.4
    least: float = 1.5
    built: float = 0.2
    build: float = 4e-4
    first: float = 0.3
    again: float = 0.4


@dataclass(frozen=True, slots=True, kw_only=True)
class EvolutionParams:
    """Orders that evolve (`models.search.evolution`).

    Args:
        first: Lists of the first population: small ones come to rest within a second on j120.
        growth: How many times as large the next one is: with 50 to 800 lists j120_16_1 ended at
            208, 207, 204, 202 and 201.
        most: Most lists.
        calm: Generations without a shorter schedule after which a population has come to rest: 15
            in place of 30 changed nothing on j120_16_1 and 31_1.
        lap: Activities that are put between two looks at the clock: some hundredths of a second.
        room: Length of the axis, as a multiple of the makespan to begin with: by hand.
        work: Deterministic seconds for each activity of a list: about what planning it takes.
        jitter: How far the first lists stray from the order of the latest starts, as a share of
            its length: by hand.
        mutants: Share of children in which a few activities go earlier or later: with 0.1 twelve
            runs of seven instances ended lower six times, never higher.
        bred: Share of the limits after which the best order is annealed.
        heat: First and last temperature of that, in slots: with 1 first, j120_16_1, 31_1 and 46_1
            ended at 198, 200 and 189 after 40 s, with 0.5 at 199, 199 and 189.
        warmth: `heat` where maximum lags close cycles: after 3 s of one core, three seeds each,
            ubo50_psp40 ended at 201 (with `heat` at 204), ubo200_psp73 at 858 to 862 (862 to 863),
            ubo200_psp49 at 687 (687).
        moves: Moves for each activity for which there has to be time: else populations go on.
        turn: Moves of annealing in a direction.
        mean_end: What a slot by which the mean end is later counts there in slots of the makespan.
    """

    first: int = 50
    growth: int = 2
    most: int = 10_000
    calm: int = 30
    lap: int = 300_000
    room: float = 1.25
    work: float = 1e-7
    jitter: float = 0.3
    mutants: float = 0.1
    bred: float = 0.1
    heat: tuple[float, float] = (0.5, 0.05)
    warmth: tuple[float, float] = (2.0, 0.5)
    moves: int = 10_000
    turn: int = 1_000
    mean_end: float = 1.0


class ModeMoveParams(NamedTuple):
    """Moves of lists with modes (`models.search.mode_lists`), as machine code takes them; by hand.

    Args:
        tried: Share of activities whose other modes are tried where they go.
        places: Share of moves that change places in the list.
        modes: Share that change modes; some change both.
        several: Most activities of each that a move changes.
        far: Positions by which one goes earlier or later at most.
        ends: What a slot by which the mean end is later counts in slots of the makespan.
        overrun: What a slot counts by which an activity starts too late for a makespan one less
            than the best: eight of MMLIB ended at 1.1 and 1.2 % above best known with 3 and 1, with
            0.3 and 0.1 at 2.1 and 2.6 (4 s of one core, two seeds).
        critical: Share of activities to change that are such as nothing could delay.
        spare: Share of repairs that may take longer than the activity has slack: eleven of MMLIB 50
            reached the best of 4 s in 59 to 65 of 88 runs of 1 s, with 0.3 (and `tried` 0.1,
            `critical` 0.5, the first temperature 1) in 37 to 47.
        margin: How much longer than the schedule at hand, as a share of it, a list may be before it
            is justified: with 0.03 a move takes half the time.
    """

    tried: float = 0.02
    places: float = 0.67
    modes: float = 0.67
    several: int = 2
    far: int = 20
    ends: float = 1.0
    overrun: float = 3.0
    critical: float = 0.75
    spare: float = 0.05
    margin: float = 0.03


MODE_MOVES = ModeMoveParams()
"""As tried."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ModeParams:
    """Annealing of lists with modes (`models.search.mode_annealing`).

    Args:
        heat: First and last temperature, in slots: by hand.
        room: Length of the axis, as a multiple of the makespan to begin with: modes taken by chance
            take longer than those of a first schedule.
        work: Deterministic seconds for each activity of a list: about what planning it takes.
        move: See `ModeMoveParams`.
    """

    heat: tuple[float, float] = (0.7, 0.05)
    room: float = 2.0
    work: float = 4e-7
    move: ModeMoveParams = MODE_MOVES


class CrewMoveParams(NamedTuple):
    """Moves of lists with crews (`models.search.crew_walk`), as machine code takes them; by hand.

    Args:
        places: Share of moves that change places in the list; the others change who is spared.
        ends: What a slot by which the mean end is later counts in slots of the makespan.
        overrun: What a slot counts by which an activity starts too late for a makespan one less
            than the best: with 0, 0.3 and 2 eight of MSPSP ended 0.2 % above, 0.9 and 0.4 % below
            best known (2.5 s of one core, two seeds).
    """

    places: float = 0.7
    ends: float = 1.0
    overrun: float = 0.3


CREW_MOVES = CrewMoveParams()
"""As tried."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CrewParams:
    """Annealing of lists with crews (`models.search.crew_annealing`).

    Args:
        share: Of the neighbourhoods' time, before them: by hand.
        heat: First and last temperature, in slots: MSPSP.
        room: Length of the axis, as a multiple of the makespan to begin with: by hand.
        work: Deterministic seconds for each activity of a list: about what planning it takes.
        move: See `CrewMoveParams`.
    """

    share: float = 0.4
    heat: tuple[float, float] = (0.2, 0.05)
    room: float = 1.5
    work: float = 4e-7
    move: CrewMoveParams = CREW_MOVES


@dataclass(frozen=True, slots=True, kw_only=True)
class NeighbourhoodParams:
    """Large-neighbourhood search (`models.search.large_neighbourhood`).

    Args:
        work: CP-SAT's deterministic seconds for a step: while steps pay, and most when they no
            longer do. The rate of steps decides as long as there is much to gain ("short steps").
        least: Deterministic seconds that a step counts for at least: CP-SAT does not count building
            its model.
        wear: What a step that pays, and one that does not, makes of the work of the next.
        ahead: Steps under way for each worker: more than one ("short steps").
        sizes: Fewest activities set free, how many at first, and most.
        grows: What a step that was exhausted, and one that was not, makes of the size of its kind.
        memory: What a gain is still worth for the choice of kinds a step later.
        curious: Weight of every kind whatever it has gained.
        candidates: Most candidates of a seat that are looked at: those at hand, others by chance.
        whole: Share of the steps that leave in one piece what is in one piece.
        report: Seconds between two reports of a better schedule.
    """

    work: tuple[float, float] = (0.003, 0.01)
    least: float = 1e-3
    wear: tuple[float, float] = (0.9, 1.01)
    ahead: int = 2
    sizes: tuple[int, int, int] = (4, 12, 60)
    grows: tuple[float, float] = (1.04, 0.94)
    memory: float = 0.95
    curious: float = 0.3
    candidates: int = 10
    whole: float = 0.5
    report: float = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class RelaxationParams:
    """The Lagrangian relaxation (`models.bounds.relaxation`).

    Args:
        rest: Rest between two iterations, as a multiple of the time they take; to relax for all of
            the minute took the bound of 500_20_2048_5_A from 30.7 to 47.4 M.
        iterations: Iterations under a deterministic limit.
        room: Slots that have a price, as a multiple of the makespan at hand: by hand.
        paces: Size of the first and of the largest steps, as a share of Polyak's.
        memory: Share of the newest solution in the average that gives the direction, first and at
            least: a large one is good at first and soon at rest.
        fading: What becomes of that share when steps become shorter. The bound of 1000_20_4096_5_A
            was 22, 25, 43 and 57 % below its value after 10 to 12 s of one core with 0.7, 0.8, 0.9
            and 1, that of 1000_20_1024_10_A 18, 15, 14 and 15 %.
        patience: Iterations without a better bound after which steps become shorter.
    """

    rest: float = 1.0
    iterations: int = 150
    room: float = 1.1
    paces: tuple[float, float] = (0.1, 1.0)
    memory: tuple[float, float] = (0.1, 0.005)
    fading: float = 0.8
    patience: int = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftShiftParams:
    """The last touch (`models.search.left_shift`).

    Args:
        rounds: Passes after which another hardly finds anything.
        steps: Slots by which what is to be done late is tried to be moved at most.
    """

    rounds: int = 5
    steps: int = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchParams:
    """Everything that the search can be tuned by, see `models.search.params`.

    Args:
        sharing: Who gets how much of the time.
        construction: The first schedule.
        annealing: Annealing of lists.
        later: Annealing for a goal after others.
        near: Planning near a plan that people know.
        evolution: Orders that evolve.
        modes: Annealing of lists with modes.
        crews: Annealing of lists with crews.
        neighbourhoods: Large-neighbourhood search.
        relaxation: The Lagrangian relaxation.
        left_shift: The last touch.
    """

    sharing: SharingParams = field(default_factory=SharingParams)
    construction: ConstructionParams = field(default_factory=ConstructionParams)
    annealing: AnnealingParams = field(default_factory=AnnealingParams)
    later: LaterParams = field(default_factory=LaterParams)
    near: NearParams = field(default_factory=NearParams)
    evolution: EvolutionParams = field(default_factory=EvolutionParams)
    modes: ModeParams = field(default_factory=ModeParams)
    crews: CrewParams = field(default_factory=CrewParams)
    neighbourhoods: NeighbourhoodParams = field(default_factory=NeighbourhoodParams)
    relaxation: RelaxationParams = field(default_factory=RelaxationParams)
    left_shift: LeftShiftParams = field(default_factory=LeftShiftParams)


DEFAULT = SearchParams()
"""As measured."""
