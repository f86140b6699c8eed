import type { ExtensionContext } from '../context.js';
import type { OpenNotebook } from '../pipelines.js';
import { CellDecorator } from './decorator.js';

/** Stripe and badge on the cells of every notebook. */
export function decorateNotebooks(context: ExtensionContext): void {
  const decorate = (opened: OpenNotebook) => {
    const decorator = new CellDecorator(context, opened);
    opened.panel.disposed.connect(() => decorator.dispose());
  };
  context.pipelines.all.forEach(decorate);
  context.pipelines.added.connect((_, opened) => decorate(opened));
}
