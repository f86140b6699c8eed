import agent from './kernel/agent.py';
import disk from './kernel/disk.py';
import environment from './kernel/environment.py';
import javascript from './kernel/javascript.py';
import load from './kernel/load.py';
import project from './kernel/project.py';
import runs from './kernel/runs.py';
import tasks from './kernel/tasks.py';

/** Text as Python reads it: what JSON escapes Python escapes alike. */
const literal = (value: unknown): string => JSON.stringify(JSON.stringify(value));

/** Python that makes a kernel answer questions. */
export const loadingCode = (): string =>
  `${load}\nimport json\n_espalier_load(json.loads(${literal({ disk, tasks, environment, javascript, runs, project, agent })}))`;

/** Python that asks one question. */
export const askingCode = (question: object): string => `import sys\nsys.modules["_espalier.agent"].answer(${literal(question)})`;
