import { invalidMetadata } from '../diagnostics/messages.js';
import { quoted } from '../diagnostics/words.js';
import type { Entry, Form } from './form.js';

const roles = new Map([
  ['setup', 'setup'],
  ['parameters', 'parameters'],
  ['injected-parameters', 'parameters'],
  ['skip', 'skip']
]);

/** Our own tags and papermill's. All others belong to somebody else and say nothing. */
export function tagForm(tags: readonly string[], cell: string): Form {
  const at = { cell };
  const entries: Entry[] = tags.flatMap((tag): readonly Entry[] => {
    const name = /^node:(.*)$/s.exec(tag)?.[1];
    if (name !== undefined) return name.trim() === '' ? [] : [{ field: 'node', value: name.trim(), at }];
    const value = roles.get(tag);
    return value === undefined ? [] : [{ field: 'role', value, at }];
  });
  const unnamed = tags.filter(tag => /^node:\s*$/.test(tag));
  const skip = entries.filter(({ value, field }) => field === 'role' && value === 'skip');
  return {
    by: 'its tags',
    entries: skip.length > 0 ? skip : entries,
    directives: [],
    diagnostics: unnamed.map(tag => invalidMetadata(`The tag ${quoted(tag)} names no node`, 'Write the name behind the colon, for example: node:train', at))
  };
}
