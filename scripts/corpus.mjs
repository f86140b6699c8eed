// Verifies every notebook below a folder, in whose folders each stand for a repository, and ends with a table.
//   npm run corpus -- DIR [--only REGEX] [--limit N] [--jobs N] [--seconds S] [--python PATH] [--results FILE] [--no-judge] [--again]
// What is in the results file (one line of JSON a notebook) is not done again. Where ../shared/cases/judge.py is, it judges, too.
import { spawn } from 'node:child_process';
import { appendFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve, sep } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const root = fileURLToPath(new URL('..', import.meta.url));
const cli = join(root, 'dist', 'cli.mjs');
const judge = join(root, '..', 'shared', 'cases', 'judge.py');
const verdicts = ['equal', 'joined', 'single', 'refused', 'guarded', 'WRONG', 'fails', 'broken', 'skipped'];

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    only: { type: 'string', default: '' },
    limit: { type: 'string', default: '100000' },
    jobs: { type: 'string', default: '1' },
    seconds: { type: 'string', default: '300' },
    python: { type: 'string', default: process.env.PIPELINE_PYTHON ?? join(root, '.cache', 'venv', 'bin', 'python') },
    results: { type: 'string', default: join(root, '.cache', 'corpus.jsonl') },
    'no-judge': { type: 'boolean', default: false },
    again: { type: 'boolean', default: false }
  }
});
const folder = resolve(positionals[0] ?? '.');
const seconds = Number(options.seconds);
const env = {
  ...process.env,
  NO_COLOR: '1',
  DO_NOT_TRACK: '1',
  OMP_NUM_THREADS: '1',
  PIPELINE_PYTHON: resolve(options.python),
  ESPALIER: `${process.execPath} ${cli}`
};

function notebooksBelow(top) {
  return readdirSync(top, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && entry.name.endsWith('.ipynb'))
    .map(entry => relative(top, join(entry.parentPath ?? entry.path, entry.name)))
    .filter(path => !path.includes('.ipynb_checkpoints') && new RegExp(options.only).test(path))
    .sort()
    .slice(0, Number(options.limit));
}

/** What is known already; a line that was cut off is left out. */
function readResults(path) {
  if (options.again) rmSync(path, { force: true });
  if (!existsSync(path)) return new Map();
  const rows = readFileSync(path, 'utf8')
    .split('\n')
    .flatMap(line => {
      try {
        return [JSON.parse(line)];
      } catch {
        return [];
      }
    });
  return new Map(rows.map(row => [row.notebook, row]));
}

