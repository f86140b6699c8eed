import { namesText, type Drawing } from './drawing.js';

const shapes = { function: 'box, style=rounded', script: 'box, style="rounded,dashed"', joined: 'box, peripheries=2', file: 'cylinder' } as const;

/** The drawing in the language of Graphviz. */
export function renderDot({ title, boxes, arrows }: Drawing): string {
  const nodes = boxes.map(
    ({ id, kind, label, detail }) => `  ${quote(id)} [label=${quote(detail === '' ? label : `${label}\n${detail}`)}, shape=${shapes[kind]}];`
  );
  const edges = arrows.map(
    ({ from, to, names, isOrder }) => `  ${quote(from)} -> ${quote(to)} [label=${quote(namesText(names))}${isOrder ? ', style=dashed' : ''}];`
  );
  return `digraph ${quote(title)} {\n  node [fontname="sans-serif"];\n  edge [fontname="sans-serif", fontsize=10];\n${[...nodes, ...edges].join('\n')}\n}\n`;
}

const quote = (text: string): string => `"${text.replace(/[\\"]/g, '\\$&').replaceAll('\n', '\\n')}"`;
