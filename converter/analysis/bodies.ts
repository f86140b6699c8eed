import type { CellFacts } from '../languages/language.js';
import type { CellLocation } from '../source/span.js';
import type { Machine } from './machine.js';

/** Makes the bodies of a cell (or of text executed as code) known to the walk. */
export function registerBodies(m: Machine, facts: CellFacts, cell: string, origin?: CellLocation): void {
  for (const body of Object.values(facts.bodies)) {
    m.bodies.set(body.id, { body, cell, rungs: facts.rungs.filter(reason => reason.body === body.id), origin, isOwn: facts === m.own.running?.facts });
    let { parent } = body;
    while (parent !== undefined) {
      m.outer.add(parent);
      const above: string | undefined = facts.bodies[parent]?.parent;
      parent = above;
    }
  }
}
