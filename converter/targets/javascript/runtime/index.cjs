/** What the text of nodes uses. */
exports.show = value => globalThis[Symbol.for('pipeline.show')](value);
