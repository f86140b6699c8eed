/** A notebook's document, as far as edits go. */
export interface Draft {
  readonly cells: readonly DraftCell[];
  readonly [key: string]: unknown;
}

interface DraftCell {
  readonly cell_type: string;
  readonly id: string;
  readonly source: string;
  readonly metadata: { readonly tags?: readonly string[]; readonly [key: string]: unknown };
  readonly [key: string]: unknown;
}

/** Numbers from 0 up to but not including `below`, the same ones for the same seed. */
export type Dice = (below: number) => number;

export function diceOf(seed: number): Dice {
  let state = seed;
  return below => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

const words = (text: string): readonly string[] => text.match(/[\p{L}_]\w*/gu) ?? [];

const pick = <T>(dice: Dice, list: readonly T[]): T | undefined => list[dice(list.length)];

/** One edit as people make them: of a line, a word, a number, a cell, its tags; sometimes one that breaks the syntax. */
export function edited(draft: Draft, dice: Dice, count: number): Draft {
  const at = dice(draft.cells.length);
  const cell = draft.cells[at];
  if (!cell) return draft;
  const withSource = (source: string): Draft => ({ ...draft, cells: draft.cells.with(at, { ...cell, source }) });
  const lines = cell.source.split('\n');
  const line = dice(lines.length);
  const other = pick(dice, draft.cells) ?? cell;
  switch (dice(16)) {
    case 0:
      return withSource(`${cell.source}\nedited = ${count}`);
    case 1:
      return withSource(lines.toSpliced(line, 1).join('\n'));
    case 2:
      return withSource(lines.toSpliced(line, 0, pick(dice, other.source.split('\n')) ?? '').join('\n'));
    case 3: {
      const word = pick(dice, words(cell.source)) ?? '';
      return withSource(cell.source.replaceAll(word, pick(dice, words(other.source)) ?? word));
    }
    case 4: {
      const word = pick(dice, words(cell.source)) ?? '';
      return withSource(cell.source.replace(word, `${word}${count}`));
    }
    case 5:
      return withSource(cell.source.replace(/\d+/, String(count)));
    case 6:
      return withSource(`# ${count}\n${cell.source}`);
    case 7:
      return withSource(`${cell.source}\n${pick(dice, words(other.source)) ?? ''}.append([${count}])`);
    case 8:
      return withSource(`${cell.source}\n(`);
    case 9:
      return { ...draft, cells: draft.cells.toSpliced(at, 1) };
    case 10:
      return { ...draft, cells: draft.cells.toSpliced(at, 0, { ...other, id: `new-${count}` }) };
    case 11:
      return { ...draft, cells: draft.cells.toSpliced(at, 1).toSpliced(dice(draft.cells.length), 0, cell) };
    case 12:
      return { ...draft, cells: draft.cells.with(at, { ...cell, metadata: { ...cell.metadata, tags: other.metadata.tags ?? [`node:n${count}`] } }) };
    case 13:
      return withSource(`${cell.source}\nedited_${count} = ${count}`);
    case 14:
      return withSource(cell.source.replaceAll(/\bedited\w*/g, `edited_${count + 1}`));
    default: {
      const word = pick(dice, words(other.source)) ?? 'edited';
      return withSource(`${cell.source}\n${word} = [${pick(dice, words(cell.source)) ?? '0'}]`);
    }
  }
}
