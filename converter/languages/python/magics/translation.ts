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
  /** It runs code whose value it does not show. */
  readonly quiet?: boolean;
  /** Worth telling: what is left out. `looks`: only what it shows to the person at the kernel; `figures`: how figures are shown. */
  readonly left?: 'looks' | 'measures' | 'installs' | 'figures';
}

export const gone: Translation = { text: '' };
export const leftOut = (left: NonNullable<Translation['left']>): Translation => ({ text: '', left });

/** A call of the runtime as a whole statement or expression. */
export function calling(runtime: string, ...given: readonly string[]): Translation {
  return { text: `${runtime}(${given.join(', ')})`, runtime };
}

/** Plain Python. */
export const plain = (text: string): Translation => ({ text });
export const quietly = (text: string): Translation => ({ text, quiet: true });
