import { pipelinePlugin } from './plugin.js';

/** Bundlers find the worker by this very expression, which must stay in the entry: the address is relative to the file. */
const startWorker = () => new Worker(new URL('./worker.js', import.meta.url));

export default [pipelinePlugin(startWorker)];
