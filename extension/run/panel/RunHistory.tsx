import { useEffect, useState, type ReactElement } from 'react';
import type { RunRecord } from '../../../converter/index.js';
import { durationText } from '../../graph/words.js';
import type { PartProps } from '../../sidebar/parts.js';
import { compareRuns } from '../compareRuns.js';
import { jobOf } from '../job.js';
import { readPastRuns } from '../pastRuns.js';
import { RunActions } from './RunActions.js';
import { Mark } from './RunHeadline.js';
import { timeText, tookOf } from './words.js';

/** The newest runs: to look at again, to compare two of them, and to repeat on the command line. */
export function RunHistory({ context, panel, pipeline, state }: PartProps): ReactElement {
  const { trans, runnerOf } = context;
  const [records, setRecords] = useState<readonly RunRecord[]>();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [version, setVersion] = useState(0);
  const ended = state.run.record?.ended;
  useEffect(() => {
    const wanted = new AbortController();
    const show = (found: readonly RunRecord[]) => {
      if (!wanted.signal.aborted) setRecords(found);
    };
    readPastRuns(jobOf(context, panel, pipeline)).then(show, () => show([]));
    return () => wanted.abort();
  }, [context, panel, pipeline, ended, version]);
  if (!records) return <p className="jp-Espalier-aside">{trans.__('Reading …')}</p>;
  if (records.length === 0) return <p className="jp-Espalier-aside">{trans.__('It has not run yet.')}</p>;
  const toggle = (id: string) => setChosen(chosen.includes(id) ? chosen.filter(each => each !== id) : [...chosen, id].slice(-2));
  const pair = records.filter(({ run_id }) => chosen.includes(run_id));
  return (
    <>
      {records.length > 1 && chosen.length < 2 && <p className="jp-Espalier-aside">{trans.__('Choose two runs to compare them.')}</p>}
      <ul className="jp-Espalier-history">
        {records.map(record => (
          <li key={record.run_id}>
            <input
              type="checkbox"
              checked={chosen.includes(record.run_id)}
              aria-label={trans.__('Compare the run of %1', timeText(record))}
              title={trans.__('Choose two to compare them')}
              onChange={() => toggle(record.run_id)}
            />
            <button
              type="button"
              className={`jp-Espalier-resultHead${record.run_id === state.run.record?.run_id ? ' jp-mod-selected' : ''}`}
              title={trans.__('Show this run')}
              onClick={() => void runnerOf({ panel, pipeline }).then(runner => runner.show(record))}
            >
              <Mark status={marks[record.status]} />
              <span className="jp-Espalier-resultName">{timeText(record)}</span>
              <span className="jp-Espalier-note">{durationText(tookOf(record) ?? 0)}</span>
            </button>
            <RunActions context={context} panel={panel} pipeline={pipeline} state={state} record={record} onRemoved={() => setVersion(version + 1)} />
          </li>
        ))}
      </ul>
      {pair[0] && pair[1] && <Differences before={pair[1]} after={pair[0]} trans={trans} />}
    </>
  );
}

const marks = { succeeded: 'done', failed: 'failed', aborted: 'aborted', running: 'running' } as const;

interface DifferencesProps {
  readonly before: RunRecord;
  readonly after: RunRecord;
  readonly trans: PartProps['context']['trans'];
}

function Differences({ before, after, trans }: DifferencesProps): ReactElement {
  const differences = compareRuns(before, after);
  if (differences.length === 0) return <p className="jp-Espalier-aside">{trans.__('The two runs are alike.')}</p>;
  return (
    <table className="jp-Espalier-differences">
      <thead>
        <tr>
          <td />
          <th scope="col">{timeText(before)}</th>
          <th scope="col">{timeText(after)}</th>
        </tr>
      </thead>
      <tbody>
        {differences.map(({ kind, name, before: was, after: is }) => (
          <tr key={`${kind} ${name}`}>
            <th scope="row">{name}</th>
            <td>{was}</td>
            <td>{is}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
