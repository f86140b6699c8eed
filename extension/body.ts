import { Widget } from '@lumino/widgets';
import type { Declared } from './nodes.js';

/** The dialog's content: nodes in document order, then what is wrong with their declarations. */
export function nodesBody({ nodes, problems }: Declared): Widget {
  const node = document.createElement('div');
  if (nodes.length === 0) node.append(element('p', 'No cell declares a node. Write “#| node: name” as the first line of a cell.'));
  else
    node.append(
      list(
        'ol',
        nodes.map(({ name, cells }) => `${name} (${cells.length === 1 ? 'cell' : 'cells'} ${cells.join(', ')})`)
      )
    );
  if (problems.length > 0) node.append(element('h3', 'Problems'), list('ul', problems));
  const widget = new Widget({ node });
  widget.addClass('jp-Espalier-nodes');
  return widget;
}

function list(tag: 'ol' | 'ul', items: readonly string[]): HTMLElement {
  const whole = document.createElement(tag);
  whole.append(...items.map(item => element('li', item)));
  return whole;
}

function element(tag: 'p' | 'h3' | 'li', text: string): HTMLElement {
  const made = document.createElement(tag);
  made.textContent = text;
  return made;
}
