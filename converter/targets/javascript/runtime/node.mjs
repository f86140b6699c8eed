/**
 * Runs one node in a process of its own: `node.mjs <node> <run folder> <file for the result>`; with `--try` in place of
 * the run folder nothing is kept, and the result tells what the node gave.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { beginAccess, accesses } from './access.mjs';
import { runCode } from './code.mjs';
import { parameterValue } from './config.mjs';
import { displayBundle, keepDisplays, pending, show } from './display.mjs';
import { fingerprint } from './encode.mjs';
import { GuardError } from './errors.mjs';
import { describe } from './failures.mjs';
import { nodeNamed, workingFolder } from './facts.mjs';
import { checkInputs, checkSharing, checkStates, inputPrints } from './guards.mjs';
import { withHelpers, withStates } from './helperState.mjs';
import { openJournal } from './journal.mjs';
import { becomeKernel } from './kernels.mjs';
import { asFound, openLedger } from './ledger.mjs';
import { metricsOf } from './metrics.mjs';
import { loadHelpers } from './references.mjs';
import { beginStates, stateNow } from './states.mjs';
import { load, packed, save } from './store.mjs';
import { countTimers, isBusy, mayWait, quiet } from './timers.mjs';

const [name, run, into] = process.argv.slice(2);
const node = nodeNamed(name);
const isTry = run === '--try';
const silent = { request: {}, emit: () => {} };
const journal = isTry ? silent : openJournal(run);
const guarded = (journal.request.guards ?? 'cheap') !== 'off';
let phase = 'load';
/** What is loaded or saved. */
let current;

/** Values by name, and digests of the files that they come from. */
function loadInputs() {
  const values = {};
  const states = {};
  const digests = [];
  const take = dataset => {
    current = dataset;
    journal.emit('node.phase', { node: name, phase, dataset });
    const { value, sha256 } = load(dataset);
    digests.push({ dataset, sha256 });
    return value;
  };
  for (const { dataset, parameter, names } of node.inputs) {
    if (parameter !== undefined) values[names[0]] = parameterValue(parameter, journal.request.parameters);
    else Object.assign(values, withHelpers(names.length === 1 ? { [names[0]]: take(dataset) } : take(dataset)));
  }
  for (const { dataset, state } of node.state_in) states[state] = take(dataset);
  journal.emit('node.phase', { node: name, phase: 'run', inputs: digests });
  return { values, states };
}

/** A dataset of several names holds them together, so that what they share stays shared. */
const valueOf = ({ names }, given) => (names.length === 1 ? given[names[0]] : Object.fromEntries(names.map(each => [each, given[each]])));

const packAll = given =>
  node.outputs.map(output => ({ output, pack: packed(output.dataset, valueOf(output, given), output.names.length === 1 ? output.names[0] : 'the values') }));

async function main() {
  if (!isTry) keepDisplays(name, journal);
  mkdirSync(workingFolder(), { recursive: true });
  process.chdir(workingFolder());
  globalThis[Symbol.for('pipeline.display')] = displayBundle;
  globalThis[Symbol.for('pipeline.show')] = show;
  if (isTry) restoreFiles();
  await loadHelpers();
  const { values, states } = loadInputs();
  phase = 'exception';
  const prints = guarded ? inputPrints(node, values) : new Map();
  becomeKernel();
  beginStates(states);
  beginAccess(node);
  countTimers();
  const ran = { ...values, ...(await runCode(node, values)) };
  while (pending.size > 0) await Promise.all(pending);
  phase = 'save';
  const outputs = node.outputs.flatMap(output => output.names);
  const given = withStates(ran, outputs);
  const marks = isBusy() ? marksOf(given) : undefined;
  const late = isBusy();
  if (late || mayWait()) await quiet();
  if (late && guarded) checkLate(marks, marksOf(given));
  if (guarded) {
    checkInputs(node, prints, values);
    checkStates(node);
    checkSharing(node, values, given);
  }
  if (isTry) return { outputs: marksOf(given), stored: marksOf(stored()) };
  for (const { output, pack } of packAll(given)) {
    current = output.dataset;
    journal.emit('node.phase', { node: name, phase, dataset: output.dataset });
    journal.emit('node.output', { node: name, ...save(output.dataset, pack, valueOf(output, given)) });
  }
  for (const { dataset, state } of node.state_out) {
    const value = stateNow(state);
    journal.emit('node.output', { node: name, ...save(dataset, packed(dataset, value, state), value) });
  }
  return { metrics: metricsOf(node, given) };
}

const marksOf = given => Object.fromEntries(node.outputs.map(output => [output.dataset, fingerprint(valueOf(output, given), output.names[0])]));

/** What the node gave in the last run, by name. */
const stored = () =>
  Object.assign({}, ...node.outputs.map(({ dataset, names }) => (names.length === 1 ? { [names[0]]: load(dataset).value } : load(dataset).value)));

/** In a copy of the workspace, files are as the node found them in the run. */
function restoreFiles() {
  asFound(openLedger(), node);
}

/** Timers that fire after the cell changed what others have read by then: when, nobody can say. */
function checkLate(before, after) {
  const changed = node.outputs.find(({ dataset }) => before[dataset] !== after[dataset]);
  if (changed) {
    throw new GuardError(`work that node '${name}' did not await changed '${changed.names.join('/')}' after the node's end; await it`);
  }
}

function tell(result) {
  mkdirSync(dirname(into), { recursive: true });
  writeFileSync(into, JSON.stringify({ ...result, ...accesses() }));
}

main().then(
  result => {
    tell({ ok: true, ...result });
    process.exit(0);
  },
  error => {
    tell({ ok: false, error: describe(error, node, phase, current) });
    process.exit(1);
  }
);
