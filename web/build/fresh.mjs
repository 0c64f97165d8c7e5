// Builds the page if, and only if, something it is made of has changed since the last build.
// Maven calls this on every build; when nothing changed it costs one hash of a few dozen small files.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const inputs = [
  'src',
  'public',
  'index.html',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'vite.config.ts',
];
const installedLock = join(root, 'node_modules', '.package-lock.json');
// Kept in dist's neighbour, not in dist, so that it is never served.
const stamp = join(root, 'node_modules', '.goloom-page');

function filesUnder(path) {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesUnder(join(path, name)));
}

function fingerprint() {
  const hash = createHash('sha256').update(process.version);
  for (const file of inputs.flatMap((input) => filesUnder(join(root, input)))) {
    hash.update(relative(root, file)).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

function run(command, ...args) {
  console.log(`web: ${command} ${args.join(' ')}`);
  const done = spawnSync(command, args, { cwd: root, stdio: 'inherit' });
  if (done.error) {
    console.error(
      `web: cannot start ${command}: install Node 20.19 or later, with npm (${done.error.message})`,
    );
    process.exit(1);
  }
  if (done.status !== 0) process.exit(done.status ?? 1);
}

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`web: Node 20.19 or later is needed to build the page, found ${process.versions.node}`);
  process.exit(1);
}

const lock = join(root, 'package-lock.json');
if (!existsSync(installedLock) || statSync(lock).mtimeMs > statSync(installedLock).mtimeMs) {
  run('npm', 'ci', '--prefer-offline', '--no-audit', '--no-fund');
  // npm keeps the time of a lock file it did not have to change; this folder is fresh as of now.
  const now = new Date();
  utimesSync(installedLock, now, now);
}

const wanted = fingerprint();
const built =
  existsSync(stamp) && existsSync(join(root, 'dist', 'index.html')) ? readFileSync(stamp, 'utf8') : '';
if (built !== wanted) {
  run('npm', 'run', '--silent', 'build');
  // File names carry a hash of their content: what the last build packed would otherwise stay in the jar.
  rmSync(join(root, 'target', 'classes', 'public'), { recursive: true, force: true });
  writeFileSync(stamp, wanted);
}
