import { childrenOf } from './syntax/children.js';
import { is, lookUp, type Nodes, type SyntaxNode, type Table } from './syntax/nodes.js';
import type { Complaint } from './syntax/parse.js';
import type { Scope, Scopes } from './syntax/scopes.js';

/** Where the check stands, and what it found. */
interface Checking {
  readonly scopes: Scopes;
  readonly text: string;
  /** The function or class around; the module where neither is. */
  readonly frame: 'module' | 'class' | 'function' | 'async' | 'lambda';
  readonly inComprehension: boolean;
  readonly complaints: Complaint[];
}

/** What Python refuses when it compiles and the parser leaves to others. */
export function check(tree: Nodes['Module'], scopes: Scopes, text: string): readonly Complaint[] {
  const checking: Checking = { scopes, text, frame: 'module', inComprehension: false, complaints: [] };
  checkFutures(tree, checking);
  walk(tree, checking);
  return checking.complaints;
}

function walk(node: SyntaxNode, checking: Checking): void {
  lookUp(rules, node, checking);
  const inside = within(node, checking);
  for (const child of childrenOf(node)) walk(child, inside);
}

function within(node: SyntaxNode, checking: Checking): Checking {
  if (is(node, 'Function')) return { ...checking, frame: node.d.isAsync ? 'async' : 'function', inComprehension: false };
  if (is(node, 'Lambda')) return { ...checking, frame: 'lambda', inComprehension: false };
  if (is(node, 'Class')) return { ...checking, frame: 'class', inComprehension: false };
  return is(node, 'Comprehension') ? { ...checking, inComprehension: true } : checking;
}

function complain(message: string, { start, length }: SyntaxNode, { complaints }: Checking): void {
  complaints.push({ message, span: { from: start, to: start + length } });
}

const rules: Table<Checking, void> = {
  Assignment: (node, checking) => checkTarget(node.d.leftExpr, 'assign to', checking),
  AugmentedAssignment(node, checking) {
    const { leftExpr } = node.d;
    if (is(leftExpr, 'Tuple') || is(leftExpr, 'List'))
      complain(`'${is(leftExpr, 'Tuple') ? 'tuple' : 'list'}' is an illegal target for augmented assignment`, leftExpr, checking);
    else checkTarget(leftExpr, 'assign to', checking);
  },
  TypeAnnotation(node, checking) {
    const { valueExpr } = node.d;
    if (is(valueExpr, 'Tuple') || is(valueExpr, 'List')) complain('Only a single target can be annotated', valueExpr, checking);
    else checkTarget(valueExpr, 'annotate', checking);
  },
  For: (node, checking) => {
    checkTarget(node.d.targetExpr, 'assign to', checking);
    if (node.d.isAsync) checkAsync("'async for'", node, checking);
  },
  ComprehensionFor: (node, checking) => checkTarget(node.d.targetExpr, 'assign to', checking),
  WithItem: (node, checking) => node.d.target && checkTarget(node.d.target, 'assign to', checking),
  With: (node, checking) => (node.d.isAsync ? checkAsync("'async with'", node, checking) : undefined),
  Await: (node, checking) => checkAsync("'await'", node, checking),
  Del: (node, checking) => node.d.targets.forEach(target => checkTarget(target, 'delete', checking)),
  Yield: (node, checking) => checkYield("'yield'", node, checking),
  YieldFrom: (node, checking) => checkYield("'yield from'", node, checking),
  Call(node, checking) {
    const seen = new Set<string>();
    for (const { d } of node.d.args) {
      if (!d.name) continue;
      if (seen.has(d.name.d.value)) complain(`Keyword argument repeated: '${d.name.d.value}'`, d.name, checking);
      seen.add(d.name.d.value);
    }
  },
  Number(node, checking) {
    const text = checking.text.slice(node.start, node.start + node.length);
    if (/^0_?\d*[1-9]/.test(text) && /^[\d_]+$/.test(text))
      complain('Leading zeros in decimal integers are not permitted; octal numbers begin with 0o', node, checking);
  },
  StringList(node, checking) {
    const kinds = new Set(node.d.strings.map(({ d }) => (d.token.flags & 32) !== 0));
    if (kinds.size > 1) complain('Bytes and text cannot be joined', node, checking);
  },
  String(node, checking) {
    const { flags, escapedValue } = node.d.token;
    if ((flags & 8) !== 0) return;
    const wrong = /(?<!\\)(?:\\\\)*(\\x(?![0-9a-fA-F]{2})|\\u(?![0-9a-fA-F]{4})|\\U(?!00(?:0[0-9a-fA-F]|10)[0-9a-fA-F]{4})|\\N(?!\{[^}]+\}))/.exec(
      escapedValue
    );
    const isEscape = wrong?.[1] !== undefined && ((flags & 32) === 0 || wrong[1] === '\\x');
    if (isEscape) complain(`'${wrong[1] ?? ''}' begins an escape that is not complete`, node, checking);
  },
  FormatString(node, { text, complaints }) {
    for (const field of node.d.fieldExprs) {
      const after = /^\s*\)*\s*=?\s*!(\w*)/.exec(text.slice(field.start + field.length, field.start + field.length + 20));
      if (after && !['r', 's', 'a'].includes(after[1] ?? ''))
        complaints.push({
          message: `'!${after[1] ?? ''}' is no conversion; only !r, !s and !a are`,
          span: { from: field.start, to: field.start + field.length }
        });
    }
  },
  ImportFrom(node, checking) {
    if (node.d.isWildcardImport && checking.frame !== 'module') complain("'import *' is only allowed at top level", node, checking);
  },
  Nonlocal(node, checking) {
    if (checking.frame === 'module') complain("'nonlocal' is not allowed at top level", node, checking);
  },
  TypeParameterList(node, checking) {
    const names = node.d.params.map(({ d }) => d.name.d.value);
    node.d.params.forEach(({ d }, at) => names.indexOf(d.name.d.value) < at && complain(`Type parameter '${d.name.d.value}' is repeated`, d.name, checking));
  },
  Module: (node, checking) => checkDeclarations(node, checking.scopes.get(node), checking),
  Function(node, checking) {
    const parameters = node.d.params.flatMap(({ d }) => d.name?.d.value ?? []);
    checkDeclarations(node.d.suite, checking.scopes.get(node), checking, parameters);
  },
  Class: (node, checking) => checkDeclarations(node.d.suite, checking.scopes.get(node), checking)
};

