import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../converter/diagnostics/diagnostic.js';
import { frameOf } from '../../converter/diagnostics/frame.js';
import { renderGithub } from '../../converter/diagnostics/github.js';
import { renderJson } from '../../converter/diagnostics/json.js';
import * as messages from '../../converter/diagnostics/messages.js';
import type { Report } from '../../converter/diagnostics/report.js';
import { renderSarif } from '../../converter/diagnostics/sarif.js';
import { renderText } from '../../converter/diagnostics/text.js';
import { sourceLinesInFile } from '../../converter/notebook/fileLines.js';
import { readNotebook } from '../../converter/notebook/read.js';
import { notebookDocument } from '../support/notebook.js';

const cells = [{ kind: 'markdown', source: '# Sums' }, 'rows = [1, 2]\n', { source: ['# add up\n', 'total = sum(row)\n', 'print(total)'] }];
const document = JSON.stringify(notebookDocument(cells), undefined, 1);
const notebook = readNotebook(document, 'sums');
const lines = sourceLinesInFile(document);

const diagnostics: readonly Diagnostic[] = [
  messages.undefinedName('row', { cell: 'c3', span: { from: 21, to: 24 } }, 'rows'),
  {
    code: 'redefined-name',
    severity: 'info',
    message: "'total' gets a new value; nodes below read this one",
    at: { cell: 'c3', span: { from: 9, to: 14 } },
    related: [{ cell: 'c2', span: { from: 0, to: 4 }, message: 'the earlier value' }]
  },
  messages.emptyNode('50%: a,\nb {x} [y]', { cell: 'c3' }),
  messages.noNodes()
];
const report: Report = { file: './my sums/sums,1.ipynb', cells: notebook.cells, diagnostics, lineInFile: (index, line) => lines[index]?.[line - 1] };
const lineOf = (text: string) => document.split('\n').findIndex(line => line.includes(text)) + 1;

describe('text', () => {
  it('shows what, where, the lines and what to do', () => {
    expect(renderText({ ...report, file: 'sums.ipynb' })).toBe(`error[undefined-name]: 'row' has no value here: nothing above defines it
 --> sums.ipynb, cell 3:2:13
1 | # add up
2 | total = sum(row)
  |             ^^^
  hint: Did you mean 'rows'?

info[redefined-name]: 'total' gets a new value; nodes below read this one
 --> sums.ipynb, cell 3:2:1
1 | # add up
2 | total = sum(row)
  | ^^^^^
 ::: sums.ipynb, cell 2:1:1: the earlier value
1 | rows = [1, 2]
  | ^^^^

info[empty-node]: The node '50%: a, b {x} [y]' has nothing to run: its imports, definitions and parameters are shared by all nodes
 --> sums.ipynb, cell 3
  hint: Tag the cell setup

error[no-nodes]: The notebook has no nodes
 --> sums.ipynb
  hint: Tag cells with node:NAME, or let nodes be proposed with --auto
`);
  });

  it('colours through a painter', () => {
    const mark = (name: string) => (text: string) => `<${name}>${text}</>`;
    const paint = {
      red: mark('red'),
      yellow: mark('yellow'),
      blue: mark('blue'),
      cyan: mark('cyan'),
      bold: (text: string) => text
    };
    expect(renderText({ ...report, diagnostics: diagnostics.slice(0, 1) }, paint)).toContain('<blue>  |</>             <red>^^^</>');
  });
});

