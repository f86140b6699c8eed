import type { LanguageId } from '../languages/language.js';
import { kedro } from './kedro/index.js';
import { npm } from './npm/index.js';
import type { Target } from './target.js';

/** All engines that we write for. */
export const targets = { kedro, npm } satisfies Record<string, Target>;

export type TargetId = keyof typeof targets;

/** The engine for notebooks whose author names none: the first that takes their language. */
export function defaultTarget(language: LanguageId): TargetId {
  const found = Object.entries<Target>(targets).find(([, { languages }]) => languages.includes(language));
  return (found?.[0] ?? 'kedro') as TargetId;
}
