import { reasonText, subject, type Conversion, type Dependency } from '../../converter/index.js';
import type { EdgeView } from '../model/view.js';

/** An edge with its reasons in words. */
export function edgeView({ from, to, reasons }: Dependency, { notebook }: Conversion): EdgeView {
  const inferred = reasons.filter(({ rule }) => rule !== 'author');
  const names = [...new Set(inferred.map(({ name }) => name))];
  return {
    id: `${from}→${to}`,
    from,
    to,
    names: names.map(name => (name.startsWith('·') ? subject(name) : name)),
    isOrder: names.every(name => name.startsWith('·')),
    isDeclared: inferred.length === 0,
    reasons: reasons.map(reason => ({
      text: reasonText(reason, notebook),
      reader: reason.reader,
      ...(reason.writer && { writer: reason.writer })
    }))
  };
}