/** Runs a command for at most so many seconds; first it is asked to end, then it is made to. */
function run(command, args, limit) {
  return new Promise(done => {
    const child = spawn(command, args, { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
    const said = { out: '', err: '', isLate: false };
    child.stdout.on('data', text => (said.out += text));
    child.stderr.on('data', text => (said.err += text));
    const asked = setTimeout(() => {
      said.isLate = true;
      child.kill('SIGTERM');
    }, limit * 1000);
    const made = setTimeout(() => child.kill('SIGKILL'), limit * 1000 + 20_000);
    child.on('error', error => (said.err += error.message));
    child.on('close', () => {
      clearTimeout(asked);
      clearTimeout(made);
      done(said);
    });
  });
}

async function verify(notebook) {
  const args = [cli, 'verify', notebook, '--auto', '--root', notebook.split(sep)[0], '--python', options.python, '--format', 'json'];
  const { out, err, isLate } = await run(process.execPath, args, seconds);
  if (isLate) return { verdict: 'broken', detail: `ran past ${seconds} s` };
  let told;
  try {
    told = JSON.parse(out).notebooks[0];
  } catch {
    return { verdict: 'broken', detail: err.slice(-500) };
  }
  const { verdict, nodes, differences, unstable, said, diagnostics } = told;
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  const isOurs = !errors.some(({ code }) => code === 'unverifiable-kernel');
  const first =
    differences[0] &&
    `cell ${(differences[0].cell ?? -1) + 1} ${differences[0].kind} ${differences[0].path}: ${differences[0].notebook} | ${differences[0].pipeline}`;
  return {
    verdict: !isOurs ? 'skipped' : verdict === 'differs' ? 'WRONG' : verdict,
    nodes: nodes.length,
    suggested: nodes.reduce((sum, { members }) => sum + (members?.length ?? 1), 0),
    survived: nodes.filter(({ rung }) => rung !== 'joined').length,
    unstable: unstable.length,
    detail: first ?? errors[0]?.message ?? (['equal', 'joined', 'single'].includes(verdict) ? '' : said.slice(-500))
  };
}

/** The word of a judge that knows nothing of ours but the records. */
async function askJudge(notebook) {
  const file = join(mkdtempSync(join(tmpdir(), 'corpus-')), 'judge.json');
  const only = `^${notebook.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`;
  await run(resolve(options.python), [judge, 'notebooks', folder, '--only', only, '--jobs', '1', '--seconds', String(seconds), '--json', file], seconds * 5);
  try {
    const [row] = JSON.parse(readFileSync(file, 'utf8'));
    return { judged: row.verdict === 'skipped' ? 'fails' : row.verdict, ...(row.verdict === 'WRONG' && { judgedDetail: row.detail }) };
  } catch {
    return { judged: 'broken' };
  } finally {
    rmSync(dirname(file), { recursive: true, force: true });
  }
}

function printTable(rows) {
  const groups = [...new Set(rows.map(({ notebook }) => notebook.split(sep)[0]))];
  const line = (name, part, of) =>
    `${name.slice(0, 33).padEnd(34)}${verdicts.map(verdict => String(part.filter(row => row[of] === verdict).length).padStart(8)).join('')}\n`;
  process.stdout.write(`\n${''.padEnd(34)}${verdicts.map(verdict => verdict.padStart(8)).join('')}\n`);
  for (const group of groups)
    process.stdout.write(
      line(
        group,
        rows.filter(({ notebook }) => notebook.split(sep)[0] === group),
        'verdict'
      )
    );
  process.stdout.write(line('all', rows, 'verdict'));
  const judged = rows.filter(({ judged }) => judged);
  if (judged.length > 0) process.stdout.write(line('all, by the judge', judged, 'judged'));
  const agree = judged.filter(({ verdict, judged: other }) => verdict === other);
  const sum = key => rows.reduce((total, row) => total + (row[key] ?? 0), 0);
  const share = (part, whole) => (whole === 0 ? '–' : `${Math.round((1000 * part) / whole) / 10} %`);
  const ran = rows.filter(({ verdict }) => !['fails', 'skipped'].includes(verdict));
  const of = (...names) => ran.filter(({ verdict }) => names.includes(verdict)).length;
  process.stdout.write(
    `${ran.length} notebooks run: ${share(of('equal', 'joined'), ran.length)} equal or joined, ${share(of('equal'), ran.length)} equal, ${of('WRONG')} wrong\n`
  );
  process.stdout.write(`suggested nodes that survive unjoined: ${share(sum('survived'), sum('suggested'))} of ${sum('suggested')}\n`);
  if (judged.length > 0) process.stdout.write(`the judge agrees on ${agree.length} of ${judged.length}\n`);
}

const known = readResults(options.results);
const notebooks = notebooksBelow(folder);
const queue = notebooks.filter(notebook => !known.has(notebook));
mkdirSync(dirname(options.results), { recursive: true });

async function work() {
  for (let notebook = queue.shift(); notebook !== undefined; notebook = queue.shift()) {
    const started = Date.now();
    const verified = await verify(notebook);
    const isJudged = !options['no-judge'] && existsSync(judge) && verified.verdict !== 'skipped';
    const row = { notebook, ...verified, ...(isJudged && (await askJudge(notebook))), seconds: Math.round((Date.now() - started) / 1000) };
    known.set(notebook, row);
    appendFileSync(options.results, `${JSON.stringify(row)}\n`);
    process.stdout.write(
      `${row.verdict.padEnd(8)} ${(row.judged ?? '').padEnd(8)} ${String(row.seconds).padStart(4)} s  ${notebook}${row.detail ? `\n         ${row.detail.split('\n').slice(-3).join(' ')}` : ''}\n`
    );
  }
}

await Promise.all(Array.from({ length: Number(options.jobs) }, work));
printTable(notebooks.flatMap(notebook => known.get(notebook) ?? []));
