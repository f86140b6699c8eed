import type { CellLocation, Span } from '../../source/span.js';
import { contains } from '../../source/span.js';
import type { WalkedCell } from '../language.js';
import type { Showing } from '../showing.js';
import { usual } from './showing.js';

/** A line that names the option, comments aside. */
const mention = /^(?<indent>[ \t]*)[^#\n]*\bast_node_interactivity\b.*$/gm;

/** It may set the option to what is not usual: by an assignment, or by a name in a text. */
const setting = /\bast_node_interactivity[ \t]*=(?!=|[ \t]*['"]last_expr['"])|['"][^'"]*\bast_node_interactivity\b/;

/** Places from which on cells may show their values in another way than their facts say. The last cell has none after it. */
export function otherDisplays(cells: readonly WalkedCell[]): readonly CellLocation[] {
  const isUsual = cells.every(({ facts }) => (facts.showing ?? []).every(({ mode }) => mode === usual));
  let byClass = false;
  return cells.slice(0, -1).flatMap(({ cell: { id, source }, facts: { showing = [] } }, index) => {
    const wrong = showing.filter(set => {
      const isHidden = byClass && set.by === 'instance';
      byClass ||= set.by === 'class';
      return isHidden || !isShell(set, source, cells.slice(0, index + 1));
    });
    const lines = [...source.matchAll(mention)].map(({ index, 0: { length }, groups }) => ({
      from: index + (groups?.['indent']?.length ?? 0),
      to: index + length
    }));
    const unknown = lines.filter(line => !showing.some(({ span }) => contains(line, span)) && (!isUsual || setting.test(source.slice(line.from, line.to))));
    return [...wrong.map(({ span }) => span), ...unknown].map((span: Span) => ({ cell: id, span }));
  });
}

/** The shell's names mean what IPython calls so: nothing of the notebook. */
function isShell({ span, by }: Showing, source: string, cells: readonly WalkedCell[]): boolean {
  const text = source.slice(span.from, span.to);
  if (text.startsWith('%')) return true;
  const name = text.startsWith('InteractiveShell') ? 'InteractiveShell' : 'get_ipython';
  const binders = cells.flatMap(({ facts }) => facts.statements.filter(({ binds }) => binds.includes(name)));
  const imports = cells.flatMap(({ facts }) => facts.imports.filter(imported => imported.name === name));
  const isOwn = (module: string) => module === 'IPython' || module.startsWith('IPython.');
  const isImported = imports.length > 0 || (name === 'get_ipython' && by === 'instance');
  return isImported && binders.every(({ kind }) => kind === 'import') && imports.every(({ module, always }) => always && isOwn(module));
}
