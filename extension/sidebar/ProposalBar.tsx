import type { ReactElement } from 'react';
import { CommandIDs } from '../commands/ids.js';
import { proposedNodes, withRefused } from '../model/proposal.js';
import type { SuggestedCell } from '../model/view.js';
import { revealCell } from '../reveal.js';
import type { PartProps } from './parts.js';

/** Proposed nodes: all of them are accepted, or only those that stay ticked. */
export function ProposalBar({ context: { app, trans }, panel, pipeline, state: { proposal } }: PartProps): ReactElement | null {
  if (!proposal) return null;
  const nodes = proposedNodes(proposal);
  const count = (wanted: SuggestedCell['role']) => proposal.cells.filter(({ role }) => role === wanted).length;
  const others = [
    ...(count('setup') > 0 ? [trans._n('%1 setup cell', '%1 setup cells', count('setup'))] : []),
    ...(count('parameters') > 0 ? [trans._n('%1 cell of parameters', '%1 cells of parameters', count('parameters'))] : [])
  ];
  const accepted = nodes.filter(({ name }) => !proposal.refused.has(name)).length;
  return (
    <section className="jp-Espalier-proposal" aria-label={trans.__('Suggested nodes')}>
      <p>{nodes.length === 0 ? trans.__('There is no code to make nodes of.') : trans.__('Suggested nodes. Nothing is written until you accept.')}</p>
      <ul>
        {nodes.map(({ name, cells }) => (
          <li key={name}>
            <label>
              <input
                type="checkbox"
                checked={!proposal.refused.has(name)}
                onChange={event => pipeline.update({ proposal: withRefused(proposal, name, !event.target.checked) })}
              />
              <span>{name}</span>
            </label>
            <button
              type="button"
              className="jp-Espalier-link"
              onClick={() => {
                const first = proposal.cells.find(({ node }) => node === name);
                if (first) void revealCell(panel, { cell: first.id });
              }}
            >
              {trans._n('%1 cell', '%1 cells', cells)}
            </button>
          </li>
        ))}
      </ul>
      {others.length > 0 && <p className="jp-Espalier-aside">{trans.__('Also: %1.', others.join(', '))}</p>}
      <div className="jp-Espalier-buttons">
        <button
          type="button"
          className="jp-Button jp-mod-styled jp-mod-accept"
          disabled={accepted === 0}
          onClick={() => void app.commands.execute(CommandIDs.acceptSuggestion)}
        >
          {accepted === nodes.length ? trans.__('Accept all') : trans.__('Accept %1', accepted)}
        </button>
        <button type="button" className="jp-Button jp-mod-styled jp-mod-reject" onClick={() => void app.commands.execute(CommandIDs.dismissSuggestion)}>
          {trans.__('Dismiss')}
        </button>
      </div>
    </section>
  );
}
