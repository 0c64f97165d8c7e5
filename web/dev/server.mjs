// A stand-in for the server while the page is worked on: it speaks the contract with canned runs, picked by
// a word in the program (see `kindOf`). `npm run build && npm run fake`, then http://127.0.0.1:18101/.
// Nothing of it is shipped.
import { createHash } from 'node:crypto';
import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { dirname, extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { WebSocketServer } from 'ws';

const root = join(dirname(dirname(fileURLToPath(import.meta.url))), 'dist');
const port = Number(process.env.PORT ?? 18101);
const isolation = process.env.ISOLATION ?? 'bubblewrap';
const engine = '0.1.0';
const snippets = new Map();

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

const EXAMPLES = [
  example(
    'hello',
    'Start here',
    'Hello',
    'A main, and a line printed.',
    'void main() {\n    IO.println("hello");\n}\n',
  ),
  example(
    'wait-group',
    'Start here',
    'A goroutine and a WaitGroup',
    'Start work, and wait until it is done.',
    `import module goloom;
import static goloom.Go.*;

void main() {
    var wg = new WaitGroup();
    for (int i : range(3)) {
        wg.go(() -> IO.println("worker " + i));
    }
    wg.await();
    IO.println("all done");
}
`,
  ),
  example(
    'worker-pool',
    'Patterns',
    'Worker pool',
    'Three workers share one channel of jobs.',
    `import module goloom;
import static goloom.Go.*;

// flood: prints far more than anyone reads
void main() {
    for (int i : range(200_000)) IO.println(i);
}
`,
  ),
  example(
    'data-race',
    'What goes wrong',
    'The data++ race',
    'Two goroutines, one variable, and no agreement.',
    `import module goloom;
import static goloom.Go.*;

int data = 0;

/** A race: main may read before, between or after. */
void main() {
    go(() -> data++);
    if (data == 0) {
        IO.println("the value is " + data);
    }
}
`,
  ),
  example(
    'deadlock',
    'What goes wrong',
    'A deadlock',
    'Everyone waits for someone else.',
    `import module goloom;
import static goloom.Go.*;

// deadlock: nobody ever sends
void main() {
    var jobs = Chan.<Integer>make();
    var done = Chan.<String>make();
    go("worker", () -> {
        for (var n : jobs) IO.println("job " + n);
        done.send("finished");
    });
    for (int i : range(2)) jobs.send(i);
    IO.println(done.receive());
}
`,
  ),
  example(
    'panic',
    'What goes wrong',
    'A panic',
    'An exception that nobody catches ends the program.',
    panicSource(),
  ),
  example(
    'leak',
    'What goes wrong',
    'A goroutine leak',
    'A sender that nobody listens to any more.',
    `import module goloom;
import static goloom.Go.*;

// leak: the slower sender is never received from
void main() {
    var answers = Chan.<String>make();
    go("fast", () -> answers.send("fast"));
    go("slow", () -> answers.send("slow"));
    IO.println(answers.receive());
}
`,
  ),
];

function panicSource() {
  return `import module goloom;
import static goloom.Go.*;

// panic
void main() {
    var ch = Chan.<Integer>make(1);
    ch.close();
    go(() -> ch.send(1));
    Time.sleep(millis(1));
}
`;
}

function example(id, topic, title, summary, source) {
  return { id, title, summary, topic, files: [{ name: 'main.java', source }] };
}

function lineOf(files, text) {
  const index = files[0].source.split('\n').findIndex((line) => line.includes(text));
  return index < 0 ? 1 : index + 1;
}

function diagnose(files) {
  const found = [];
  for (const file of files) {
    file.source.split('\n').forEach((line, i) => {
      const at = line.indexOf('undefinedName');
      if (at >= 0) {
        found.push({
          file: file.name,
          line: i + 1,
          column: at + 1,
          endLine: i + 1,
          endColumn: at + 14,
          severity: 'error',
          code: 'compiler.err.cant.resolve.location',
          message: 'cannot find symbol\n  symbol:   variable undefinedName\n  location: class main',
        });
      }
    });
  }
  return found;
}

function kindOf(files) {
  const all = files.map((file) => file.source).join('\n');
  if (diagnose(files).length > 0) return 'compile';
  for (const kind of [
    'deadlock',
    'panic',
    'flood',
    'leak',
    'race',
    'endless',
    'input',
    'control',
    'queue',
    'refuse',
  ]) {
    if (new RegExp(`\\b${kind}`, 'i').test(all)) return kind;
  }
  return 'plain';
}

const frame = (fn, line) => ({ function: fn, file: 'main.java', line });
const stats = (virtualNanos, goroutines) => ({
  millis: 38,
  virtualNanos,
  goroutines,
  switches: 14,
  steps: 240,
  peakMemoryBytes: 9_000_000,
});

/** Starts a canned run; `send` takes an event. */
function start(message, send) {
  const timers = [];
  const later = (millis, action) => timers.push(setTimeout(action, millis));
  const { files, options } = message;
  const kind = kindOf(files);
  const out = (text, at = 0, goroutine = 1, stream = 'stdout') =>
    send({ type: 'output', stream, text, at, goroutine });
  let ended = false;
  const exit = (status, code, text, extra = {}) => {
    if (ended) return;
    ended = true;
    timers.forEach(clearTimeout);
    send({
      type: 'exit',
      status,
      code,
      message: text,
      deterministic: true,
      uncontrolled: [],
      stats: stats(1_200_000, 3),
      ...extra,
    });
  };
  const begin = () =>
    send({
      type: 'start',
      ...(options.schedule ? { schedule: options.schedule } : { seed: options.seed ?? 7 }),
      procs: options.procs ?? 4,
      scheduler: 'sim',
      race: true,
      isolation,
      engine,
    });
  const compiled = () => send({ type: 'compile', ok: true, millis: 21, diagnostics: [] });

  if (kind === 'refuse') {
    send({
      type: 'problem',
      problem: { title: 'Too many runs', detail: 'You have 4 runs waiting; let one end first.', status: 429 },
    });
    return { stop() {}, stdin() {}, close() {} };
  }
  if (kind === 'compile') {
    send({ type: 'compile', ok: false, millis: 19, diagnostics: diagnose(files) });
    exit('compile_error', 1, 'does not compile', { stats: stats(0, 0) });
    return { stop() {}, stdin() {}, close() {} };
  }
  if (kind === 'queue') {
    send({ type: 'queued', position: 3 });
    later(1500, () => send({ type: 'queued', position: 1 }));
    later(3000, () => (compiled(), begin(), out('my turn\n'), exit('ok', 0, '')));
    return { stop: () => exit('killed', 137, 'stopped'), stdin() {}, close() {} };
  }
  compiled();
  begin();
  switch (kind) {
    case 'plain':
      ['hello from Tony\n', 'hello from Ada\n', 'hello from Grace\n'].forEach((text, i) =>
        later(40 * i, () => out(text, 1500 + 820 * i, i + 2)),
      );
      later(160, () => exit('ok', 0, ''));
      break;
    case 'race':
      out('the value is 1\n', 2400);
      send({
        type: 'race',
        location: 'main.data',
        first: {
          kind: 'write',
          goroutine: 2,
          stack: [frame('main.lambda$main$0', lineOf(files, 'data++'))],
          createdAt: frame('main.main', lineOf(files, 'data++')),
          locks: [],
        },
        second: {
          kind: 'read',
          goroutine: 1,
          stack: [frame('main.main', lineOf(files, 'data == 0'))],
          createdAt: null,
          locks: [],
        },
        text: 'WARNING: DATA RACE\nRead of main.data by main goroutine:\n  main.main()\n      main.java:9\n\nPrevious write of main.data by goroutine 2:\n  main.lambda$main$0()\n      main.java:8\n',
      });
      exit('ok', 66, '');
      break;
    case 'deadlock': {
      out('job 0\njob 1\n', 3200, 2);
      const receive = lineOf(files, 'done.receive');
      send({
        type: 'deadlock',
        goroutines: [
          {
            id: 1,
            name: 'main',
            state: 'chan receive',
            waitingOn: 'chan done',
            since: 5200,
            stack: [frame('main.main', receive)],
            createdAt: null,
          },
          {
            id: 2,
            name: 'worker',
            state: 'chan receive',
            waitingOn: 'chan jobs',
            since: 4100,
            stack: [
              frame('main.lambda$main$0', lineOf(files, 'for (var n')),
              { function: 'goloom.Chan.iterator', file: 'Chan.java', line: 210 },
            ],
            createdAt: frame('main.main', lineOf(files, 'go("worker"')),
          },
        ],
        text: `fatal error: all goroutines are asleep - deadlock!\n\ngoroutine 1 [chan receive]:\nmain.main()\n\tmain.java:${receive}\n\ngoroutine 2 [chan receive]:\nmain.lambda$main$0()\n\tmain.java:9\ncreated by main.main in goroutine 1\n\tmain.java:8\n`,
      });
      exit('deadlock', 2, 'all goroutines are asleep - deadlock!');
      break;
    }
    case 'panic':
      send({
        type: 'panic',
        goroutine: 2,
        name: '',
        value: 'send on closed channel',
        stack: [frame('main.lambda$main$0', lineOf(files, 'ch.send'))],
        createdAt: frame('main.main', lineOf(files, 'go(')),
        text: 'panic: send on closed channel\n\ngoroutine 2 [running]:\nmain.lambda$main$0()\n\tmain.java:8\ncreated by main.main in goroutine 1\n\tmain.java:8\n',
      });
      exit('panic', 2, 'panic: send on closed channel');
      break;
    case 'leak':
      out('fast\n', 1800);
      send({
        type: 'leak',
        goroutines: [
          {
            id: 3,
            name: 'slow',
            state: 'chan send',
            waitingOn: 'chan answers',
            waker: 'nobody has sent on it',
            since: 1700,
            verdict: 'stuck',
            stack: [frame('main.lambda$main$1', lineOf(files, '"slow", ()'))],
            createdAt: frame('main.main', lineOf(files, '"slow", ()')),
          },
        ],
        text: 'goroutine 3 [chan send]:\nmain.lambda$main$1()\n\tmain.java:8\n',
      });
      exit('ok', 0, '');
      break;
    case 'flood': {
      let n = 0;
      const more = () => {
        for (let i = 0; i < 200; i++) {
          let text = '';
          for (let j = 0; j < 50; j++) text += `${n++}\n`;
          out(text, n * 100);
        }
        if (n < 400_000) later(1, more);
        else exit('output_limit', 126, 'output limit of 256 KiB reached');
      };
      more();
      break;
    }
    case 'endless': {
      let n = 0;
      const tick = () => (out(`tick ${n++}\n`, n * 1e9), later(200, tick));
      tick();
      break;
    }
    case 'input':
      out('Your name? ');
      if (message.stdin) later(20, () => (out(`hello, ${message.stdin.trim()}\n`), exit('ok', 0, '')));
      break;
    case 'control':
      out(
        '\u001b[31mred?\u001b[0m bell\u0007 nul\u0000 bidi \u202egnp.exe\u202c\r\n<img src=x onerror=alert(1)>\n',
        10,
      );
      out('to stderr\n', 20, 1, 'stderr');
      out('a ', 30);
      out('b', 40, 2, 'stderr');
      out(' c\n', 50);
      exit('exit', 3, 'exit status 3');
      break;
  }
  return {
    stop: () => later(30, () => exit('killed', 137, 'stopped')),
    stdin: (text) => (out(`hello, ${text.trim()}\n`, 500), exit('ok', 0, '')),
    close: () => kind === 'input' && exit('ok', 0, ''),
  };
}

/** A canned search: the outcomes of the racy example, of a deadlock, or of something endless. */
function search(message, send) {
  const timers = [];
  const later = (millis, action) => timers.push(setTimeout(action, millis));
  const kind = kindOf(message.files);
  let ended = false;
  const exit = (status, code, text) => {
    if (ended) return;
    ended = true;
    timers.forEach(clearTimeout);
    send({
      type: 'exit',
      status,
      code,
      message: text,
      deterministic: true,
      uncontrolled: [],
      stats: stats(0, 0),
    });
  };
  const handle = { stop: () => later(30, () => exit('killed', 137, 'stopped')), stdin() {}, close() {} };
  if (kind === 'compile') {
    send({ type: 'compile', ok: false, millis: 19, diagnostics: diagnose(message.files) });
    exit('compile_error', 1, 'does not compile');
    return handle;
  }
  const outcome = (number, output, executions, schedule, extra = {}) =>
    send({
      type: 'outcome',
      outcome: number,
      output,
      status: 'ok',
      code: 0,
      message: '',
      executions,
      schedule,
      races: [],
      leaks: [],
      blocked: [],
      ...extra,
    });
  const explored = (rest) =>
    send({
      type: 'explored',
      executions: 14,
      outcomes: 3,
      exhaustive: true,
      completeness: 'all',
      why: '',
      races: 0,
      deadlocks: 0,
      leaks: 0,
      millis: 42,
      ...rest,
    });
  send({ type: 'compile', ok: true, millis: 21, diagnostics: [] });
  send({ type: 'start', seed: 0, procs: 4, scheduler: 'sim', race: true, isolation, engine });
  if (kind === 'endless') {
    let n = 0;
    const more = () => {
      n += 1;
      outcome((n % 30) + 1, `${n % 30}\n`, n * 7, `1.${n % 30}`);
      if (n < 600) later(8, more);
      else {
        explored({
          executions: 31_207,
          outcomes: 30,
          exhaustive: false,
          completeness: 'sampled',
          why: 'the budget of 10 s was used up',
        });
        exit('ok', 0, '');
      }
    };
    more();
  } else if (kind === 'deadlock') {
    outcome(1, 'job 0\njob 1\nfinished\n', 5, '1.0');
    later(120, () =>
      outcome(2, 'job 0\njob 1\n', 2, '1.0.4=1', {
        status: 'deadlock',
        code: 2,
        message: 'all goroutines are asleep - deadlock!',
      }),
    );
    later(200, () => {
      outcome(3, 'job 0\n', 1, '1.0.6=2', {
        status: 'panic',
        code: 2,
        message: 'panic: send on closed channel',
        leaks: [{ text: '1 goroutine leaked: chan send at main.java:8', schedule: '1.0.6=2,8=1' }],
      });
      explored({ outcomes: 3, executions: 8, deadlocks: 1, leaks: 1 });
      exit('ok', 0, '');
    });
  } else {
    const races = [{ text: 'data race on main.data: line 8 writes, line 9 reads', schedule: '1.0.2=1' }];
    outcome(1, 'the value is 0\n', 1, '1.0');
    later(150, () => outcome(2, '', 3, '1.0.2=1', { races }));
    later(260, () => {
      outcome(1, 'the value is 0\n', 9, '1.0', { races });
      outcome(3, 'the value is 1\n', 2, '1.0.3=1', { races });
      explored({ races: 1 });
      exit('ok', 0, '');
    });
  }
  return handle;
}

/** The trace of a replay: of the racy example, one of its three orders by the schedule's end. */
function replay(message, send) {
  const { files, options } = message;
  const write = lineOf(files, 'data++');
  const test = lineOf(files, 'data == 0');
  const print = lineOf(files, 'IO.println');
  const at = (line) => ({ file: 'main.java', line });
  const access = (kind, goroutine, line, value) => ({
    kind,
    goroutine,
    ...at(line),
    variable: 1,
    name: 'main.data',
    value,
  });
  const adds = [
    access('read', 2, write, '0'),
    access('write', 2, write, '1'),
    { kind: 'goEnd', goroutine: 2 },
  ];
  const sees = (value) => access('read', 1, test, value);
  const says = (value) => [
    access('read', 1, print, value),
    { kind: 'output', goroutine: 1, ...at(print), bytes: 15 },
  ];
  const body = options.schedule.endsWith('2=1')
    ? [...adds, sees('1')]
    : options.schedule.endsWith('3=1')
      ? [sees('0'), ...adds, ...says('1')]
      : [sees('0'), ...says('0'), ...adds];
  const events = [{ kind: 'goCreate', goroutine: 1, ...at(write), created: 2 }, ...body];
  const said = body.findLast((event) => event.line === print && event.value);
  send({ type: 'compile', ok: true, millis: 1, diagnostics: [] });
  send({
    type: 'start',
    schedule: options.schedule,
    procs: 4,
    scheduler: 'sim',
    race: true,
    isolation,
    engine,
  });
  if (said)
    send({ type: 'output', stream: 'stdout', text: `the value is ${said.value}\n`, at: 900, goroutine: 1 });
  send({ type: 'trace', events: events.map((event, i) => ({ at: i * 100, ...event })) });
  send({
    type: 'exit',
    status: 'ok',
    code: 66,
    message: '',
    deterministic: true,
    uncontrolled: [],
    stats: stats(900, 2),
  });
  return { stop() {}, stdin() {}, close() {} };
}

const json = (response, status, body, type = 'application/json') => {
  response.writeHead(status, { 'content-type': type });
  response.end(JSON.stringify(body));
};

const server = createServer(async (request, response) => {
  const { pathname } = new URL(request.url, 'http://localhost');
  response.setHeader('content-security-policy', "default-src 'self'; style-src 'self' 'unsafe-inline'");
  if (pathname.startsWith('/api/')) return api(request, response, pathname);
  const path = normalize(
    pathname === '/' || /^\/p\/[\w-]+(\/embed)?$/.test(pathname) ? '/index.html' : pathname,
  );
  const file = join(root, path);
  if (!file.startsWith(root) || !existsSync(file) || !statSync(file).isFile()) return json(response, 404, {});
  response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' });
  return createReadStream(file).pipe(response);
});

async function api(request, response, pathname) {
  const parts = [];
  for await (const part of request) parts.push(part);
  const body = parts.length > 0 ? JSON.parse(Buffer.concat(parts)) : {};
  const route = `${request.method} ${pathname}`;
  if (route === 'GET /api/v1/version') return json(response, 200, { engine, isolation });
  if (route === 'GET /api/v1/examples') return json(response, 200, EXAMPLES);
  if (route === 'POST /api/v1/check') return json(response, 200, { diagnostics: diagnose(body.files) });
  if (route === 'POST /api/v1/format') {
    const files = body.files.map((file) => ({
      ...file,
      source: file.source.replace(/[ \t]+$/gm, '').replace(/\n*$/, '\n'),
    }));
    return json(response, 200, { files, diagnostics: [] });
  }
  if (route === 'POST /api/v1/complete') {
    const before = body.files.find((file) => file.name === body.file).source.slice(0, body.offset);
    const word = /[\w$]*$/.exec(before)[0];
    const items = ['send', 'receive', 'receiveOk', 'close', 'len', 'cap'].map((label) => ({
      label,
      detail: `Chan.${label}(…)`,
    }));
    return json(response, 200, {
      anchor: body.offset - word.length,
      items: items.filter((i) => i.label.startsWith(word)),
    });
  }
  if (route === 'POST /api/v1/snippets') {
    const id = createHash('sha256').update(JSON.stringify(body.files)).digest('base64url').slice(0, 11);
    snippets.set(id, body.files);
    return json(response, 201, { id, url: `/p/${id}` });
  }
  const id = /^GET \/api\/v1\/snippets\/([\w-]+)$/.exec(route)?.[1];
  if (id && snippets.has(id)) return json(response, 200, { id, files: snippets.get(id) });
  return json(
    response,
    404,
    { title: 'Not found', status: 404, detail: `no such thing: ${pathname}` },
    'application/problem+json',
  );
}

new WebSocketServer({ server, path: '/api/v1/ws' }).on('connection', (socket) => {
  const runs = new Map();
  socket.on('message', (data) => {
    const message = JSON.parse(data);
    const { id } = message;
    const begin =
      message.type === 'explore'
        ? search
        : message.type === 'run'
          ? message.options.schedule && message.options.trace
            ? replay
            : start
          : null;
    if (begin) {
      runs.set(
        id,
        begin(message, ({ type, ...rest }) => socket.send(JSON.stringify({ type, id, ...rest }))),
      );
    } else if (message.type === 'stop') runs.get(id)?.stop();
    else if (message.type === 'stdin') runs.get(id)?.stdin(message.text);
    else if (message.type === 'stdinClose') runs.get(id)?.close();
  });
  socket.on('close', () => runs.forEach((run) => run.stop()));
});

server.listen(port, '127.0.0.1', () => console.log(`http://127.0.0.1:${port}/`));
