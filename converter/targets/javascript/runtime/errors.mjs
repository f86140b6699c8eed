/** Something was not as the pipeline was made for: the node is stopped before a wrong value can reach another. */
export class GuardError extends Error {
  name = 'GuardError';
}

/** A value that a file cannot hold. */
export class UnsavableError extends GuardError {
  /** @param {string} what what it is, @param {string} path where it is, from the name that holds it */
  constructor(what, path) {
    super(`${path.replace(/^the values\./, '')} is ${what}, which cannot travel between nodes`);
    this.what = what;
    this.path = path;
  }
}
