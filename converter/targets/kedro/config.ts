import type { Dataset, Plan } from '../../plan/plan.js';
import { datasetType } from './datasetTypes.js';
import { yamlFile, type Entry } from './yaml.js';

/** `conf/base/catalog.yml`: where every dataset lies. */
export const catalogYml = (plan: Plan): string =>
  yamlFile(
    plan.datasets.map(dataset => catalogEntry(dataset, plan)),
    'Where every dataset lies, and how it is kept.'
  );

function catalogEntry(dataset: Dataset, plan: Plan): Entry {
  const { name, layer, file } = dataset;
  const metadata = { 'kedro-viz': { layer: layer.replace(/^\d+_/, '') } };
  if (!file) return { key: name, value: { type: `${plan.package}.runtime.datasets.AutoDataset`, filepath: `data/${layer}/${name}`, metadata } };
  const options = Object.keys(file.options).length === 0 ? {} : { load_args: file.options };
  return { key: name, value: { type: datasetType(file.format), filepath: file.path, ...options, metadata } };
}

/** `conf/base/parameters.yml`: defaults as the notebook has them. */
export const parametersYml = ({ parameters }: Plan): string =>
  yamlFile(
    parameters.map(({ name, value, type, comment }) => ({ key: name, value, type, ...(comment === undefined ? {} : { comment }) })),
    "The notebook's parameters."
  );

/** `conf/logging.yml`: plain lines on standard error. */
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
