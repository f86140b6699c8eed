import type { Json } from '../notebook/notebook.js';
import type { Protocols } from './protocols.js';

/**
 * Objects that a rule speaks of. `self`, `args` (all), `arg:0`, `arg:0:name`, `arg:name`; of any of these `element:…` (got by iteration),
 * `held:…` (all it holds), `keys:…`, `cells:…` (what nested lists hold in the end, lists themselves left out), `table:…` (what rows or
 * columns hold), `deep:…` (all reachable), `parts:…` (what belongs to them); `called` (what callbacks gave). In `returns` also `scalar`, `scalar:T`, `fresh`, `fresh:T`,
 * `same` (fresh, the type of self), `view:…` (the array itself where it is one, else fresh), `memory:…` (fresh, over the same memory),
 * `raised` (what a handler may get), `part:T` (an object owned by self, always the same), `over:T` (fresh, and holds self), `like:T` (fresh,
 * and holds what self holds), `lent:T` (fresh, with the memory of self until either changes; `lent`: of its type), `unknown`. In `updates` also implicit variables.
 */
export type Reference = string;

/** What one library function or method does beyond reading its arguments. */
export interface Rule {
  /** Names of the parameters by position, where conditions and paths name them. */
  readonly parameters?: readonly string[];
  readonly updates?: readonly Reference[];
  /** It gives what it updates other memory: views of the old one keep what they show. */
  readonly replaces?: boolean;
  /** Implicit variables that it reads. */
  readonly uses?: readonly string[];
  /** Implicit variables that it sets whatever they were. */
  readonly sets?: readonly string[];
  readonly returns?: Reference | readonly Reference[];
  /** What a fresh result holds. */
  readonly holds?: readonly Reference[];
  /** What self comes to hold. */
  readonly stores?: readonly Reference[];
  /** Into what `stores` goes, where it is not self. */
  readonly into?: Reference;
  /** Callables that it may call: `held`: all that it is given or finds in it; `direct`: those among its arguments. */
  readonly calls?: 'held' | 'direct' | 'none' | readonly Reference[];
  /** What it calls them with; absent: any parts of self and arguments. */
  readonly passes?: readonly Reference[];
  /** What any argument of methods that it calls on notebook objects may be; absent: as `passes`. */
  readonly offers?: readonly Reference[];
  /** Global random generator: `numpy`, `numpy unless random_state`, `numpy held` (where something held draws and has no seed of its own). */
  readonly draws?: string;
  /** What it makes draws other values in each run, unless a parameter is given: `0|seed`. */
  readonly entropy?: string;
  /** From then on self draws the same in each run. */
  readonly reseeds?: boolean;
  readonly files?: readonly FileRule[];
  readonly observes?: readonly Reference[];
  /** What handlers, and generators that wait for a value, may get from it. */
  readonly raises?: readonly Reference[];
  /** It calls them later, once or again and again: what they do is under way until its result is awaited. */
  readonly late?: 'once' | 'again';
  /** Which consumables it uses up; absent: `held`. */
  readonly consumes?: 'none' | 'direct' | 'held';
  /** Lasting state of the process (`·lasting.…`, which `updates` begins) that it ends, or objects that it closes. */
  readonly ends?: readonly string[];
  /** Methods that it may call on notebook objects among what it is given. */
  readonly invokes?: readonly string[];
  readonly when?: readonly Condition[];
  /** What no other verb can say; the analysis knows these by name. */
  readonly special?: Special;
  /** Types of what the special meaning makes. */
  readonly types?: readonly string[];
  /** What it makes holds what was in memory, until something is put in. */
  readonly unfilled?: boolean;
  /** `drawn` leaves what it gives on the current figure, `left` something else, `begun` on one that is current from then on; `shown` clears it. */
  readonly figure?: 'drawn' | 'left' | 'begun' | 'shown';
}

/** Meanings that no other verb can say; `special.ts` has one function for each. */
export type Special = string;

export interface FileRule {
  readonly path: Reference;
  /** Or `mode:` and the argument that says it in the manner of `open`. */
  readonly mode: string;
  /** Added to a path that does not end in it. */
  readonly suffix?: string;
  /** What the call gives holds it open: what is written may not be in it before that is closed. */
  readonly open?: boolean;
  /** Folders above it are made, too. */
  readonly folders?: boolean;
}

export interface Condition {
  readonly argument: string;
  /** The argument is this; where its value is not known, it may be. */
  readonly is?: Json;
  readonly given?: boolean;
  /** It is a text that surely ends so. */
  readonly ends?: string;
  /** Replaces verbs of the rule. */
  readonly rule: Rule;
}

