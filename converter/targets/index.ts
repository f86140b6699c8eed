import { kedro } from './kedro/index.js';
import type { Target } from './target.js';

/** All engines that we write for. */
export const targets = { kedro } satisfies Record<string, Target>;

export type TargetId = keyof typeof targets;
