import type { Body, Flow, RungReason, Value } from '../language.js';
import type { Span } from '../../source/span.js';
import type { Deletion } from './flow/context.js';
import { builtins } from './builtins.js';
import { evaluatedAt, walkFlow, walkValue } from '../walk.js';

/** Where a rule is looked for: a body's own text, or the top level of the cell. */
interface Place {
  readonly flow: readonly Flow[];
  readonly evaluated: readonly Value[];
  readonly body?: Body;
}

/** Reasons that can be told from what the code does; `bound` are the names that the cell binds at top level. */
export function findReasons(flow: readonly Flow[], bodies: readonly Body[], bound: ReadonlySet<string>): readonly RungReason[] {
  const places: readonly Place[] = [{ flow, evaluated: [] }, ...bodies.map(body => ({ flow: body.flow, evaluated: evaluatedAt(body), body }))];
  return places.flatMap(place => {
    const found: RungReason[] = [];
    const visitor = { value: (value: Value) => found.push(...reasonsFor(value, place, bound)) };
    walkFlow(place.flow, visitor);
    place.evaluated.forEach(value => walkValue(value, visitor));
    return found;
  });
}

type Reason = Omit<RungReason, 'body' | 'span'>;

function reasonsFor(value: Value, { body }: Place, bound: ReadonlySet<string>): readonly RungReason[] {
  const reason =
    value.kind === 'call'
      ? callReason(value, body, bound)
      : value.kind === 'read'
        ? readReason(value, bound)
        : value.kind === 'import' && value.member === '*'
          ? starReason(value)
          : value.kind === 'part' && value.how === 'attribute' && compiled.has(String(value.key))
            ? ({ rung: 'script', rule: 'captured', detail: String(value.key) } as const)
            : undefined;
  const span = 'span' in value ? value.span : undefined;
  return reason && span ? [{ ...reason, span, ...(body && { body: body.id }) }] : [];
}

function callReason({ callee, args }: Extract<Value, { kind: 'call' }>, body: Body | undefined, bound: ReadonlySet<string>): Reason | undefined {
  if (callee.kind === 'known') {
    if (callee.path === 'ipython.run_file') return { rung: 'script', rule: 'run-file', ...literalDetail(args[0]?.value) };
    // In a function `await` is ordinary.
    return callee.path === 'python.await' && (!body || body.kind === 'class') ? { rung: 'script', rule: 'top-level-await' } : undefined;
  }
  if (callee.kind === 'part' && callee.how === 'attribute' && callee.key === 'getpass' && isGlobal(callee.of, 'getpass'))
    return { rung: 'refused', rule: 'input', detail: 'getpass.getpass' };
  const name = callee.kind === 'read' && callee.name.scope === 'global' ? callee.name.name : undefined;
  if (callee.kind === 'part' && body && body.kind !== 'class' && asksForNames(callee.key, args[0]?.value, body))
    return { rung: 'script', rule: 'query', findsNames: true };
  if (name === undefined || bound.has(name)) return undefined;
  if (name === 'input' || name === 'raw_input') return { rung: 'refused', rule: 'input', detail: name };
  if (name === 'exec' || name === 'eval' || name === 'compile') return { rung: 'script', rule: name, findsNames: true, ...literalDetail(args[0]?.value) };
  const isFunction = body !== undefined && body.kind !== 'class';
  if (name === 'globals') return { rung: 'script', rule: name, findsNames: true };
  if (args.length > 0 || (name !== 'locals' && name !== 'vars' && name !== 'dir')) return undefined;
  // Inside a function these see its own names, and those that it has from a function around it.
  return { rung: 'script', rule: name, ...(isFunction && { findsNames: true, ownNames: true }) };
}

/** `df.query("a > @limit")` in a function that has no `limit` of its own: it is looked up among the names where the function was defined. */
function asksForNames(key: unknown, text: Value | undefined, { locals, parameters }: Body): boolean {
  if ((key !== 'query' && key !== 'eval') || text?.kind !== 'scalar' || typeof text.literal !== 'string') return false;
  const own = new Set([...locals, ...parameters.map(({ name }) => name)]);
  return [...text.literal.matchAll(/@([^\W\d]\w*)/gu)].some(([, name = '']) => !own.has(name));
}

