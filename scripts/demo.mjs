// The main job, shown: convert the fraud notebook, run it on Kedro, and say where everything is.
import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const cli = join(root, 'dist', 'cli.mjs');
const notebook = join('examples', 'fraud', 'notebook.ipynb');
const project = join('.cache', 'demo', 'fraud');
const python = join('.cache', 'venv', 'bin', 'python');

const espalier = (...args) => spawnSync(process.execPath, [cli, ...args], { cwd: root, stdio: 'inherit' }).status ?? 1;

const status = espalier('run', notebook, '-o', project, '--python', python);
if (status !== 0) process.exit(status);

process.stdout.write('\nGraph\n');
espalier('graph', notebook);

const record = JSON.parse(readFileSync(join(root, project, 'runs', 'latest', 'run.manifest.json'), 'utf8'));
const figures = record.nodes.flatMap(node => (node.displays ?? []).filter(({ mime }) => mime === 'image/png').map(({ path }) => path));
process.stdout.write(`\nFigures\n${figures.map(path => `  ${join(project, path)}\n`).join('')}`);
process.stdout.write(`\nProject    ${project} (${readdirSync(join(root, project)).length} entries; README.md says how to run it without us)\n`);
process.stdout.write(`Run        ${join(project, 'runs', record.run_id)}\n`);
