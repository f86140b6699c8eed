import type { RungReason } from '../../language.js';

/** A line or cell that is not Python, as Python. */
export interface Translation {
  /** `''`: nothing is left of it. */
  readonly text: string;
  /** What is analysed in its place, where that differs. */
  readonly analyzed?: string;
  /** The function of the runtime that it calls. */
  readonly runtime?: string;
  readonly rung?: Pick<RungReason, 'rung' | 'rule' | 'detail'>;
  /** Worth telling: what is left out. */
  readonly left?: boolean;
}

export const gone: Translation = { text: '' };
export const leftOut: Translation = { text: '', left: true };

/** A call of the runtime as a whole statement or expression. */
export function calling(runtime: string, ...given: readonly string[]): Translation {
  return { text: `${runtime}(${given.join(', ')})`, runtime };
}

/** Plain Python. */
export const plain = (text: string): Translation => ({ text });
