// Runs after `n8n-node build`: the compiler takes TypeScript only, so everything else that n8n reads is copied and checked here.
const { existsSync, readFileSync } = require('node:fs');
const path = require('node:path');
const { dest, series, src } = require('gulp');

const STATIC_FILES = ['icons/*.svg', 'nodes/**/*.node.json', 'nodes/**/__schema__/**/*.json'];

/** A node without its icon or codex installs and looks broken, so the build stops instead. */
function checkStaticFiles(done) {
	const { n8n } = require('./package.json');
	const missing = [];
	for (const entry of [...n8n.nodes, ...n8n.credentials]) {
		if (!existsSync(entry)) {
			missing.push(entry);
			continue;
		}
		for (const [, icon] of readFileSync(entry, 'utf8').matchAll(/'file:([^']+\.svg)'/g)) {
			const file = path.join(path.dirname(entry), icon);
			if (!existsSync(file)) missing.push(file);
		}
	}
	for (const entry of n8n.nodes) {
		const codex = entry.replace(/\.js$/, '.json');
		if (!existsSync(codex)) missing.push(codex);
	}
	done(missing.length > 0 ? new Error(`The build lacks: ${missing.join(', ')}`) : undefined);
}

const copyStaticFiles = () => src(STATIC_FILES, { base: '.', encoding: false }).pipe(dest('dist'));

exports.default = series(copyStaticFiles, checkStaticFiles);
