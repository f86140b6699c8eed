import type { TranslationBundle } from '@jupyterlab/translation';
import { durationText } from '../graph/words.js';
import type { NodeRun } from '../model/state.js';
import { isObject, listAt, namesAt, numberAt, objectAt, objectsAt, shown, textAt, type JsonObject } from './json.js';
import type { Fact, ManifestArrow, ManifestNodeView, ManifestValue, ManifestView, RunStatus } from './view.js';

/** More nodes than this are not shown: no manifest of ours has so many. */
const mostNodes = 2000;

/** `*.manifest.json` as it is shown; undefined where it is no manifest of ours. */
export function readManifest(value: unknown, trans: TranslationBundle): ManifestView | undefined {
  if (!isObject(value) || !Array.isArray(value['nodes'])) return undefined;
  if (typeof value['run_id'] === 'string') return runView(value, trans);
  return Array.isArray(value['edges']) && isObject(value['notebook']) ? pipelineView(value, trans) : undefined;
}

function pipelineView(manifest: JsonObject, trans: TranslationBundle): ManifestView {
  const notebook = objectAt(manifest, 'notebook');
  const converter = objectAt(manifest, 'converter');
  const target = textAt(manifest, 'target');
  const datasets = new Map(objectsAt(manifest, 'datasets').map(dataset => [textAt(dataset, 'name'), dataset]));
  const valueOf = (port: JsonObject): ManifestValue => {
    const name = textAt(port, 'dataset');
    const type = textAt(datasets.get(name) ?? {}, 'type');
    return { name, ...(type !== '' && { type }) };
  };
  const nodes = nodesIn(manifest).map((node): ManifestNodeView => ({
    ...common(node),
    takes: objectsAt(node, 'inputs').map(valueOf),
    gives: objectsAt(node, 'outputs').map(valueOf),
    metrics: []
  }));
  return {
    kind: 'pipeline',
    title: textAt(notebook, 'name'),
    facts: facts([
      [trans.__('Notebook'), `${textAt(notebook, 'name')}.ipynb`],
      [trans.__('Kernel'), textAt(notebook, 'kernel')],
      [trans.__('Target'), target],
      [trans.__('Package'), textAt(manifest, 'package')],
      [trans.__('Run with'), textAt(objectAt(manifest, 'commands'), target), true],
      [trans.__('Made by'), `${textAt(converter, 'name')} ${textAt(converter, 'version')}`.trim()]
    ]),
    nodes,
    arrows: arrowsBetween(
      nodes,
      objectsAt(manifest, 'edges').map(edge => {
        const names = [...new Set(objectsAt(edge, 'reasons').map(reason => textAt(reason, 'name')))].filter(name => name !== '');
        const values = names.filter(name => !name.startsWith('·'));
        return { from: textAt(edge, 'from'), to: textAt(edge, 'to'), names: names.map(name => name.replace(/^·/, '')), isOrder: values.length === 0 };
      })
    ),
    parameters: objectsAt(manifest, 'parameters').map(parameter => ({ name: textAt(parameter, 'name'), value: shown(parameter['value']), isCode: true })),
    environment: objectsAt(manifest, 'requirements').map(requirement => {
      const name = textAt(requirement, 'distribution');
      return { name, value: textAt(objectAt(manifest, 'assumes'), name) || trans.__('any version') };
    }),
    problems: objectsAt(manifest, 'diagnostics').map(problem => ({
      code: textAt(problem, 'code'),
      severity: textAt(problem, 'severity'),
      message: textAt(problem, 'message')
    }))
  };
}

const statuses: readonly string[] = ['running', 'succeeded', 'failed', 'aborted'];

