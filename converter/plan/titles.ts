import { identifier } from '../source/identifiers.js';

const mostWords = 6;

/** Words that begin something: a name does not end in one. */
const connectors = new Set(
  'and or of with without using by to in on for from but its it is are as at via into that which when where how our your their this these vs per'.split(' ')
);

/** Words that begin something where more follows. */
const subjects = new Set('i we you they he she one will can should must not'.split(' '));

/** A node's name from a heading: its first part, without asides and articles, of whole words. */
export function nameFromTitle(title: string, keywords: ReadonlySet<string>): string {
  const plain = withoutAsides(title).replace(/\b(?:an?|the)\s(?=.*[\p{L}\p{N}])/giu, '');
  return shortened(identifier(plain.toLowerCase(), keywords));
}

/** "Plots, and what they show (briefly)" is about plots; a first part of one word says too little: "Words, letters". */
function withoutAsides(title: string): string {
  const says = (text: string) => /\s/.test(text.trim());
  const open = [title.replace(/\([^()]*\)/g, ' ')].find(says) ?? title;
  return [open.split(/[,;]\s|\s[–—-]+\s|\sbut\s/i)[0] ?? ''].find(says) ?? open;
}

/** At most six words of an identifier, never ending in one that begins something. */
export function shortened(name: string): string {
  const all = name.split('_');
  const words = all.slice(0, mostWords);
  const goesOn = (word: string) => connectors.has(word) || (all.length > mostWords && subjects.has(word));
  while (words.length > 1 && goesOn(words.at(-1) ?? '')) words.pop();
  return words.join('_');
}
