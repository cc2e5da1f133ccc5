import { expect, test } from 'vitest';
import { readClass } from './descriptions/client-node.ts';
import { readDeclaration } from './descriptions/kubernetes-models.ts';

test("kubernetes-models' declarations keep line ends and values", () => {
  const text = `import { Model } from "x";
/**
 * A thing.
 *   - \\*first\\*
 *
 * And more.
 *
 * @deprecated
 */
export interface IThing {
    "apiVersion": "v1";
    /**
     * Which.
     *
     * Possible enum values:
     *  - \`"A"\` is one
     */
    "mode"?: "A" | "B-C";
    "bare": string;
    /**
     * How many \\*\\/.
     */
    "modes"?: Array<"A">;
}
/**
 * A thing.
 */
export declare class Thing extends Model<IThing> implements IThing {
    "mode"?: "A";
}
`;
  expect(readDeclaration(text, 'Thing')).toEqual({
    text: 'A thing.\n  - *first*\n\nAnd more.',
    members: {
      apiVersion: { text: '' },
      mode: { text: 'Which.\n\nPossible enum values:\n - `"A"` is one', values: ['A', 'B-C'] },
      bare: { text: '' },
      modes: { text: 'How many */.', values: ['A'] },
    },
  });
});

test("the client's declarations are unescaped", () => {
  const text = `import { V1Other } from '../models/V1Other.js';
/**
* A thing.
*/
export declare class V1Thing {
    /**
    * It\\'s \\"x\\\\y\\".  More follows.
    */
    'mode'?: string;
    'other'?: V1Other;
    /**
    * IntOrString is a type.
    */
    'port'?: IntOrString;
    /**
    * Its default.
    */
    '_default'?: string;
}
`;
  expect(readClass(text)).toEqual({
    text: 'A thing.',
    members: {
      mode: { text: 'It\'s "x\\y".\n\nMore follows.' },
      default: { text: 'Its default.' },
    },
  });
});
