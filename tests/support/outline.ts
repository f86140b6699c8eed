import type { Diagnostic } from '../../converter/diagnostics/diagnostic.js';
import type { PipelineNode, Plan } from '../../converter/plan/plan.js';
import type { CellLocation } from '../../converter/source/span.js';

const at = ({ cell, span }: CellLocation): string => (span ? `${cell}:${span.from}-${span.to}` : cell);

/** Where each reason for an edge was written and is read. */
export const placesOf = ({ edges }: Plan): readonly string[] =>
  edges.flatMap(({ from, to, reasons }) =>
    reasons.map(({ name, writer, reader, through = [] }) => {
      const way = through.map(call => ` through ${at(call)}`).join('');
      return `why ${from} -> ${to}: ${name}${writer ? ` from ${at(writer)}` : ''} at ${at(reader)}${way}`;
    })
  );

/** A plan in few lines: what each node is and why, what it takes and gives, and what every edge is for. */
export function outline(plan: Plan | undefined, diagnostics: readonly Diagnostic[]): string {
  const told = diagnostics.map(
    ({ code, severity, at }) => `${severity} ${code}${at ? ` at ${at.cell}${at.span ? `:${at.span.from}-${at.span.to}` : ''}` : ''}`
  );
  if (!plan) return told.join('\n');
  const { helpers, datasets, edges, parameters, workspace, requirements, assumes } = plan;
  return [
    ...line(
      'imports',
      helpers.imports.map(({ text }) => text)
    ),
    ...line(
      'helpers',
      helpers.definitions.map(({ names, kind, usesHelpers, usesImports }) => [`${kind} ${names.join(',')}`, ...usesHelpers, ...usesImports].join(' '))
    ),
    ...line(
      'setup',
      helpers.setup.map(({ text }) => text)
    ),
    ...line('setup uses', [...helpers.setupUses.imports, ...helpers.setupUses.helpers]),
    ...line('futures', helpers.futures),
    ...line(
      'parameters',
      parameters.map(({ name, type, value }) => `${name}: ${type} = ${JSON.stringify(value)}`)
    ),
    ...plan.nodes.flatMap(nodeLines),
    ...datasets.map(({ name, kind, type = '?', layer, consumers }) => `dataset ${name} ${kind} ${type} ${layer} for ${consumers.join(' ')}`),
    ...edges.map(({ from, to, reasons }) => `edge ${from} -> ${to}: ${reasons.map(({ name, rule }) => `${name} ${rule}`).join(', ')}`),
    ...line('workspace', [workspace.directory, ...workspace.files.map(({ from, to }) => `${from} > ${to}`)]),
    ...line(
      'requirements',
      requirements.map(({ distribution }) => distribution)
    ),
    ...line(
      'assumes',
      Object.entries(assumes).map(pair => pair.join(' '))
    ),
    ...told
  ].join('\n');
}

const line = (word: string, what: readonly string[]): readonly string[] => (what.length > 0 ? [`${word} ${what.join('; ').replaceAll('\n', '\\n')}`] : []);

function nodeLines(node: PipelineNode): readonly string[] {
  const because = node.reasons.map(({ rule, detail, cell }) => [rule, detail, cell].filter(Boolean).join(' ').replaceAll('\n', '\\n'));
  const rows = (word: string, what: readonly string[]) => line(`  ${word}`, what);
  return [
    `node ${node.name} ${node.rung} ${node.form} ${node.cells.map(({ id }) => id).join(' ')}${node.members ? ` of ${node.members.join(' ')}` : ''}`,
    ...rows('because', because),
    ...rows(
      'takes',
      node.inputs.map(({ dataset, parameter, names, takes }) => `${dataset ?? `parameter ${parameter ?? ''}`} (${names.join(' ')}: ${takes.join(' ')})`)
    ),
    ...rows(
      'gives',
      node.outputs.map(({ dataset, names, optional }) => `${dataset} (${names.join(' ')}${optional.length > 0 ? ` perhaps ${optional.join(' ')}` : ''})`)
    ),
    ...rows('states', [
      ...node.stateIn.map(({ state, dataset }) => `in ${state} ${dataset}`),
      ...node.stateOut.map(({ state, dataset }) => `out ${state} ${dataset}`)
    ]),
    ...rows('order', [...node.filesIn, ...(node.filesOut === undefined ? [] : [`gives ${node.filesOut}`])]),
    ...rows(
      'restated',
      node.restated.map(({ text }) => text)
    ),
    ...rows(
      'body',
      node.body.map(({ cell, line: first, text, pauses }) => `${cell}:${first}+${text.split('\n').length}${pauses ? ' pauses' : ''}`)
    ),
    ...rows('declares', node.declares),
    ...rows(
      'types',
      Object.entries(node.types).map(([name, type]) => `${name}: ${type}`)
    ),
    ...rows('uses', [...node.usesHelpers, ...node.usesImports, ...node.runtime]),
    ...rows('only reads', node.readsOnly),
    ...rows('used later', node.usedLater),
    ...rows(
      'apart',
      (node.harmless ?? []).map(pair => pair.join(' | '))
    ),
    ...rows('changes the indexes of', node.relabels ?? []),
    ...rows('imported before', node.imported ?? []),
    ...rows('touches', node.touches),
    ...rows('seeds', node.seeds ?? []),
    ...rows(
      'settings',
      Object.entries(node.settings).map(([key, value]) => `${key} ${JSON.stringify(value)}`)
    ),
    ...rows('files', [...node.fileReads.map(path => `reads ${path}`), ...node.fileWrites.map(path => `writes ${path}`)])
  ];
}
