// What share of a run the guards take that are always on, on the examples.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { median, ms, table, timeProcess } from './figures.mjs';
import { commandLine, root, work } from './paths.mjs';

const python = process.env.PIPELINE_PYTHON ?? join(root, '.cache', 'venv', 'bin', 'python');
const repetitions = 3;
const parts = ['inputs', 'sharing', 'states', 'modules', 'files'];
const percent = (part, whole) => `${((100 * part) / whole).toFixed(1)} %`;

export function measureGuards() {
  const rows = readdirSync(join(root, 'examples'), { withFileTypes: true }).flatMap(entry => (entry.isDirectory() ? [measured(entry.name)] : []));
  table('What the guards take that are always on (one process, one node after the other)', [
    ['example', 'nodes', 'code of the nodes', 'guards', ...parts, 'share of the nodes', 'share of the run'],
    ...rows
  ]);
}

function measured(example) {
  const project = join(work, 'guards', example);
  rmSync(project, { recursive: true, force: true });
  mkdirSync(work, { recursive: true });
  timeProcess(process.execPath, [commandLine, 'compile', join(root, 'examples', example, 'notebook.ipynb'), '-o', project, '--python', python]);
  const [name] = readdirSync(join(project, 'src')).filter(entry => !entry.includes('.'));
  const all = Array.from({ length: repetitions }, () => once(project, name)).map(found => ({
    ...found,
    total: Object.values(found.guards).reduce((sum, each) => sum + each, 0)
  }));
  const of = pick => median(all.map(pick));
  const total = of(({ total }) => total);
  const nodes = of(found => found.nodes);
  const figures = parts.map(part => ms(1000 * of(({ guards }) => guards[part] ?? 0)));
  return [
    example,
    all[0].count,
    ms(1000 * (nodes - total)),
    ms(1000 * total),
    ...figures,
    percent(total, nodes),
    percent(
      total,
      of(({ run }) => run)
    )
  ];
}

function once(project, name) {
  const env = { ...process.env, DO_NOT_TRACK: '1', KEDRO_DISABLE_TELEMETRY: '1', PYTHONHASHSEED: '0', MPLBACKEND: 'agg' };
  const { status, stdout, stderr } = spawnSync(python, [join(root, 'bench', 'guards.py'), project, name], { env, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout.trim().split('\n').at(-1));
}
