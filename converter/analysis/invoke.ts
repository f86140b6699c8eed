import type { Body } from '../languages/language.js';
import type { CellLocation, Span } from '../source/span.js';
import type { Loc } from './analysis.js';
import { allArguments, argumentLocs, type Arguments } from './arguments.js';
import { inArms } from './arms.js';
import { bounded, exhaust } from './budget.js';
import { absorb, noteBody, put, setGlobal, weak } from './effects.js';
import { boundAt, environment, lookUp, type Slot } from './environment.js';
import { run } from './flow.js';
import { fieldOf, hidden } from './heap.js';
import { begin, watched } from './late.js';
import { limits } from './limits.js';
import { only, union } from './locs.js';
import type { Activation, Machine, Remembered } from './machine.js';
import { allocate, here, intern, thing } from './things.js';
import { newUnit, type Unit } from './unit.js';
import { bindParameters } from './parameters.js';
import { callBeyond, isBeyond } from './beyond.js';
import { join, joinAll, same, scalar, signature, type Abstract } from './value.js';

/** Runs a function's body for a call: with the arguments given and the globals of this moment. */
export function invoke(m: Machine, code: Loc, args: Arguments, span: Span): Abstract {
  const known = m.bodies.get(thing(m, code).body ?? '');
  // Modules beside the notebook have names of their own: their code is followed where it is called by the module's name.
  if (!known || (known.isOwn && !m.own.running)) return { locs: union(only(code), argumentLocs(args)) };
  const { body } = known;
  if (body.kind === 'generator' || body.kind === 'async') return suspended(m, code, body, args, span);
  return runBody(m, code, body, args, span);
}

/** A generator or coroutine: what its body does happens when it is used up, and is counted here, too. Eager code has begun, and goes on until it is awaited. */
function suspended(m: Machine, code: Loc, body: Body, args: Arguments, span: Span): Abstract {
  const type = body.kind === 'generator' ? m.knowledge.protocols.generator : m.knowledge.protocols.awaitable;
  const isUnderWay = body.kind === 'async' && m.knowledge.protocols.eager === true;
  const made = allocate(m, `made:${body.id}`, span, { type, ...(!isUnderWay && { resumes: { code, args } }) });
  if (!isUnderWay) {
    if (body.cleansUp) m.waiting.set(made, here(m, span));
    put(m, only(made), hidden.callable, { locs: only(code) });
    for (const value of allArguments(args)) put(m, only(made), hidden.given, value);
  }
  const run = () => runBody(m, code, body, args, span);
  const { result, late } = isUnderWay ? watched(m, run) : { result: joinAll(inArms(m, [run], true).results), late: undefined };
  put(m, only(made), '*', result);
  if (late) begin(m, made, late);
  return { locs: only(made), type };
}

/** Runs the body of a generator or coroutine where it is used up. */
export function resume(m: Machine, loc: Loc, span: Span): Abstract {
  const { resumes } = thing(m, loc);
  const known = resumes && m.bodies.get(thing(m, resumes.code).body ?? '');
  if (!resumes || !known) return scalar;
  const result = runBody(m, resumes.code, known.body, resumes.args, span);
  put(m, only(loc), '*', result);
  return result;
}

function runBody(m: Machine, code: Loc, body: Body, args: Arguments, span: Span): Abstract {
  const parameters = bindParameters(m, code, body, args, span);
  const context = contextOf(m, span);
  const key = `${code}@${context}@${parameters.map(signature).join(';')}`;
  const active = m.active.filter(activation => activation.body === body.id);
  const running = active.find(activation => activation.key === key) ?? (active.length >= (m.guessing > 0 ? 1 : 3) ? active.at(-1) : undefined);
  const call = here(m, span);
  if (running) return reenter(m, running, parameters, call);
  const remembered = m.memo.get(key)?.find(entry => holds(m, entry));
  if (remembered) return replay(m, remembered, call);
  if (isBeyond(m) || m.active.length >= limits.depth) return callBeyond(m, code, body, args, call);
  const follow = () => followBody(m, { code, body, parameters, key, context, call });
  const result = m.active.length === 0 ? bounded(m, follow, call) : follow();
  return result ?? callBeyond(m, code, body, args, call);
}

interface Call {
  readonly code: Loc;
  readonly body: Body;
  readonly parameters: readonly Abstract[];
  readonly key: string;
  readonly context: string;
  readonly call: CellLocation;
}

