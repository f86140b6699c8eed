import type { Diagnostic, Reported } from '../diagnostics/diagnostic.js';
import type { Json } from '../notebook/notebook.js';
import type { Edit } from '../source/edits.js';
import type { Span } from '../source/span.js';
import type { Knowledge } from './knowledge.js';
import type { Showing } from './showing.js';

export type LanguageId = 'python' | 'javascript';

/** A name as the language's scoping resolves it; nothing after the front end looks at scopes again. */
export type Name =
  | { readonly scope: 'global'; readonly name: string }
  /** A local of an enclosing function body; `depth` 0 is the body that holds the text, class bodies are not counted. */
  | { readonly scope: 'frame'; readonly depth: number; readonly name: string }
  /** A name of the class body being run; where that has none (yet), `outer` is meant. */
  | { readonly scope: 'class'; readonly name: string; readonly outer: Name }
  /** Made by the front end (comprehension variables, intermediate values); unique in the cell, never seen outside. */
  | { readonly scope: 'temp'; readonly name: string };

/** Constant attribute, string or integer key; `*` for any. */
export type Key = string | number;

/** The key under which a made dictionary holds its keys: what iterating over it gives. */
export const keysKey = '·keys';

/** The order in which code touches names and objects, with just enough structure to tell "always" from "maybe". */
export type Flow =
  /** `initial`: only where the name has no value yet. */
  | { readonly kind: 'write'; readonly name: Name; readonly value: Value; readonly initial?: boolean; readonly span: Span }
  /** `x[k] = v`, `x.a = v` (`adds` v), `del x[k]` (no `adds`). */
  | {
      readonly kind: 'mutate';
      readonly target: Value;
      readonly how: 'item' | 'attribute';
      readonly key?: Key;
      readonly index?: Value;
      readonly adds?: Value;
      readonly span: Span;
    }
  /** `x += v`, `x.a += v`, `x[k] += v`: updates the object in place where its type does, and binds the result again. */
  | {
      readonly kind: 'augment';
      readonly target: Name | Extract<Value, { kind: 'part' }>;
      readonly operator: string;
      readonly value: Value;
      readonly span: Span;
    }
  /** `isShown`: what it gives is displayed. */
  | { readonly kind: 'evaluate'; readonly value: Value; readonly isShown?: boolean; readonly span: Span }
  | { readonly kind: 'return' | 'yield' | 'raise'; readonly value: Value; readonly span: Span }
  | { readonly kind: 'delete'; readonly name: Name; readonly span: Span }
  /** Exactly one arm runs; an `if` without `else` has an empty arm. */
  | { readonly kind: 'branch'; readonly arms: readonly (readonly Flow[])[]; readonly span: Span }
  /** The body runs zero or more times. */
  | { readonly kind: 'loop'; readonly body: readonly Flow[]; readonly span: Span }
  /** Any beginning of the body runs, and maybe all of it; where there is a `manager`, all of it unless that ends it early. */
  | { readonly kind: 'begin'; readonly body: readonly Flow[]; readonly manager?: Value; readonly span: Span };

export type Value =
  /** Immutable and alias-free: numbers, strings, None, results of comparisons. */
  | { readonly kind: 'scalar'; readonly type?: string; readonly literal?: Json }
  /** A string made of literal pieces and values (f-string, `%`, `+` of strings): foldable where all parts are. */
  | { readonly kind: 'text'; readonly parts: readonly (string | Value)[]; readonly span: Span }
  | { readonly kind: 'read'; readonly name: Name; readonly span: Span }
  /** A fresh container. `type`: list, tuple, dict, set, generator, slice, … */
  | { readonly kind: 'make'; readonly type: string; readonly holds: readonly (readonly [Key, Value])[]; readonly span: Span }
  /** `of.key`, `of[key]`, an element got by iteration or unpacking, `of[a:b]`; `index` where the key is not constant. */
  | {
      readonly kind: 'part';
      readonly of: Value;
      readonly how: 'item' | 'attribute' | 'element' | 'slice';
      readonly key?: Key;
      readonly index?: Value;
      readonly span: Span;
    }
  /** `makes`: the callee fills a fresh object, as a class does. */
  | { readonly kind: 'call'; readonly callee: Value; readonly args: readonly Argument[]; readonly makes?: boolean; readonly span: Span }
  | {
      readonly kind: 'operate';
      readonly how: 'arithmetic' | 'compare' | 'membership' | 'identity' | 'truth' | 'format';
      readonly operator: string;
      readonly of: readonly Value[];
      readonly span: Span;
    }
  /** A function, lambda or class made here; defaults, decorators and bases are in its body record. */
  | { readonly kind: 'code'; readonly body: string; readonly span: Span }
  /** One of them, the first of which is evaluated in any case; `isOpen`: none is. */
  | { readonly kind: 'choice'; readonly of: readonly Value[]; readonly isOpen?: boolean }
  /** Runs `flow`, then gives `value`: walrus, comprehensions, await, `with`. */
  | { readonly kind: 'do'; readonly flow: readonly Flow[]; readonly value: Value }
  /** A module, or a member of one. `import a.b` gives module `a` and `loads` `a.b`. */
  | { readonly kind: 'import'; readonly module: string; readonly member?: string; readonly loads?: string; readonly span: Span }
  /** Something library knowledge names that no text binds, e.g. `ipython.system` for a shell line. */
  | { readonly kind: 'known'; readonly path: string; readonly span: Span };

