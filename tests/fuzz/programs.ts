import fc from 'fast-check';
import { statements } from './statements.js';
import { basic, kinds, modules } from './vocabulary.js';

interface Statement {
  readonly form: string;
  /** Which names stand for its slots. */
  readonly picks: readonly number[];
  readonly inner: readonly Statement[];
}

/** Cells of a program that ends by printing what it has. */
export type Program = readonly string[];

const leaf = (forms: readonly string[]): fc.Arbitrary<Statement> =>
  fc.record({ form: fc.constantFrom(...forms), picks: fc.array(fc.nat(2), { minLength: 3, maxLength: 5 }), inner: fc.constant([]) });

const simple = leaf(statements.filter(form => !form.includes('<body>') && !/^[%!]|^[^\n]*= !/.test(form)));
const nested: fc.Arbitrary<Statement> = fc.record({
  form: fc.constantFrom(...statements.filter(form => form.includes('<body>'))),
  picks: fc.array(fc.nat(2), { minLength: 3, maxLength: 5 }),
  inner: fc.array(simple, { minLength: 1, maxLength: 3 })
});
const statement = fc.oneof({ arbitrary: leaf(statements.filter(form => !form.includes('<body>'))), weight: 6 }, { arbitrary: nested, weight: 1 });

/** Programs of few cells; every name is bound before it is used, by a statement put in front where none does. */
export const programs: fc.Arbitrary<Program> = fc
  .record({
    cells: fc.array(fc.array(statement, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 6 }),
    last: fc.nat(2 ** 12)
  })
  .map(({ cells, last }) => program(cells, last));

function program(cells: readonly (readonly Statement[])[], last: number): Program {
  const bound = new Set<string>();
  const written = cells.map(cell => cell.map(each => write(each, bound)).join('\n'));
  const names = [...bound].filter((name, at) => shown(name) !== undefined && (last >> (at % 12)) % 2 === 0);
  const text = [...written, names.map(name => shown(name) ?? '').join('\n') || 'print("end")'];
  const all = text.join('\n');
  const imports = Object.entries(modules).flatMap(([name, line]) => (new RegExp(`\\b${name}\\b`).test(all) ? [line] : []));
  const seeds = [
    ...(/\brandom\.(shuffle|randint|sample|randrange)/.test(all) ? ['random.seed(1)'] : []),
    ...(/np\.random/.test(all) ? ['np.random.seed(1)'] : [])
  ];
  const first = [...imports, ...seeds, ...(/\bBasic\b/.test(all) ? [basic] : [])];
  return [...(first.length > 0 ? [first.join('\n')] : []), ...text].map(magicFirst);
}

/** A cell magic must be the first line of its cell: elsewhere it is left out. */
const magicFirst = (cell: string): string => (cell.startsWith('%%') ? cell : cell.replaceAll(/^%%.*\n/gm, ''));

function write({ form, picks, inner }: Statement, bound: Set<string>): string {
  const before: string[] = [];
  const later = new Map<string, number>();
  const nameOf = (kind: string, digit: string): string => {
    const { names } = kinds[kind] ?? { names: [] };
    return names[((picks[Number(digit) - 1] ?? 0) + Number(digit) - 1) % names.length] ?? kind;
  };
  const filled = form
    .split('\n')
    .map((text, line) =>
      text.replaceAll(/<(=?)([A-Z])(\d)>/g, (_, binds: string, kind: string, digit: string) => {
        const name = nameOf(kind, digit);
        if (binds === '=') later.set(name, line);
        else if (!bound.has(name) && (later.get(name) ?? line) >= line) {
          bound.add(name);
          before.push(`${name} = ${kinds[kind]?.first ?? 'None'}`);
        }
        return name;
      })
    )
    .join('\n');
  let at = 0;
  const count = (form.match(/<body>/g) ?? []).length;
  const body = filled.replaceAll(/^( *)<body>$/gm, (_, indent: string) => {
    const inside = new Set([...bound, ...later.keys()]);
    const share = inner.filter((__, index) => index % count === at).flatMap(each => write(each, inside).split('\n'));
    at++;
    return share.length === 0 ? `${indent}pass` : share.map(line => indent + line).join('\n');
  });
  for (const name of later.keys()) bound.add(name);
  return [...before, body].join('\n');
}

/** How the last cell shows a name of each kind. */
function shown(name: string): string | undefined {
  const kind = Object.keys(kinds).find(each => kinds[each]?.names.includes(name));
  if (kind === 'F') return `print(${name}.to_dict("list"))`;
  if (kind === 'A') return `print(${name}.tolist())`;
  if (kind === 'S') return `print(sorted(${name}))`;
  if (kind === 'O') return `print(${name}.items, ${name}.n, ${name}.shared)`;
  if (kind === 'C') return `print(${name}.shared, ${name}.total)`;
  if (kind === 'G') return `print(${name}([7]))`;
  if (kind === 'H') return `print(${name}())`;
  if (kind === 'R') return `print(${name}.random())`;
  if (kind === 'E') return `print([each.value for each in ${name}])`;
  if (kind === 'I') return `print(list(${name}))`;
  return kind === undefined ? undefined : `print(${name})`;
}
