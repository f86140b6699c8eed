/** Looks into JSON of which nothing is certain: what is not of the kind that is asked for is not there. */
export interface JsonObject {
  readonly [key: string]: unknown;
}

/** Longer texts are cut: nobody reads them in a table. */
const longest = 400;

export const isObject = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value);
export const objectAt = (from: JsonObject, key: string): JsonObject => (isObject(from[key]) ? from[key] : {});
export const listAt = (from: JsonObject, key: string): readonly unknown[] => (Array.isArray(from[key]) ? (from[key] as unknown[]) : []);
export const objectsAt = (from: JsonObject, key: string): readonly JsonObject[] => listAt(from, key).filter(isObject);
export const namesAt = (from: JsonObject, key: string): readonly string[] => listAt(from, key).filter(each => typeof each === 'string');

export function textAt(from: JsonObject, key: string): string {
  const value = from[key];
  return typeof value === 'string' ? cut(value) : typeof value === 'number' ? String(value) : '';
}

export function numberAt(from: JsonObject, key: string): number | undefined {
  const value = from[key];
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

/** Any value as one short line. */
export const shown = (value: unknown): string => (value === undefined ? '' : cut(typeof value === 'string' ? value : JSON.stringify(value)));

const cut = (text: string): string => (text.length <= longest ? text : `${text.slice(0, longest)} …`);