export interface Argument {
  readonly value: Value;
  readonly name?: string;
  /** `*a` or `**k`. */
  readonly spread?: 'list' | 'dict';
}

export interface Body {
  readonly id: string;
  readonly kind: 'function' | 'lambda' | 'class' | 'generator' | 'async';
  readonly name: string;
  /** The body whose text holds this one; absent at top level. */
  readonly parent?: string;
  readonly parameters: readonly Parameter[];
  readonly decorators: readonly Value[];
  /** Bases and keyword arguments of a class. */
  readonly bases: readonly Argument[];
  /** Names this body binds for itself. */
  readonly locals: readonly string[];
  /** Global names read or bound by this body's text or by bodies inside it. */
  readonly globals: readonly string[];
  /** Those of `globals` that it (or a body inside it) binds by `global`. */
  readonly bindsGlobals: readonly string[];
  readonly flow: readonly Flow[];
  /** A generator that may wait where it would still clean up: it does so when it is gone. */
  readonly cleansUp?: boolean;
  /** The whole definition, decorators included. */
  readonly span: Span;
}

export interface Parameter {
  readonly name: string;
  readonly kind: 'positional' | 'keyword' | 'list' | 'dict';
  /** Evaluated where the definition runs, not where it is called. */
  readonly default?: Value;
}

/** A top-level statement, in order: what may be moved as a whole. */
export interface Statement {
  /** `type`: an interface or another name that only the type checker knows. */
  readonly kind: 'import' | 'function' | 'class' | 'type' | 'assignment' | 'expression' | 'other';
  /** From the first character (decorators included) to the end of the last; trailing comment and line end excluded. */
  readonly span: Span;
  /** Names it binds at top level. */
  readonly binds: readonly string[];
  /** What it does, the slice of the cell's flow that belongs to it. */
  readonly flow: readonly Flow[];
  /** Where one function may hold only one such declaration of a name: the names, and edits that make it an assignment to names declared elsewhere. */
  readonly declares?: { readonly names: readonly string[]; readonly edits: readonly Edit[] };
  /** What it makes keeps something that no other text can see, so that nobody can copy it. */
  readonly hides?: boolean;
  /** Names that its types mean: nothing that runs looks at them. */
  readonly mentions?: readonly string[];
}

export interface Import {
  /** As written, without leading dots. */
  readonly module: string;
  /** `from module import member`; `*` for a star import. */
  readonly member?: string;
  /** The name bound; absent for a star import. */
  readonly name?: string;
  /** Leading dots. */
  readonly level: number;
  readonly span: Span;
  /** At top level of the cell and not inside a branch, loop or function. */
  readonly always: boolean;
}

/** Why a piece of text cannot be the body of a function, or cannot be converted at all. */
export interface RungReason {
  readonly rung: 'script' | 'refused';
  /** Kebab-case: `exec`, `globals`, `star-import`, `global-statement`, `class-scope`, `main-name`, `top-level-await`, `history`, `input`, `unbound-local`, … */
  readonly rule: string;
  /** The function or class whose text has it; absent at top level. */
  readonly body?: string;
  readonly span: Span;
  readonly detail?: string;
  /** The code finds names by itself, at run time: where it is defined they must be the notebook's. */
  readonly findsNames?: boolean;
  /** It finds those of its own function only: the same at the top level of any module, but not inside another function. */
  readonly ownNames?: boolean;
}

/** `name = literal` at top level. */
export interface LiteralAssignment {
  readonly name: string;
  readonly value: Json;
  /** The language's type where JSON loses it: `int`, `float`, `tuple`, `set`, … */
  readonly type: string;
  readonly span: Span;
  /** The comment on the same line, or the comment lines directly above. */
  readonly comment?: string;
}

/** What text says of a type. Nothing that runs looks at it: it is for those who read or check the emitted project. */
export interface Typing {
  /** A name, what a call of it gives (`load()`), what `new` makes of it (`new Line`), or a member (`Line#slope`). */
  readonly of: string;
  /** As it is written; absent with `like` where it is known to exist and nothing more. */
  readonly text?: string;
  /** Names that it means. */
  readonly mentions?: readonly string[];
  /** It is the type of the first of these that has one. */
  readonly like?: readonly string[];
  /** Only if that is a number of any kind. */
  readonly isNumeric?: boolean;
}

