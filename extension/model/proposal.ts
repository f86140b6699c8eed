import type { MarkedCell } from '../worker/protocol.js';
import type { Proposal } from './state.js';

/** Names of the nodes that are proposed, in document order, with how many cells each has. */
export function proposedNodes({ cells }: Proposal): readonly { readonly name: string; readonly cells: number }[] {
  const counts = new Map<string, number>();
  for (const { node } of cells) if (node !== undefined) counts.set(node, (counts.get(node) ?? 0) + 1);
  return [...counts].map(([name, count]) => ({ name, cells: count }));
}

/** What accepting a proposal writes: cells of refused nodes join the accepted node above, as untagged cells do. */
export function acceptedMarks({ cells, refused }: Proposal): readonly MarkedCell[] {
  return cells
    .filter(({ node }) => node === undefined || !refused.has(node))
    .map(({ id, role, node }) => ({ cell: id, role, ...(node !== undefined && { node }) }));
}

/** The proposal with one node wanted or not. */
export function withRefused(proposal: Proposal, name: string, isRefused: boolean): Proposal {
  const refused = new Set(proposal.refused);
  if (isRefused) refused.add(name);
  else refused.delete(name);
  return { ...proposal, refused };
}
