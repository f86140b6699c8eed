import type { SpecialMeaning } from './special.js';
import { registerBodies } from './bodies.js';
import { put, update } from './effects.js';
import { evaluate } from './evaluate.js';
import { changeEverything } from './objects.js';
import { run } from './flow.js';
import { allocate, here } from './things.js';
import { only } from './locs.js';
import { inArms } from './arms.js';
import { joinAll, scalar, type Abstract } from './value.js';

/** `exec`, `eval`: text that is known is walked as if it stood there; text that is not may do anything to any name. */
export const runText: SpecialMeaning = (m, { args, span }) => {
  const [code = scalar, globals, locals = globals] = args.positional;
  const isOwn = (names: Abstract) => names.type === 'NoneType' || names.type === m.knowledge.protocols.namespace;
  const names = locals && isOwn(locals) ? globals : locals;
  if (names && !isOwn(names)) {
    if (globals && isOwn(globals)) m.unit.effects.dynamic = true;
    // Its functions find their names in that dictionary.
    const result = allocate(m, 'executed', span, { opaque: true });
    update(m, names.locs, span, 'exec');
    put(m, names.locs, '*', { locs: only(result) });
    put(m, only(result), '*', names);
    return { locs: new Set([result, ...names.locs]) };
  }
  const { texts } = code;
  const { analyzeText } = m;
  if (!texts || texts.some(text => text.includes('*') && !code.literal) || m.unit.body || !analyzeText) {
    m.unit.effects.dynamic = true;
    m.openNames = true;
    changeEverything(m, span);
    return { locs: only(allocate(m, 'executed', span, { executed: true })) };
  }
  const { origin, context } = m;
  const pieces = texts.map((text, index) => () => {
    const id = `${m.cellId}:${span.from}:${index}`;
    const facts = analyzeText(text, id);
    const at = here(m, span);
    registerBodies(m, facts, m.cellId, at);
    m.origin = at;
    m.context = `${context}/${id}`;
    const last = facts.flow.at(-1);
    const value = last?.kind === 'evaluate' ? last.value : undefined;
    run(m, value ? facts.flow.slice(0, -1) : facts.flow);
    const result = value ? evaluate(m, value) : scalar;
    m.origin = origin;
    m.context = context;
    return result;
  });
  const [single] = pieces;
  return single && pieces.length === 1 ? single() : joinAll(inArms(m, pieces, false).results);
};