function runView(record: JsonObject, trans: TranslationBundle): ManifestView {
  const environment = objectAt(record, 'environment');
  const engine = objectAt(record, 'engine');
  const status = textAt(record, 'status');
  const all = nodesIn(record);
  const made = new Map(
    all.flatMap(node => objectsAt(node, 'outputs').map(output => [textAt(output, 'dataset'), { node: textAt(node, 'name'), output }] as const))
  );
  const valueOf = (name: string): ManifestValue => ({ name, ...measures(made.get(name)?.output ?? {}) });
  const nodes = all.map((node): ManifestNodeView => {
    const run = nodeRun(node);
    return {
      ...common(node),
      ...(run && { run }),
      takes: objectsAt(node, 'inputs').map(input => valueOf(textAt(input, 'dataset'))),
      gives: objectsAt(node, 'outputs').map(output => valueOf(textAt(output, 'dataset'))),
      metrics: Object.entries(objectAt(node, 'metrics')).map(([name, value]) => ({ name, value: shown(value) }))
    };
  });
  const arrows = nodes.flatMap(({ name, takes }) =>
    takes.flatMap((value): ManifestArrow[] => {
      const maker = made.get(value.name)?.node;
      return maker === undefined ? [] : [{ from: maker, to: name, names: [value.name], isOrder: false }];
    })
  );
  return {
    kind: 'run',
    title: trans.__('Run %1', textAt(record, 'run_id')),
    ...(statuses.includes(status) && { status: status as RunStatus }),
    facts: facts([
      [trans.__('Started'), timeText(textAt(record, 'started'))],
      [trans.__('Took'), tookText(record)],
      [trans.__('Engine'), `${textAt(engine, 'name')} ${textAt(engine, 'version')}`.trim()],
      [trans.__('Command'), textAt(record, 'command'), true]
    ]),
    nodes,
    arrows: arrowsBetween(nodes, arrows),
    parameters: Object.entries(objectAt(record, 'parameters')).map(([name, value]) => ({ name, value: shown(value), isCode: true })),
    environment: facts([
      ['Python', textAt(environment, 'python')],
      [trans.__('Platform'), textAt(environment, 'platform')],
      ...Object.entries(objectAt(environment, 'packages')).map(([name, value]): FactWords => [name, shown(value)])
    ]),
    problems: all.flatMap(node => {
      const error = objectAt(node, 'error');
      const words = [textAt(error, 'type'), textAt(error, 'message')].filter(text => text !== '').join(': ');
      return words === '' ? [] : [{ code: textAt(node, 'name'), severity: 'error', message: words }];
    })
  };
}

function nodesIn(from: JsonObject): readonly JsonObject[] {
  const byName = new Map(objectsAt(from, 'nodes').flatMap(node => (textAt(node, 'name') === '' ? [] : [[textAt(node, 'name'), node] as const])));
  return [...byName.values()].slice(0, mostNodes);
}

const rungs: readonly string[] = ['function', 'script', 'joined'];

function common(node: JsonObject): Pick<ManifestNodeView, 'name' | 'kind' | 'title' | 'cells'> {
  const rung = textAt(node, 'rung');
  const members = namesAt(node, 'members');
  return {
    name: textAt(node, 'name'),
    kind: rungs.includes(rung) ? (rung as ManifestNodeView['kind']) : 'function',
    title: textAt(node, 'title') || members.join(' + '),
    cells: objectsAt(node, 'cells').flatMap(cell => {
      const index = numberAt(cell, 'index');
      return index === undefined ? [] : [index + 1];
    })
  };
}

/** Words of a record, and of those who show it. */
const states: { readonly [status: string]: NodeRun['status'] } = {
  queued: 'queued',
  running: 'running',
  succeeded: 'done',
  failed: 'failed',
  skipped: 'skipped',
  aborted: 'aborted'
};

function nodeRun(node: JsonObject): NodeRun | undefined {
  const word = textAt(node, 'status');
  const status = Object.hasOwn(states, word) ? states[word] : undefined;
  if (!status) return undefined;
  const isCached = status === 'done' && node['cached'] === true;
  const duration = numberAt(node, 'ms');
  const startedAt = Date.parse(textAt(node, 'started'));
  return { status: isCached ? 'cached' : status, ...(Number.isFinite(startedAt) && { startedAt }), ...(duration !== undefined && !isCached && { duration }) };
}

function measures(output: JsonObject): Omit<ManifestValue, 'name'> {
  const type = textAt(output, 'type');
  const shape = listAt(output, 'shape').filter(each => typeof each === 'number');
  const bytes = numberAt(output, 'bytes');
  return { ...(type !== '' && { type }), ...(shape.length > 0 && { shape: shape.join(' × ') }), ...(bytes !== undefined && { bytes }) };
}

/** Between nodes that are there, one for each pair. */
function arrowsBetween(nodes: readonly ManifestNodeView[], arrows: readonly ManifestArrow[]): readonly ManifestArrow[] {
  const known = new Set(nodes.map(({ name }) => name));
  const merged = new Map<string, ManifestArrow>();
  for (const arrow of arrows) {
    if (!known.has(arrow.from) || !known.has(arrow.to) || arrow.from === arrow.to) continue;
    const key = JSON.stringify([arrow.from, arrow.to]);
    const before = merged.get(key);
    merged.set(key, before ? { ...before, names: [...before.names, ...arrow.names], isOrder: before.isOrder && arrow.isOrder } : arrow);
  }
  return [...merged.values()];
}

type FactWords = readonly [name: string, value: string, isCode?: true];

const facts = (words: readonly FactWords[]): readonly Fact[] =>
  words.flatMap(([name, value, isCode]) => (value === '' || value === '.ipynb' ? [] : [{ name, value, ...(isCode && { isCode }) }]));

function timeText(text: string): string {
  const time = Date.parse(text);
  return Number.isFinite(time) ? new Date(time).toLocaleString() : text;
}

function tookText(record: JsonObject): string {
  const took = Date.parse(textAt(record, 'ended')) - Date.parse(textAt(record, 'started'));
  return Number.isFinite(took) ? durationText(took) : '';
}
