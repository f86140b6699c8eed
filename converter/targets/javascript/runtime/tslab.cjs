/** The module `tslab` as cells know it: its displays are kept with the run. */
const shown = bundle => globalThis[Symbol.for('pipeline.display')](bundle);
const display = {
  raw: (mime, content) => shown({ [mime]: content }),
  javascript: text => shown({ 'text/javascript': text }),
  html: text => shown({ 'text/html': text }),
  markdown: text => shown({ 'text/markdown': text }),
  latex: text => shown({ 'text/latex': text }),
  svg: text => shown({ 'image/svg+xml': text }),
  png: bytes => shown({ 'image/png': Buffer.from(bytes).toString('base64') }),
  jpeg: bytes => shown({ 'image/jpeg': Buffer.from(bytes).toString('base64') }),
  gif: bytes => shown({ 'image/gif': Buffer.from(bytes).toString('base64') }),
  pdf: bytes => shown({ 'application/pdf': Buffer.from(bytes).toString('base64') }),
  text: text => shown({ 'text/plain': text })
};
module.exports = { display, newDisplay: () => display };
