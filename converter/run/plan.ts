import { changedParts, fingerprint, type Part } from './fingerprint.js';
import type { RunNode, RunQuestion } from './question.js';
import type { NodeRecord } from './record.js';
import { descendants, selectNodes } from './select.js';
import { rewinds } from './workspace.js';

export interface PlannedNode {
  readonly name: string;
  /** `skip`: not asked for. */
  readonly action: 'run' | 'cached' | 'skip';
  /** Why it runs, in words: `code changed`, `output 'model' is missing`. */
  readonly reasons: readonly string[];
  readonly fingerprint: string;
  /** What an earlier run knows of its values. */
  readonly earlier?: NodeRecord;
}

export interface RunPlan {
  readonly nodes: readonly PlannedNode[];
  /** Files of the workspace to be put back as they were before any node ran. */
  readonly rewind: readonly string[];
  /** Nodes that were not asked for, but whose values are needed and out of date. */
  readonly stale: readonly { readonly node: string; readonly neededBy: string; readonly reason: string }[];
}

/** Decides which nodes run and why. */
export function planRun(question: RunQuestion): RunPlan {
  const { nodes } = question;
  const prints = fingerprints(question);
  const { selected, forced } = selectNodes(nodes, question.selection);
  const reasons = new Map<string, readonly string[]>();
  for (const node of nodes) {
    const own = ownReasons(node, prints, question);
    const upstream = node.needs.filter(need => reasons.has(need));
    const all = [...(forced.has(node.name) ? ['asked for'] : []), ...own, ...upstream.map(need => `'${need}' runs before it`)];
    if (all.length > 0) reasons.set(node.name, all);
  }
  if (question.selection.only) for (const name of [...reasons.keys()]) if (!selected.has(name) && onlyFollows(reasons.get(name) ?? [])) reasons.delete(name);
  const rewind = rewindInto(reasons, question, selected);
  const planned = nodes.map(({ name }): PlannedNode => {
    const why = reasons.get(name) ?? [];
    const earlier = question.history.get(name);
    const action = !selected.has(name) ? 'skip' : why.length > 0 ? 'run' : 'cached';
    return { name, action, reasons: action === 'run' ? why : [], fingerprint: prints.get(name) ?? '', ...(earlier ? { earlier } : {}) };
  });
  return { nodes: planned, rewind, stale: staleNeeds(planned, reasons, nodes) };
}

/** In document order each node's producers come first, so one pass is enough. */
function fingerprints({ nodes, versions, digest }: RunQuestion): ReadonlyMap<string, string> {
  const prints = new Map<string, string>();
  const madeBy = new Map(nodes.flatMap(node => node.outputs.map(output => [output, node.name] as const)));
  for (const { name, code, inputs, parameters, files } of nodes) {
    const taken = inputs.map(input => {
      const producer = madeBy.get(input);
      return [input, producer === undefined ? digest(input) : prints.get(producer)] as const;
    });
    prints.set(name, fingerprint({ code, inputs: Object.fromEntries(taken), parameters, files, versions }));
  }
  return prints;
}

const said: Record<Part, string> = {
  code: 'code changed',
  inputs: 'an input changed',
  parameters: 'a parameter changed',
  files: 'a file that it reads changed',
  versions: 'installed versions changed'
};

/** Why a node would run even if all nodes before it were cached. */
function ownReasons(node: RunNode, prints: ReadonlyMap<string, string>, question: RunQuestion): readonly string[] {
  const { history, failed, nodes, digest, fault } = question;
  const earlier = history.get(node.name);
  if (!node.cache) return ['its author turned caching off'];
  if (failed.has(node.name)) return ['it did not finish last time'];
  if (!earlier) return ['it never ran'];
  if (earlier.fingerprint === undefined || earlier.fingerprint === null) return ['it was last run by another command'];
  const made = new Set(nodes.flatMap(({ outputs }) => outputs));
  const unknown = node.inputs.filter(input => !made.has(input) && digest(input) === undefined).map(input => `input '${input}' cannot be compared`);
  const changed = changedParts(earlier.fingerprint, prints.get(node.name) ?? '').map(part => said[part]);
  const stored = new Map(earlier.outputs.map(output => [output.dataset, output]));
  const faults = node.outputs.flatMap(dataset => {
    const output = stored.get(dataset);
    const wrong = output ? fault(output) : 'is missing';
    return wrong ? [`output '${dataset}' ${wrong}`] : [];
  });
  return [...unknown, ...changed, ...faults, ...replaced(node, earlier, question)];
}

/** Inputs that were made again since the node ran (by `--only`, by plain `kedro run`). */
function replaced(node: RunNode, earlier: NodeRecord, { history }: RunQuestion): readonly string[] {
  const now = new Map([...history.values()].flatMap(({ outputs }) => outputs.map(({ dataset, sha256 }) => [dataset, sha256] as const)));
  const isOther = ({ dataset, sha256 }: NodeRecord['inputs'][number]) =>
    typeof sha256 === 'string' && typeof now.get(dataset) === 'string' && now.get(dataset) !== sha256;
  return earlier.inputs.filter(input => node.inputs.includes(input.dataset) && isOther(input)).map(({ dataset }) => `input '${dataset}' was made again`);
}

const onlyFollows = (reasons: readonly string[]): boolean => reasons.every(reason => reason.endsWith('runs before it'));

/** Adds the nodes that must run because files they changed in place have to be rebuilt, and what follows from them. */
function rewindInto(reasons: Map<string, readonly string[]>, question: RunQuestion, selected: ReadonlySet<string>): readonly string[] {
  const { nodes } = question;
  for (;;) {
    const running = new Set([...reasons.keys()].filter(name => selected.has(name)));
    const { files, again } = rewinds(running, question);
    const more = [...again].filter(([name]) => !reasons.has(name));
    if (more.length === 0) return files;
    for (const [name, file] of more) reasons.set(name, [`'${file}' must be written again`]);
    const after = descendants(
      nodes,
      more.map(([name]) => name)
    );
    for (const { name } of nodes) if (after.has(name) && !reasons.has(name)) reasons.set(name, ['a node before it runs again']);
  }
}

function staleNeeds(planned: readonly PlannedNode[], reasons: ReadonlyMap<string, readonly string[]>, nodes: readonly RunNode[]): RunPlan['stale'] {
  const actions = new Map(planned.map(({ name, action }) => [name, action]));
  return nodes
    .filter(({ name }) => actions.get(name) === 'run')
    .flatMap(({ name, needs }) =>
      needs
        .filter(need => actions.get(need) === 'skip' && reasons.has(need))
        .map(need => ({ node: need, neededBy: name, reason: reasons.get(need)?.[0] ?? '' }))
    );
}
