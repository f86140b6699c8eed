import { spend } from './budget.js';
import { environment, mergeArms, type Environment } from './environment.js';
import type { Machine } from './machine.js';

/** Runs several pieces of the walk as alternatives of which one happens, or none where `skip`; then joins what they bound. */
export function inArms<T>(m: Machine, pieces: readonly (() => T)[], skip: boolean): { results: T[]; widened: Set<string> } {
  const { globals, unit } = m;
  const { locals } = unit;
  const scope = unit.classes.at(-1);
  const ends: { globals: Environment; locals: Environment; scope: Environment | undefined }[] = [];
  const results: T[] = [];
  const { figure } = unit.effects;
  const figures: (typeof figure)[] = skip ? [figure] : [];
  spend(m, pieces.length);
  unit.maybe++;
  for (const piece of pieces) {
    unit.effects.figure = figure;
    m.globals = environment(globals);
    unit.locals = environment(locals);
    const arm = scope && environment(scope);
    if (arm) unit.classes[unit.classes.length - 1] = arm;
    results.push(piece());
    ends.push({ globals: m.globals, locals: unit.locals, scope: arm });
    figures.push(unit.effects.figure);
  }
  unit.maybe--;
  // A figure that may still be open is; one that may have been open before is not surely shown.
  unit.effects.figure = figures.includes('drawn') ? 'drawn' : figures.every(each => each === 'shown') ? 'shown' : figure;
  m.globals = globals;
  unit.locals = locals;
  if (scope) unit.classes[unit.classes.length - 1] = scope;
  const widened = mergeArms(
    globals,
    ends.map(end => end.globals),
    skip
  );
  for (const name of mergeArms(
    locals,
    ends.map(end => end.locals),
    skip
  ))
    widened.add(name);
  if (scope)
    for (const name of mergeArms(
      scope,
      ends.flatMap(end => end.scope ?? []),
      skip
    ))
      widened.add(name);
  return { results, widened };
}
