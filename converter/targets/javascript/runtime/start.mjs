/** `npm start`: runs the pipeline with wireit, and keeps a record of it. */
import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { parameterValue } from './config.mjs';
import { nodes, projectFolder } from './facts.mjs';
import { isFile, readJson, writeWhole } from './files.mjs';
import { openJournal } from './journal.mjs';
import { begin } from './launch.mjs';
import { writeRecord } from './record.mjs';

const runs = join(projectFolder, 'runs');

/** What each node is told by parameters lies in a file of its own: only those whose values changed run again. */
function writeParameters() {
  for (const { name, inputs } of nodes) {
    const values = Object.fromEntries(inputs.flatMap(({ parameter }) => (parameter === undefined ? [] : [[parameter, parameterValue(parameter)]])));
    const path = join(runs, '.parameters', `${name}.json`);
    const text = `${JSON.stringify(values)}\n`;
    if (JSON.stringify(readJson(path)) !== JSON.stringify(values)) writeWhole(path, text);
  }
}

/** The newest record of each node that succeeded. */
function earlier() {
  const found = {};
  const ids = readdirSync(runs, { withFileTypes: true }).filter(entry => entry.isDirectory() && !entry.name.startsWith('.'));
  for (const { name } of ids.sort((a, b) => (a.name < b.name ? 1 : -1)))
    for (const node of readJson(join(runs, name, 'run.manifest.json'), {}).nodes ?? []) if (node.status === 'succeeded') found[node.name] ??= node;
  return found;
}

/** Nodes that wireit did not start have what they had. */
function takeOver(journal, known) {
  const told = new Set(journal.events().flatMap(({ event, node }) => (event === 'node.started' ? [node] : [])));
  for (const { name } of nodes) {
    if (told.has(name)) continue;
    const { displays = [], ...carried } = known[name] ?? {};
    for (const display of displays) journal.emit('node.display', { node: name, ...display });
    journal.emit('node.succeeded', {
      node: name,
      ms: carried.ms ?? 0,
      cached: true,
      carried,
      metrics: carried.metrics ?? {},
      ...(carried.log && { log: carried.log })
    });
  }
}

const id = `${new Date().toISOString().slice(0, 19).replace(/[-:]/g, '')}-${process.pid}`;
const folder = join(runs, id);
mkdirSync(join(folder, 'logs'), { recursive: true });
writeParameters();
const known = earlier();
const journal = openJournal(folder);
begin(
  journal,
  nodes.map(({ name }) => name),
  {
    command: 'npm start',
    engine: { name: 'wireit', version: readJson(join(projectFolder, 'node_modules', 'wireit', 'package.json'), {}).version ?? null },
    keepsFiles: true
  }
);

const wireit = createRequire(join(projectFolder, 'package.json')).resolve('wireit/package.json');
const child = spawn(process.execPath, [join(dirname(wireit), 'bin', 'wireit.js')], {
  cwd: projectFolder,
  stdio: 'inherit',
  env: {
    ...process.env,
    npm_lifecycle_event: 'pipeline',
    npm_package_json: join(projectFolder, 'package.json'),
    npm_config_user_agent: process.env.npm_config_user_agent ?? 'npm',
    PIPELINE_RUN_FOLDER: folder,
    // What is in its cache, wireit would put back without the files that nodes change in the workspace.
    WIREIT_CACHE: 'none'
  }
});
let isStopped = false;
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => ((isStopped = true), child.kill(signal)));
child.on('close', code => {
  if (code === 0) takeOver(journal, known);
  journal.emit(isStopped ? 'run.aborted' : code === 0 ? 'run.succeeded' : 'run.failed');
  const { status } = writeRecord(journal);
  console.log(`${status}; run folder: ${relative(projectFolder, folder)}${isFile(join(folder, 'run.manifest.json')) ? '' : ' (no record)'}`);
  process.exit(code === 0 ? 0 : 1);
});
