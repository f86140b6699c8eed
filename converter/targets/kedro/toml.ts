/** A TOML basic string of one line. */
export const tomlString = (text: string): string =>
  JSON.stringify(text.replace(/\p{Surrogate}/gu, '\ufffd')).replace(
    /[\u007f-\u009f\u2028\u2029]/g,
    character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
  );

/** A list, one entry a line. */
export const tomlList = (entries: readonly string[]): string =>
  entries.length === 0 ? '[]' : `[\n${entries.map(entry => `    ${tomlString(entry)},\n`).join('')}]`;
