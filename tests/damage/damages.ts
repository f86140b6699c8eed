/** A notebook's JSON as loosely as damage leaves it. */
type Loose = unknown;
type Random = (below: number) => number;

/** One way to damage the text of a notebook. */
type Damage = (text: string, random: Random) => string;

/** Numbers that look random and are the same for the same seed (a linear congruential generator). */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return below => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const deep = 10_000;
const long = 5_000_000;

/** Values of the wrong type, and names that lead out of a folder. */
const strange: readonly Loose[] = [null, true, -1, 1e308, '', '../../out', '/tmp/out', 'class', '\u0000', [], [[]], {}, { __proto__: null }, ['node:../x']];

/** Text that editors, tokenizers and regular expressions stumble over. */
const odd = ['\uD800', '\uDC00', '\u202E', '\u0000', '\uFEFF', '\u2028', 'e\u0301'.repeat(50), '𝒳 = 1\n', '\u00A0', '\r', '\f', '👩‍👩‍👧 = 1', 'ﬁ = 1\n'];

/** Sources that nest or stretch beyond what a person writes. */
const extremes: readonly (() => string)[] = [
  () => `x = ${'('.repeat(deep)}1${')'.repeat(deep)}`,
  () => `x = ${'['.repeat(deep)}`,
  () => `x = ${'-'.repeat(deep)}1`,
  () => `x = ${'1 + '.repeat(deep)}1`,
  () => `x = a${'.b'.repeat(deep)}`,
  () => `x = f${'(1)'.repeat(deep)}`,
  () => `x = ${'lambda: '.repeat(deep)}1`,
  () => `x = ${'not '.repeat(deep)}1`,
  () => `x = ${'1 if y else '.repeat(deep)}1`,
  () => Array.from({ length: 300 }, (_, level) => `${' '.repeat(level)}if x:`).join('\n'),
  () => `if x:\n    y = 1\n${'elif x:\n    y = 2\n'.repeat(deep / 2)}`,
  () => `x = "${'a'.repeat(long)}"`,
  () => `# ${'é'.repeat(long)}`,
  () => `!${'echo '.repeat(long / 5)}`
];

/** Every damage by its name. */
export const damages: { readonly [name: string]: Damage } = {
  truncated: (text, random) => text.slice(0, random(text.length)),
  'bytes lost': (text, random) => {
    const at = random(text.length);
    return text.slice(0, at) + text.slice(at + 1 + random(40));
  },
  'cut cells': changed((document, random) => {
    for (const cell of cellsOf(document)) {
      const source = sourceOf(cell);
      cell['source'] = source.slice(random(source.length + 1), source.length - random(4));
    }
  }),
  'swapped types': changed((document, random) => {
    for (let times = 0; times < 4; times++) {
      const places = placesIn(document);
      const place = places[random(places.length)];
      if (place) place.holder[place.key] = strange[random(strange.length)];
    }
  }),
  'shuffled cells': changed((document, random) => {
    const cells = cellsOf(document);
    cells.forEach((cell, index) => {
      const other = random(cells.length);
      [cells[index], cells[other]] = [cells[other] ?? cell, cell];
    });
    if ('cells' in document) document['cells'] = cells;
  }),
  'deep JSON': (text, random) => {
    const nest = `${'{"a":['.repeat(deep)}1${']}'.repeat(deep)}`;
    return text.replace('"metadata"', `${random(2) === 0 ? '"metadata"' : '"other"'}: ${nest}, "metadata"`);
  },
  'deep or long code': changed((document, random) => {
    const cells = cellsOf(document);
    const cell = cells[random(cells.length)];
    if (cell) Object.assign(cell, { cell_type: 'code', source: extremes[random(extremes.length)]?.() });
  }),
  'odd Unicode': changed((document, random) => {
    for (const cell of cellsOf(document)) {
      const source = sourceOf(cell);
      const at = random(source.length + 1);
      cell['source'] = source.slice(0, at) + (odd[random(odd.length)] ?? '') + source.slice(at);
    }
  })
};

/** A damage of the parsed document; text that is no JSON stays as it is. */
function changed(change: (document: { [key: string]: Loose }, random: Random) => void): Damage {
  return (text, random) => {
    const document: Loose = parsed(text);
    if (!isObject(document)) return text;
    change(document, random);
    return JSON.stringify(document);
  };
}

function parsed(text: string): Loose {
  try {
    return JSON.parse(text) as Loose;
  } catch {
    return undefined;
  }
}

const isObject = (value: Loose): value is { [key: string]: Loose } => typeof value === 'object' && value !== null && !Array.isArray(value);

function cellsOf(document: { readonly [key: string]: Loose }): { [key: string]: Loose }[] {
  const cells = document['cells'];
  return Array.isArray(cells) ? cells.filter(isObject) : [];
}

const sourceOf = ({ source }: { readonly source?: Loose }): string => (Array.isArray(source) ? source.join('') : typeof source === 'string' ? source : '');

interface Place {
  readonly holder: { [key: string]: Loose };
  readonly key: string;
}

/** Every place of a document that holds a value, without outputs, which would outnumber the rest. */
function placesIn(value: Loose): readonly Place[] {
  if (typeof value !== 'object' || value === null) return [];
  const holder = value as { [key: string]: Loose };
  return Object.keys(holder).flatMap(key => [{ holder, key }, ...(key === 'outputs' ? [] : placesIn(holder[key]))]);
}
