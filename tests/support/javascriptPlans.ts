import type { Plan } from '../../converter/plan/plan.js';
import { gives, helper, nodeOf, parameter, piece, planOf, takes } from './plans.js';

/** Values of many kinds, a helper class, aliases, files, a state, a script, a display; without syntax of TypeScript. */
export const orchard = (kernel: string): Plan =>
  planOf(
    'orchard',
    [
      nodeOf(
        'plant',
        1,
        '// two rows\nconst trees = [new Tree("apple", 3), new Tree("pear", -0)];\nconst byName = new Map(trees.map(tree => [tree.name, tree]));\nconst odd = [undefined, NaN, 2n ** 70n, , new Set([1])];\nconst text = `one\ntwo`;\nconsole.log(trees.length, text);',
        {
          title: 'Plant trees',
          doc: 'In *rows* /* of */ two.',
          body: [
            piece(
              'cell-1',
              1,
              '// two rows\nconst trees = [new Tree("apple", 3), new Tree("pear", -0)];\nconst byName = new Map(trees.map(tree => [tree.name, tree]));\nconst odd = [undefined, NaN, 2n ** 70n, , new Set([1])];\nconst text = `one\ntwo`;\nconsole.log(trees.length, text);',
              { line: 2, fixedLines: [5] }
            )
          ],
          outputs: [gives('trees_by_name', 'trees', 'byName'), gives('odd', 'odd'), gives('text', 'text')],
          usesHelpers: ['Tree']
        }
      ),
      nodeOf('grow', 2, 'for (const tree of trees) tree.height += rate;\nawait Promise.resolve();', {
        inputs: [takes('trees_by_name', 'trees', 'byName'), parameter('rate')],
        outputs: [gives('trees_by_name_2', 'trees', 'byName')]
      }),
      nodeOf('save', 3, 'fs.mkdirSync("out");\nprocess.chdir("out");\nfs.writeFileSync("text.txt", text);', {
        inputs: [takes('text', 'text')],
        stateOut: [{ dataset: 'cwd_state', state: 'cwd' }],
        touches: ['cwd'],
        filesOut: 'save_done',
        fileWrites: ['out/text.txt'],
        usesImports: ['fs'],
        readsOnly: ['text'],
        usedLater: []
      }),
      nodeOf('rename', 4, 'console.log(text);\ntext = "three";\nvar n = 1;\nn += 1;\nshow(n)', {
        form: 'script',
        reasons: [{ rule: 'redeclared', detail: 'text' }],
        inputs: [takes('text', 'text')],
        outputs: [gives('text_2', 'text')],
        declares: ['text'],
        runtime: ['show']
      }),
      nodeOf(
        'report',
        5,
        'console.log(byName.get("apple") === trees[0], trees.map(tree => tree.tall()).join(), odd.length, 3 in odd, odd[2], Object.is(trees[1].height, rate));\nconsole.log(fs.readFileSync("text.txt", "utf8"), text);\nconsole.error("done");\nshow({ a: 1 })',
        {
          title: 'Report',
          inputs: [takes('trees_by_name_2', 'trees', 'byName'), takes('odd', 'odd'), takes('text_2', 'text'), parameter('rate')],
          stateIn: [{ dataset: 'cwd_state', state: 'cwd' }],
          filesIn: ['save_done'],
          filesOut: 'report_done',
          fileReads: ['out/text.txt'],
          usesImports: ['fs'],
          runtime: ['show'],
          readsOnly: ['trees', 'byName', 'odd', 'text']
        }
      )
    ],
    {
      language: 'javascript',
      notebook: { name: 'orchard', kernel, digest: '0'.repeat(64) },
      title: 'An orchard',
      parameters: [{ name: 'rate', value: 2.5, type: 'number', cell: 'cell-0' }],
      helpers: {
        futures: [],
        imports: [
          kernel === 'javascript'
            ? { name: 'fs', text: 'const fs = require("fs");', module: 'fs', standard: true }
            : { name: 'fs', text: 'import fs from "node:fs";', module: 'node:fs', standard: true }
        ],
        definitions: [
          helper(
            'class',
            'Tree',
            'class Tree {\n  constructor(name, height) {\n    this.name = name;\n    this.height = height;\n  }\n  tall() {\n    return this.height > LIMIT;\n  }\n}',
            {
              usesHelpers: ['LIMIT']
            }
          ),
          helper('constant', 'LIMIT', 'const LIMIT = 3;')
        ],
        setup: [],
        setupUses: { imports: [], helpers: [] }
      }
    }
  );

/** A plan of nodes whose text is given; each takes and gives what is said. */
export const javascriptPlan = (kernel: string, nodes: Plan['nodes'], more: Partial<Plan> = {}): Plan =>
  planOf('small', nodes, { language: 'javascript', notebook: { name: 'small', kernel, digest: '0'.repeat(64) }, ...more });
