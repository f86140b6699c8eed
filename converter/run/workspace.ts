import type { RunNode, RunQuestion } from './question.js';

export interface Rewinds {
  /** To be put back as they were before any node ran. */
  readonly files: readonly string[];
  /** Nodes that must run again to rebuild a file, and which. */
  readonly again: ReadonlyMap<string, string>;
}

/**
 * Nodes change files in place. A node that runs again must find its files as
 * they were before it ran the first time. The runner keeps copies and puts
 * them back; where it has none (files that are too large), the file is put
 * back as it was before any node, and all its writers run again, in order. The
 * writers also run again where a file is not as the last of them left it.
 */
export function rewinds(running: ReadonlySet<string>, question: RunQuestion): Rewinds {
  const { nodes, kept } = question;
  const files = new Set<string>();
  const again = new Map<string, string>();
  for (const [file, by] of writersByFile(question)) {
    const isSpoiled = !kept(file) && nodes.some((node, index) => running.has(node.name) && touches(node, file) && by.some(writer => writer >= index));
    const isIntact = by.some(writer => running.has(nodes[writer]?.name ?? '')) || isAsLeft(file, by, question);
    if (isIntact && !isSpoiled) continue;
    if (!kept(file)) files.add(file);
    for (const writer of by) {
      const name = nodes[writer]?.name;
      if (name !== undefined) again.set(name, file);
    }
  }
  return { files: [...files].sort(), again };
}

/** By file: positions of the nodes that wrote it. */
function writersByFile({ nodes, left }: RunQuestion): ReadonlyMap<string, readonly number[]> {
  const writers = new Map<string, number[]>();
  nodes.forEach(({ name, writes }, index) => {
    const files = new Set([...Object.keys(left.get(name) ?? {}), ...writes.filter(path => !path.includes('*'))]);
    for (const file of files) writers.set(file, [...(writers.get(file) ?? []), index]);
  });
  return writers;
}

const touches = ({ reads, writes }: RunNode, file: string): boolean =>
  [...reads, ...writes].some(path => path === file || path.includes('*') || file.startsWith(`${path}/`));

function isAsLeft(file: string, writers: readonly number[], { nodes, left, present }: RunQuestion): boolean {
  const known = writers.map(writer => left.get(nodes[writer]?.name ?? '')?.[file]).filter(digest => digest !== undefined);
  const last = known.at(-1);
  if (last === undefined) return true;
  return last === null ? present(file) === undefined : present(file) === last;
}
