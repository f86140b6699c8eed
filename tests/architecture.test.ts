import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Layers from the foundation up: a folder may import from itself and from what stands before it. */
const layers = ['source', 'diagnostics', 'notebook', 'languages', 'analysis', 'graph', 'plan', 'targets', 'project', 'layout', 'run'];

/** Where types are shared across a border on purpose: plain data that both sides speak of. */
const contracts = ['converter/project/project.ts'];

const inFolder = (...names: readonly string[]) => `^converter/(${names.join('|')})/`;

const rules = [
  ...layers.map((layer, at) => ({
    name: `${layer}-knows-only-what-is-below`,
    comment: `A stage sees only its argument; ${layer} must work without the stages after it`,
    severity: 'error' as const,
    from: { path: inFolder(layer) },
    to: { path: inFolder(...layers.slice(at + 1), 'cli'), pathNot: contracts }
  })),
  {
    name: 'targets-see-the-plan-only',
    comment: 'An engine is written for the plan; the notebook, its cells and the graph of cells are not its affair',
    severity: 'error' as const,
    from: { path: '^converter/targets/' },
    to: { path: '^converter/(analysis)/' }
  },
  {
    name: 'languages-do-not-know-each-other',
    comment: 'A language is one folder and one line in the registry',
    severity: 'error' as const,
    from: { path: '^converter/languages/([^/]+)/' },
    to: { path: '^converter/languages/([^/]+)/', pathNot: '^converter/languages/$1/' }
  },
  {
    name: 'engines-do-not-know-each-other',
    comment: 'What two engines need lies in targets/python',
    severity: 'error' as const,
    from: { path: '^converter/targets/([^/]+)/' },
    to: { path: '^converter/targets/([^/]+)/', pathNot: '^converter/targets/($1|python)/' }
  },
  {
    name: 'files-belong-to-the-command-line',
    comment: 'The converter is pure: it also runs in the browser',
    severity: 'error' as const,
    from: { path: '^converter/', pathNot: '^converter/cli/' },
    to: { path: '^node:' }
  },
  {
    name: 'no-cycles',
    comment: 'Two files that need each other are one; only walks over recursive syntax call each other in a circle',
    severity: 'error' as const,
    from: { pathNot: '^converter/(analysis|languages/[^/]+)/' },
    to: { circular: true, viaOnly: { pathNot: '^converter/(analysis|languages/[^/]+)/' } }
  }
];

describe('architecture', () => {
  it('imports point one way', async () => {
    const { output } = await cruise(['converter'], {
      baseDir: root,
      ruleSet: { forbidden: rules },
      validate: true,
      tsPreCompilationDeps: true,
      doNotFollow: { path: 'node_modules' },
      enhancedResolveOptions: { extensions: ['.ts', '.js', '.json', '.py'] }
    });
    const broken = (output as ICruiseResult).summary.violations.map(({ from, to, rule }) => `${rule.name}: ${from} → ${to}`);
    expect(broken).toEqual([]);
  });

  it('files stay small', () => {
    const long = sources(join(root, 'converter')).filter(path => readFileSync(path, 'utf8').split('\n').length > 301);
    expect(long.map(path => path.slice(root.length))).toEqual([]);
  });
});

function sources(folder: string): readonly string[] {
  return readdirSync(folder).flatMap(name => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return name === '__pycache__' ? [] : sources(path);
    return /\.(ts|tsx|py)$/.test(name) ? [path] : [];
  });
}
