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
  const known = [
    'calls held',
    'calls direct',
    'calls none',
    'consumes none',
    'consumes direct',
    'consumes held',
    'figure begun',
    'figure drawn',
    'figure left',
    'figure shown'
  ];
  expect([...words].filter(word => !known.includes(word))).toEqual([]);
});

/** Verbs whose words are references; of the fields of types also those. */
const verbs = new Set('returns holds updates stores into passes offers observes raises calls asArray item element slice pick attribute attributes'.split(' '));
const reference =
  /^(?:(?:element|held|settled|keys|pairs|pairkeys|objects|cells|table|deep|parts):)*(?:self|args|called|reduced|named|arg:[\w:*]+|from:\d+|field:[^@,]+|keyed:[\w:]+)$/;
const result =
  /^(?:scalar(?::[\w.]+)?|fresh(?::[\w.-]+)?|same|unknown|raised|address|lent(?::[\w.]+)?|(?:over|like):[\w.]+|library:[\w.()]+|special:[\w-]+|process:.+)$/;
const elsewhere = /^(?:named-by-key|held|direct|none|key|index|·.+)$/;
const part = /^part:[\w.]*(?:#[\w.]+)?$/;

function means(text: string): boolean {
  const [word = '', place] = text.split('@');
  if (word.startsWith('part:')) return part.test(word) && (place === undefined || reference.test(place) || /^\d$/.test(place));
  if (/^(?:view|memory):/.test(word)) return reference.test(word.replace(/^\w+:/, '').split(',')[0] ?? '');
  return [reference, result, elsewhere].some(pattern => pattern.test(word));
}

function without(json: unknown, key: string, at: string): readonly string[] {
  if (typeof json === 'string') return verbs.has(key) && !means(json) ? [`${at}: ${json}`] : [];
  if (typeof json !== 'object' || json === null) return [];
  if (Array.isArray(json)) return json.flatMap(each => without(each, key, at));
  return Object.entries(json).flatMap(([name, each]) => without(each, key === 'attributes' ? key : name, `${at}.${name}`));
}

it('speaks of objects in words that mean something', () => {
  expect(texts.flatMap(text => without(JSON.parse(text), '', ''))).toEqual([]);
});
