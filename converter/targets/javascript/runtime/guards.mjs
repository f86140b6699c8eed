/** Stops a node that did what the pipeline was not made for, before a wrong value can reach another node. */
import { fingerprint } from './encode.mjs';
import { GuardError } from './errors.mjs';
import { nodes } from './facts.mjs';
import { nameOf } from './references.mjs';
import { changedStates } from './states.mjs';

const remedy = 'declare it, or make them one node';
const after = node => nodes.slice(nodes.findIndex(({ name }) => name === node.name) + 1);

/** Fingerprints of the inputs that the node only reads and others read later. */
export const inputPrints = (node, values) =>
  new Map(node.reads_only.filter(name => node.shared_later.includes(name) && name in values).map(name => [name, fingerprint(values[name], name)]));

/** Stops where the node changed what it was thought to read only. */
export function checkInputs(node, prints, values) {
  for (const [name, before] of prints) {
    if (printOf(values[name], name) === before) continue;
    const reader = after(node).find(({ inputs }) => inputs.some(({ names }) => names.includes(name)));
    const who = reader ? `; '${reader.name}' reads it later` : '';
    throw new GuardError(`node '${node.name}' changed '${name}', which the pipeline only reads${who}; declare it as an output, or make them one node`);
  }
}

/** What cannot be kept any more has changed. */
function printOf(value, name) {
  try {
    return fingerprint(value, name);
  } catch {
    return undefined;
  }
}

/** Stops where the node moved or set variables, and the pipeline does not pass that on. */
export function checkStates(node) {
  const foreseen = [...node.touches, ...node.state_out.map(({ state }) => state)];
  const changed = changedStates().find(name => !foreseen.includes(name));
  if (changed !== undefined && after(node).length > 0)
    throw new GuardError(`node '${node.name}' changed the state '${changed}', which the pipeline does not expect, and later nodes can feel it; ${remedy}`);
}

/** The place among later nodes of the first that may change a dataset. */
function changer({ dataset, names }, later) {
  return later.findIndex(node => node.inputs.some(input => input.dataset === dataset) && !names.every(name => node.reads_only.includes(name)));
}

const lastReader = ({ dataset }, later) => later.findLastIndex(({ inputs }) => inputs.some(input => input.dataset === dataset));

/**
 * Stops where one receiver would change an object that another receiver should see changed. What the node gives is compared
 * with what else it gives and with what it took: others may take that, too. `taken` and `given` are values by name.
 */
export function checkSharing(node, taken, given) {
  const later = after(node);
  const outputs = node.outputs.map(output => ({ ...output, values: output.names.map(name => given[name]) }));
  const inputs = node.inputs.flatMap(input => (input.dataset === undefined ? [] : [{ ...input, values: input.names.map(name => taken[name]) }]));
  for (const [at, one] of outputs.entries()) {
    for (const other of [...outputs.slice(at + 1), ...inputs]) {
      if (!isFelt(node, one, other, later) && !isFelt(node, other, one, later)) continue;
      const common = shared(one.values, other.values);
      if (common === undefined) continue;
      throw new GuardError(
        `node '${node.name}' makes '${one.names.join('/')}' and '${other.names.join('/')}' share an object of type ${common.constructor?.name ?? 'Object'}; ` +
          `a later node changes one of them; ${remedy}`
      );
    }
  }
}

/** Whether what a later node changes in one dataset would be seen in the other. */
function isFelt({ harmless = [] }, one, other, later) {
  const at = changer(one, later);
  return at >= 0 && lastReader(other, later) >= at && !harmless.some(([changed, felt]) => changed === one.dataset && felt === other.dataset);
}

function shared(one, other) {
  const held = reach(one);
  for (const object of reach(other)) if (held.has(object)) return object;
  return undefined;
}

/** Objects that values hold, but for those that every process has. */
function reach(values) {
  const found = new Set();
  const waiting = [...values];
  while (waiting.length > 0) {
    const one = waiting.pop();
    if (typeof one !== 'object' || one === null || found.has(one) || nameOf(one) !== undefined) continue;
    found.add(one);
    if (ArrayBuffer.isView(one)) waiting.push(one.buffer);
    else if (one instanceof Map || one instanceof Set) for (const item of one) waiting.push(item);
    if (ArrayBuffer.isView(one)) continue;
    for (const key of Reflect.ownKeys(one)) waiting.push(Object.getOwnPropertyDescriptor(one, key).value);
  }
  return found;
}
