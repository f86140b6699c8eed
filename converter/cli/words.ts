import { plain } from '../diagnostics/words.js';
import type { OutputRecord } from '../run/journal.js';

/** `0.12 s`, `41 s`, `3 min 20 s`. */
export function duration(ms: number): string {
  if (ms < 10_000) return `${(ms / 1000).toFixed(2)} s`;
  const seconds = Math.round(ms / 1000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** `512 B`, `1.2 kB`, `34 MB`. */
function size(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  const power = Math.min(units.length - 1, bytes < 1 ? 0 : Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** power;
  return `${power === 0 || value >= 10 ? Math.round(value) : value.toFixed(1)} ${units[power]}`;
}

const scalars = new Set(['int', 'float', 'bool', 'NoneType', 'str']);

/** `train DataFrame 800×5 12 kB`, `rate 0.25`. */
export function describeOutput({ dataset, type, shape, bytes, preview }: OutputRecord): string {
  const scalar = typeof preview !== 'string' || preview.length > 24 ? undefined : type && scalars.has(type) ? preview : /^np\.\w+\((.*)\)$/.exec(preview)?.[1];
  if (scalar !== undefined) return plain(`${dataset} ${scalar}`);
  const kind = type?.split('.').at(-1);
  const words = [dataset, kind, shape && shape.length > 0 ? shape.join('×') : undefined, typeof bytes === 'number' ? size(bytes) : undefined];
  return plain(words.filter(word => word !== undefined).join(' '));
}

/** Rows of text with their columns one below the other; numbers, which look like one, to the right. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map(row => (row[column] ?? '').length)));
  const isNumber = (text: string) => /^-?[\d.]+(e[-+]?\d+)?( (s|kB|MB|GB|B))?$/.test(text);
  return rows
    .map(row =>
      row
        .map((text, column) => (isNumber(text) ? text.padStart(widths[column] ?? 0) : text.padEnd(widths[column] ?? 0)))
        .join('  ')
        .trimEnd()
    )
    .join('\n');
}

export const count = (number: number, noun: string, plural = `${noun}s`): string => `${number} ${number === 1 ? noun : plural}`;
