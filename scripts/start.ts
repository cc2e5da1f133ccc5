import { setTimeout as sleep } from 'node:timers/promises';
import { build } from './build.ts';
import { Failure, run } from './failure.ts';
import { labsetFolder } from './paths.ts';
import { type Server, startServer } from './server.ts';

interface Demo {
  readonly instructor: { readonly id: string; readonly name: string };
  readonly learner: { readonly id: string; readonly name: string };
  readonly joinCode: string;
}

/** `npm start`: everything on one machine, with a demo class, until Ctrl-C. */
async function start(): Promise<void> {
  const port = portFrom('PORT', process.env.PORT ?? '8787');
  const tlsPort = portFrom('TLS_PORT', process.env.TLS_PORT ?? String(tlsPortBeside(port)));
  const options = { port, tlsPort, folder: labsetFolder };
  const stopped = new Promise<'stopped'>((resolve) => {
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
      process.once(name, () => resolve('stopped'));
  });
  await build();
  console.log('Starting ...');
  let server = await startServer(options);
  console.log(welcome(server, await seed(server)));
  for (;;) {
    const how = await Promise.race([stopped, server.ended, isSilent(server.url)]);
    await server.stop();
    if (how === 'stopped') return process.exit(0);
    // Nothing acknowledged is lost: what a killed server had written is there for the next one.
    console.log(
      `The server ${how === 'silent' ? 'no longer answers' : 'has ended'}. Starting again ...`,
    );
    server = await startServer(options);
    console.log(`It answers again, at ${server.url}`);
  }
}

/** Resolves when the server has let several questions in a row go unanswered. */
async function isSilent(url: string): Promise<'silent'> {
  for (let unanswered = 0; unanswered < 3; ) {
    await sleep(3_000);
    const signal = AbortSignal.timeout(5_000);
    const answer = await fetch(`${url}/api/health`, { signal }).catch(() => undefined);
    unanswered = answer?.ok ? 0 : unanswered + 1;
  }
  return 'silent';
}

/** A thousand away, so that several servers may have ports in a row. */
function tlsPortBeside(port: number): number {
  return port + 1_000 < 65_536 ? port + 1_000 : port - 1_000;
}

function portFrom(variable: string, text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  throw new Failure(`${variable} is ${text}, and has to be a number from 1 to 65535.`);
}

async function seed(server: Server): Promise<Demo> {
  const headers = { authorization: `Bearer ${server.operatorToken}` };
  const answer = await fetch(`${server.url}/api/operator/demo`, { method: 'POST', headers });
  if (answer.ok) return (await answer.json()) as Demo;
  await server.stop();
  throw new Failure(`The demo class can't be made: ${answer.status} ${await answer.text()}`);
}

function welcome({ url, tlsUrl }: Server, { instructor, learner, joinCode }: Demo): string {
  return `
LabSet is running at ${url}

Open, each in a browser window of its own (the second one private):
  as a learner      ${url}/demo/${learner.id}   (${learner.name})
  as an instructor  ${url}/demo/${instructor.id}   (${instructor.name})
  as yourself       ${url}/j/${joinCode}   (join code ${joinCode})

Try next: open the lab as the learner, and watch the instructor's board.
Or with kubectl, on an empty cluster, from another terminal:
  export KUBECONFIG=$(npm run --silent sandbox)
  kubectl get nodes
(kubectl is answered at ${tlsUrl}; TLS_PORT moves it)

Ctrl-C stops it. Everything is kept in ${labsetFolder}
`;
}

await run(start);
