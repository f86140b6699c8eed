/**
 * How closely code is followed. Of one cell: expressions in the bodies that it runs (`steps`), in modules beside the notebook (`own`) and
 * those that its own loops evaluate again (`repeats`), calls around each other (`depth`) and the rounds in which a loop, a recursion or a
 * reduction has to settle (`rounds`). Of a notebook: expressions in all bodies (`all`), after which a cell has still the `fewest`, and in
 * modules beside it (`allOwn`). Of a body that is gone through alone, the expressions that it may evaluate (`alone`).
 */
export const limits = {
  steps: 30_000,
  repeats: 20_000,
  depth: 12,
  rounds: 40,
  all: 100_000,
  fewest: 500,
  alone: 2000,
  own: 2000,
  allOwn: 40_000
} as const;
