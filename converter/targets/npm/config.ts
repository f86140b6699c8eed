import type { Plan } from '../../plan/plan.js';

/** `conf/base/catalog.json`: where every dataset lies. The ending of its file tells how it is kept. */
export const catalogJson = ({ datasets }: Plan): string =>
  jsonText(Object.fromEntries(datasets.map(({ name, layer }) => [name, { filepath: `data/${layer}/${name}`, format: 'auto' }])));

/** `conf/base/parameters.json`: defaults as the notebook has them. */
export const parametersJson = ({ parameters }: Plan): string => jsonText(Object.fromEntries(parameters.map(({ name, value }) => [name, value])));

const jsonText = (value: object): string => `${JSON.stringify(value, null, 2)}\n`;
