/** Runs one node for wireit: `step.mjs <node>`. Without a run around it, it is a run of its own. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { attend } from './attend.mjs';
import { nodeNamed, projectFolder } from './facts.mjs';
import { openJournal } from './journal.mjs';
import { begin } from './launch.mjs';
import { writeRecord } from './record.mjs';

const node = nodeNamed(process.argv[2]);
const around = process.env.PIPELINE_RUN_FOLDER;
const folder = around ?? join(projectFolder, 'runs', `${new Date().toISOString().slice(0, 19).replace(/[-:]/g, '')}-${process.pid}`);
mkdirSync(join(folder, 'logs'), { recursive: true });
const journal = openJournal(folder);
if (around === undefined) begin(journal, [node.name], { command: `npm run node:${node.name}`, keepsFiles: true });

/** Whether no other node of this run has run at the same time. */
function isAlone() {
  const running = new Set();
  const met = new Set();
  for (const { event, node: name } of journal.events()) {
    if (event === 'node.started') running.add(name);
    else if (event === 'node.succeeded' || event === 'node.failed') running.delete(name);
    if (running.has(node.name)) for (const other of running) met.add(other);
  }
  return met.size <= 1;
}

const succeeded = await attend(node, journal, { isAlone });
if (!succeeded) {
  const error = journal.events().findLast(({ event, node: name }) => event === 'node.failed' && name === node.name)?.error;
  console.error(error?.traceback ? `${error.traceback}\n${error.message}` : (error?.message ?? 'the node failed'));
}
if (around === undefined) journal.emit(succeeded ? 'run.succeeded' : 'run.failed');
if (around === undefined) writeRecord(journal);
process.exitCode = succeeded ? 0 : 1;
