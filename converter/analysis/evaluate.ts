import type { Value } from '../languages/language.js';
import type { Span } from '../source/span.js';
import { noArguments } from './arguments.js';
import { inArms } from './arms.js';
import { spend } from './budget.js';
import { callValue } from './call.js';
import { define } from './define.js';
import { put } from './effects.js';
import { run } from './flow.js';
import { importValue } from './importing.js';
import { only } from './locs.js';
import type { Machine } from './machine.js';
import { allocate, libraryThing } from './things.js';
import { readName } from './names.js';
import { hidden } from './heap.js';
import { compareIdentity } from './identity.js';
import { formatted } from './formatted.js';
import { hashed, operate } from './operate.js';
import { partOf } from './parts.js';
import { resolveResult } from './results.js';
import { appendTexts, join, joinAll, scalar, type Abstract } from './value.js';

/** What an expression may give, and everything that evaluating it does. */
export function evaluate(m: Machine, value: Value): Abstract {
  const result = valueOf(m, value);
  spend(m, 1 + (result.locs.size >> 2));
  return result;
}

function valueOf(m: Machine, value: Value): Abstract {
  switch (value.kind) {
    case 'scalar':
      return { locs: scalar.locs, type: value.type, literal: value.literal, ...(typeof value.literal === 'string' && { texts: [value.literal] }) };
    case 'text':
      return textOf(m, value);
    case 'read':
      return readName(m, value.name, value.span);
    case 'make':
      return make(m, value);
    case 'part':
      return partOf(m, value);
    case 'call':
      return callValue(m, value);
    case 'operate': {
      const operands = value.of.map(operand => evaluate(m, operand));
      if (value.how === 'identity') compareIdentity(m, value.of, operands, value.span);
      return operate(m, value.how, value.operator, operands, value.span);
    }
    case 'code':
      return define(m, value.body, value.span);
    case 'choice': {
      const [first, ...rest] = value.of.map(one => () => evaluate(m, one));
      if (!first) return scalar;
      if (value.isOpen) return joinAll(inArms(m, [first, ...rest], false).results);
      return joinAll([first(), ...inArms(m, rest, true).results]);
    }
    case 'do':
      run(m, value.flow);
      return evaluate(m, value.value);
    case 'import':
      return importValue(m, value);
    case 'known':
      return known(m, value.path, value.span);
  }
}

/** What the language itself gives: a caught exception may be any that was raised. */
function known(m: Machine, path: string, span: Span): Abstract {
  const listed = m.knowledge.attribute(path);
  if (listed === undefined) return { locs: only(libraryThing(m, path)) };
  return join(resolveResult(m, listed, { args: noArguments, span }, path), { locs: new Set(m.raised) });
}

function textOf(m: Machine, { parts, span }: Extract<Value, { kind: 'text' }>): Abstract {
  let texts: readonly string[] = [''];
  for (const part of parts) {
    if (typeof part === 'string') {
      texts = appendTexts(texts, [part]);
      continue;
    }
    const given = evaluate(m, part);
    formatted(m, given, span);
    texts = appendTexts(texts, given.texts ?? (typeof given.literal === 'number' ? [String(given.literal)] : ['*']));
  }
  return { locs: scalar.locs, type: 'str', texts };
}

function make(m: Machine, { type, holds, span }: Extract<Value, { kind: 'make' }>): Abstract {
  const values = holds.map(([key, held]) => [key, evaluate(m, held)] as const);
  const loc = allocate(m, type, span, { type });
  for (const [key, held] of values) {
    if (key === hidden.keys) hashed(m, held, span);
    put(m, only(loc), key, held);
  }
  const texts = type === m.knowledge.protocols.tuple ? joinAll(values.map(([, held]) => held)).texts : undefined;
  return { locs: only(loc), type, ...(texts && { elementTexts: texts }) };
}