/** What is known of a type's objects. */
export interface TypeFacts {
  readonly bases?: readonly string[];
  readonly methods?: { readonly [names: string]: Rule | string };
  /** Results of attributes that are not methods: references as in `returns`. */
  readonly attributes?: { readonly [names: string]: string | readonly string[] };
  /** Methods that are not listed. */
  readonly method?: Rule | string;
  /** Attributes that are neither listed nor called; absent: what was stored there. */
  readonly attribute?: string | readonly string[];
  /** Implicit variables that reading any attribute reads. */
  readonly uses?: readonly string[];
  /** `x[k]`, `x[a:b]`, an element by iteration; absent: what is held. */
  readonly item?: Rule | string | readonly string[];
  readonly slice?: Rule | string;
  readonly element?: Rule | string;
  /** `x[several]`: a list or array as index; absent: as `item`. */
  readonly pick?: Rule | string;
  /** Arithmetic gives: `absorb` (this type, whatever the other operand is), `same`, `scalar`; absent: a fresh object that may hold the operands. */
  readonly operate?: string;
  readonly compare?: string;
  /** The listed methods are all there are. */
  readonly closed?: boolean;
  /** Calling the object. */
  readonly call?: Rule | string;
  /** Instances have no identity that matters and cannot change: no object is made for them. */
  readonly scalar?: boolean;
  /** Itself unchangeable, though what it holds may change. */
  readonly immutable?: boolean;
  /** Operators, slices and copies may give the object itself, where it has the value already. */
  readonly reuses?: boolean;
  /** `x[k] = v` copies the value in, nothing is held. */
  readonly flat?: boolean;
  /** Others share such an object, whatever they were made of, and only its names and the like can change. */
  readonly labelled?: boolean;
  /** Iterating over it gives tuples with the places that it has itself. */
  readonly tuples?: boolean;
  /** Fitting what holds it fits it, too. */
  readonly fits?: boolean;
  /** `x += v` changes x in place. */
  readonly inPlace?: boolean;
  readonly consumable?: boolean;
  /** Waiting for it gives what it holds, or a scalar of this type. */
  readonly awaits?: boolean | string;
  readonly opaque?: boolean;
  /** What is made with it may go on reading or writing it: then it stays in the process, too. */
  readonly stream?: boolean;
  /** It may stand for the path of a file. */
  readonly namesFile?: boolean;
  readonly sentinel?: boolean;
  /** A view of what it is a part of: saving separates the two. */
  readonly view?: boolean;
  /** Only its owner changes it: code of which nothing is known does not. */
  readonly readOnly?: boolean;
  /** The array that functions of arrays look at; absent: one of their own. */
  readonly asArray?: Reference;
  /** What is put under a text takes the place of what was there: views of that keep what they show. */
  readonly replaces?: boolean;
  /** What is put under a key is a column: the cells hold what is in it, and never itself. */
  readonly columns?: boolean;
  /** Draws from this global generator when used, unless made with a seed: its parameters, `a|b`. */
  readonly draws?: string;
  readonly seed?: string;
  /** What operators with a meaning of their own do; the first operand is self. */
  readonly operators?: { readonly [operator: string]: Rule | string };
  /** Of several types that absorb, the result has the one of the highest rank. */
  readonly rank?: number;
  /** Wraps a function in a class: how it is reached through an instance. */
  readonly descriptor?: 'static' | 'class' | 'property' | 'method';
  /** A property of which objects keep what it gave at first. */
  readonly keeps?: boolean;
  /** Its instances are made by calling the type itself: what the constructor does. */
  readonly constructor?: Rule | string;
}

export interface LibraryFile {
  /** Built-in names that a star import of it binds anew. */
  readonly shadows?: readonly string[];
  readonly library: string;
  /** Versions of the distribution for which this holds; told as an assumption where it matters. */
  readonly assumes?: { readonly [distribution: string]: string };
  /** Implicit variables that every call into the library reads. */
  readonly uses?: readonly string[];
  /** Functions that are not listed; absent: unknown. */
  readonly default?: Rule | string;
  /** Unlisted names that begin with a capital are types of this kind. */
  readonly capitalized?: string;
  readonly functions?: { readonly [paths: string]: Rule | string };
  readonly types?: { readonly [name: string]: TypeFacts };
  /** Members that are data: references as in `returns`. */
  readonly attributes?: { readonly [paths: string]: string };
  /** Members that are hidden state of the process: path to implicit variable. */
  readonly state?: { readonly [path: string]: string };
  /** Other paths for the same thing, in which `*` stands for the path; the path `*` is any other. */
  readonly aliases?: { readonly [path: string]: string };
  /** Importing it changes or reads implicit variables. */
  readonly onImport?: Rule;
  /** Files in the working folder that it reads by itself. */
  readonly settings?: readonly string[];
}

/** All that is known of the libraries of a language, ready to be asked. */
export interface Knowledge {
  readonly protocols: Protocols;
  /** Implicit variables that some library reads in all that it does, but for what libraries keep for themselves: so may code of which nothing is known. */
  readonly options: readonly string[];
  /** Files in the working folder that some library reads by itself: another may use that library. */
  readonly settings: readonly string[];
  /** The rule that is listed for a library function; absent: only a default may hold. */
  listed(path: string): Rule | undefined;
  /** The rule of a library function by its dotted path; absent: nothing is known. */
  rule(path: string): Rule | undefined;
  /** What is known of a type; of one that is not listed, and where there is none: nothing. */
  type(name: string | undefined): TypeFacts;
  isListedType(name: string): boolean;
  /** Whether the dotted path is a type. */
  isType(path: string): boolean;
  /** The rule of a method, the type's bases included. */
  method(type: string, name: string): Rule | undefined;
  /** The one path for a thing that has several. */
  canonical(path: string): string;
  attribute(path: string): string | undefined;
  /** The implicit variable that lies at a path or holds it. */
  state(path: string): string | undefined;
  library(path: string): LibraryFile | undefined;
}
