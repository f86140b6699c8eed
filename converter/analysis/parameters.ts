import type { Body } from '../languages/language.js';
import type { Span } from '../source/span.js';
import type { Loc } from './analysis.js';
import { argument, type Arguments } from './arguments.js';
import { get, put } from './effects.js';
import { anyKey, hidden } from './heap.js';
import { only } from './locs.js';
import type { Machine } from './machine.js';
import { allocate, ofLocs, thing } from './things.js';
import { join, joinAll, scalar, type Abstract } from './value.js';

/** The values of a body's parameters in a call, in order; defaults are what they were where the definition ran. */
export function bindParameters(m: Machine, code: Loc, body: Body, args: Arguments, span: Span): readonly Abstract[] {
  let position = 0;
  const taken = new Set<string>();
  return body.parameters.map(parameter => {
    const { name, kind } = parameter;
    if (kind === 'list') return restOf(m, `rest:${body.id}`, args, position, span);
    if (kind === 'dict') return namedRest(m, `named:${body.id}`, args, taken, span);
    const at = kind === 'keyword' ? undefined : position++;
    taken.add(name);
    const given = argument(args, at, name);
    const isSure = args.named.has(name) || (at !== undefined && args.positional.length > at);
    if (given && (isSure || parameter.default === undefined)) return given;
    const initial = defaultOf(m, code, name);
    return given ? join(given, initial) : initial;
  });
}

function defaultOf(m: Machine, code: Loc, name: string): Abstract {
  const held = get(m, only(code), `${hidden.default}:${name}`);
  const value = thing(m, code).defaults?.get(name);
  return held.size > 0 ? join(value ?? scalar, ofLocs(m, held)) : (value ?? scalar);
}

function restOf(m: Machine, tag: string, args: Arguments, from: number, span: Span): Abstract {
  const { rest, tuple } = m.knowledge.protocols;
  const loc = allocate(m, tag, span, { type: rest });
  args.positional.slice(from).forEach((value, index) => put(m, only(loc), index, value));
  if (args.rest) put(m, only(loc), anyKey, args.rest);
  const texts = args.rest || rest !== tuple ? undefined : joinAll(args.positional.slice(from)).texts;
  return { locs: only(loc), type: rest, ...(texts && { elementTexts: texts }) };
}

function namedRest(m: Machine, tag: string, args: Arguments, taken: ReadonlySet<string>, span: Span): Abstract {
  const { dictionary } = m.knowledge.protocols;
  const loc = allocate(m, tag, span, { type: dictionary });
  for (const [name, value] of args.named) if (!taken.has(name)) put(m, only(loc), name, value);
  if (args.restNamed) put(m, only(loc), anyKey, args.restNamed);
  return { locs: only(loc), type: dictionary };
}
