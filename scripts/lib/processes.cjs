'use strict';
// Child processes that never outlive us. Built-ins only: setup uses this before anything is installed.
const { spawn } = require('node:child_process');
const { closeSync, existsSync, mkdirSync, openSync, readFileSync } = require('node:fs');
const { dirname, join } = require('node:path');

const root = join(__dirname, '..', '..');
const cache = join(root, '.cache');

// What we and our children put into a temporary folder stays in the repository folder too.
const temporary = join(cache, 'tmp');
mkdirSync(temporary, { recursive: true });
Object.assign(process.env, { TMPDIR: temporary, TEMP: temporary, TMP: temporary });

const windows = process.platform === 'win32';
/** @type {Map<number, () => Promise<void>>} every child that is still running, by its id */
const running = new Map();
/** @type {Array<() => unknown>} */
const closers = [];
let interrupted;
let guarded = false;
let ending = false;

/** The npm that started us where there is one, else the npm on PATH. */
function npm(args) {
	const cli = process.env.npm_execpath;
	return cli && /npm-cli\.c?js$/.test(cli) && existsSync(cli)
		? { command: process.execPath, args: [cli, ...args] }
		: { command: 'npm', args, shell: windows };
}

/** Our environment without what `npm run` adds for this package: it would follow npm into another folder. */
function cleanEnvironment() {
	const ours =
		/^npm_(package_|lifecycle_|config_(ignore_scripts|legacy_peer_deps|local_prefix)$)|^INIT_CWD$/i;
	return Object.fromEntries(Object.entries(process.env).filter(([name]) => !ours.test(name)));
}

function signalGroup(pid, signal) {
	// On POSIX every child leads a process group of its own, so that what it started ends with it.
	try {
		process.kill(windows ? pid : -pid, signal);
	} catch {
		// already gone
	}
}

/** Starts a process; see processes.d.cts. */
function startProcess(command, args, options = {}) {
	endChildrenWithUs();
	let output = 'inherit';
	if (options.logFile) {
		mkdirSync(dirname(options.logFile), { recursive: true });
		output = openSync(options.logFile, 'w');
	}
	const child = spawn(command, args, {
		cwd: options.cwd,
		env: options.env ?? cleanEnvironment(),
		shell: options.shell ?? false,
		detached: !windows,
		stdio: ['ignore', output, output, ...(options.ipc ? ['ipc'] : [])],
	});
	if (typeof output === 'number') closeSync(output);

	const exited = new Promise((resolve) => {
		child.once('error', (error) => resolve({ code: 127, signal: null, error }));
		child.once('exit', (code, signal) => resolve({ code: code ?? 1, signal }));
	});
	const stop = async (graceMs = 15_000) => {
		if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
		signalGroup(child.pid, 'SIGTERM');
		const timer = setTimeout(() => signalGroup(child.pid, 'SIGKILL'), graceMs);
		await exited;
		clearTimeout(timer);
	};
	if (child.pid !== undefined) {
		running.set(child.pid, stop);
		void exited.then(() => running.delete(child.pid));
	}
	return { pid: child.pid, exited, stop, logFile: options.logFile };
}

/** Runs a command to its end; throws with the tail of its log when it fails. */
async function run(command, args, options = {}) {
	const { code, error } = await startProcess(command, args, options).exited;
	if (code === 0) return;
	// It was we who ended it: that is no failure, and our own end follows.
	if (ending && !interrupted) await new Promise(() => {});
	const failure = new Error(error ? error.message : `${options.name ?? command} ended with code ${code}`);
	throw Object.assign(failure, { code, logFile: options.logFile, logTail: tail(options.logFile) });
}

/** Runs npm to its end, as `run` does. */
async function runNpm(args, options = {}) {
	const { command, args: all, shell } = npm(args);
	await run(command, all, { shell, name: `npm ${args[0]}`, ...options });
}

/** The last lines of a log. */
function tail(logFile, lines = 25) {
	if (!logFile || !existsSync(logFile)) return '';
	return readFileSync(logFile, 'utf8').trimEnd().split('\n').slice(-lines).join('\n');
}

/** Something else to close before we end (a server of our own). */
function closeAtEnd(close) {
	closers.push(close);
	endChildrenWithUs();
}

/** Closes everything we started, in the reverse order. */
async function endEverything() {
	const work = [...closers.splice(0).reverse()].map(async (close) => await close());
	await Promise.allSettled([...work, ...[...running.values()].map((stop) => stop())]);
}

/** Resolves at Ctrl-C or a request to end, which then does not end us by itself. */
function untilInterrupted() {
	endChildrenWithUs();
	return new Promise((resolve) => (interrupted = resolve));
}

function endChildrenWithUs() {
	if (guarded) return;
	guarded = true;
	const end = (signal, code) =>
		// A repeat is ignored: a terminal and npm both pass a Ctrl-C on, and every wait here is bounded.
		process.on(signal, () => {
			if (ending) return;
			ending = true;
			if (interrupted) interrupted();
			else void endEverything().finally(() => process.exit(code));
		});
	end('SIGINT', 130);
	end('SIGTERM', 143);
	end('SIGHUP', 129);
	process.on('exit', () => {
		for (const pid of running.keys()) signalGroup(pid, 'SIGKILL');
	});
}

module.exports = {
	cache,
	cleanEnvironment,
	closeAtEnd,
	endEverything,
	logs: join(cache, 'logs'),
	npm,
	root,
	run,
	runNpm,
	startProcess,
	tail,
	untilInterrupted,
};
