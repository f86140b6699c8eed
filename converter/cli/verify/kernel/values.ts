import type { Place } from '../report.js';
import type { Bench, Sides } from '../bench.js';
import { compareGiven, ofEach, type Findings, type Given } from './findings.js';
import { valuesFile } from './kernel.js';
import { readJson } from './read.js';

/** A value as `values.cjs` tells it, or why it cannot. */
type Told =
  { readonly parts: readonly (readonly [path: string, text: string])[]; readonly why?: undefined } | { readonly why: string; readonly parts?: undefined };

interface ByName {
  readonly [name: string]: Told | undefined;
}

/** Values by dataset. */
export interface Stored {
  readonly [dataset: string]: ByName | undefined;
}

const lost: Told = { why: 'it was not kept' };

/** Values that nodes take and give, each at its moment. */
export function compareValues({ runs }: Sides, { probing }: Bench, { stored, findings }: { readonly stored: Stored; readonly findings: Findings }): void {
  const [first] = runs;
  const taken = (out: string, key: string): ByName => (readJson(valuesFile(out, key)) ?? {}) as ByName;
  for (const { name: node, inputs, outputs } of probing.nodes) {
    for (const [kind, slots] of [
      ['input', inputs],
      ['value', outputs]
    ] as const) {
      for (const { key, cell, dataset, names } of slots) {
        if (readJson(valuesFile(first.out, key)) === undefined && first.error) continue;
        const given = { runs: ofEach(runs, ({ out }) => taken(out, key)), pipeline: stored[dataset] ?? {} };
        for (const name of names) compareOne({ cell, node, kind, name }, given, findings);
      }
    }
  }
}

function compareOne(place: Place, { runs, pipeline }: Given<ByName>, findings: Findings): void {
  const given = { runs: ofEach(runs, values => values[place.name] ?? lost), pipeline: pipeline[place.name] ?? lost };
  const hidden = [given.runs[0], given.pipeline].find(({ why }) => why !== undefined);
  if (hidden?.why !== undefined) {
    findings.unseen.push({ ...place, why: hidden.why });
    return;
  }
  compareGiven(place, given, findings, (a, b) => tellValues(place.name, a, b));
}

function tellValues(name: string, a: Told, b: Told): { readonly path: string; readonly notebook: string | null; readonly pipeline: string | null } | undefined {
  const [one, other] = [a.parts ?? [], b.parts ?? []];
  const count = Math.max(one.length, other.length);
  for (let at = 0; at < count; at++) {
    const [x, y] = [one[at], other[at]];
    if (x?.[0] === y?.[0] && x?.[1] === y?.[1]) continue;
    return { path: `${name}${x?.[0] ?? y?.[0] ?? ''}`, notebook: x?.[1] ?? null, pipeline: x?.[0] === y?.[0] ? (y?.[1] ?? null) : null };
  }
  return undefined;
}
