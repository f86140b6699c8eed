import type { Section } from './parts.js';

/** Which sections are folded: remembered while the page is open, for all notebooks alike. */
const folded = new Map<string, boolean>();

export const isFolded = ({ id, isFolded: initially = false }: Section): boolean => folded.get(id) ?? initially;

export const setFolded = ({ id }: Section, value: boolean): void => void folded.set(id, value);
