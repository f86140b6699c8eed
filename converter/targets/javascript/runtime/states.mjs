/** What belongs to a process and is no value: the working folder and the environment variables. */
import { relative, join, sep } from 'node:path';
import { workingFolder } from './facts.mjs';

/** Variables that the runner sets for itself. */
const own = /^(PIPELINE_|npm_|WIREIT_|INIT_CWD$|NODE_OPTIONS$|DENO_NO_UPDATE_CHECK$|DENO_COVERAGE)/;

const environ = () => Object.fromEntries(Object.entries(process.env).filter(([name]) => !own.test(name)));

let begun = {};

/** Each state: how it is taken, put in place, and passed on. */
const states = {
  cwd: {
    take: () => relative(workingFolder(), process.cwd()).split(sep).join('/'),
    apply: path => process.chdir(join(workingFolder(), path)),
    passed: (_, now) => now
  },
  // Only what nodes changed travels: the rest is the machine's own.
  environ: {
    take: environ,
    apply(changes) {
      for (const [name, value] of Object.entries(changes)) {
        if (value === null) delete process.env[name];
        else process.env[name] = value;
      }
    },
    passed: (before, now) =>
      Object.fromEntries(
        [...new Set([...Object.keys(before), ...Object.keys(now)])].filter(name => before[name] !== now[name]).map(name => [name, now[name] ?? null])
      )
  }
};

const same = (a, b) => JSON.stringify(a, sorted(a)) === JSON.stringify(b, sorted(b));
const sorted = value => (typeof value === 'object' ? Object.keys(value).sort() : undefined);

let base = {};

/** Gives the node the states that it was passed: by name. */
export function beginStates(given) {
  base = takeAll();
  for (const [name, value] of Object.entries(given)) states[name]?.apply(value);
  begun = takeAll();
}

const takeAll = () => Object.fromEntries(Object.entries(states).map(([name, { take }]) => [name, take()]));

/** A state as the node leaves it, for those that come after it. */
export const stateNow = name => states[name]?.passed(base[name], states[name].take()) ?? null;

/** States that are not as the node began. */
export function changedStates() {
  const now = takeAll();
  return Object.keys(states).filter(name => !same(begun[name], now[name]));
}
