import type { Analysis, CellAnalysis, Definition } from './analysis.js';
import { addVersion, exitAt, type Exits, type Versions } from './exits.js';
import type { Machine } from './machine.js';

/** Names of star imports that later cells read are what the cells with the imports give; whether the module has them is seen when it runs. */
export function bindStars(m: Machine, cells: readonly CellAnalysis[]): Pick<Analysis, 'cells' | 'versions'> {
  const { versions } = m.exits;
  if (m.starNames.size === 0) return { cells, versions };
  const given = [...m.starNames].flatMap(([name, stars]) => stars.map(star => [name, star] as const));
  const bound = cells.map((cell, index) => {
    const exit = exitAt(versions, index);
    const here = given.filter(([name, star]) => star.cell === index && !exit.has(name));
    if (here.length === 0) return cell;
    const stated = here.map(([name, { certainty, span }]): Definition => ({
      name,
      certainty,
      at: { cell: cell.cell.id, span },
      through: [],
      rule: 'star-import'
    }));
    return { ...cell, definitions: [...cell.definitions, ...stated] };
  });
  return { cells: bound, versions: withStars(m, cells.length) };
}

/** What names are bound to, where star imports bind those that nothing else does. */
function withStars({ exits: { versions }, starNames }: Machine, count: number): Versions {
  const all: Exits = { versions: new Map([...versions].map(([name, known]) => [name, [...known]])), late: new Set() };
  for (const [name, stars] of starNames) {
    all.versions.delete(name);
    for (let index = 0; index < count; index++) {
      const star = stars.findLast(({ cell }) => cell <= index);
      const binding = exitAt(versions, index).get(name) ?? (star && { locs: star.value.locs, certainty: star.certainty });
      addVersion(all, name, { cell: index, binding });
    }
  }
  return all.versions;
}
