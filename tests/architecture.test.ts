import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Layers from the foundation up: a folder may import from itself and from what stands before it. */
const layers = ['source', 'diagnostics', 'notebook', 'languages', 'analysis', 'graph', 'plan', 'targets', 'project', 'layout', 'run'];

/** Where types are shared across a border on purpose: plain data that both sides speak of. */
const contracts = ['^converter/project/project\\.ts$', '^converter/notebook/notebook\\.ts$'];

/** What the converter is allowed to stand on: each runs in the browser as well. */
const packages = '/(@zzzen/pyright-internal|@noble/hashes|@sveltejs/acorn-typescript|acorn|dagre|diff|typescript|yaml)/';

const inFolder = (...names: readonly string[]) => `^converter/(${names.join('|')})/`;
const forbid = (name: string, comment: string, from: object, to: object) => ({ name, comment, severity: 'error' as const, from, to });

const rules = [
  ...layers.map((layer, at) =>
    forbid(
      `${layer}-knows-only-what-is-below`,
      `A stage sees only its argument; ${layer} must work without the stages after it`,
      { path: inFolder(layer) },
      { path: inFolder(...layers.slice(at + 1), 'cli'), pathNot: contracts }
    )
  ),
  forbid(
    'targets-see-the-plan-only',
    'An engine is written for the plan; cells, and the graph of cells, are not its affair',
    { path: '^converter/targets/' },
    { path: inFolder('notebook', 'analysis', 'graph'), pathNot: contracts }
  ),
  forbid(
    'languages-do-not-know-each-other',
    'A language is one folder and one line in the registry',
    { path: '^converter/languages/([^/]+)/' },
    { path: '^converter/languages/([^/]+)/', pathNot: '^converter/languages/$1/' }
  ),
  forbid(
    'engines-do-not-know-each-other',
    'What two engines need lies in targets/python and targets/javascript',
    { path: '^converter/targets/([^/]+)/' },
    { path: '^converter/targets/([^/]+)/', pathNot: '^converter/targets/($1|python|javascript)/' }
  ),
  forbid(
    'files-belong-to-the-command-line',
    'The converter is pure: it also runs in the browser',
    { path: '^(converter|extension)/', pathNot: '^converter/cli/' },
    { dependencyTypes: ['core'] }
  ),
  forbid(
    'the-converter-stands-on-few-packages',
    'Terminal, globs and arguments are the command line’s; JupyterLab is the extension’s',
    { path: '^converter/', pathNot: '^converter/cli/' },
    { path: 'node_modules/', pathNot: packages }
  ),
  forbid(
    'jupyterlab-belongs-to-the-extension',
    'Whoever has no JupyterLab can convert and run all the same',
    { path: '^converter/' },
    { path: ['^extension/', 'node_modules/(@jupyterlab|@lumino)/'] }
  ),
  forbid('the-extension-has-no-terminal', 'It runs in the browser', { path: '^extension/' }, { path: '^converter/cli/' }),
  forbid(
    'no-cycles',
    'Two files that need each other are one; only walks over recursive syntax call each other in a circle',
    { pathNot: '^converter/(analysis|languages/[^/]+)/' },
    { circular: true, viaOnly: { pathNot: '^converter/(analysis|languages/[^/]+)/' } }
  )
];

/** Imports against the rules, as `rule: file → imported file`. */
async function violations(baseDir: string, folders: readonly string[]): Promise<readonly string[]> {
  const { output } = await cruise([...folders], {
    baseDir,
    ruleSet: { forbidden: rules },
    validate: true,
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    // What projects carry, and what runs in kernels, is text to the converter.
    exclude: { path: '^converter/targets/javascript/(runtime|verify)/.*js$' },
    enhancedResolveOptions: { extensions: ['.ts', '.js', '.json', '.py'] }
  });
  return (output as ICruiseResult).summary.violations.map(({ from, to, rule }) => `${rule.name}: ${from} → ${to}`);
}

/** Imports that each break one rule, by the rule; a name that ends in `.ts` is a file, any other a package. */
const offences: readonly (readonly [rule: string, from: string, to: string])[] = [
  ...layers.map(layer => [`${layer}-knows-only-what-is-below`, `converter/${layer}/early.ts`, 'converter/cli/late.ts'] as const),
  ['source-knows-only-what-is-below', 'converter/source/span.ts', 'converter/notebook/cells.ts'],
  ['targets-see-the-plan-only', 'converter/targets/kedro/cells.ts', 'converter/graph/graph.ts'],
  ['languages-do-not-know-each-other', 'converter/languages/python/scopes.ts', 'converter/languages/javascript/scopes.ts'],
  ['engines-do-not-know-each-other', 'converter/targets/kedro/other.ts', 'converter/targets/airflow/dag.ts'],
  ['files-belong-to-the-command-line', 'converter/notebook/file.ts', 'node:fs'],
  ['files-belong-to-the-command-line', 'extension/file.ts', 'node:path'],
  ['the-converter-stands-on-few-packages', 'converter/plan/colours.ts', 'picocolors'],
  ['jupyterlab-belongs-to-the-extension', 'converter/cli/widget.ts', '@lumino/widgets'],
  ['the-extension-has-no-terminal', 'extension/terminal.ts', 'converter/cli/terminal.ts'],
  ['no-cycles', 'converter/plan/egg.ts', 'converter/plan/hen.ts']
];

function plant(folder: string): void {
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  for (const [, , to] of offences) {
    if (to.endsWith('.ts')) write(to, 'export const here = 1;\n');
    else if (!to.startsWith('node:')) {
      write(`node_modules/${to}/package.json`, JSON.stringify({ name: to, main: 'index.js' }));
      write(`node_modules/${to}/index.js`, '');
    }
  }
  for (const [, from, to] of offences) {
    const up = '../'.repeat(from.split('/').length - 1);
    write(from, `import '${to.endsWith('.ts') ? up + to.replace(/\.ts$/, '.js') : to}';\nexport const there = 2;\n`);
  }
  write('converter/plan/hen.ts', "import './egg.js';\n");
}

describe('architecture', () => {
  it('imports point one way', async () => {
    expect(await violations(root, ['converter', 'extension'])).toEqual([]);
  });

  it('is a set of rules that each find their offence', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'layers-'));
    try {
      plant(folder);
      const found = await violations(folder, ['converter', 'extension']);
      const expected = offences.map(([rule, from, to]) => `${rule}: ${from} → ${to.startsWith('node:') ? to.slice(5) : to}`);
      const isFound = (offence: string) => found.some(each => each === offence || each.startsWith(offence.replace(/→ (?!.*\.ts$)/, '→ node_modules/')));
      expect(expected.filter(offence => !isFound(offence))).toEqual([]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('keeps files small', () => {
    const long = ['converter', 'extension'].flatMap(folder => sources(join(root, folder))).filter(path => lines(path) > 300);
    expect(long.map(path => path.slice(root.length))).toEqual([]);
  });
});

const lines = (path: string): number => readFileSync(path, 'utf8').replace(/\n$/, '').split('\n').length;

function sources(folder: string): readonly string[] {
  return readdirSync(folder).flatMap(name => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return name === '__pycache__' ? [] : sources(path);
    return /\.(ts|tsx|py)$/.test(name) ? [path] : [];
  });
}
