import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Comparison } from '../report.js';
import type { Bench, Kernel, Sides } from '../bench.js';
import { runProgram, steadyEnvironment } from '../scripts.js';
import { compareFiles } from './files.js';
import { compareOutputs } from './outputs.js';
import { newFindings } from './findings.js';
import { compareValues, type Stored } from './values.js';
import { readJson } from './read.js';

/** Compares runs of a notebook in its kernel with the run of its pipeline. */
export async function compareKernelRuns(sides: Sides, bench: Bench, kernel: Kernel): Promise<Comparison | string> {
  const stored = await storedValues(sides, bench, kernel);
  if (typeof stored === 'string') return stored;
  const findings = newFindings();
  compareValues(sides, bench, { stored, findings });
  compareOutputs(sides, bench, findings);
  compareFiles(sides, findings);
  const { differences, unstable, unseen, compared } = findings;
  return {
    differences: [...differences].sort((a, b) => (a.cell ?? afterAll) - (b.cell ?? afterAll)),
    unstable,
    unseen,
    compared: Object.fromEntries(compared)
  };
}

/** Files stand below what cells give. */
const afterAll = Number.MAX_SAFE_INTEGER;

/** What the project's nodes left for each other. */
async function storedValues({ project }: Sides, { folder, library, terminal, probing }: Bench, { program }: Kernel): Promise<Stored | string> {
  const [request, into] = [join(folder, 'stored-request.json'), join(folder, 'stored.json')];
  const datasets = new Map(
    probing.nodes.flatMap(({ inputs, outputs }) => [...inputs, ...outputs]).map(({ dataset, members }) => [dataset, { dataset, names: members }])
  );
  writeFileSync(request, JSON.stringify([...datasets.values()]));
  const args = [join(library, 'stored.mjs'), project, request, into, program ?? ''];
  const { code, said } = await runProgram(process.execPath, args, { cwd: project, env: steadyEnvironment(terminal) });
  return code === 0 ? (readJson(into) as Stored) : said || 'the stored values cannot be read';
}
