import { manifestPlugin } from './manifest/plugin.js';
import { askConverter } from './model/ask.js';
import { pipelinePlugin } from './plugin.js';

/** Bundlers find the worker by this very expression, which must stay in the entry: the address is relative to the file. */
const startWorker = () => new Worker(new URL('./worker.js', import.meta.url));

/** One worker for all. It starts with the first question. */
const ask = askConverter(startWorker);

export default [pipelinePlugin(ask), manifestPlugin(ask)];