function followBody(m: Machine, { code, body, parameters, key, context, call }: Call): Abstract {
  const { cellId, context: before, origin } = m;
  const partial = m.partial.get(key);
  const activation: Activation = {
    body: body.id,
    code,
    key,
    args: partial ? parameters.map((value, index) => join(value, partial.args[index] ?? value)) : parameters,
    result: partial?.result ?? scalar,
    effects: partial?.effects,
    recursive: false
  };
  m.active.push(activation);
  const { cell = cellId, origin: executed } = m.bodies.get(body.id) ?? {};
  m.cellId = cell;
  m.context = context;
  m.origin = executed;
  let unit = walkBody(m, code, body, activation.args);
  const isInner = () => m.active.some(other => other !== activation && other.recursive);
  if (activation.recursive) remember(m, activation, unit);
  let isSettled = false;
  for (let round = 1; activation.recursive && !isInner() && !isSettled; round++) {
    if (round === limits.rounds) exhaust();
    const { result: settled, args } = activation;
    const size = sizeOf(unit.effects);
    const { version } = m.heap;
    const bound = [...unit.effects.writes.keys()].map(name => ({ name, value: lookUp(m.globals, name)?.value }));
    unit = walkBody(m, code, body, activation.args);
    remember(m, activation, unit);
    const isBoundAgain = bound.every(({ name, value = scalar }) => same(value, lookUp(m.globals, name)?.value ?? scalar));
    isSettled = isBoundAgain && same(settled, activation.result) && size === sizeOf(unit.effects) && version === m.heap.version && args === activation.args;
  }
  m.active.pop();
  m.cellId = cellId;
  m.context = before;
  m.origin = origin;
  const result = resultOf(unit, body);
  noteBody(m, unit.effects, body.id);
  // What lies beyond counts for the cell.
  if (!m.beyond && !unit.effects.wide && !m.active.some(({ recursive }) => recursive)) store(m, key, unit, result);
  m.steps -= sizeOf(unit.effects);
  dependOn(m.unit, unit.readNames, unit.readLocs);
  absorb(m.unit, unit.effects, call);
  return result;
}

export function walkBody(m: Machine, code: Loc, body: Body, parameters: readonly Abstract[]): Unit {
  const { unit: outer } = m;
  const frame = intern(m, `frame:${code}:${m.context}`, {});
  put(m, only(frame), hidden.frame, { locs: fieldOf(m.heap, code, hidden.frame) });
  const unit = newUnit(m, { parent: outer, body, frame });
  m.unit = unit;
  unit.locals = environment();
  body.parameters.forEach(({ name }, index) => {
    const value = parameters[index] ?? scalar;
    unit.locals.slots.set(name, { value, state: 'bound', since: ++m.tick });
    if (m.outer.has(body.id)) put(m, only(frame), name, value);
  });
  run(m, body.flow);
  m.unit = outer;
  return unit;
}

const resultOf = (unit: Unit, body: Body): Abstract =>
  body.kind === 'generator' ? (unit.yielded ?? scalar) : (unit.returned ?? { locs: scalar.locs, type: 'NoneType', literal: null });

/** A call of a body that is running already: what the last round gave; wider arguments make another round. */
function reenter(m: Machine, running: Activation, parameters: readonly Abstract[], call: CellLocation): Abstract {
  running.recursive = true;
  const wider = running.args.map((value, index) => join(value, parameters[index] ?? scalar));
  if (wider.some((value, index) => value !== running.args[index])) running.args = wider;
  if (running.effects) absorb(m.unit, running.effects, call, name => boundAt(m.globals, name));
  return running.result;
}

function remember(m: Machine, activation: Activation, unit: Unit): void {
  const result = unit.body ? resultOf(unit, unit.body) : scalar;
  activation.result = activation.effects ? join(activation.result, result) : result;
  activation.effects = unit.effects;
  m.partial.set(activation.key, { args: activation.args, result: activation.result, effects: unit.effects });
}

const sizeOf = ({ uses, writes, files, observations, updates }: Unit['effects']): number =>
  [uses, writes, files, observations, ...[...updates.values()].map(({ locs }) => locs)].reduce((sum, { size }) => sum + 1 + size, 0);

/** One call site around each other call: contexts are two deep. */
const contextOf = (m: Machine, span: Span): string => `${m.context.slice(m.context.indexOf('/') + 1)}/${m.cellId}:${span.from}`;

function store(m: Machine, key: string, unit: Unit, result: Abstract): void {
  const bound = new Map<string, { value: Abstract; state: Slot['state']; sure: boolean }>();
  for (const name of unit.effects.writes.keys()) {
    const slot = lookUp(m.globals, name);
    if (slot) bound.set(name, { value: slot.value, state: slot.state, sure: slot.since >= unit.start });
  }
  const entry: Remembered = { names: unit.readNames, locs: unit.readLocs, effects: unit.effects, bound, result };
  m.memo.set(key, [entry, ...(m.memo.get(key) ?? []).slice(0, 2)]);
}

/** Whether everything that an earlier run looked at is as it was. */
function holds(m: Machine, { names, locs }: Remembered): boolean {
  for (const [name, value] of names) {
    const now = lookUp(m.globals, name)?.value;
    if (now !== value && (!now || !value || !same(now, value))) return false;
  }
  for (const [loc, version] of locs) if ((m.heap.versions.get(loc) ?? 0) !== version) return false;
  return true;
}

function replay(m: Machine, { names, locs, effects, bound, result }: Remembered, call: CellLocation): Abstract {
  dependOn(m.unit, names, locs);
  absorb(m.unit, effects, call, name => boundAt(m.globals, name));
  for (const [name, { value, state, sure }] of bound) {
    const slot: Slot = { value, state, since: ++m.tick };
    setGlobal(m, name, sure && !m.unit.escaped ? slot : weak(m, name, slot));
  }
  return result;
}

/** What a run depended on, its caller depends on, too. */
function dependOn({ readNames, readLocs }: Unit, names: Remembered['names'], locs: Remembered['locs']): void {
  for (const [name, value] of names) if (!readNames.has(name)) readNames.set(name, value);
  for (const [loc, version] of locs) if (!readLocs.has(loc)) readLocs.set(loc, version);
}
