import type { Manifest } from './project.js';

/** What two pipelines are compared by; plans and manifests both have it. */
export type Outline = Pick<Manifest, 'datasets' | 'parameters' | 'edges' | 'requirements'> & {
  readonly nodes: readonly Pick<Manifest['nodes'][number], 'name' | 'rung' | 'members' | 'settings'>[];
};

/** One thing that only one of two pipelines has, or that both have in another form. */
export interface PipelineChange {
  readonly kind: 'node' | 'order' | 'edge' | 'parameter' | 'dataset' | 'requirement';
  readonly name: string;
  /** Absent where it is new. */
  readonly before?: string;
  /** Absent where it is gone. */
  readonly after?: string;
}

/** How `other` differs from `one`; titles, comments and places of cells do not count. */
export function pipelineChanges(one: Outline, other: Outline): readonly PipelineChange[] {
  const order = commonOrder(one, other);
  return [
    ...changes('node', nodesOf(one), nodesOf(other)),
    ...(order ? [{ kind: 'order', name: 'nodes', ...order } as const] : []),
    ...changes('edge', edgesOf(one), edgesOf(other)),
    ...changes('parameter', parametersOf(one), parametersOf(other)),
    ...changes('dataset', datasetsOf(one), datasetsOf(other)),
    ...changes('requirement', requirementsOf(one), requirementsOf(other))
  ];
}

type Told = ReadonlyMap<string, string>;

function changes(kind: PipelineChange['kind'], one: Told, other: Told): readonly PipelineChange[] {
  return [...new Set([...one.keys(), ...other.keys()])].flatMap(name => {
    const [before, after] = [one.get(name), other.get(name)];
    return before === after ? [] : [{ kind, name, ...(before !== undefined && { before }), ...(after !== undefined && { after }) }];
  });
}

/** Of the nodes that both have. */
function commonOrder(one: Outline, other: Outline): { readonly before: string; readonly after: string } | undefined {
  const names = (outline: Outline) => outline.nodes.map(({ name }) => name);
  const common = new Set(names(one).filter(name => names(other).includes(name)));
  const [before, after] = [one, other].map(outline =>
    names(outline)
      .filter(name => common.has(name))
      .join(', ')
  );
  return before === undefined || after === undefined || before === after ? undefined : { before, after };
}

const nodesOf = ({ nodes }: Outline): Told =>
  new Map(
    nodes.map(({ name, rung, members, settings }) => {
      const set = Object.entries(settings).map(([key, value]) => `${key} ${JSON.stringify(value)}`);
      return [name, [members ? `${rung}: ${members.join(', ')}` : rung, ...set].join(', ')];
    })
  );

const edgesOf = ({ edges }: Outline): Told =>
  new Map(edges.map(({ from, to, reasons }) => [`${from} → ${to}`, [...new Set(reasons.map(({ name }) => name))].sort().join(', ')]));

const parametersOf = ({ parameters }: Outline): Told => new Map(parameters.map(({ name, value, type }) => [name, `${JSON.stringify(value)} (${type})`]));

const datasetsOf = ({ datasets }: Outline): Told =>
  new Map(
    datasets.flatMap(({ name, kind, type, layer, file, names }) =>
      kind === 'order'
        ? []
        : [
            [
              name,
              [
                type ?? kind,
                ...(names.length > 1 ? [names.join(' + ')] : []),
                layer,
                ...(file ? [file.path, file.format, JSON.stringify(file.options)] : [])
              ].join(', ')
            ]
          ]
    )
  );

const requirementsOf = ({ requirements }: Outline): Told => new Map(requirements.map(({ distribution }) => [distribution, 'required']));
