// Brings a fresh clone to where `npm start` and `npm test` can run: the development tree, the real n8n of host/
// and the Node that n8n needs. Built-ins only, because nothing is installed yet; a second run only compares.
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

const require = createRequire(import.meta.url);
const { cache, cleanEnvironment, endEverything, logs, root, runNpm } = require('./lib/processes.cjs');
const { explain, step } = require('./lib/progress.cjs');

// Not in host/ itself: `n8n-node build` copies every image below the visible folders into the package.
const host = join(cache, 'host');

/** True when node_modules holds what the lockfile says; packages of other platforms may be missing. */
function isInstalled(folder, lockfile) {
	try {
		const read = (file) => JSON.parse(readFileSync(file, 'utf8')).packages;
		const present = read(join(folder, 'node_modules', '.package-lock.json'));
		return Object.entries(read(lockfile)).every(
			([path, { version, optional, devOptional }]) =>
				path === '' || (present[path] ? present[path].version === version : (optional ?? devOptional)),
		);
	} catch {
		return false;
	}
}

async function installDevelopmentTree() {
	if (isInstalled(root, join(root, 'package-lock.json'))) return;
	await step('Installing the development tree', () =>
		npmStep(['ci', '--no-audit', '--no-fund'], root, 'install.log'),
	);
}

async function installHost() {
	mkdirSync(host, { recursive: true });
	for (const file of ['package.json', 'package-lock.json', '.npmrc']) {
		copyFileSync(join(root, 'host', file), join(host, file));
	}
	if (!isInstalled(host, join(host, 'package-lock.json'))) {
		// Scripts stay off: n8n needs only the one of sqlite3, and another one downloads sources.
		await step('Installing n8n (2 GB, takes a minute or two)', () =>
			npmStep(['ci', '--ignore-scripts', '--no-audit', '--no-fund'], host, 'install-n8n.log'),
		);
	}
}

async function buildDatabaseDriver(node) {
	const loads = () =>
		spawnSync(node, ['-e', 'require("sqlite3")'], { cwd: host, stdio: 'ignore' }).status === 0;
	if (loads()) return;
	await step('Building the database driver of n8n', async () => {
		const advice = 'It needs a compiler. On Debian and Ubuntu: apt-get install -y python3 make g++';
		await npmStep(['rebuild', 'sqlite3'], host, 'build-sqlite3.log', advice, withOwnHeaders());
		if (!loads()) throw Object.assign(new Error('The built database driver does not load'), { advice });
	});
}

/** The headers that came with our Node, where they did: else the compiler's front end downloads them. */
function withOwnHeaders() {
	const env = cleanEnvironment();
	const nodedir = dirname(dirname(process.execPath));
	if (!env.npm_config_nodedir && existsSync(join(nodedir, 'include', 'node', 'node_api.h'))) {
		env.npm_config_nodedir = nodedir;
	}
	return env;
}

async function npmStep(args, cwd, log, advice, env) {
	try {
		await runNpm(args, { cwd, env, logFile: join(logs, log) });
	} catch (error) {
		error.advice = advice ?? 'It is safe to run the same command again.';
		throw error;
	}
}

/** The Node for n8n: ours when it is 24, the one that host/ brought, or a newer one of ours. */
function findNode24() {
	const major = Number(process.versions.node.split('.')[0]);
	if (major === 24) return process.execPath;
	const file = process.platform === 'win32' ? 'node.exe' : 'node';
	const platform = process.platform === 'win32' ? 'win' : process.platform;
	const brought = join(host, 'node_modules', `node-${platform}-${process.arch}`, 'bin', file);
	if (existsSync(brought)) return brought;
	if (major > 24) return process.execPath;
	throw Object.assign(new Error(`n8n needs Node 24, and this is Node ${process.versions.node}`), {
		advice: `There is no packaged Node 24 for ${platform}-${process.arch}: install Node 24 and run the command with it.`,
	});
}

/** Sets everything up; resolves to the Node for n8n and the folder that n8n is installed in. */
export async function setup() {
	if (Number(process.versions.node.split('.')[0]) < 20) {
		throw Object.assign(new Error(`Node ${process.versions.node} is too old`), {
			advice: 'Install Node 20 or newer.',
		});
	}
	await installDevelopmentTree();
	await installHost();
	const node = findNode24();
	await buildDatabaseDriver(node);
	const result = { node, host };
	// The TypeScript part (scripts/host) reads it from here, in whatever process it runs.
	writeFileSync(join(cache, 'setup.json'), JSON.stringify(result));
	return result;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
	try {
		const { node, host: folder } = await setup();
		console.log(`Ready: n8n in ${folder}, to be run by ${node}`);
	} catch (error) {
		explain(error);
		await endEverything();
		process.exitCode = 1;
	}
}
