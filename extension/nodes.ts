/** A node as its cells declare it, in document order. */
export interface DeclaredNode {
  readonly name: string;
  /** Positions of its code cells in the notebook, from 1, as people count them. */
  readonly cells: readonly number[];
}

export interface Declared {
  readonly nodes: readonly DeclaredNode[];
  /** What the reader has to say, the place first. */
  readonly problems: readonly string[];
}

/** The nodes that a notebook declares. The reader comes on first use: it would only slow down JupyterLab's start. */
export async function declaredNodes(document: unknown, notebook: string): Promise<Declared> {
  const { readNotebook } = await import('../converter/notebook/read.js');
  const { cells, diagnostics } = readNotebook(document, notebook);
  const tagged = cells.flatMap(({ intent, index }) => (intent.node === undefined ? [] : [{ node: intent.node, cell: index + 1 }]));
  const names = [...new Set(tagged.map(({ node }) => node))];
  const numberOf = new Map(cells.map(({ id, index }) => [id, index + 1]));
  return {
    nodes: names.map(name => ({ name, cells: tagged.filter(({ node }) => node === name).map(({ cell }) => cell) })),
    problems: diagnostics.map(({ message, at }) => {
      const cell = at === undefined ? undefined : numberOf.get(at.cell);
      return cell === undefined ? message : `Cell ${cell}: ${message}`;
    })
  };
}
