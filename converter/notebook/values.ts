import { cellFields, type CellField } from './fields.js';
import { parseYamlText, type YamlText } from './yaml.js';

/** A setting's text (directive line, tag, option of `%%node`) as the JSON value it stands for. What cannot be read stays text, for the check to refuse. */
export function settingFromText(field: CellField, text: string): unknown {
  const shape = cellFields[field];
  const isOneLine = !text.includes('\n');
  const parsed = parseYamlText(text) ?? text.trim();
  switch (shape) {
    case 'role':
    case 'word':
      return parsed;
    case 'text':
      return typeof parsed === 'string' || !isOneLine ? parsed : text.trim();
    case 'words':
      return typeof parsed === 'string' ? split(parsed, /[\s,]+/) : parsed;
    case 'texts':
      return typeof parsed === 'string' ? split(parsed, /,/) : parsed;
    case 'count':
    case 'seconds':
      return typeof parsed === 'string' && /^\d+(?:\.\d+)?$/.test(parsed) ? Number(parsed) : parsed;
    case 'flag':
      return (typeof parsed === 'string' ? flags.get(parsed.toLowerCase()) : undefined) ?? parsed;
    case 'resources':
    case 'pairs':
      return pairs(parsed);
    default:
      return shape satisfies never;
  }
}

const flags = new Map([
  ['true', true],
  ['yes', true],
  ['on', true],
  ['enabled', true],
  ['false', false],
  ['no', false],
  ['off', false],
  ['disabled', false]
]);

const split = (text: string, separator: RegExp): readonly string[] =>
  text
    .split(separator)
    .map(part => part.trim())
    .filter(part => part !== '');

/** `A=1, B=2` beside `{A: 1, B: 2}`. */
function pairs(parsed: YamlText): unknown {
  if (typeof parsed !== 'string') return parsed;
  const entries = split(parsed, /,/).map(part => /^([^=\s]+)\s*=\s*(.*)$/.exec(part));
  return entries.every(entry => entry !== null) ? Object.fromEntries(entries.map(([, name, value]) => [name, value])) : parsed;
}
