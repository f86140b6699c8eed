import type { Knowledge, LibraryFile, Rule, TypeFacts } from './knowledge.js';
import type { Protocols } from './protocols.js';

/** Of a type that is not listed. */
const noFacts = Object.create(null) as TypeFacts;

/** Makes library files ready to be asked: names with several spellings, groups of names, bases of types. */
export function consult(files: readonly LibraryFile[], protocols: Protocols): Knowledge {
  const { libraries, rules, attributes, states, aliases, types, methods, traits } = indexed(files, protocols);
  const library = remembered(path => nearestAbove(path, libraries));
  const resolved = new Map<string, TypeFacts>();
  const type = (name: string): TypeFacts => {
    const known = resolved.get(name);
    if (known) return known;
    const own = types.get(name);
    if (!own) return noFacts;
    const facts: TypeFacts = own.bases.reduce<TypeFacts>((all, base) => ({ ...type(base), ...all }), own);
    const inherited = [...own.bases].reverse().map(base => type(base).attributes);
    const attributes = table([...inherited, Object.fromEntries(traits.get(name) ?? [])]);
    const complete = { ...facts, bases: own.bases, attributes, ...(facts.methods && { methods: table([facts.methods]) }) };
    resolved.set(name, complete);
    return complete;
  };
  const method = (name: string, called: string): Rule | undefined => {
    const own = methods.get(name)?.get(called);
    if (own) return own;
    for (const base of types.get(name)?.bases ?? []) {
      const found = method(base, called);
      if (found) return found;
    }
    return name === 'object' ? undefined : methods.get('object')?.get(called);
  };
  const plain = (path: string) => (path.startsWith(`${protocols.builtins}.`) ? path.slice(protocols.builtins.length + 1) : path);
  const isCapital = (path: string) => /^[A-Z]/.test(path.slice(path.lastIndexOf('.') + 1));
  const isType = (path: string) => types.has(plain(path)) || (!rules.has(path) && library(path)?.capitalized !== undefined && isCapital(path));
  const constructor = (path: string): Rule | undefined => {
    const name = plain(path);
    const own = types.get(name);
    return own && withType(asOptional(own.constructor) ?? { holds: ['args'] }, name, type(name).scalar === true);
  };
  return {
    protocols,
    settings: files.flatMap(({ settings }) => settings ?? []),
    options: [...new Set(files.flatMap(({ uses }) => uses ?? []))].filter(variable => !/^·(?:registry|process)\./u.test(variable)).sort(),
    type: name => (name === undefined ? noFacts : type(name)),
    isListedType: name => types.has(name),
    isType,
    canonical: remembered(path => canonicalPath(path, aliases)),
    library,
    method: (name, called) => method(name, called) ?? asOptional(type(name).method),
    attribute: path => attributes.get(path),
    listed: path => rules.get(path) ?? constructor(path),
    rule(path) {
      const listed = rules.get(path) ?? constructor(path);
      if (listed) return listed;
      const file = library(path);
      if (file?.capitalized !== undefined && isCapital(path))
        return withType(asOptional(types.get(file.capitalized)?.constructor) ?? { holds: ['args'] }, file.capitalized, false);
      return asOptional(file?.default);
    },
    state: remembered(path => nearestAbove(path, states))
  };
}

/** The same paths are asked for again and again. */
function remembered<Answer>(answer: (path: string) => Answer): (path: string) => Answer {
  const answers = new Map<string, Answer>();
  return path => {
    if (!answers.has(path)) answers.set(path, answer(path));
    return answers.get(path) as Answer;
  };
}

/** All entries of all files by their full names. */
function indexed(files: readonly LibraryFile[], protocols: Protocols) {
  const libraries = new Map(files.map(file => [file.library, file]));
  const rules = new Map<string, Rule>();
  const attributes = new Map<string, string>();
  const states = new Map<string, string>();
  const aliases = new Map<string, string>();
  const types = new Map<string, Required<Pick<TypeFacts, 'bases'>> & TypeFacts>();
  const methods = new Map<string, Map<string, Rule>>();
  const traits = new Map<string, Map<string, string | readonly string[]>>();
  for (const file of files) {
    const inside = (path: string) => `${file.library}.${path}`;
    const named = (type: string) => (file.library === protocols.builtins ? type : inside(type));
    for (const [paths, rule] of Object.entries(file.functions ?? {})) for (const path of paths.split(' ')) rules.set(inside(path), asRule(rule));
    for (const [paths, result] of Object.entries(file.attributes ?? {})) for (const path of paths.split(' ')) attributes.set(inside(path), result);
    for (const [path, variable] of Object.entries(file.state ?? {})) states.set(inside(path), variable);
    for (const [paths, target] of Object.entries(file.aliases ?? {}))
      for (const path of paths.split(' ')) aliases.set(inside(path), path === '*' ? target : target.replace('*', path));
    for (const [name, facts] of Object.entries(file.types ?? {})) {
      const full = named(name);
      types.set(full, { bases: [], ...facts });
      methods.set(full, spread(facts.methods ?? {}, asRule));
      traits.set(
        full,
        spread(facts.attributes ?? {}, result => result)
      );
    }
  }
  return { libraries, rules, attributes, states, aliases, types, methods, traits };
}

/** An object for names of notebooks: it has its own entries only, and nothing that every object has. */
const table = <Value>(parts: readonly ({ readonly [name: string]: Value } | undefined)[]): { readonly [name: string]: Value } =>
  Object.assign(Object.create(null) as object, ...parts) as { readonly [name: string]: Value };

/** What a map has for the longest dotted beginning of a path that it knows. */
function nearestAbove<Value>(path: string, map: ReadonlyMap<string, Value>): Value | undefined {
  for (let prefix = path; prefix !== ''; prefix = parentOf(prefix)) {
    const found = map.get(prefix);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The path under which the knowledge has what another spelling names. */
function canonicalPath(path: string, aliases: ReadonlyMap<string, string>): string {
  let rest = '';
  for (let prefix = path; prefix !== ''; prefix = parentOf(prefix)) {
    const parent = parentOf(prefix);
    const target = aliases.get(prefix) ?? aliases.get(`${parent}.*`)?.replace('*', prefix.slice(parent.length + 1));
    if (target !== undefined && target !== prefix) return canonicalPath(target + rest, aliases);
    rest = path.slice(parent.length);
    if (parent === '') break;
  }
  return path;
}

/** A rule may be written as its result alone. */
export const asRule = (rule: Rule | string | readonly string[]): Rule =>
  typeof rule === 'string' || Array.isArray(rule) ? { returns: rule as string | readonly string[] } : (rule as Rule);

export const asOptional = (rule: Rule | string | undefined): Rule | undefined => (rule === undefined ? undefined : asRule(rule));

const withType = (rule: Rule, type: string, isScalar: boolean): Rule =>
  rule.returns === undefined ? { ...rule, returns: `${isScalar ? 'scalar' : 'fresh'}:${type}` } : rule;

const parentOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('.')));

function spread<From, To>(groups: { readonly [names: string]: From }, convert: (value: From) => To): Map<string, To> {
  return new Map(Object.entries(groups).flatMap(([names, value]) => names.split(' ').map(name => [name, convert(value)] as const)));
}
