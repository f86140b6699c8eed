import ts from 'typescript';
import type { CellFacts, Flow, Name, Value } from '../../../converter/languages/language.js';
import { javascript } from '../../../converter/languages/javascript/index.js';
import { evaluatedAt, walkFlow, walkValue } from '../../../converter/languages/walk.js';

/** How often the names of a text mean what TypeScript's checker says they mean. */
export interface Score {
  readonly agreed: number;
  readonly differences: readonly string[];
}

/** Compares, identifier by identifier: a variable of the file or of nobody, or the same local as elsewhere. */
export function compareBindings(path: string, text: string): Score | undefined {
  const facts = javascript.analyze({ id: 'cell', source: text, directives: [], kernel: 'deno' });
  if (facts.diagnostics.length > 0) return undefined;
  const expected = checkedBindings(path, text);
  const meanings = new Map<string, string>();
  const differences: string[] = [];
  let agreed = 0;
  for (const { at, name, meaning } of resolvedNames(facts, text)) {
    const wanted = expected.get(at);
    if (wanted === undefined || special.has(name)) continue;
    const [key, given] = wanted === 'global' || meaning === 'global' ? ['', ''] : [wanted, meaning];
    const isSame = (wanted === 'global') === (meaning === 'global') && (key === '' || (meanings.get(key) ?? given) === given);
    if (key !== '') meanings.set(key, meanings.get(key) ?? given);
    if (isSame) agreed++;
    else differences.push(`${path}:${text.slice(0, at).split('\n').length} ${name}: ${wanted} is taken for ${meaning}, not ${meanings.get(key) ?? ''}`);
  }
  return { agreed, differences };
}

/** Names to which the checker gives meanings of its own. */
const special: ReadonlySet<string> = new Set(['arguments', 'module', 'exports']);

interface Resolved {
  readonly at: number;
  readonly name: string;
  /** `global`, or where the local lives and what it is called there. */
  readonly meaning: string;
}

function resolvedNames(facts: CellFacts, text: string): readonly Resolved[] {
  const found: Resolved[] = [];
  const frames = (body: string | undefined, depth: number): string => {
    let at = body;
    for (let level = depth; at !== undefined; at = facts.bodies[at]?.parent) {
      if (facts.bodies[at]?.kind === 'class') continue;
      if (level-- === 0) return at;
    }
    return '';
  };
  const note = (name: Name, from: number, body: string | undefined) => {
    if (name.scope === 'class' || name.name.startsWith('·')) return;
    const plain = name.name.replace(/·\d+$/, '');
    const next = text[from + plain.length] ?? ' ';
    if (!text.startsWith(plain, from) || /[\w$]/.test(next)) return;
    const meaning = name.scope === 'global' ? 'global' : name.scope === 'temp' ? name.name : `${frames(body, name.depth)}/${name.name}`;
    found.push({ at: from, name: plain, meaning });
  };
  const visitor = (body?: string) => ({
    value: (value: Value) => value.kind === 'read' && note(value.name, value.span.from, body),
    flow: (flow: Flow) => flow.kind === 'write' && note(flow.name, flow.span.from, body)
  });
  walkFlow(facts.flow, visitor());
  for (const body of Object.values(facts.bodies)) {
    walkFlow(body.flow, visitor(body.id));
    evaluatedAt(body).forEach(value => walkValue(value, visitor(body.parent)));
  }
  return found;
}

/** By offset: `global`, or a number for each local. */
function checkedBindings(path: string, text: string): ReadonlyMap<number, string> {
  const file = path.replace(/\.(?:mjs|cjs)$/, '.js');
  const options: ts.CompilerOptions = { allowJs: true, noLib: true, noResolve: true, target: ts.ScriptTarget.Latest, module: ts.ModuleKind.ESNext, types: [] };
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const host: ts.CompilerHost = {
    ...ts.createCompilerHost(options),
    getSourceFile: asked => (asked === file ? source : undefined),
    fileExists: asked => asked === file
  };
  const checker = ts.createProgram([file], options, host).getTypeChecker();
  const locals = new Map<ts.Symbol, string>();
  const found = new Map<number, string>();
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) {
      const meant = symbolOf(node, checker);
      found.set(node.getStart(source), meant && isLocal(meant, source) ? (locals.get(meant) ?? named(meant, locals)) : 'global');
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function named(symbol: ts.Symbol, locals: Map<ts.Symbol, string>): string {
  const name = `${symbol.name} (${locals.size})`;
  locals.set(symbol, name);
  return name;
}

function symbolOf(node: ts.Identifier, checker: ts.TypeChecker): ts.Symbol | undefined {
  if (ts.isShorthandPropertyAssignment(node.parent)) return checker.getShorthandAssignmentValueSymbol(node.parent);
  return checker.getSymbolAtLocation(node);
}

/** Declared inside of something, not at the top of the file. */
function isLocal({ declarations, valueDeclaration }: ts.Symbol, source: ts.SourceFile): boolean {
  const declaration = valueDeclaration ?? declarations?.[0];
  if (!declaration || ts.isPropertyAssignment(declaration)) return false;
  if (ts.isFunctionExpression(declaration) || ts.isClassExpression(declaration)) return true;
  for (let at: ts.Node | undefined = declaration.parent; at; at = at.parent as ts.Node | undefined) {
    if (at === source) return false;
    const isBlock = ts.isBlock(at) || ts.isFunctionLike(at) || ts.isClassLike(at) || ts.isModuleBlock(at) || ts.isCaseBlock(at) || ts.isEnumDeclaration(at);
    if (isBlock || ts.isCatchClause(at) || ts.isForStatement(at) || ts.isForOfStatement(at) || ts.isForInStatement(at)) return !isVariableOfFile(declaration);
  }
  return false;
}

/** `var` in blocks belongs to the function around, or to the file. */
function isVariableOfFile(declaration: ts.Declaration): boolean {
  let at: ts.Node = declaration;
  while (ts.isBindingElement(at) || ts.isObjectBindingPattern(at) || ts.isArrayBindingPattern(at)) at = at.parent;
  const list = at.parent;
  if (!ts.isVariableDeclaration(at) || !ts.isVariableDeclarationList(list) || (list.flags & ts.NodeFlags.BlockScoped) !== 0) return false;
  for (let around: ts.Node | undefined = list.parent; around; around = around.parent as ts.Node | undefined)
    if (ts.isFunctionLike(around) || ts.isModuleBlock(around) || ts.isClassStaticBlockDeclaration(around)) return false;
  return true;
}
