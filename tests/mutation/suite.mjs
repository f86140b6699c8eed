// Stands in for 'vitest' where tests run for thousands of mutants in one process: it collects them.
import { readFileSync } from 'node:fs';
import { format } from 'node:util';
import { expect as expected } from 'vitest';

/** All tests, by their titles. */
export const collected = new Map();
const titles = [];

function suite(title, run) {
  titles.push(title);
  run();
  titles.pop();
}

function single(title, ...rest) {
  const id = [...titles, title].join(' > ');
  if (collected.has(id)) throw new Error(`Two tests are called ${id}`);
  collected.set(id, rest.at(-1));
}

/** A title as Vitest fills it in for a row of a table: `$field`, or `%s` for its items in order. */
function filled(title, row) {
  if (title.includes('$')) return title.replace(/\$(\w+)/g, (_, field) => String(row[field]));
  const items = Array.isArray(row) ? row : [row];
  return format(title, ...items.slice(0, title.split('%').length - 1));
}

const withEach = one =>
  Object.assign(one, {
    each: rows => (title, run) => {
      for (const row of rows) one(filled(title, row), () => run(...(Array.isArray(row) ? row : [row])));
    }
  });

export const describe = withEach(suite);
export const it = withEach(single);
export const test = it;

/** What is collected from now on stands in this file. */
export const inFile = path => void titles.splice(0, titles.length, path);

/** Files are read only: what a mutant gives is never accepted. */
const checked = value => Object.assign(expected(value), { toMatchFileSnapshot: path => expected(value).toBe(readFileSync(path, 'utf8')) });
export const expect = Object.assign(checked, expected);
