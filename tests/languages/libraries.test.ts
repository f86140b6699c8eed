import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { meanings } from '../../converter/analysis/special.js';

/** A slip in the library knowledge shows nowhere else: the call would mean only what is left of its rule. */
const texts = ['python', 'javascript'].flatMap(language => {
  const folder = fileURLToPath(new URL(`../../converter/languages/${language}/libraries/`, import.meta.url));
  return readdirSync(folder).map(name => readFileSync(folder + name, 'utf8'));
});

const strings = (key: string): readonly string[] =>
  texts.flatMap(text => [...text.matchAll(new RegExp(`"${key}": *"([^"]*)"`, 'g'))].map(([, word]) => word ?? ''));

it('uses special meanings that exist', () => {
  expect(strings('special').filter(word => !(word in meanings()))).toEqual([]);
});

it('uses verbs that exist', () => {
  const words = new Set(
    texts.flatMap(text => [...text.matchAll(/"(calls|consumes|figure)": *"([^"]*)"/g)].map(([, verb, word]) => `${verb ?? ''} ${word ?? ''}`))
  );
  const known = ['calls held', 'calls direct', 'calls none', 'consumes none', 'consumes direct', 'consumes held', 'figure drawn', 'figure shown'];
  expect([...words].filter(word => !known.includes(word))).toEqual([]);
});