/** What cannot be stored to, by what it is. */
const fixed: Table<undefined, string> = {
  Constant: () => 'a constant',
  Ellipsis: () => 'an ellipsis',
  Number: () => 'a literal',
  StringList: () => 'a literal',
  Call: () => 'a function call',
  Lambda: () => 'a lambda',
  BinaryOperation: () => 'an expression',
  UnaryOperation: () => 'an expression',
  Ternary: () => 'a conditional expression',
  Comprehension: () => 'a generator expression',
  Dictionary: () => 'a dictionary',
  Set: () => 'a set',
  Await: () => "an 'await' expression",
  Yield: () => "a 'yield' expression",
  AssignmentExpression: () => 'a named expression'
};

function checkTarget(node: SyntaxNode, verb: string, checking: Checking): void {
  if (is(node, 'Tuple') || is(node, 'List')) node.d.items.forEach(item => checkTarget(item, verb, checking));
  else if (is(node, 'Unpack')) checkTarget(node.d.expr, verb, checking);
  const what = lookUp(fixed, node, undefined);
  if (what !== undefined) complain(`Cannot ${verb} ${what}`, node, checking);
}

/** Cells may await at top level. */
function checkAsync(what: string, node: SyntaxNode, checking: Checking): void {
  if (checking.frame === 'function' || checking.frame === 'lambda' || checking.frame === 'class') complain(`${what} outside an async function`, node, checking);
}

function checkYield(what: string, node: SyntaxNode, checking: Checking): void {
  if (checking.frame === 'module' || checking.frame === 'class') complain(`${what} outside a function`, node, checking);
  else if (checking.inComprehension) complain(`${what} inside a comprehension`, node, checking);
}

/** `global x` after `x` was used, or for a parameter. */
function checkDeclarations(block: Nodes['Module'] | Nodes['Suite'], scope: Scope | undefined, checking: Checking, parameters: readonly string[] = []): void {
  if (!scope || scope.globals.size + scope.nonlocals.size === 0) return;
  const used = new Set<string>(parameters);
  const queue: SyntaxNode[] = [block];
  for (let node = queue.pop(); node; node = queue.pop()) {
    if (is(node, 'Name')) used.add(node.d.value);
    if (is(node, 'Global') || is(node, 'Nonlocal')) {
      const word = is(node, 'Global') ? 'global' : 'nonlocal';
      for (const target of node.d.targets)
        if (used.has(target.d.value) && (scope.kind !== 'module' || word === 'global'))
          complain(`'${target.d.value}' is used before '${word} ${target.d.value}'`, target, checking);
      continue;
    }
    if (is(node, 'Function') || is(node, 'Class')) used.add(node.d.name.d.value);
    if ((is(node, 'Function') || is(node, 'Class') || is(node, 'Lambda')) && node !== (block as SyntaxNode)) continue;
    if (is(node, 'MemberAccess')) queue.push(node.d.leftExpr);
    else if (is(node, 'Argument')) queue.push(node.d.valueExpr);
    else queue.push(...[...childrenOf(node)].reverse());
  }
}

/** Features that all versions of Python have by now that we know of: a kernel takes their imports anywhere. */
const mandatory = new Set([
  'nested_scopes',
  'generators',
  'division',
  'absolute_import',
  'with_statement',
  'print_function',
  'unicode_literals',
  'generator_stop'
]);

/** Other `from __future__` imports stand before all other code of a cell. */
function checkFutures(tree: Nodes['Module'], checking: Checking): void {
  let isLate = false;
  for (const statement of tree.d.statements.flatMap(each => (is(each, 'StatementList') ? each.d.statements : [each]))) {
    const isFuture =
      is(statement, 'ImportFrom') &&
      statement.d.module.d.leadingDots === 0 &&
      statement.d.module.d.nameParts.map(({ d }) => d.value).join('.') === '__future__';
    if (isFuture && isLate && !statement.d.imports.every(({ d }) => mandatory.has(d.name.d.value)))
      complain("'from __future__' imports stand before all other code", statement, checking);
    isLate ||= !isFuture && !is(statement, 'StringList');
  }
}
