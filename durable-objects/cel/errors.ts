/** Something wrong with an expression's text, at an offset in it. */
export interface Issue {
  readonly at: number;
  readonly message: string;
}

/** Ends the reading from any depth; never leaves the parser and its macros. */
export class SyntaxFault extends Error {
  readonly issue: Issue;
  constructor(issue: Issue) {
    super(issue.message);
    this.issue = issue;
  }
}

/** Why an evaluation gave no value; caught by `&&`, `||` and the quantifiers. */
export class EvaluationError extends Error {
  override readonly name: string = 'EvaluationError';
}

/** The budget is used up: nothing absorbs it. */
export class CostError extends EvaluationError {
  override readonly name = 'CostError';

  constructor() {
    super('operation cancelled: actual cost limit exceeded');
  }
}

export function noSuchOverload(): EvaluationError {
  return new EvaluationError('no such overload');
}

/** Issues as cel-go shows them: place, message, the line, and a caret under the place. */
export function issuesText(source: string, issues: readonly Issue[]): string {
  return [...issues]
    .sort((a, b) => a.at - b.at)
    .map((issue) => issueText(source, issue))
    .join('\n');
}

function issueText(source: string, { at, message }: Issue): string {
  const before = source.slice(0, at).split('\n');
  const line = source.split('\n')[before.length - 1] ?? '';
  const column = before.at(-1)?.length ?? 0;
  const head = `ERROR: <input>:${before.length}:${column + 1}: ${message}`;
  return `${head}\n | ${line}\n | ${'.'.repeat(column)}^`;
}
