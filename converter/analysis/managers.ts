import type { Flow, Value } from '../languages/language.js';
import { memberOf } from './classes.js';
import { fieldOf, hidden } from './heap.js';
import { isInstance } from './instances.js';
import type { Machine } from './machine.js';
import { thing } from './things.js';
import type { Abstract } from './value.js';

/** Whether a context manager of the notebook may end the block early, so that the code after it runs all the same. */
export function endsEarly(m: Machine, manager: Abstract): boolean {
  return [...manager.locs].some(loc => {
    const functions = isInstance(m, loc)
      ? m.knowledge.protocols.exit.flatMap(name => [...memberOf(m, loc, name).locs])
      : [...fieldOf(m.heap, loc, hidden.callable)];
    return functions.some(code => {
      const body = m.bodies.get(thing(m, code).body ?? '')?.body;
      return body !== undefined && body.flow.some(flow => (body.kind === 'generator' ? goesOn(flow, false) : swallows(flow)));
    });
  });
}

/** What `__exit__` returns decides: nothing and falsehood let the exception pass. */
function swallows(flow: Flow): boolean {
  if (flow.kind === 'return') return !isFalse(flow.value);
  return inner(flow).some(swallows);
}

const isFalse = (value: Value): boolean => value.kind === 'scalar' && 'literal' in value && !value.literal;

/** A generator function goes on after an exception where its `yield` is in a block whose exceptions are handled. */
function goesOn(flow: Flow, isHandled: boolean): boolean {
  if (flow.kind === 'yield') return isHandled;
  return inner(flow).some(each => goesOn(each, isHandled || (flow.kind === 'begin' && !flow.manager)));
}

function inner(flow: Flow): readonly Flow[] {
  if (flow.kind === 'branch') return flow.arms.flat();
  if (flow.kind === 'loop' || flow.kind === 'begin') return flow.body;
  return 'value' in flow && flow.value.kind === 'do' ? flow.value.flow : [];
}
