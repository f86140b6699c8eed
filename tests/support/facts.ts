import type { Body, CellFacts, Flow, Name, Value } from '../../converter/languages/language.js';

/** Facts of a cell as text: one line per flow item, then bodies, then what else was found. */
export function printFacts(facts: CellFacts): string {
  const lines = [
    ...printFlow(facts.flow, ''),
    ...Object.values(facts.bodies)
      .sort((a, b) => a.span.from - b.span.from)
      .flatMap(printBody),
    ...facts.rungs.map(
      ({ rung, rule, body, detail }) =>
        `${rung}: ${rule}${body === undefined ? '' : ` in ${short(body)}`}${detail === undefined ? '' : ` ${JSON.stringify(detail)}`}`
    ),
    ...facts.literals.map(
      ({ name, type, value, comment }) => `literal ${name}: ${type} = ${JSON.stringify(value)}${comment === undefined ? '' : ` # ${comment}`}`
    ),
    ...facts.diagnostics.map(({ severity, code, message }) => `${severity}[${code}]: ${message}`)
  ];
  return lines.join('\n');
}

const short = (id: string): string => id.slice(id.indexOf(':') + 1);

function printBody(body: Body): string[] {
  const parameters = body.parameters.map(
    ({ name, kind, default: given }) =>
      `${{ positional: '', keyword: 'keyword ', list: '*', dict: '**' }[kind]}${name}${given ? ` = ${printValue(given)}` : ''}`
  );
  const decorators = body.decorators.map(value => ` @${printValue(value)}`).join('');
  const bases =
    body.bases.length > 0 ? ` bases(${body.bases.map(({ name, value }) => `${name === undefined ? '' : `${name}=`}${printValue(value)}`).join(', ')})` : '';
  const sets = [
    ['locals', body.locals],
    ['globals', body.globals],
    ['binds', body.bindsGlobals]
  ] as const;
  const names = sets.filter(([, list]) => list.length > 0).map(([label, list]) => ` ${label}[${list.join(' ')}]`);
  return [`${body.kind} ${short(body.id)}(${parameters.join(', ')})${decorators}${bases}${names.join('')}`, ...printFlow(body.flow, '  ')];
}

function printFlow(flows: readonly Flow[], indent: string): string[] {
  return flows.flatMap(flow => {
    switch (flow.kind) {
      case 'branch':
        return [`${indent}branch`, ...flow.arms.flatMap(arm => [`${indent}  arm`, ...printFlow(arm, `${indent}    `)])];
      case 'loop':
        return [`${indent}loop`, ...printFlow(flow.body, `${indent}  `)];
      case 'begin':
        return [`${indent}begin${flow.manager ? ` under ${printValue(flow.manager)}` : ''}`, ...printFlow(flow.body, `${indent}  `)];
      default:
        return [indent + printSimple(flow)];
    }
  });
}

function printSimple(flow: Exclude<Flow, { kind: 'branch' | 'loop' | 'begin' }>): string {
  switch (flow.kind) {
    case 'write':
      return `${printName(flow.name)} = ${printValue(flow.value)}`;
    case 'mutate': {
      const place = flow.how === 'attribute' ? `.${flow.key}` : `[${flow.key === undefined ? printValue(flow.index) : JSON.stringify(flow.key)}]`;
      return flow.adds ? `mutate ${printValue(flow.target)}${place} = ${printValue(flow.adds)}` : `mutate ${printValue(flow.target)}${place}`;
    }
    case 'augment':
      return `${'scope' in flow.target ? printName(flow.target) : printValue(flow.target)} ${flow.operator} ${printValue(flow.value)}`;
    case 'delete':
      return `delete ${printName(flow.name)}`;
    default:
      return `${flow.kind} ${printValue(flow.value)}`;
  }
}

function printName(name: Name): string {
  switch (name.scope) {
    case 'global':
    case 'temp':
      return name.name;
    case 'frame':
      return `${name.name}^${name.depth}`;
    case 'class':
      return `class.${name.name}`;
    default:
      return name satisfies never;
  }
}

function printValue(value: Value | undefined): string {
  if (!value) return '?';
  switch (value.kind) {
    case 'scalar':
      return value.literal === undefined
        ? `<${value.type ?? 'scalar'}>`
        : value.type === 'str' || value.literal === null
          ? JSON.stringify(value.literal)
          : `${value.type}:${JSON.stringify(value.literal)}`;
    case 'text':
      return `text(${value.parts.map(part => (typeof part === 'string' ? JSON.stringify(part) : printValue(part))).join(' ')})`;
    case 'read':
      return printName(value.name);
    case 'make':
      return `${value.type}{${value.holds.map(([key, held]) => `${key}: ${printValue(held)}`).join(', ')}}`;
    case 'part':
      return `${printValue(value.of)}${printPlace(value)}`;
    case 'call':
      return `${printValue(value.callee)}(${value.args.map(({ name, spread, value: given }) => `${spread === 'list' ? '*' : spread === 'dict' ? '**' : name === undefined ? '' : `${name}=`}${printValue(given)}`).join(', ')})`;
    case 'operate':
      return `${value.how}(${[value.operator, ...value.of.map(printValue)].join(' ')})`;
    case 'code':
      return `code ${short(value.body)}`;
    case 'choice':
      return `choice(${value.of.map(printValue).join(' | ')})`;
    case 'do':
      return `do { ${printFlow(value.flow, '')
        .map(line => line.trim())
        .join('; ')} → ${printValue(value.value)} }`;
    case 'import':
      return `import ${value.module}${value.member === undefined ? '' : `:${value.member}`}${value.loads === undefined ? '' : ` loads ${value.loads}`}`;
    case 'known':
      return `<${value.path}>`;
    default:
      return value satisfies never;
  }
}

function printPlace({ how, key, index }: Extract<Value, { kind: 'part' }>): string {
  const at = key === undefined ? (index ? printValue(index) : '') : how === 'attribute' ? String(key) : JSON.stringify(key);
  if (how === 'attribute') return `.${at}`;
  return how === 'element' ? `~${at}` : how === 'slice' ? `[:${at}]` : `[${at}]`;
}
