import type { Body, Flow, RungReason, Value } from '../language.js';
import { evaluatedAt, walkFlow, walkValue } from '../walk.js';

/** Reasons that can be told from what the code does; `bound` are the names that the cell binds at top level. */
export function findReasons(flow: readonly Flow[], bodies: readonly Body[], bound: ReadonlyMap<string, unknown>): readonly RungReason[] {
  const found: RungReason[] = [];
  const look = (body?: Body) => (value: Value) => {
    const reason = reasonFor(value, bound);
    if (reason) found.push({ ...reason, ...(body && { body: body.id }) });
  };
  walkFlow(flow, { value: look() });
  for (const body of bodies) {
    walkFlow(body.flow, { value: look(body) });
    evaluatedAt(body).forEach(value => walkValue(value, { value: look(body) }));
  }
  return found;
}

const asking: ReadonlySet<string> = new Set(['prompt', 'confirm', 'alert']);

function reasonFor(value: Value, bound: ReadonlyMap<string, unknown>): Omit<RungReason, 'body'> | undefined {
  // Text that is run as code may declare and change any name, whatever `eval` is called by then.
  if (value.kind === 'read' && value.name.scope === 'global' && value.name.name === 'eval' && !bound.has('eval'))
    return { rung: 'refused', rule: 'eval', detail: 'eval', span: value.span };
  if (value.kind !== 'call' || value.callee.kind !== 'read' || value.callee.name.scope !== 'global') return undefined;
  const { name } = value.callee.name;
  if (bound.has(name)) return undefined;
  if (name === 'Function') return { rung: 'refused', rule: 'eval', detail: name, span: value.span };
  return asking.has(name) ? { rung: 'refused', rule: 'input', detail: name, span: value.span } : undefined;
}