describe('frames', () => {
  const carets = (source: string, from: number, to: number) =>
    frameOf(source, { from, to }).map(({ number, text, carets: below }) => [number, text, below ?? '']);

  it.each<[string, string, number, number, unknown]>([
    ['tabs', '\tx = y', 5, 6, [[1, '    x = y', '        ^']]],
    ['wide letters', 'x = "名前", y', 10, 11, [[1, 'x = "名前", y', '            ^']]],
    ['the end of a line', 'f(\n', 2, 2, [[1, 'f(', '  ^']]],
    [
      'the end of the text',
      'a\n',
      2,
      2,
      [
        [1, 'a', ''],
        [2, '', '^']
      ]
    ],
    [
      'several lines',
      'f(\n  1,\n  2)',
      0,
      12,
      [
        [1, 'f(', '^^'],
        [2, '  1,', '  ^^'],
        [3, '  2)', '  ^^']
      ]
    ],
    ['characters that a terminal would obey', 'a\u001b[31m\u202eb', 6, 7, [[1, 'a·[31m·b', '      ^']]]
  ])('%s', (...[, source, from, to, expected]) => expect(carets(source, from, to)).toEqual(expected));

  it('shows a window of a long line', () => {
    const [line] = frameOf('x'.repeat(1_000_000), { from: 500_000, to: 500_002 });
    expect(line?.text).toBe(`…${'x'.repeat(120)}…`);
    expect(line?.carets).toBe(`${' '.repeat(31)}^^`);
  });

  it('stays inside the source, wherever the span is', () => {
    for (const span of [
      { from: -5, to: -1 },
      { from: 99, to: 120 },
      { from: 3, to: 1 }
    ])
      expect(frameOf('ab\ncd', span).length).toBeGreaterThan(0);
  });
});

it('writes workflow commands that GitHub reads, at the line of the file', () => {
  expect(renderGithub([report])).toBe(
    [
      `::error file=my sums/sums%2C1.ipynb,line=${lineOf('total = sum')},title=undefined-name::cell 3:2:13: 'row' has no value here: nothing above defines it%0Ahint: Did you mean 'rows'?`,
      `::notice file=my sums/sums%2C1.ipynb,line=${lineOf('total = sum')},title=redefined-name::cell 3:2:1: 'total' gets a new value; nodes below read this one`,
      `::notice file=my sums/sums%2C1.ipynb,line=${lineOf('# add up')},title=empty-node::cell 3: The node '50%25: a, b {x} [y]' has nothing to run: its imports, definitions and parameters are shared by all nodes%0Ahint: Tag the cell setup`,
      `::error file=my sums/sums%2C1.ipynb,title=no-nodes::The notebook has no nodes%0Ahint: Tag cells with node:NAME, or let nodes be proposed with --auto`,
      ''
    ].join('\n')
  );
});

it('writes one JSON document', () => {
  const written = JSON.parse(renderJson([report, { file: 'b.ipynb', cells: [], diagnostics: [] }])) as unknown;
  expect(written).toMatchObject({
    version: 1,
    notebooks: [
      {
        file: report.file,
        diagnostics: [
          {
            code: 'undefined-name',
            at: {
              cell: 'c3',
              span: { from: 21, to: 24 },
              number: 3,
              start: { line: 2, column: 13 },
              end: { line: 2, column: 16 },
              fileLine: lineOf('total = sum')
            }
          },
          { related: [{ cell: 'c2', number: 2 }] },
          {},
          { code: 'no-nodes' }
        ]
      },
      { file: 'b.ipynb', diagnostics: [] }
    ]
  });
});

describe('SARIF', () => {
  const file = createRequire(import.meta.url).resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json');
  const schema = JSON.parse(readFileSync(file, 'utf8')) as object;
  // Draft 04, which ajv does not know by name; of what later drafts changed the schema uses only the word id.
  const draftless = Object.fromEntries(Object.entries(schema).filter(([key]) => key !== '$schema' && key !== 'id'));
  const validate = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false }).compile(draftless);
  const valid = (reports: readonly Report[]) => {
    const log = JSON.parse(renderSarif(reports, '1.2.3')) as { runs: { results: object[]; tool: { driver: { rules: { id: string }[] } } }[] };
    validate(log);
    expect(validate.errors ?? []).toEqual([]);
    return log;
  };

  it('is valid, with and without places and results', () => {
    const log = valid([report, { file: '/abs/é\ud800.ipynb', cells: [], diagnostics: [messages.noNodes()] }]);
    expect(log.runs[0]?.results[0]).toMatchObject({
      ruleId: 'undefined-name',
      level: 'error',
      locations: [
        {
          physicalLocation: { artifactLocation: { uri: 'my%20sums/sums%2C1.ipynb' }, region: { startLine: lineOf('total = sum') } },
          logicalLocations: [{ name: 'cell 3:2:13' }]
        }
      ]
    });
    valid([]);
  });

  it('escapes what a message means by brackets and braces', () => {
    expect(JSON.stringify(valid([report]).runs[0]?.results[2])).toContain(String.raw`{{x}} \\[y\\]`);
  });
});
