/** For the tests of a project: a node, run again on its stored inputs, against what it gave in the last run. */
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { datasetsIn, datasetsOut, facts, nodeNamed, projectFolder, workspaceFolder } from './facts.mjs';
import { readJson } from './files.mjs';
import { commandFor } from './programs.mjs';
import { fileOf } from './store.mjs';

/**
 * Datasets that have no stored value yet, and those that come out differently. What two tries give differently (a
 * clock, a draw) is not compared.
 */
export async function tryNode(name) {
  const node = nodeNamed(name);
  const lacking = [...datasetsIn(node), ...datasetsOut(node)].filter(dataset => fileOf(dataset) === undefined);
  if (lacking.length > 0) return { lacking, different: [] };
  const first = await once(node);
  const different = Object.keys(first.stored).filter(dataset => first.stored[dataset] !== first.outputs[dataset]);
  if (different.length === 0) return { lacking, different };
  const second = await once(node);
  return { lacking, different: different.filter(dataset => first.outputs[dataset] === second.outputs[dataset]) };
}

/** Runs the node in a copy of the workspace, with the files as it found them in the run. */
async function once(node) {
  const folder = mkdtempSync(join(tmpdir(), 'node-'));
  try {
    cpSync(workspaceFolder(), join(folder, 'workspace'), { recursive: true, filter: path => !/[\\/]node_modules$/.test(path) });
    const into = join(folder, 'result.json');
    const [command, args] = commandFor([node.name, '--try', into]);
    const said = await run(command, args, { ...process.env, PIPELINE_WORKSPACE: join(folder, 'workspace') });
    const result = readJson(into);
    if (!result?.ok) throw new Error(`node '${node.name}' (${facts.kernel}) failed: ${result?.error?.traceback ?? said}`);
    return result;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function run(command, args, env) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: projectFolder, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', text => (said += text));
    child.on('error', reject);
    child.on('close', () => resolve(said));
  });
}
