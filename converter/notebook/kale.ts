import { invalidMetadata } from '../diagnostics/messages.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { quoted } from '../diagnostics/words.js';
import type { CellLocation } from '../source/span.js';
import type { CellField } from './fields.js';
import type { Entry, Form } from './form.js';
import { checkSetting } from './metadata.js';

/** Cells that are no steps; on them Kale ignores `step:` and `prev:`. */
const special = new Map([
  ['skip', 'skip'],
  ['imports', 'setup'],
  ['functions', 'setup'],
  ['pipeline-parameters', 'parameters']
]);

/** The tags of Kale, old (`block:`) and new. `above`: the last step, to which a cell of metrics belongs. */
export function kaleForm(
  cell: { readonly id: string; readonly source: string; readonly tags: readonly string[] },
  above: string | undefined,
  defaults: readonly string[]
): Form {
  const at = { cell: cell.id };
  const role = cell.tags.map(tag => special.get(tag)).find(found => found !== undefined);
  if (role !== undefined) return kale([{ field: 'role', value: role, at }]);
  if (cell.tags.includes('pipeline-metrics')) return metricsForm(cell.source, above, at);
  const steps = cell.tags.flatMap(tag => /^(?:step|block):\s*(.*\S)\s*$/s.exec(tag)?.[1] ?? []);
  if (steps.length === 0) return kale([]);

  const named = steps.map((value): Entry => ({ field: 'node', value, at }));
  const own = cell.tags.map(tag => checkTag(tag, at));
  const given = new Set(own.flatMap(({ entry }) => entry?.field ?? []));
  const inherited = defaults.map(tag => checkTag(tag, at)).filter(({ entry }) => entry && !given.has(entry.field));
  const checked = [...own, ...inherited];
  return kale(
    [...named, ...checked.flatMap(({ entry }) => entry ?? [])],
    checked.flatMap(({ diagnostic }) => diagnostic ?? [])
  );
}

const kale = (entries: readonly Entry[], diagnostics: readonly Diagnostic[] = []): Form => ({ by: "Kale's tags", entries, directives: [], diagnostics });

/** The cell prints values by name; each is a metric of the step above, in which it runs. */
function metricsForm(source: string, above: string | undefined, at: CellLocation): Form {
  const names = [...source.matchAll(/^[ \t]*print\([ \t]*([^\W\d]\w*)[ \t]*\)/gmu)].flatMap(([, name]) => name ?? []);
  return kale([
    ...(above === undefined ? [] : [{ field: 'node' as const, value: above, at }]),
    ...(names.length > 0 ? [{ field: 'metrics' as const, value: [...new Set(names)], at }] : [])
  ]);
}

/** The settings among a step's tags: `prev:`, `limit:`, `image:`, … Anything else says nothing. */
function checkTag(tag: string, at: CellLocation): ReturnType<typeof checkSetting> {
  const [, kind = '', rest = ''] = /^([a-z]+):(.*)$/s.exec(tag) ?? [];
  const setting = settings.get(kind)?.(rest.trim());
  if (setting === undefined) return {};
  if (setting === 'wrong') return { diagnostic: invalidMetadata(`The tag ${quoted(tag)} is not understood`, undefined, at) };
  return checkSetting(setting[0], setting[1], at);
}

type Setting = readonly [CellField, unknown] | 'wrong';

const settings: ReadonlyMap<string, (rest: string) => Setting> = new Map<string, (rest: string) => Setting>([
  ['prev', rest => (rest === '' ? 'wrong' : ['after', [rest]])],
  ['image', rest => ['image', rest]],
  ['cache', rest => (rest === 'enabled' || rest === 'disabled' ? ['cache', rest === 'enabled'] : 'wrong')],
  ['limit', limit],
  ['label', rest => pair('labels', rest)],
  ['annotation', rest => pair('annotations', rest)],
  ['secret', secret],
  ['notebook', () => 'wrong']
]);

const resources = new Map([
  ['cpu', 'cpu'],
  ['memory', 'memory'],
  ['nvidia.com/gpu', 'gpu'],
  ['amd.com/gpu', 'gpu'],
  ['gpu', 'gpu']
]);

function limit(rest: string): Setting {
  const [, key = '', amount = ''] = /^([^:]+):(\S+)$/.exec(rest) ?? [];
  const resource = resources.get(key);
  return resource === undefined ? 'wrong' : ['resources', { [resource]: amount }];
}

/** Names are DNS-like and may hold no colon, values may. */
function pair(field: 'labels' | 'annotations', rest: string): Setting {
  const colon = rest.indexOf(':');
  return colon < 1 ? 'wrong' : [field, { [rest.slice(0, colon)]: rest.slice(colon + 1) }];
}

/** `secret:<secret>:<key>:<variable>`, kept as `variable=secret/key`. */
function secret(rest: string): Setting {
  const [, name, key, variable] = /^([^:\s]+):([^:\s]+):([^:\s]+)$/.exec(rest) ?? [];
  return variable === undefined ? 'wrong' : ['secrets', [`${variable}=${name ?? ''}/${key ?? ''}`]];
}
