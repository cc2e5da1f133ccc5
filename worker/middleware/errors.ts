import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { Problem, type ProblemBody, problems } from '../problem.ts';

/** Whatever a route throws becomes an answer in the platform's form; the one catch there is. */
export function answerError(error: Error, c: Context): Response {
  const problem = asProblem(error);
  if (problem.status === 500)
    console.error(
      JSON.stringify({
        path: c.req.path.replace(/^(\/clusters\/[^/]+).*/, '$1'),
        error: error.stack,
      }),
    );
  const { code, text, field } = problem;
  const body: ProblemBody = {
    error: { code, message: text, ...(field === undefined ? {} : { field }) },
  };
  return c.json(body, problem.status);
}

function asProblem(error: Error): Problem {
  if (error instanceof Problem) return error;
  // Hono throws these itself, for a body that isn't JSON.
  if (error instanceof HTTPException && error.status < 500)
    return problems.invalid(undefined, error.message);
  return problems.broken();
}
