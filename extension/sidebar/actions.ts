import type { Action } from './parts.js';
import { SuggestAction } from './SuggestAction.js';
import { TagAction } from './TagAction.js';

/** All actions. */
export const actions: readonly Action[] = [
  { id: 'tag', rank: 50, component: TagAction },
  { id: 'suggest', rank: 60, component: SuggestAction }
].sort((a, b) => a.rank - b.rank);
