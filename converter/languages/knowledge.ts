import type { Json } from '../notebook/notebook.js';

/**
 * Objects that a rule speaks of. `self`, `args` (all), `arg:0`, `arg:0:name`, `arg:name`; of any of these `element:…` (got by iteration),
 * `held:…` (all it holds), `keys:…`, `cells:…` (what nested lists hold in the end, lists themselves left out), `table:…` (what rows or columns hold), `deep:…` (all reachable); `called` (what callbacks gave).
 * In `returns` also `scalar`, `scalar:T`, `fresh`, `fresh:T`, `same` (fresh, the type of self), `view:…` (the array itself where it is one, else fresh),
 * `memory:…` (fresh, over the same memory), `raised` (what a handler may get), `part:T` (an object owned by self, always the same), `over:T` (fresh, and holds self), `unknown`. In `updates` also implicit variables.
 */
export type Reference = string;

/** What one library function or method does beyond reading its arguments. */
export interface Rule {
  /** Names of the parameters by position, where conditions and paths name them. */
  readonly parameters?: readonly string[];
  readonly updates?: readonly Reference[];
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
  /** `drawn` leaves something on the current figure, `shown` clears it. */
  readonly figure?: 'drawn' | 'shown';
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
  readonly attributes?: { readonly [names: string]: string };
  /** Methods that are not listed. */
  readonly method?: Rule | string;
  /** Attributes that are neither listed nor called; absent: what was stored there. */
  readonly attribute?: string;
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
  /** It may stand for the path of a file. */
  readonly namesFile?: boolean;
  readonly sentinel?: boolean;
  readonly pandasView?: boolean;
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
  readonly descriptor?: 'static' | 'class' | 'property';
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
  /** Other paths for the same thing. */
  readonly aliases?: { readonly [path: string]: string };
  /** Importing it changes or reads implicit variables. */
  readonly onImport?: Rule;
}

/** How a language's operators and statements reach methods of objects. */
export interface Protocols {
  /** Parameter by which functions get the object that they are called on; absent: their first. */
  readonly receiver?: string;
  /** Type of the parameter that takes all other arguments. */
  readonly rest: string;
  /** Methods by which operators make scalars of objects, where operators know only scalars; absent: operators are methods themselves. */
  readonly converts?: readonly string[];
  readonly construct: readonly string[];
  readonly call: string;
  /** How a context manager is left. */
  readonly exit: readonly string[];
  readonly iterate: readonly string[];
  readonly item: readonly string[];
  readonly setItem: string;
  readonly deleteItem: string;
  /** Methods that hear of each attribute that is read, and of those that are not there. */
  readonly attribute?: string;
  readonly missing?: string;
  /** Methods that hear of each attribute that is set or deleted. */
  readonly setAttribute?: string;
  readonly deleteAttribute?: string;
  /** Method of a class member that decides what reaching it through an object gives. */
  readonly bind: string;
  /** Methods of a class member that storing or deleting through an object runs. */
  readonly bindSet: string;
  readonly bindDelete: string;
  /** The type of what walks over a container. */
  readonly iterator: string;
  readonly contains: readonly string[];
  readonly truth: readonly string[];
  readonly format: readonly string[];
  /** Methods that say how a value looks at the end of a cell; absent: none. */
  readonly showing?: readonly string[];
  /** Operator to methods, left operand's first. */
  readonly operators: { readonly [operator: string]: readonly string[] };
  readonly unary: { readonly [operator: string]: string };
  readonly augmented: { readonly [operator: string]: string };
  /** Scalars are objects, too: code can ask which one it has, but for those types of which there is one object a value. */
  readonly identities?: { readonly single: ReadonlySet<string> };
  /** Methods by which equality is decided: without them it is identity. */
  readonly equality: readonly string[];
  readonly compare: { readonly [operator: string]: readonly string[] };
  /** Methods that looking a key up runs. */
  readonly hash: readonly string[];
  /** Methods that a library may call on any object that it is given. */
  readonly reading: readonly string[];
  /** Methods that say how an object is saved: what is loaded may be another. */
  readonly saving: readonly string[];
  /** Attributes that are the notebook's names, and the module that has them. */
  readonly namespaces: readonly string[];
  readonly main: string;
  /** Libraries whose base classes never call the methods of classes that derive from them, but for those that the language itself calls. */
  readonly plainBases: ReadonlySet<string>;
  /** Method of a class of classes that makes what the members of a class are put into. */
  readonly prepare?: string;
  /** Hook of a base class that runs when a subclass is made. */
  readonly subclass: readonly string[];
  /** Type of objects that implement code: iterables made by calling a generator, awaitables. */
  readonly generator: string;
  readonly awaitable: string;
  /** Calling code that awaits begins to run it. */
  readonly eager?: boolean;
  readonly list: string;
  readonly tuple: string;
  readonly dictionary: string;
  readonly builtins: string;
  /** Type of modules of which nothing is known. */
  readonly module?: string;
  /** Attributes of functions and classes that are what they are made of. */
  readonly insides?: readonly string[];
  /** Library of the base classes of enumerations. */
  readonly enumeration?: string;
  /** Method of an enumeration that is asked for the member of a value which none has, and the one that gives members their values. */
  readonly missingMember?: string;
  readonly memberValue?: string;
  /** Attribute that is an object's class. */
  readonly ownClass?: string;
  /** Attribute that is the dictionary of an object's attributes. */
  readonly variables?: string;
  /** Methods that enter a context manager. */
  readonly enter?: readonly string[];
  /** Method that tells a member of a class where it is. */
  readonly named?: string;
  /** Attribute of an exception that is the one which was handled when it was raised. */
  readonly handled?: string;
  /** Method that runs when an object is gone. */
  readonly finalizer?: string;
  /** Type of the notebook's classes. */
  readonly classType?: string;
  /** Names of functions that are called for what they leave behind in their library; `again`: those that may be called again without more. */
  readonly changing?: { readonly any: RegExp; readonly again: RegExp };
  /** Implicit variables that drawing a figure reads, whichever library does it. */
  readonly drawing?: readonly string[];
  /** Type of a dictionary of the notebook's names. */
  readonly namespace: string;
}

/** All that is known of the libraries of a language, ready to be asked. */
export interface Knowledge {
  readonly protocols: Protocols;
  /** Implicit variables that some library reads in all that it does, but for what libraries keep for themselves: so may code of which nothing is known. */
  readonly options: readonly string[];
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
