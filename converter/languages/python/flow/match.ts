import type { Flow, Value } from '../../language.js';
import { is, lookUp, type Nodes, type SyntaxNode, type Table } from '../syntax/nodes.js';
import { bindName, collect, keep, spanOf, type Context } from './context.js';
import { evaluateTest } from './control.js';
import { elementOf, valueOf } from './expressions.js';
import { operation } from './operators.js';
import { runSuite } from './statements.js';

/** Cases are tried in order; what a pattern captures stays bound even if its guard then fails. */
export function runMatch(node: Nodes['Match'], context: Context): void {
  const subject = keep(valueOf(node.d.expr, context), spanOf(node.d.expr, context), context);
  runCases(node.d.cases, subject, context);
}

function runCases([first, ...rest]: readonly Nodes['Case'][], subject: Value, context: Context): void {
  if (!first) return;
  const span = spanOf(first, context);
  const { pattern, guardExpr, suite, isIrrefutable } = first.d;
  const matched = collect(context, inner => {
    capture(pattern, subject, inner);
    if (guardExpr) evaluateTest(guardExpr, inner);
    runSuite(suite.d.statements, inner);
  });
  if (isIrrefutable && !guardExpr) {
    context.out.push(...matched);
    return;
  }
  const failed = collect(context, inner => {
    const tried = collect(inner, each => {
      capture(pattern, subject, each);
      if (guardExpr) evaluateTest(guardExpr, each);
    });
    if (tried.length > 0) inner.out.push({ kind: 'branch', arms: [tried, []], span } satisfies Flow);
    runCases(rest, subject, inner);
  });
  context.out.push({ kind: 'branch', arms: [matched, failed], span });
}

interface Matching {
  readonly subject: Value;
  readonly context: Context;
}

/** What a pattern looks at and binds. */
function capture(node: SyntaxNode, subject: Value, context: Context): void {
  lookUp(patterns, node, { subject, context });
}

const patterns: Table<Matching, void> = {
  PatternAs(node, { subject, context }) {
    const [only, ...more] = node.d.orPatterns;
    if (only && more.length === 0) capture(only, subject, context);
    else if (only) {
      const arms = node.d.orPatterns.map(pattern => collect(context, inner => capture(pattern, subject, inner)));
      if (arms.some(arm => arm.length > 0)) context.out.push({ kind: 'branch', arms, span: spanOf(node, context) });
    }
    if (node.d.target) bindName(node.d.target.d.value, subject, spanOf(node.d.target, context), context);
  },
  PatternCapture(node, { subject, context }) {
    const span = spanOf(node.d.target, context);
    if (node.d.isWildcard) return;
    bindName(node.d.target.d.value, node.d.isStar ? { kind: 'make', type: 'list', holds: [['*', subject]], span } : subject, span, context);
  },
  PatternSequence(node, { subject, context }) {
    const { entries, starEntryIndex } = node.d;
    const items = keep(subject, spanOf(node, context), context);
    entries.forEach((entry, at) => capture(entry, elementOf(items, starEntryIndex === undefined || at < starEntryIndex ? at : '*'), context));
  },
  PatternMapping(node, { subject, context }) {
    const items = keep(subject, spanOf(node, context), context);
    for (const entry of node.d.entries) {
      const span = spanOf(entry, context);
      if (is(entry, 'PatternMappingExpandEntry')) {
        const rest: Value = { kind: 'make', type: 'dict', holds: [['*', { kind: 'part', of: items, how: 'item', key: '*', span }]], span };
        if (entry.d.target.d.value !== '_') bindName(entry.d.target.d.value, rest, span, context);
      } else if (is(entry, 'PatternMappingKeyEntry')) {
        const key = is(entry.d.keyPattern, 'Error') ? undefined : valueOf(entry.d.keyPattern.d.expr, context);
        if (key && key.kind !== 'scalar') context.out.push({ kind: 'evaluate', value: key, span });
        const constant = key?.kind === 'scalar' && (typeof key.literal === 'string' || typeof key.literal === 'number') ? key.literal : '*';
        capture(entry.d.valuePattern, { kind: 'part', of: items, how: 'item', key: constant, span }, context);
      }
    }
  },
  PatternClass(node, { subject, context }) {
    const items = keep(subject, spanOf(node, context), context);
    context.out.push({ kind: 'evaluate', value: valueOf(node.d.className, context), span: spanOf(node.d.className, context) });
    // `case int(n)` gives the subject itself, other classes an attribute named by `__match_args__`.
    for (const { d, ...argument } of node.d.args) {
      const span = context.cell.spanOf(argument.start, argument.start + argument.length);
      const attribute: Value = { kind: 'part', of: items, how: 'attribute', key: d.name?.d.value ?? '*', span };
      capture(d.pattern, d.name ? attribute : { kind: 'choice', of: [items, attribute] }, context);
    }
  },
  PatternValue(node, { subject, context }) {
    const span = spanOf(node, context);
    context.out.push({ kind: 'evaluate', value: operation('==', [subject, valueOf(node.d.expr, context)], span), span });
  },
  PatternLiteral(node, { subject, context }) {
    const span = spanOf(node, context);
    const value = valueOf(node.d.expr, context);
    context.out.push({ kind: 'evaluate', value: operation(value.kind === 'scalar' && value.type === 'NoneType' ? 'is' : '==', [subject, value], span), span });
  },
  Error: () => {}
};
