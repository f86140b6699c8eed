import { Document, YAMLMap, Pair, Scalar } from 'yaml';
import type { Json } from '../../notebook/notebook.js';
import type { Dataset, Plan } from '../../plan/plan.js';

const print = (document: Document): string => document.toString({ lineWidth: 0, flowCollectionPadding: false });

/** `conf/base/catalog.yml`: where every dataset lies. */
export function catalogYml(plan: Plan): string {
  const document = new Document({});
  document.commentBefore = ' Where every dataset lies and how it is kept. Entries may be changed; they are kept.';
  for (const dataset of plan.datasets) document.set(dataset.name, document.createNode(entryFor(dataset, plan)));
  return plan.datasets.length === 0 ? '{}\n' : print(document);
}

function entryFor(dataset: Dataset, plan: Plan): Json {
  if (dataset.file)
    return {
      type: dataset.file.format,
      filepath: dataset.file.path,
      load_args: dataset.file.options,
      metadata: { 'kedro-viz': { layer: layerName(dataset) } }
    };
  return {
    type: `${plan.package}.runtime.datasets.AutoDataset`,
    filepath: `data/${dataset.layer}/${dataset.name}`,
    metadata: { 'kedro-viz': { layer: layerName(dataset) } }
  };
}

const layerName = ({ layer }: Dataset): string => layer.replace(/^\d+_/, '');

/** `conf/base/parameters.yml`: defaults as the notebook has them. */
export function parametersYml(plan: Plan): string {
  if (plan.parameters.length === 0) return '{}\n';
  const document = new Document({});
  const map = document.contents as unknown as YAMLMap;
  for (const { name, value, comment } of plan.parameters) {
    const key = new Scalar(name);
    if (comment !== undefined) key.commentBefore = ` ${comment.replace(/^#\s*/, '')}`;
    map.items.push(new Pair(key, document.createNode(value)));
  }
  return print(document);
}

export const loggingYml = (): string => `version: 1
disable_existing_loggers: false
formatters:
  simple:
    format: "%(asctime)s %(levelname)s %(name)s: %(message)s"
handlers:
  console:
    class: logging.StreamHandler
    level: INFO
    formatter: simple
    stream: ext://sys.stderr
loggers:
  kedro:
    level: INFO
root:
  handlers: [console]
  level: WARNING
`;
