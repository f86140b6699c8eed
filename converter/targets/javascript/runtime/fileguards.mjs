/** Stops where another node reads or writes the same file, and nothing says which of them is first. */
import { GuardError } from './errors.mjs';
import { nodes } from './facts.mjs';
import { openLedger } from './ledger.mjs';
import { ancestors, fileAncestors, isForeseen, isNamed, isOrdered } from './workspace.mjs';

/** `changed`: files that the node changed; `before`: files that it found; `reads`, `writes`: what it opened, with lines of its text. */
export function checkFiles(node, { changed, before, reads, writes, processes }) {
  const others = nodes.filter(({ name }) => name !== node.name);
  for (const name of Object.keys(changed)) {
    if (isForeseen(name, node.file_writes)) continue;
    for (const other of others) {
      const used = isNamed(name, [...other.file_reads, ...other.file_writes]);
      const unsure = other.file_reads.includes('*') && !isOrdered(node.name, other.name, ancestors);
      if (unsure || (used && !isOrdered(node.name, other.name, fileAncestors)))
        throw failure(node, { did: 'wrote', name, does: 'reads or writes', other, line: writes[name] });
    }
  }
  const ledger = openLedger();
  for (const [name, line] of Object.entries(reads)) {
    if (name in writes && !before.has(name)) continue;
    for (const other of others) {
      const wrote = name in (ledger.nodes[other.name] ?? {}) || isNamed(name, other.file_writes);
      if (wrote && !isOrdered(node.name, other.name, fileAncestors)) throw failure(node, { did: 'read', name, does: 'writes', other, line });
    }
  }
  if (!processes || node.file_reads.includes('*')) return;
  const writer = others.find(other => (other.file_writes.length > 0 || ledger.nodes[other.name]) && !isOrdered(node.name, other.name, ancestors));
  if (writer && Object.keys(ledger.nodes[writer.name] ?? {}).length + writer.file_writes.length > 0)
    throw new GuardError(
      `node '${node.name}' starts a program, which may read what node '${writer.name}' writes, and the pipeline does not say which of them comes first; declare it, or make them one node`
    );
}

function failure(node, { did, name, does, other, line }) {
  const error = new GuardError(
    `node '${node.name}' ${did} the file '${name}', which node '${other.name}' ${does}, and the pipeline does not say which of them comes first; declare it, or make them one node`
  );
  return Object.assign(error, { line });
}
