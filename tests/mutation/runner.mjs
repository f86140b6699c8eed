// Runs the tests of the pure stages for each of thousands of mutants in one process that stays warm: no mutant waits until
// modules are loaded, and tests that found many come first. Stryker starts it anew where a mutant never ends.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { globSync } from 'tinyglobby';
import { bundling } from '../../scripts/bundling.mjs';
import { collected, inFile } from './suite.mjs';

const files = [
  'tests/plan/*.test.ts',
  'tests/analysis/{exits,identical,locs,paths,relevant,traced,value}.test.ts',
  'tests/cases/javascript.test.ts',
  'tests/diagnostics/*.test.ts',
  'tests/targets/figures.test.ts',
  'tests/golden.test.ts',
  'tests/incremental/*.test.ts'
];

/** Milliseconds of work: tests that take more try only what no other test reaches. */
const patience = 300;

/** They convert whole notebooks twice, and find what others find. */
const slow = /same bytes again$/;

/** Where instrumented code looks for the mutant that is on, and counts what is reached. */
const state = (globalThis.__stryker__ ??= {});

/** Tests are collected, and find their cases beside themselves although they are bundled. */
const asTests = {
  name: 'as-tests',
  setup({ onLoad, onResolve }) {
    onResolve({ filter: /^vitest$/ }, () => ({ path: new URL('suite.mjs', import.meta.url).href, external: true }));
    onLoad({ filter: /[\\/]tests[\\/].*\.ts$/ }, ({ path }) => ({
      contents: readFileSync(path, 'utf8').replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href)),
      loader: 'ts'
    }));
  }
};

class Runner {
  #kills = new Map();
  #times = new Map();

  capabilities() {
    return { reloadEnvironment: false };
  }

  /** The working folder is a copy of the repository with all mutants in it. */
  async init() {
    const root = process.cwd();
    const paths = globSync(files, { cwd: root }).sort();
    const { plugins, loader } = bundling;
    await build({
      bundle: true,
      splitting: true,
      format: 'esm',
      platform: 'node',
      target: 'node20',
      packages: 'external',
      logLevel: 'error',
      loader,
      plugins: [asTests, ...plugins],
      absWorkingDir: root,
      entryPoints: paths,
      outbase: root,
      outdir: 'mutated',
      outExtension: { '.js': '.mjs' }
    });
    for (const path of paths) {
      inFile(path);
      await import(pathToFileURL(join(root, 'mutated', path.replace(/ts$/, 'mjs'))).href);
    }
  }

  async dryRun() {
    const tests = [];
    for (const [id, run] of collected) {
      if (slow.test(id)) continue;
      const [start, before] = [Date.now(), process.cpuUsage()];
      state.currentTestId = id;
      const failureMessage = await failureOf(run);
      state.currentTestId = undefined;
      const outcome = failureMessage === undefined ? { status: 0 } : { status: 1, failureMessage };
      const timeSpentMs = Date.now() - start;
      this.#times.set(id, process.cpuUsage(before).user / 1000);
      this.#kills.set(id, 0);
      tests.push({ id, name: id, timeSpentMs, ...outcome });
    }
    this.#spare();
    return { status: 'complete', tests, mutantCoverage: state.mutantCoverage };
  }

  #spare() {
    const { perTest = {} } = state.mutantCoverage ?? {};
    const [slowest, others] = [true, false].map(isSlow => Object.keys(perTest).filter(id => this.#times.get(id) > patience === isSlow));
    const reached = new Set(others.flatMap(id => Object.keys(perTest[id])));
    for (const id of slowest) perTest[id] = Object.fromEntries(Object.entries(perTest[id]).filter(([mutant]) => !reached.has(mutant)));
  }

  async mutantRun({ testFilter, activeMutant, hitLimit }) {
    const chosen = (testFilter ?? [...collected.keys()]).toSorted((a, b) => this.#kills.get(b) - this.#kills.get(a) || this.#times.get(a) - this.#times.get(b));
    Object.assign(state, { activeMutant: activeMutant.id, hitCount: 0, hitLimit });
    try {
      for (const [at, id] of chosen.entries()) {
        const failureMessage = await failureOf(collected.get(id));
        if (hitLimit !== undefined && state.hitCount > hitLimit) return { status: 'timeout', reason: `reached ${state.hitCount} times` };
        if (failureMessage === undefined) continue;
        this.#kills.set(id, this.#kills.get(id) + 1);
        return { status: 'killed', killedBy: [id], failureMessage, nrOfTests: at + 1 };
      }
      return { status: 'survived', nrOfTests: chosen.length };
    } finally {
      state.activeMutant = undefined;
    }
  }
}

async function failureOf(run) {
  try {
    await run();
    return undefined;
  } catch (error) {
    return String(error?.message ?? error).slice(0, 500);
  }
}

export const strykerPlugins = [{ kind: 'TestRunner', name: 'warm', injectableClass: Runner }];
