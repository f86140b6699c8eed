import type { CellAnalysis } from './analysis.js';
import type { Span } from '../source/span.js';
import type { Machine } from './machine.js';

/** Names of star imports that later cells read are what the cells with the imports give; whether the module has them is seen when it runs. */
export function bindStars(m: Machine, cells: readonly CellAnalysis[]): readonly CellAnalysis[] {
  const given = [...m.starNames].flatMap(([name, stars]) => stars.map(star => [name, star] as const));
  return cells.map((cell, index) => {
    const names = given.filter(([name, star]) => star.cell <= index && !cell.exit.has(name));
    if (names.length === 0) return cell;
    const at = (span: Span, place: number) => ({ cell: cells[place]?.cell.id ?? '', span });
    const here = names.filter(([, star]) => star.cell === index);
    return {
      ...cell,
      definitions: [
        ...cell.definitions,
        ...here.map(([name, star]) => ({ name, certainty: star.certainty, at: at(star.span, index), through: [], rule: 'star-import' }))
      ],
      exit: new Map([...cell.exit, ...names.map(([name, star]) => [name, { locs: star.value.locs, certainty: star.certainty }] as const)])
    };
  });
}
