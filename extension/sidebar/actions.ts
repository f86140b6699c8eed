import type { Action } from './parts.js';
import { RunAction } from './RunAction.js';
import { SuggestAction } from './SuggestAction.js';
import { TagAction } from './TagAction.js';

/** All actions. */
export const actions: readonly Action[] = [
  { id: 'run', rank: 10, component: RunAction },
  { id: 'tag', rank: 50, component: TagAction },
  { id: 'suggest', rank: 60, component: SuggestAction }
].sort((a, b) => a.rank - b.rank);
