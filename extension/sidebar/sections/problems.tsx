import { useState, type ReactElement } from 'react';
import { StatusMark } from '../../graph/StatusMark.js';
import { countOf, problemsOf } from '../../model/count.js';
import { applyFix, fixLabel } from '../../model/fixes.js';
import type { Problem } from '../../model/view.js';
import { PlaceLink } from '../PlaceLink.js';
import type { PartProps, Section } from '../parts.js';

/** Problems with their places and what answers them; the codes are those of the command line. */
export const problemsSection: Section = {
  id: 'problems',
  title: trans => trans.__('Problems'),
  rank: 40,
  component: Problems,
  isVisible: ({ view }) => view.isTagged || view.state === 'unusable',
  note: (state, trans) => {
    const { errors, warnings } = countOf(state);
    return errors + warnings === 0 ? trans.__('none') : String(errors + warnings);
  }
};

/** Longer lists than this are cut until their user asks for the rest. */
const many = 50;

function Problems(props: PartProps): ReactElement {
  const { context, state } = props;
  const { trans } = context;
  const [withNotes, setWithNotes] = useState(false);
  const [all, setAll] = useState(false);
  const { notes } = countOf(state);
  const shown = problemsOf(state).filter(({ severity }) => withNotes || severity !== 'info');
  return (
    <>
      {shown.length === 0 && <p className="jp-Espalier-aside">{trans.__('Nothing stands in the way.')}</p>}
      <ul className="jp-Espalier-problems">
        {shown.slice(0, all ? undefined : many).map((problem, index) => (
          <li key={index}>
            <ProblemRow {...props} problem={problem} />
          </li>
        ))}
      </ul>
      {shown.length > many && !all && (
        <button type="button" className="jp-Espalier-link" onClick={() => setAll(true)}>
          {trans.__('Show all %1', shown.length)}
        </button>
      )}
      {notes > 0 && (
        <button type="button" className="jp-Espalier-link" aria-expanded={withNotes} onClick={() => setWithNotes(!withNotes)}>
          {withNotes ? trans.__('Hide notes') : trans._n('Show %1 note', 'Show %1 notes', notes)}
        </button>
      )}
    </>
  );
}

function ProblemRow({ context: { trans }, panel, pipeline, problem }: PartProps & { readonly problem: Problem }): ReactElement {
  const { code, severity, message, hint, at, cellNumber, line, related, fixes } = problem;
  return (
    <div className={`jp-Espalier-problem jp-mod-${severity}`}>
      <svg viewBox="-8 -8 16 16" width="14" height="14" role="img" aria-label={severityWord(severity, trans)}>
        <StatusMark status={severity === 'info' ? 'queued' : severity} />
      </svg>
      <div>
        <p className="jp-Espalier-message">{message}</p>
        {hint !== undefined && <p className="jp-Espalier-hint">{hint}</p>}
        <p className="jp-Espalier-where">
          {at && cellNumber !== undefined && (
            <PlaceLink panel={panel} place={at}>
              {line === undefined ? trans.__('Cell %1', cellNumber) : trans.__('Cell %1, line %2', cellNumber, line)}
            </PlaceLink>
          )}
          {related.map(({ message: text, at: place, cellNumber: number }, index) => (
            <PlaceLink key={index} panel={panel} place={place}>
              {trans.__('Cell %1: %2', number ?? '?', text)}
            </PlaceLink>
          ))}
          <code>{code}</code>
        </p>
        {fixes.length > 0 && (
          <p className="jp-Espalier-buttons">
            {fixes.map((fix, index) => (
              <button key={index} type="button" className="jp-Button jp-mod-styled" onClick={() => void applyFix(fix, pipeline)}>
                {fixLabel(fix, trans)}
              </button>
            ))}
          </p>
        )}
      </div>
    </div>
  );
}

function severityWord(severity: Problem['severity'], trans: PartProps['context']['trans']): string {
  return { error: trans.__('Error'), warning: trans.__('Warning'), info: trans.__('Note') }[severity];
}
