import { join } from 'node:path';
import { readRun } from '../../runs.js';
import type { Bench, Sides } from '../bench.js';
import type { Place } from '../report.js';
import { compareGiven, ofEach, tellTexts, type Findings, type Given } from './findings.js';
import { readResult, type CellOutput } from './kernel.js';
import { readText } from './read.js';

/** What cells print and show, by node. */
export function compareOutputs({ runs, project }: Sides, { probing }: Bench, findings: Findings): void {
  const results = ofEach(runs, ({ out }) => readResult(out).cells);
  const latest = join(project, 'runs', 'latest');
  const records = new Map((readRun(latest)?.record.nodes ?? []).map(record => [record.name, record]));
  for (const { name: node, cells } of probing.nodes) {
    const record = records.get(node);
    if (record?.status !== 'succeeded') continue;
    const [cell = 0] = cells;
    const outputs = ofEach(results, found => cells.flatMap(index => found[String(index)] ?? []));
    const compare = (place: Pick<Place, 'kind' | 'name'>, given: Given<string>) => {
      if (given.runs[0] !== '' || given.pipeline !== '') compareGiven({ cell, node, ...place }, given, findings, tellTexts);
    };
    const streams = [
      ['stdout', 'printed', 'out'],
      ['stderr', 'errors', 'err']
    ] as const;
    for (const [name, kind, ending] of streams) {
      const said = ofEach(outputs, ofRun => withoutPlaces(ofRun.map(output => output[name]).join('')));
      compare({ kind, name }, { runs: said, pipeline: withoutPlaces(readText(join(latest, 'logs', `${node}.${ending}`))) });
    }
    compare({ kind: 'displayed', name: 'display' }, { runs: ofEach(outputs, shownIn), pipeline: shownBy(record.displays, project) });
  }
}

/** Text without the lines of stacks: the code lies elsewhere in a pipeline. */
const withoutPlaces = (text: string): string => text.replace(/\n *at [^\n]*:\d+:\d+\)?/g, '');

interface Bundle {
  readonly [mime: string]: unknown;
}

/** IJavaScript shows `undefined`, too, which says nothing. */
const saysNothing = (bundle: Bundle): boolean => Object.keys(bundle).join() === 'text/plain' && bundle['text/plain'] === 'undefined';

const spelled = (bundles: readonly Bundle[]): string =>
  bundles
    .filter(bundle => !saysNothing(bundle))
    .map(bundle =>
      Object.keys(bundle)
        .sort()
        .map(mime => `${mime}: ${typeof bundle[mime] === 'string' ? bundle[mime].trimEnd() : JSON.stringify(bundle[mime])}`)
        .join('\n')
    )
    .map(withoutPlaces)
    .join('\n');

const shownIn = (outputs: readonly CellOutput[]): string => spelled(outputs.flatMap(({ shown }) => shown));

/** A node keeps each form of what it shows in a file; the files of one bundle have one stem. */
function shownBy(displays: readonly { readonly mime: string; readonly path: string }[], project: string): string {
  const bundles = new Map<string, Record<string, string>>();
  for (const { mime, path } of displays) {
    const stem = path.replace(/\.\w+$/, '');
    const bundle = bundles.get(stem) ?? {};
    bundle[mime] = readText(join(project, path));
    bundles.set(stem, bundle);
  }
  return spelled([...bundles.values()]);
}
