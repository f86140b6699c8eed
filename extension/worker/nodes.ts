import { subject, type CellIntent, type Conversion, type Dataset, type Json, type PipelineNode, type Plan } from '../../converter/index.js';
import type { NodeView, PortView, Problem } from '../model/view.js';

/** The plan's nodes with what goes in and out of them, held against what the author declared. */
export function nodeViews(conversion: Conversion, plan: Plan, problems: readonly Problem[], colours: number): readonly NodeView[] {
  const intents = new Map(conversion.notebook.cells.map(({ id, intent }) => [id, intent]));
  const datasets = new Map(plan.datasets.map(dataset => [dataset.name, dataset]));
  return plan.nodes.map((node, index): NodeView => {
    const own = node.cells.flatMap(({ id }) => intents.get(id) ?? []);
    const ids = new Set(node.cells.map(({ id }) => id));
    const severities = new Set(problems.filter(({ at }) => at && ids.has(at.cell)).map(({ severity }) => severity));
    const worst = severities.has('error') ? 'error' : severities.has('warning') ? 'warning' : undefined;
    const authored = [...new Set(own.flatMap(({ node: name }) => name ?? []))];
    return {
      name: node.name,
      authored: authored.length > 0 ? authored : [node.name],
      rung: node.rung,
      because: [...new Set(node.reasons.map(({ rule, detail }) => (detail === undefined ? rule : `${rule} (${detail})`)))],
      cells: node.cells,
      inputs: inputsOf(node, datasets, declaredOf(own, 'inputs')),
      outputs: outputsOf(node, plan, declaredOf(own, 'outputs') ?? []),
      colour: index % colours,
      settings: settingsOf(node),
      ...(node.title !== undefined && { title: node.title }),
      ...(node.settings.description !== undefined && { description: node.settings.description }),
      ...(worst && { worst })
    };
  });
}

const declaredOf = (intents: readonly CellIntent[], field: 'inputs' | 'outputs'): readonly string[] | undefined =>
  intents.some(intent => intent[field] !== undefined) ? intents.flatMap(intent => intent[field] ?? []) : undefined;

function settingsOf({ settings }: PipelineNode): { readonly [key: string]: Json } {
  return Object.fromEntries(Object.entries(settings).filter(([key]) => key !== 'description'));
}

/** `declared` absent: the author leaves it to the code. */
function inputsOf(node: PipelineNode, datasets: ReadonlyMap<string, Dataset>, declared: readonly string[] | undefined): readonly PortView[] {
  const standing = (name: string) => (declared === undefined ? 'inferred' : declared.includes(name) ? 'declared' : 'contradicted');
  const taken = node.inputs.flatMap(({ dataset, parameter, takes }): readonly PortView[] => {
    if (parameter !== undefined) return [{ name: parameter, kind: 'parameter', standing: 'inferred', others: [] }];
    const { producer, type, file } = datasets.get(dataset ?? '') ?? {};
    return takes.map(name => ({
      name,
      kind: file ? 'file' : 'value',
      standing: standing(name),
      others: producer === undefined ? [] : [producer],
      ...(type !== undefined && { type })
    }));
  });
  const names = new Set(taken.map(({ name }) => name));
  const missing = (declared ?? []).filter(name => !names.has(name)).map((name): PortView => ({ name, kind: 'value', standing: 'contradicted', others: [] }));
  const states = node.stateIn.map(({ dataset, state }) => hidden(`·${state}`, 'state', [datasets.get(dataset)?.producer ?? '']));
  const files = node.fileReads.map(path => hidden(path, 'file', []));
  return [...taken, ...missing, ...states, ...files];
}

function outputsOf(node: PipelineNode, plan: Plan, declared: readonly string[]): readonly PortView[] {
  const takers = (dataset: string, name: string) =>
    plan.nodes.filter(({ inputs }) => inputs.some(input => input.dataset === dataset && input.takes.includes(name))).map(taker => taker.name);
  const types = new Map(plan.datasets.map(({ name, type }) => [name, type]));
  const made = node.outputs.flatMap(({ dataset, names }) =>
    names.map((name): PortView => {
      const type = types.get(dataset);
      return {
        name,
        kind: 'value',
        standing: declared.includes(name) ? 'declared' : 'inferred',
        others: takers(dataset, name),
        ...(type !== undefined && { type })
      };
    })
  );
  const names = new Set(made.map(({ name }) => name));
  const missing = declared.filter(name => !names.has(name)).map((name): PortView => ({ name, kind: 'value', standing: 'contradicted', others: [] }));
  const states = node.stateOut.map(({ dataset, state }) =>
    hidden(
      `·${state}`,
      'state',
      plan.nodes.filter(({ stateIn }) => stateIn.some(taken => taken.dataset === dataset)).map(({ name }) => name)
    )
  );
  const files = node.fileWrites.map(path => hidden(path, 'file', []));
  return [...made, ...missing, ...states, ...files];
}

/** What no variable holds. */
const hidden = (name: string, kind: 'state' | 'file', others: readonly string[]): PortView => ({
  name: kind === 'state' ? subject(name) : name === '*' ? 'any file' : name,
  kind,
  standing: 'inferred',
  others: others.filter(other => other !== '')
});
