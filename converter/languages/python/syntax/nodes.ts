import type * as Tree from '@zzzen/pyright-internal/dist/parser/parseNodes.js';

/** A node of the parser's tree. Its data is under `d`; `start` and `length` include the parentheses around an expression. */
export type SyntaxNode = Tree.ParseNode;

/** The node types by name. */
export interface Nodes {
  readonly Error: Tree.ErrorNode;
  readonly Argument: Tree.ArgumentNode;
  readonly Assert: Tree.AssertNode;
  readonly Assignment: Tree.AssignmentNode;
  readonly AssignmentExpression: Tree.AssignmentExpressionNode;
  readonly AugmentedAssignment: Tree.AugmentedAssignmentNode;
  readonly Await: Tree.AwaitNode;
  readonly BinaryOperation: Tree.BinaryOperationNode;
  readonly Break: Tree.BreakNode;
  readonly Call: Tree.CallNode;
  readonly Class: Tree.ClassNode;
  readonly Comprehension: Tree.ComprehensionNode;
  readonly ComprehensionFor: Tree.ComprehensionForNode;
  readonly ComprehensionIf: Tree.ComprehensionIfNode;
  readonly Constant: Tree.ConstantNode;
  readonly Continue: Tree.ContinueNode;
  readonly Decorator: Tree.DecoratorNode;
  readonly Del: Tree.DelNode;
  readonly Dictionary: Tree.DictionaryNode;
  readonly DictionaryExpandEntry: Tree.DictionaryExpandEntryNode;
  readonly DictionaryKeyEntry: Tree.DictionaryKeyEntryNode;
  readonly Ellipsis: Tree.EllipsisNode;
  readonly If: Tree.IfNode;
  readonly Import: Tree.ImportNode;
  readonly ImportAs: Tree.ImportAsNode;
  readonly ImportFrom: Tree.ImportFromNode;
  readonly ImportFromAs: Tree.ImportFromAsNode;
  readonly Index: Tree.IndexNode;
  readonly Except: Tree.ExceptNode;
  readonly For: Tree.ForNode;
  readonly FormatString: Tree.FormatStringNode;
  readonly Function: Tree.FunctionNode;
  readonly Global: Tree.GlobalNode;
  readonly Lambda: Tree.LambdaNode;
  readonly List: Tree.ListNode;
  readonly MemberAccess: Tree.MemberAccessNode;
  readonly Module: Tree.ModuleNode;
  readonly ModuleName: Tree.ModuleNameNode;
  readonly Name: Tree.NameNode;
  readonly Nonlocal: Tree.NonlocalNode;
  readonly Number: Tree.NumberNode;
  readonly Parameter: Tree.ParameterNode;
  readonly Pass: Tree.PassNode;
  readonly Raise: Tree.RaiseNode;
  readonly Return: Tree.ReturnNode;
  readonly Set: Tree.SetNode;
  readonly Slice: Tree.SliceNode;
  readonly StatementList: Tree.StatementListNode;
  readonly StringList: Tree.StringListNode;
  readonly String: Tree.StringNode;
  readonly Suite: Tree.SuiteNode;
  readonly Ternary: Tree.TernaryNode;
  readonly Tuple: Tree.TupleNode;
  readonly Try: Tree.TryNode;
  readonly TypeAnnotation: Tree.TypeAnnotationNode;
  readonly UnaryOperation: Tree.UnaryOperationNode;
  readonly Unpack: Tree.UnpackNode;
  readonly While: Tree.WhileNode;
  readonly With: Tree.WithNode;
  readonly WithItem: Tree.WithItemNode;
  readonly Yield: Tree.YieldNode;
  readonly YieldFrom: Tree.YieldFromNode;
  readonly FunctionAnnotation: Tree.FunctionAnnotationNode;
  readonly Match: Tree.MatchNode;
  readonly Case: Tree.CaseNode;
  readonly PatternSequence: Tree.PatternSequenceNode;
  readonly PatternAs: Tree.PatternAsNode;
  readonly PatternLiteral: Tree.PatternLiteralNode;
  readonly PatternClass: Tree.PatternClassNode;
  readonly PatternCapture: Tree.PatternCaptureNode;
  readonly PatternMapping: Tree.PatternMappingNode;
  readonly PatternMappingKeyEntry: Tree.PatternMappingKeyEntryNode;
  readonly PatternMappingExpandEntry: Tree.PatternMappingExpandEntryNode;
  readonly PatternValue: Tree.PatternValueNode;
  readonly PatternClassArgument: Tree.PatternClassArgumentNode;
  readonly TypeParameter: Tree.TypeParameterNode;
  readonly TypeParameterList: Tree.TypeParameterListNode;
  readonly TypeAlias: Tree.TypeAliasNode;
}

export type NodeName = keyof Nodes;

/** The parser's numbers of the node types: its own table is a `const enum`, which does not exist for modules compiled one by one. */
export const nodeNames: readonly NodeName[] = [
  'Error',
  'Argument',
  'Assert',
  'Assignment',
  'AssignmentExpression',
  'AugmentedAssignment',
  'Await',
  'BinaryOperation',
  'Break',
  'Call',
  'Class',
  'Comprehension',
  'ComprehensionFor',
  'ComprehensionIf',
  'Constant',
  'Continue',
  'Decorator',
  'Del',
  'Dictionary',
  'DictionaryExpandEntry',
  'DictionaryKeyEntry',
  'Ellipsis',
  'If',
  'Import',
  'ImportAs',
  'ImportFrom',
  'ImportFromAs',
  'Index',
  'Except',
  'For',
  'FormatString',
  'Function',
  'Global',
  'Lambda',
  'List',
  'MemberAccess',
  'Module',
  'ModuleName',
  'Name',
  'Nonlocal',
  'Number',
  'Parameter',
  'Pass',
  'Raise',
  'Return',
  'Set',
  'Slice',
  'StatementList',
  'StringList',
  'String',
  'Suite',
  'Ternary',
  'Tuple',
  'Try',
  'TypeAnnotation',
  'UnaryOperation',
  'Unpack',
  'While',
  'With',
  'WithItem',
  'Yield',
  'YieldFrom',
  'FunctionAnnotation',
  'Match',
  'Case',
  'PatternSequence',
  'PatternAs',
  'PatternLiteral',
  'PatternClass',
  'PatternCapture',
  'PatternMapping',
  'PatternMappingKeyEntry',
  'PatternMappingExpandEntry',
  'PatternValue',
  'PatternClassArgument',
  'TypeParameter',
  'TypeParameterList',
  'TypeAlias'
];

/** What a walk does at each kind of node; a kind without an entry is left to the caller. */
export type Table<Context, Result> = { readonly [Kind in NodeName]?: (node: Nodes[Kind], context: Context) => Result };

export const nameOf = (node: SyntaxNode): NodeName => nodeNames[node.nodeType] ?? 'Error';

export function is<Kind extends NodeName>(node: SyntaxNode | undefined, kind: Kind): node is Nodes[Kind] {
  return node !== undefined && nodeNames[node.nodeType] === kind;
}

/** The table's answer for the node; `undefined` where it has none. */
export function lookUp<Context, Result>(table: Table<Context, Result>, node: SyntaxNode, context: Context): Result | undefined {
  const handle = table[nameOf(node)] as ((node: SyntaxNode, context: Context) => Result) | undefined;
  return handle?.(node, context);
}
