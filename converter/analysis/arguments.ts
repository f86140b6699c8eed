import type { Argument } from '../languages/language.js';
import { anyKey } from './heap.js';
import { get } from './effects.js';
import { evaluate } from './evaluate.js';
import { hasNamespace, namedByText } from './namespaces.js';
import { iterate } from './iterate.js';
import { noLocs, unionAll, type LocSet } from './locs.js';
import type { Machine } from './machine.js';
import type { Span } from '../source/span.js';
import { ofLocs } from './things.js';
import { joinAll, type Abstract } from './value.js';

/** What a call is given. */
export interface Arguments {
  readonly positional: readonly Abstract[];
  readonly named: ReadonlyMap<string, Abstract>;
  /** May be any positional argument after the listed ones. */
  readonly rest?: Abstract | undefined;
  /** May be any named argument. */
  readonly restNamed?: Abstract | undefined;
  /** The callee fills a fresh object. */
  readonly makes?: boolean | undefined;
}

export const noArguments: Arguments = { positional: [], named: new Map() };

export const positional = (...values: readonly Abstract[]): Arguments => ({ positional: values, named: new Map() });

export function evaluateArguments(m: Machine, args: readonly Argument[]): Arguments {
  const listed: Abstract[] = [];
  const named = new Map<string, Abstract>();
  let rest: Abstract | undefined;
  let restNamed: Abstract | undefined;
  const meant: Abstract[] = [];
  for (const argument of args) {
    const value = evaluate(m, argument.value);
    const found = namedByText(m, value, spanOf(argument));
    if (found) meant.push(found);
    if (argument.spread === 'list') {
      const element = iterate(m, value, spanOf(argument));
      rest = rest ? joinAll([rest, element]) : element;
    } else if (argument.spread === 'dict') {
      if (hasNamespace(m, value)) m.unit.effects.dynamic = true;
      const held = ofLocs(m, get(m, value.locs, anyKey));
      restNamed = restNamed ? joinAll([restNamed, held]) : held;
    } else if (argument.name !== undefined) named.set(argument.name, value);
    else if (rest) rest = joinAll([rest, value]);
    else listed.push(value);
  }
  return { positional: listed, named, rest: meant.length === 0 ? rest : joinAll([...(rest ? [rest] : []), ...meant]), restNamed };
}

const spanOf = ({ value }: Argument): Span => ('span' in value ? value.span : { from: 0, to: 0 });

/** The argument at a position or under a name; absent where none is given. */
export function argument({ positional: listed, named, rest, restNamed }: Arguments, at: number | undefined, name?: string): Abstract | undefined {
  const given = name === undefined ? undefined : named.get(name);
  if (given) return given;
  if (at !== undefined && listed[at]) return listed[at];
  const possible = [...(at !== undefined && rest ? [rest] : []), ...(restNamed ? [restNamed] : [])];
  return possible.length > 0 ? joinAll(possible) : undefined;
}

export const allArguments = ({ positional: listed, named, rest, restNamed }: Arguments): readonly Abstract[] => [
  ...listed,
  ...named.values(),
  ...(rest ? [rest] : []),
  ...(restNamed ? [restNamed] : [])
];

export const argumentLocs = (args: Arguments): LocSet => unionAll([noLocs, ...allArguments(args).map(({ locs }) => locs)]);

/** The arguments of a function that is called on an object. */
export const calledOn = (m: Machine, args: Arguments, self: Abstract): Arguments =>
  m.knowledge.protocols.receiver === undefined ? withFirst(args, self) : withReceiver(m, args, self);

/** The same where the function is no method: it learns of the object only where a parameter of its own tells. */
export function withReceiver(m: Machine, args: Arguments, self: Abstract): Arguments {
  const { receiver } = m.knowledge.protocols;
  return receiver === undefined ? args : { ...args, named: new Map([...args.named, [receiver, self]]) };
}

const withFirst = (args: Arguments, first: Abstract): Arguments => ({ ...args, positional: [first, ...args.positional] });

/** Arguments of a callable that was given some in advance. */
export function withGiven(args: Arguments, given: Arguments | undefined): Arguments {
  if (given === undefined) return args;
  const joined = (...values: readonly (Abstract | undefined)[]) => joinAll(values.flatMap(value => value ?? []));
  return {
    ...args,
    positional: given.rest ? given.positional : [...given.positional, ...args.positional],
    named: new Map([...given.named, ...args.named]),
    rest: given.rest ? joined(given.rest, ...args.positional, args.rest) : args.rest,
    restNamed: given.restNamed ? joined(given.restNamed, args.restNamed) : args.restNamed
  };
}

/** Arguments of which any may be any of some values. */
export const anyOf = (value: Abstract, count: number): Arguments => ({ positional: Array.from({ length: count }, () => value), named: new Map(), rest: value });