const literalDetail = (value: Value | undefined): { readonly detail?: string } =>
  value?.kind === 'scalar' && typeof value.literal === 'string' ? { detail: value.literal } : {};

const isGlobal = (value: Value, name: string): boolean => value.kind === 'read' && value.name.scope === 'global' && value.name.name === name;

/** What a function at top level captures is nothing, and inside a node's function what it reads there. */
const compiled: ReadonlySet<string> = new Set(['__closure__', '__code__']);

const history = /^(?:_{1,3}|_i{1,3}|_i?\d+|_[iod]h|In|Out|_exit_code)$/;
const module = /^__(?:name|file|spec|loader|package|doc|builtins?|annotations)__$/;

function readReason({ name }: Extract<Value, { kind: 'read' }>, bound: ReadonlySet<string>): Reason | undefined {
  if (name.scope !== 'global' || bound.has(name.name)) return undefined;
  if (history.test(name.name)) return { rung: 'refused', rule: 'history', detail: name.name };
  if (module.test(name.name)) return { rung: 'script', rule: 'main-name', detail: name.name };
  return name.name === 'get_ipython' ? { rung: 'script', rule: 'get-ipython' } : undefined;
}

const starReason = ({ module: from }: Extract<Value, { kind: 'import' }>): Reason => ({ rung: 'script', rule: 'star-import', detail: from });

/** A name that goes away on some paths only, or while functions of the cell still mean it. */
export function deletionReasons(deletions: readonly Deletion[], bodies: readonly Body[]): readonly RungReason[] {
  return deletions.flatMap(({ name, span, nested }): readonly RungReason[] => {
    if (nested) return [{ rung: 'script', rule: 'conditional-delete', span, detail: name }];
    return builtins.has(name) || bodies.some(({ globals }) => globals.includes(name)) ? [{ rung: 'script', rule: 'captured-delete', span, detail: name }] : [];
  });
}

/** Class bodies at top level that read a name before they surely bound it: it is looked up in the class, then among the globals. */
export function classReasons(bodies: readonly Body[]): readonly RungReason[] {
  const byId = new Map(bodies.map(body => [body.id, body]));
  const isTop = (body: Body): boolean => body.parent === undefined || (byId.get(body.parent)?.kind === 'class' && isTop(byId.get(body.parent) as Body));
  return bodies
    .filter(body => body.kind === 'class' && isTop(body))
    .flatMap(body => {
      const found: RungReason[] = [];
      early(body.flow, new Set(), (name, span) => found.push({ rung: 'script', rule: 'class-scope', body: body.id, span, detail: name }));
      return found;
    });
}

/** Walks a class body with the names that are surely bound so far. */
function early(flows: readonly Flow[], bound: Set<string>, report: (name: string, span: Span) => void): void {
  const look = (value: Value) => value.kind === 'read' && value.name.scope === 'class' && !bound.has(value.name.name) && report(value.name.name, value.span);
  for (const flow of flows) {
    if (flow.kind === 'branch') {
      const arms = flow.arms.map(arm => {
        const inner = new Set(bound);
        early(arm, inner, report);
        return inner;
      });
      const [first, ...rest] = arms;
      for (const name of first ?? []) if (rest.every(arm => arm.has(name))) bound.add(name);
    } else if (flow.kind === 'loop' || (flow.kind === 'begin' && !flow.manager)) early(flow.body, new Set(bound), report);
    else if (flow.kind === 'begin') early(flow.body, bound, report);
    else {
      walkFlow([flow], { value: look });
      if (flow.kind === 'augment' && 'scope' in flow.target && flow.target.scope === 'class' && !bound.has(flow.target.name))
        report(flow.target.name, flow.span);
      if (flow.kind === 'write' && flow.name.scope === 'class') bound.add(flow.name.name);
      if (flow.kind === 'delete' && flow.name.scope === 'class') bound.delete(flow.name.name);
    }
  }
}
