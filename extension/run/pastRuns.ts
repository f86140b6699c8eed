import type { Contents } from '@jupyterlab/services';
import type { RunRecord } from '../../converter/index.js';
import type { Job } from './job.js';

/** So many runs are listed. */
const most = 20;

/** Records of a project's newest runs, newest first: read without a kernel. */
export async function readPastRuns({ context, folder, project, place }: Job): Promise<readonly RunRecord[]> {
  const { contents } = context.app.serviceManager;
  if (!(await namesIn(contents, place.join('/'))).includes(project)) return [];
  if (!(await namesIn(contents, folder)).includes('runs')) return [];
  const ids = (await namesIn(contents, `${folder}/runs`)).filter(name => /^\d{8}T\d{6}/.test(name));
  const newest = ids.sort().reverse().slice(0, most);
  const read = await Promise.all(newest.map(id => readRecord(contents, `${folder}/runs/${id}`)));
  return read.flatMap(record => record ?? []);
}

async function namesIn(contents: Contents.IManager, folder: string): Promise<readonly string[]> {
  const { content } = (await contents.get(folder, { content: true })) as { readonly content: readonly { readonly name: string }[] };
  return content.map(({ name }) => name);
}

async function readRecord(contents: Contents.IManager, folder: string): Promise<RunRecord | undefined> {
  try {
    const file = await contents.get(`${folder}/run.manifest.json`, { type: 'file', format: 'text', content: true });
    const record: unknown = JSON.parse(String(file.content));
    return typeof record === 'object' && record !== null && 'nodes' in record && Array.isArray(record.nodes) ? (record as RunRecord) : undefined;
  } catch {
    return undefined;
  }
}
