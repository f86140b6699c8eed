import type { Body } from '../languages/language.js';
import type { CellLocation, Span } from '../source/span.js';
import type { Loc } from './analysis.js';
import { allArguments, argumentLocs, type Arguments } from './arguments.js';
import { inArms } from './arms.js';
import { bounded } from './budget.js';
import { absorb, noteBody, put, setGlobal, weak } from './effects.js';
import { environment, lookUp, type Slot } from './environment.js';
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
import { callUnknown } from './unknown.js';
import { join, joinAll, same, scalar, signature, type Abstract } from './value.js';

/** Runs a function's body for a call: with the arguments given and the globals of this moment. */
export function invoke(m: Machine, code: Loc, args: Arguments, span: Span): Abstract {
  const { body: id = '' } = thing(m, code);
  const known = m.bodies.get(id);
  if (!known) return callUnknown(m, { locs: only(code) }, args, span);
  const { body } = known;
  // Modules beside the notebook have names of their own: their code is followed where it is called by the module's name.
  if (known.isOwn && !m.own.running) return { locs: union(only(code), argumentLocs(args)) };
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

/** Where the text of a body stands. */
function definedAt({ bodies, cellId }: Machine, { id, span }: Body): CellLocation {
  const { cell = cellId, origin = { cell, span } } = bodies.get(id) ?? {};
  return origin;
}

function runBody(m: Machine, code: Loc, body: Body, args: Arguments, span: Span): Abstract {
  const parameters = bindParameters(m, code, body, args, span);
  const context = contextOf(m, span);
  const key = `${code}@${context}@${parameters.map(signature).join(';')}`;
  const active = m.active.filter(activation => activation.body === body.id);
  const running = active.find(activation => activation.key === key) ?? (active.length >= (m.guessing > 0 ? 1 : 3) ? active.at(-1) : undefined);
  if (running) return reenter(m, running, parameters, here(m, span));
  const remembered = m.memo.get(key)?.find(entry => holds(m, entry));
  if (remembered) return replay(m, remembered, here(m, span));
  if (m.budget <= 0 || isBeyond(m) || m.active.length >= limits.depth)
    return callBeyond(m, code, body, args, m.active.length === 0 ? here(m, span) : definedAt(m, body));
  m.budget--;
  const call = here(m, span);
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
  const isOpen = () => activation.recursive && !isInner() && m.steps > 0;
  let isSettled = false;
  for (let round = 1; isOpen() && !isSettled && round < limits.rounds; round++) {
    const settled = activation.result;
    const size = sizeOf(unit.effects);
    const { version } = m.heap;
    const { widenings } = m;
    const bound = [...unit.effects.writes.keys()].map(name => ({ name, value: lookUp(m.globals, name)?.value }));
    unit = walkBody(m, code, body, activation.args);
    remember(m, activation, unit);
    const isBoundAgain = bound.every(({ name, value = scalar }) => same(value, lookUp(m.globals, name)?.value ?? scalar));
    isSettled = isBoundAgain && same(settled, activation.result) && size === sizeOf(unit.effects) && version === m.heap.version && widenings === m.widenings;
  }
  const isLeft = isOpen() && !isSettled;
  m.active.pop();
  m.cellId = cellId;
  m.context = before;
  m.origin = origin;
  const result = resultOf(unit, body);
  const names = new Map(unit.readNames);
  noteBody(m, unit.effects, body.id);
  if (!m.overrun && !unit.effects.wide && !m.active.some(({ recursive }) => recursive)) store(m, key, unit, names, result);
  m.steps -= sizeOf(unit.effects);
  passUp(m, unit);
  absorb(m.unit, unit.effects, call);
  return isLeft ? join(result, callBeyond(m, code, body, { positional: parameters, named: new Map() }, call)) : result;
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
  if (wider.some((value, index) => !same(value, running.args[index] ?? scalar))) {
    running.args = wider;
    m.widenings++;
  }
  if (running.effects) absorb(m.unit, running.effects, call, name => lookUp(m.globals, name)?.since ?? -1);
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

function store(m: Machine, key: string, unit: Unit, names: Remembered['names'], result: Abstract): void {
  const bound = new Map<string, { value: Abstract; state: Slot['state']; sure: boolean }>();
  for (const name of unit.effects.writes.keys()) {
    const slot = lookUp(m.globals, name);
    if (slot) bound.set(name, { value: slot.value, state: slot.state, sure: slot.since >= unit.start });
  }
  const entry: Remembered = { names, locs: new Map(unit.readLocs), effects: unit.effects, bound, result };
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
  for (const [name, value] of names) if (!m.unit.readNames.has(name)) m.unit.readNames.set(name, value);
  for (const [loc, version] of locs) if (!m.unit.readLocs.has(loc)) m.unit.readLocs.set(loc, version);
  absorb(m.unit, effects, call, name => lookUp(m.globals, name)?.since ?? -1);
  for (const [name, { value, state, sure }] of bound) {
    const slot: Slot = { value, state, since: ++m.tick };
    setGlobal(m, name, sure && !m.unit.escaped ? slot : weak(m, name, slot));
  }
  return result;
}

/** What the run depended on, its caller depends on, too: unless it had bound or filled it itself. */
function passUp(m: Machine, unit: Unit): void {
  for (const [name, value] of unit.readNames) {
    if (m.unit.readNames.has(name) || (lookUp(m.globals, name)?.since ?? -1) >= m.unit.start) continue;
    m.unit.readNames.set(name, value);
  }
  for (const [loc, version] of unit.readLocs) if (!m.unit.readLocs.has(loc)) m.unit.readLocs.set(loc, version);
}
