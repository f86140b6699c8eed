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
  /** Method of a class that gives what stands for it with an index. */
  readonly classItem?: string;
  readonly setItem: string;
  readonly deleteItem: string;
  /** Methods that hear of each attribute that is read, and of those that are not there. */
  readonly attribute?: string;
  readonly missing?: string;
  /** How labelled objects are changed in place: by these attributes, and by these methods where the argument is given. */
  readonly labels?: { readonly attributes: readonly string[]; readonly methods: readonly string[]; readonly argument: string };
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
  readonly unary: { readonly [operator: string]: readonly string[] };
  readonly augmented: { readonly [operator: string]: string };
  /** Scalars are objects, too: code can ask which one it has, but for those types of which there is one object a value. */
  readonly identities?: { readonly single: ReadonlySet<string> };
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
  /** Method of an object that is no class, by which others stand for it among the bases of one. */
  readonly baseEntries?: string;
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
  /** Attribute of a library's object that is what makes others of its kind. */
  readonly madeBy?: string;
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
  /** And those that showing a value at the end of a cell reads. */
  readonly displaying?: readonly string[];
  /** Type of a dictionary of the notebook's names. */
  readonly namespace: string;
}