/** An expression within a cell whose value is shown. */
export interface ShownExpression {
  readonly span: Span;
  readonly value: Value;
}

/** All that is known of a cell from its text alone. */
export interface CellFacts extends Reported {
  readonly flow: readonly Flow[];
  readonly bodies: { readonly [id: string]: Body };
  readonly statements: readonly Statement[];
  readonly imports: readonly Import[];
  /** Names that the text declares at top level; absent where binding a name declares it. */
  readonly declared?: readonly string[];
  readonly literals: readonly LiteralAssignment[];
  /** Where the kernel's language has types to write. */
  readonly typings?: readonly Typing[];
  readonly rungs: readonly RungReason[];
  /** Changes that make the text plain source of the language (magics, shell lines). They keep the number of lines. */
  readonly edits: readonly Edit[];
  /** The trailing expression, whose value the notebook shows; absent where it ends in `;` or is surely nothing. */
  readonly result?: Span;
  /** Where the notebook shows the value of a statement that is more than an expression: edits that keep it in a variable, for whose name `·` stands. */
  readonly completion?: { readonly span: Span; readonly edits: readonly Edit[] };
  /** Other expressions that the notebook shows as soon as they are evaluated. */
  readonly shown?: readonly ShownExpression[];
  /** It shows the variable at its end, as if its name were the last line. */
  readonly shownName?: string;
  /** How the cells after this one show their values, where it says so. */
  readonly showing?: readonly Showing[];
  /** Functions of the shipped runtime that `edits` call: `shell`, `capture`, … */
  readonly runtime: readonly string[];
  /** Lines (0-based) that begin inside a string and so must not be indented. */
  readonly fixedLines: readonly number[];
}

/** What a front end is given. */
export interface CellText {
  readonly id: string;
  readonly source: string;
  readonly directives: readonly Span[];
  /** The kernel, in lower case, where it decides what text means. */
  readonly kernel?: string;
  /** Features that earlier cells switched on for all that follow (`from __future__ import …`). */
  readonly futures?: readonly string[];
  /** How it shows its values, where an earlier cell said so. */
  readonly showing?: string;
  /** It is the text of a module, not a cell of the program that runs. */
  readonly isModule?: boolean;
}

/** A cell as the analysis saw it. */
export interface WalkedCell {
  readonly cell: { readonly id: string; readonly source: string };
  readonly facts: CellFacts;
  /** Files that it touches. */
  readonly files: readonly { readonly path: string; readonly mode: string }[];
  /** Bodies that the cell's code may run. */
  readonly runs: ReadonlySet<string>;
}

/** A language's front end. Total: user code never makes it throw. */
export interface Language {
  readonly id: LanguageId;
  /** Kernel and language names it answers to. */
  readonly kernels: readonly string[];
  /** `id` makes body ids unique over the notebook. */
  analyze(cell: CellText, version?: string): CellFacts;
  /** Functions and classes travel as values; else only as text. */
  readonly codeTravels: boolean;
  /** Implicit variables that cannot be handed from one process to another. */
  readonly boundStates: RegExp;
  /** Its imports find files beside the notebook. */
  readonly modulesBeside?: true;
  /** What only several cells together tell: where the kernel keeps names apart that a pipeline would not. */
  acrossCells?(cells: readonly WalkedCell[], kernel: string): readonly Diagnostic[];
  /** What the language's libraries do, for the versions that are installed (the newest where not told). */
  knowledge(versions: { readonly [distribution: string]: string }): Knowledge;
  /** Names that exist without being bound. */
  readonly builtins: ReadonlySet<string>;
  readonly keywords: ReadonlySet<string>;
  /** A parameter default as source text. */
  literal(value: Json, type: string): string;
  /** Edits of the cell's `source` that hand the trailing expression to `callee`, which shows it as the notebook does. */
  shows(result: Span, callee: string, source: string): readonly Edit[];
  /** One import as a line of source, binding one name. */
  importLine(imported: Import): string;
  /** Who publishes a module; `local` where that is not certain and the name is only a guess. */
  distribution(module: string): { readonly kind: 'standard' | 'known' | 'unknown'; readonly name: string };
  /** Dotted paths of decorators that only wrap: applying them again elsewhere changes nothing. */
  readonly pureDecorators: ReadonlySet<string>;
  /** Dotted paths of functions that read one data file, whose path is their first argument, and do nothing else. */
  readonly rawReaders: ReadonlySet<string>;
  /** Dotted paths of functions that never return anything: as last expression they show nothing. */
  readonly returnNothing: ReadonlySet<string>;
}
