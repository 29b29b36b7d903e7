/* eslint-disable @n8n/community-nodes/no-restricted-globals, no-console -- development only, never shipped */
import { explain } from './lib/progress.cjs';
import { buildAndPack } from './host/tarball';

/** Builds and packs the package, or says that nothing changed. */
buildAndPack().then(
	({ file }) => console.log(file),
	(error: unknown) => {
		explain(error);
		process.exitCode = 1;
	},
);
